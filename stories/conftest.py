"""The stage of the stories. Casts are imported when a fixture runs: Django must be ready first."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from amanat.config.demo.player import Player


@pytest.fixture(scope="session")
def outside_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The simulators on a free loopback port, for all stories of this worker."""
    from amanat.capabilities.payments.tests.cast import simulators  # noqa: PLC0415 - Django must be ready first

    with simulators(tmp_path_factory.mktemp("outside")) as outside:
        yield outside.address


@pytest.fixture
def wired(outside_address: str, settings: Any) -> str:
    """Our settings point at the simulators."""
    from amanat.capabilities.payments.tests.cast import Outside  # noqa: PLC0415 - Django must be ready first

    settings.SIMULATORS_URL = outside_address
    settings.GATEWAYS, settings.BANK = Outside(outside_address).settings()
    settings.INQUIRY = {**settings.INQUIRY, "address": f"{outside_address}/bank/inquiry"}
    settings.KAVENEGAR = {**settings.KAVENEGAR, "address": f"{outside_address}/kavenegar"}
    settings.WHOIS = {"address": f"{outside_address}/whois"}
    return outside_address


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
