"""A checker that was never seen to fail proves nothing: every planted money bug is noticed.

Every third is played here, on the seed that its patch names. AMANAT_BUGS=all plays all of them;
AMANAT_BUGS=search also looks for each one's seed from scratch, as `make drill-bugs` does.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from amanat.config.bugs import gate, planting
from amanat.config.bugs.gate import judge, score
from amanat.config.bugs.planting import Bug, bugs, patched
from amanat.config.seeds.history import play
from amanat.config.seeds.people import Cast
from stories.seeds import stage

LEAST = 25
ASKED = os.environ.get("AMANAT_BUGS", "")
SEARCH = ASKED == "search"
HANDS = 4  # Tests that share the bugs.
EACH = 1 if ASKED else 3
NOTHING = """--- a/src/amanat/words/money.py
+++ b/src/amanat/words/money.py
@@ -1,1 +1,1 @@
 from dataclasses import dataclass
"""


@pytest.fixture(scope="module")
def cast(django_db_blocker: Any) -> Iterator[Cast]:
    with django_db_blocker.unblock(), stage() as everybody:
        yield everybody


@pytest.fixture
def bug() -> Bug:
    return next(one for one in bugs() if one.name == "toman_on_a_rial_wire")


@pytest.mark.parametrize("hand", range(HANDS))
def test_every_planted_bug_is_caught(
    cast: Cast, hand: int, record_property: Callable[[str, object], None]
) -> None:
    verdicts = []
    for one in planting.bugs()[::EACH][hand::HANDS]:
        seeds = range(1, gate.MOST_SEEDS + 1) if SEARCH else [one.seed]
        verdicts.append(gate.judge(one, seeds, cast))
        record_property("verdict", str(verdicts[-1]))
    record_property("caught", sum(one.is_caught for one in verdicts))
    record_property("bugs", len(verdicts))
    missed = [str(one) for one in verdicts if not one.is_caught]
    assert not missed, "\n".join([gate.score(verdicts), *missed])


def test_there_are_enough_bugs_and_each_says_what_a_customer_would_lose() -> None:
    found = bugs()
    assert len(found) >= LEAST
    assert all(one.loss and one.seed for one in found)


def test_every_patch_fits_what_is_written_today() -> None:
    assert [one.name for one in bugs() if not patched(one.diff)] == []


def test_a_patch_that_changes_nothing_is_not_caught(cast: Cast, bug: Bug) -> None:
    harmless = judge(replace(bug, diff=NOTHING), [bug.seed], cast)
    assert not harmless.is_caught
    assert score([harmless]) == "0 of 1 planted bugs caught"


def test_a_patch_that_no_longer_applies_fails_the_gate(cast: Cast, bug: Bug) -> None:
    stale = judge(replace(bug, diff=bug.diff.replace("amount_units,", "sum,")), [bug.seed], cast)
    assert stale.is_stale and not stale.is_caught


def test_after_a_bug_the_house_is_as_it_was(cast: Cast, bug: Bug) -> None:
    before = play(bug.seed, cast).digest
    assert judge(bug, [bug.seed], cast).is_caught
    assert play(bug.seed, cast).digest == before
