"""R4: workers killed with -9 around every call to the outside, for every job that makes one.

`make drill-money` kills at every point of every job; here every job and every point comes once.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from amanat.config.money.tests import death, works
from amanat.config.money.tests.far import Far
from amanat.config.money.tests.naive import NAIVE
from amanat.config.money.tests.works import WORKS, Work

ROUNDS = "AMANAT_KILLS"  # How often each point of each job; unset: the short form.
#  What the product asks of a bank. A new question must be killed here too.
EVERY_QUESTION = {"start", "verify", "settle", "inquiry", "reversal", "refund", "send", "state"}


@dataclass
class Tally:
    """What became of the money after so many kills, at the bank's own book."""

    kills: int = 0
    paid_twice: int = 0
    never_paid: int = 0
    stuck: int = 0
    where: str = ""

    def note(self, kind: type[Work], point: str, work: Work) -> None:
        moved, wanted = work.paid()
        self.kills += 1
        self.paid_twice += moved > wanted
        self.never_paid += moved < wanted
        self.stuck += work.is_stuck()
        if moved != wanted or work.is_stuck():
            self.where += f"{kind.__name__}, {point}: {moved} of {wanted}, {work.is_stuck()}\n"

    def figures(self) -> dict[str, int]:
        return {
            "kills": self.kills, "paid_twice": self.paid_twice, "never_paid": self.never_paid,
            "stuck": self.stuck,
        }  # fmt: skip


def kill(far: Far, kind: type[Work], point: str, tally: Tally) -> None:
    """One worker dies at `point`; another takes over; what the bank's book says then."""
    work = kind(far)
    ended = death.in_a_process(lambda: work.doomed(point))
    assert ended == death.KILLED, f"{kind.__name__} was not killed {point}: it ended with {ended}"
    assert death.in_a_process(work.recover) == 0
    work.go_on()
    tally.note(kind, point, work)


def every_kill(rounds: int) -> Iterator[tuple[type[Work], str]]:
    for _ in range(rounds):
        for kind in WORKS:
            for point in kind.points:
                yield kind, point


def few_kills() -> Iterator[tuple[type[Work], str]]:
    """Each job once, and each point once among them."""
    for turn, kind in enumerate(WORKS):
        yield kind, kind.points[turn % len(kind.points)]


def test_every_question_to_a_bank_has_its_drill() -> None:
    assert {work.question for work in WORKS} == {*EVERY_QUESTION, "sms", "owner"}
    assert {point for _, point in few_kills()} == set(death.POINTS)


def test_a_killed_worker_pays_nobody_twice_and_nobody_waits(
    far: Far, record_property: Callable[[str, object], None]
) -> None:
    rounds = int(os.environ.get(ROUNDS, "0"))
    tally = Tally()
    death.forget_the_queue()
    for kind, point in every_kill(rounds) if rounds else few_kills():
        kill(far, kind, point, tally)
    record_property("figures", tally.figures())
    assert works.calls_named() <= EVERY_QUESTION
    assert (tally.paid_twice, tally.never_paid, tally.stuck) == (0, 0, 0), tally.where


def test_the_naive_worker_pays_twice_which_proves_the_drill(
    far: Far, record_property: Callable[[str, object], None]
) -> None:
    rounds = int(os.environ.get(ROUNDS, "0"))
    tally = Tally()
    for _ in range(rounds or 1):
        for kind in NAIVE:
            for point in kind.points if rounds else (death.AFTER_EFFECT,):
                kill(far, kind, point, tally)
    record_property("figures", tally.figures())
    assert tally.paid_twice > 0
