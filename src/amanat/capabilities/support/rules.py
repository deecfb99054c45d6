"""Limits of help, and the three clocks of a conversation. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from amanat.words import desks
from amanat.words.text import Text

#  Shorter than a phone number without its zero; or the whole of it.
SHEBA_TAIL = re.compile(r"(?:IR[0-9]{2})?([0-9]{4,8}|[0-9]{22})")
LONGEST_LINE = 2_000
LEAST_LINE = 1
LONGEST_SUMMARY = 1_000
LONGEST_CANNED = 1_000
LONGEST_TITLE = 80
MOST_OPEN = 10  # Conversations one person may have open at one time.
MOST_OPEN_OF_A_PHONE = 3  # The same for a number nobody has signed in with.
MOST_LINES = 200
QUIET = timedelta(hours=72)  # After an answer: without a word for so long, it is closed.
STATISTICS_DAYS = 30
LEAST_CASES = 5  # Fewer say nothing about how long an answer takes.
DISPUTE = "dispute_for"  # The purpose of the customer's code.
DESKS = {
    desks.PHONES: Text("پشتیبانی", "Support"),
    desks.FINANCE: Text("مالی", "Finance"),
    desks.CASES: Text("کارشناسان", "Officers"),
}


@dataclass(frozen=True, slots=True)
class Promise:
    """How soon we want to answer first, to say something new, and to be done."""

    first_answer: timedelta
    update: timedelta
    solve: timedelta


@dataclass(frozen=True, slots=True)
class Clock:
    """One of the three clocks: until when, and whether it is over. Stopped: None."""

    until: datetime | None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Clocks:
    first_answer: Clock
    update: Clock
    solve: Clock


def clocks(
    opened_at: datetime,
    waiting_since: datetime | None,
    first_answer_at: datetime | None,
    solved_at: datetime | None,
    promise: Promise,
    at: datetime,
) -> Clocks:
    """The first answer runs until there is one; the update while the customer waits; the solution
    until it is solved."""
    first = None if first_answer_at or solved_at else opened_at + promise.first_answer
    update = waiting_since + promise.update if waiting_since and not solved_at else None
    solve = None if solved_at else opened_at + promise.solve
    return Clocks(*(Clock(until, until is not None and until <= at) for until in (
        first, update, solve
    )))  # fmt: skip


def filled(text: str, facts: Mapping[str, str]) -> str:
    """A canned answer with its places filled; a place nobody knows stays as it is written."""
    for name, value in facts.items():
        text = text.replace("{" + name + "}", value)
    return text


def sheba_tail(typed: str) -> str | None:
    """The last digits of a Sheba as a caller reads them, or all of it; None for anything else."""
    found = SHEBA_TAIL.fullmatch(typed.replace(" ", "").upper())
    return found[1] if found else None
