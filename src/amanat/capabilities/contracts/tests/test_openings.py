"""Connections die in the middle: no unit is sold twice and no rial is lost. Longer in the drill."""

import os
from collections.abc import Callable

import pytest

from amanat.capabilities.contracts.tests import openings

OPENINGS = int(os.environ.get("AMANAT_OPENINGS", "1"))
SEED = int(os.environ.get("AMANAT_SEED", "1405"))


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize("seed", range(SEED, SEED + OPENINGS))
def test_permit_ceiling_and_account_agree_and_nothing_is_oversold(
    seed: int, record_property: Callable[[str, object], None]
) -> None:
    record_property("cuts", openings.play(seed))
