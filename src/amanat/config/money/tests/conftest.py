"""Fixtures import their cast when they run: pytest reads this file before Django is ready."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from amanat.capabilities.payments.tests.cast import Outside
    from amanat.config.money.tests.far import Far
    from amanat.config.money.tests.wire import Wire


@pytest.fixture(scope="session")
def wire(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Wire]":
    from amanat.config.money.tests.wire import Wire  # noqa: PLC0415 - see above

    wire = Wire(tmp_path_factory.mktemp("wire"))
    yield wire
    wire.close()


@pytest.fixture
def near(wire: "Wire", settings: Any, monkeypatch: pytest.MonkeyPatch) -> "Outside":
    """The simulators in this very process, and our settings pointing at them."""
    import httpx  # noqa: PLC0415 - see above

    from amanat.capabilities.payments.tests import cast  # noqa: PLC0415 - see above
    from amanat.config.money.tests.wire import ADDRESS  # noqa: PLC0415 - see above
    from amanat.kernel.outside import client  # noqa: PLC0415 - see above

    monkeypatch.setattr(client(), "_transport", wire)
    monkeypatch.setattr(cast, "WIRE", httpx.Client(transport=wire))
    outside = cast.Outside(ADDRESS)
    settings.GATEWAYS, settings.BANK = outside.settings()
    return outside


@pytest.fixture
def far(tmp_path: "Path", settings: Any, committed: None) -> "Iterator[Far]":
    """The simulators over a socket, and real commits: for workers that die."""
    from amanat.config.money.tests.far import stand  # noqa: PLC0415 - see above

    with stand(tmp_path) as far:
        far.wire_up(settings)
        yield far
