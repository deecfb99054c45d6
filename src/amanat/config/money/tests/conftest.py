"""Fixtures import their cast when they run: pytest reads this file before Django is ready."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from amanat.config.money.tests.far import Far


@pytest.fixture
def far(tmp_path: "Path", settings: Any, committed: None) -> "Iterator[Far]":
    """The simulators over a socket, and real commits: for workers that die."""
    from amanat.config.money.tests.far import stand

    with stand(tmp_path) as far:
        far.outside.wire_up(settings)
        yield far
