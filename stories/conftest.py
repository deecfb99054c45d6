"""The stage of the stories. Casts are imported when a fixture runs: Django must be ready first."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from amanat.capabilities.radar.tests.town import Town
    from amanat.config.demo.player import Player
    from amanat.config.nearby import Wire
    from stories.market import Market
    from stories.radar_desk import Desk


@pytest.fixture
def wired(wire: "Wire", settings: Any) -> Iterator[str]:
    """The simulators in this very process, and our settings pointing at them."""
    from amanat.capabilities.payments.tests.cast import Outside
    from amanat.kernel.outside import by_way_of

    Outside(wire.PLACE).wire_up(settings)
    with wire.world.store.transaction() as db:
        db.execute("delete from sms")  # Kept people have the phones of an earlier story.
    with by_way_of(wire):
        yield wire.PLACE


@pytest.fixture
def play(wired: str, db: None) -> "Player":
    """A player whose jobs are done in the test's own transaction."""
    from amanat.config.demo.outside import Outside
    from amanat.config.demo.player import Player
    from amanat.kernel.clock import time as clock
    from amanat.kernel.log.tests import kept
    from stories.jobs import do_waiting_jobs

    player = Player(Outside(wired), settle=do_waiting_jobs)
    player.outside.set_ahead(clock.ahead().total_seconds())
    kept.story_begins()
    return player


@pytest.fixture
def market(play: "Player") -> "Market":
    from stories.market import Market

    return Market(play)


@pytest.fixture
def town() -> Iterator["Town"]:
    """The shops of the street, which the radar looks at in this very process."""
    from amanat.capabilities.radar.tests.town import open_town
    from simulators.shops.street import STREET

    with open_town(STREET) as made:
        yield made


@pytest.fixture
def desk(town: "Town", db: None) -> "Desk":
    """The people of the radar's desk."""
    from stories.radar_desk import a_desk

    return a_desk()


@pytest.fixture
def trade(town: "Town", db: None) -> "Desk":
    """The same people, and a business that may have a seal."""
    from stories.radar_desk import a_desk_with_a_business

    return a_desk_with_a_business()
