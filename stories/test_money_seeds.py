"""The whole way of money under faults: one seed, one history, and what must hold in each.

AMANAT_SEEDS says how many seeds, AMANAT_SEED which one alone, AMANAT_TRACE tells its history.
`make drill-seeds N=2000` plays as many as wanted.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from amanat.config.seeds.books import Violation
from amanat.config.seeds.history import play
from amanat.config.seeds.people import Cast
from stories.seeds import stage

ROOT = Path(__file__).parents[1]
KEPT = Path(__file__).parent / "kept_seeds.txt"
COUNT = int(os.environ.get("AMANAT_SEEDS", "150"))
FIRST = int(os.environ.get("AMANAT_FIRST_SEED", "1"))
ONE = os.environ.get("AMANAT_SEED", "")
BATCH = 15  # Seeds of one test: so many share a stage, and the workers share the tests.
TELL = """
import django
django.setup()
from amanat.config.seeds.history import play
from stories.seeds import stage
with stage() as cast:
    print(play(7, cast).digest)
"""


def kept() -> list[int]:
    """Seeds that once failed; each line says why it is kept."""
    lines = KEPT.read_text(encoding="utf-8").splitlines()
    return [int(line.split()[0]) for line in lines if line.strip() and not line.startswith("#")]


def numbers() -> list[int]:
    if ONE:
        return [int(ONE)]
    usual = list(range(FIRST, FIRST + COUNT))
    return usual + [seed for seed in kept() if seed not in usual]


BATCHES = [numbers()[first : first + BATCH] for first in range(0, len(numbers()), BATCH)]


@pytest.fixture(scope="module")
def cast(django_db_blocker: Any) -> Iterator[Cast]:
    with django_db_blocker.unblock(), stage() as everybody:
        yield everybody


@pytest.mark.parametrize("seeds", BATCHES, ids=lambda seeds: f"from-{seeds[0]}")
def test_money_is_where_the_banks_say_it_is(
    cast: Cast, seeds: list[int], record_property: Callable[[str, object], None]
) -> None:
    told, faults, steps = [], 0, 0
    for seed in seeds:
        try:
            history = play(seed, cast)
        except Violation as wrong:
            assert wrong.history is not None
            history = wrong.history
            told.append(f'{wrong}\n  make drill-seeds ARGS="--seed {seed} --trace"')
        faults, steps = faults + history.weather.count, steps + history.steps
        if os.environ.get("AMANAT_TRACE"):
            print("\n".join(history.trace))
    record_property("passed", len(seeds) - len(told))
    record_property("failed", len(told))
    record_property("faults", faults)
    record_property("steps", steps)
    assert not told, "\n".join(told)


@pytest.mark.skipif(bool(ONE), reason="one seed is looked at alone")
def test_a_seed_is_the_same_history_in_every_process(cast: Cast) -> None:
    """On another stage, and with sets and dicts in another order."""
    other = subprocess.Popen(
        [sys.executable, "-c", TELL], cwd=ROOT, text=True, stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONHASHSEED": "1", "DJANGO_SETTINGS_MODULE":
                          "amanat.config.settings", "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"},
    )  # fmt: skip
    history = play(7, cast)
    assert other.communicate(timeout=120)[0].strip() == history.digest
    assert len(history.trace) > history.steps > 0
