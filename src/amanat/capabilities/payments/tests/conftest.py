"""Fixtures import their cast when they run: pytest reads this file before Django is ready."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from amanat.capabilities.payments.tests.cast import Outside, Story


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Outside]":
    from amanat.capabilities.payments.tests.cast import simulators

    with simulators(tmp_path_factory.mktemp("outside")) as outside:
        yield outside


@pytest.fixture
def outside(world: "Outside", settings: Any) -> "Outside":
    """The simulators, with our settings pointing at them and nothing broken yet."""
    settings.GATEWAYS, settings.BANK = world.settings()
    return world


@pytest.fixture
def story(near: "Outside", db: None) -> "Story":
    """A payer and a seller on an ordinary Sunday morning; undone afterwards."""
    from amanat.capabilities.payments.tests.cast import Story

    return Story(near)


@pytest.fixture
def lasting(outside: "Outside", committed: None) -> "Story":
    """The same with real commits, for races: its people and payments stay."""
    from amanat.capabilities.payments.tests.cast import Story

    return Story(outside)
