"""Fixtures import their cast when they run: pytest reads this file before Django is ready."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from simulators.clock import Clock
from simulators.faults import Faults
from simulators.main import SCHEMAS
from simulators.store import Store
from simulators.world import World

if TYPE_CHECKING:
    from pathlib import Path

    from amanat.capabilities.payments.tests.cast import Outside
    from amanat.config.money.tests.far import Far
    from amanat.config.nearby import Wire


@pytest.fixture(scope="session")
def wire(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Wire]":
    from amanat.config.nearby import Wire  # noqa: PLC0415 - see above

    store = Store(tmp_path_factory.mktemp("wire"), SCHEMAS)
    yield Wire(World(store, Clock(store), Faults(store), Wire.PLACE))
    store.close()


@pytest.fixture
def near(wire: "Wire", settings: Any, monkeypatch: pytest.MonkeyPatch) -> "Iterator[Outside]":
    """The simulators in this very process, and our settings pointing at them."""
    from amanat.capabilities.payments.tests import cast  # noqa: PLC0415 - see above
    from amanat.kernel.outside import by_way_of  # noqa: PLC0415 - see above

    monkeypatch.setattr(cast, "WIRE", httpx.Client(transport=wire))
    outside = cast.Outside(wire.PLACE)
    settings.GATEWAYS, settings.BANK = outside.settings()
    with by_way_of(wire):
        yield outside


@pytest.fixture
def far(tmp_path: "Path", settings: Any, committed: None) -> "Iterator[Far]":
    """The simulators over a socket, and real commits: for workers that die."""
    from amanat.config.money.tests.far import stand  # noqa: PLC0415 - see above

    with stand(tmp_path) as far:
        far.wire_up(settings)
        yield far
