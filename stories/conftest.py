"""The stage of the stories. Casts are imported when a fixture runs: Django must be ready first."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from amanat.capabilities.radar.tests.town import Town
    from amanat.config.demo.player import Player
    from amanat.config.nearby import Wire
    from stories.radar_desk import Desk


@pytest.fixture
def wired(wire: "Wire", settings: Any) -> Iterator[str]:
    """The simulators in this very process, and our settings pointing at them."""
    from amanat.capabilities.payments.tests.cast import Outside  # noqa: PLC0415 - Django must be ready first
    from amanat.kernel.outside import by_way_of  # noqa: PLC0415 - Django must be ready first

    Outside(wire.PLACE).wire_up(settings)
    with by_way_of(wire):
        yield wire.PLACE


@pytest.fixture
def play(wired: str, db: None) -> "Player":
    """A player whose jobs are done in the test's own transaction."""
    from amanat.config.demo.outside import Outside  # noqa: PLC0415 - Django must be ready first
    from amanat.config.demo.player import Player  # noqa: PLC0415 - Django must be ready first
    from amanat.kernel.clock import time as clock  # noqa: PLC0415 - Django must be ready first
    from stories.jobs import do_waiting_jobs  # noqa: PLC0415 - Django must be ready first

    player = Player(Outside(wired), settle=do_waiting_jobs)
    player.outside.set_ahead(clock.ahead().total_seconds())
    return player


@pytest.fixture
def town() -> Iterator["Town"]:
    """The shops of the street, which the radar looks at in this very process."""
    from amanat.capabilities.radar.tests.town import open_town  # noqa: PLC0415 - Django must be ready first
    from simulators.shops.street import STREET  # noqa: PLC0415 - beside what it is for

    with open_town(STREET) as made:
        yield made


@pytest.fixture
def desk(town: "Town", db: None) -> "Desk":
    """The people of the radar's desk."""
    from stories.radar_desk import a_desk  # noqa: PLC0415 - Django must be ready first

    return a_desk()


@pytest.fixture
def trade(town: "Town", db: None) -> "Desk":
    """The same people, and a business that may have a seal."""
    from stories.radar_desk import a_desk_with_a_business  # noqa: PLC0415 - Django must be ready first

    return a_desk_with_a_business()
