"""Fixtures import their cast when they run: pytest reads this file before Django is ready."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import httpx
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from amanat.capabilities.payments.tests.cast import Outside
    from amanat.config.money.tests.far import Far
    from amanat.config.nearby import Wire


@pytest.fixture
def near(wire: "Wire", settings: Any, monkeypatch: pytest.MonkeyPatch) -> "Iterator[Outside]":
    """The simulators in this very process, and our settings pointing at them."""
    from amanat.capabilities.payments.tests import cast
    from amanat.kernel.outside import by_way_of

    monkeypatch.setattr(cast, "WIRE", httpx.Client(transport=wire))
    outside = cast.Outside(wire.PLACE)
    outside.wire_up(settings)
    with by_way_of(wire):
        yield outside


@pytest.fixture
def far(tmp_path: "Path", settings: Any, committed: None) -> "Iterator[Far]":
    """The simulators over a socket, and real commits: for workers that die."""
    from amanat.config.money.tests.far import stand

    with stand(tmp_path) as far:
        far.outside.wire_up(settings)
        yield far
