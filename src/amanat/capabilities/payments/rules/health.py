"""A gateway's circuit breaker: a pure function of what the gateway answered lately."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import takewhile

from amanat.capabilities.payments.rules.answers import Kind
from amanat.words.text import Text

FAILURES_TO_OPEN = 3  # So many in a row, or one that says our set-up is wrong.
TROUBLE_LASTS = timedelta(minutes=10)  # Then one payer tries it again.
MEMORY = timedelta(hours=1)  # What is older says nothing about now.
TROUBLE = frozenset({Kind.CONFIG, Kind.UNKNOWN})


class Circuit(StrEnum):
    """Whether payers are sent to a gateway."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half_open"


SAYS = {
    Circuit.CLOSED: Text("پاسخ می‌دهد", "answers"),
    Circuit.OPEN: Text("کنار گذاشته شده", "left alone"),
    Circuit.HALF_OPEN: Text("در آزمون دوباره", "being tried again"),
}

TROUBLES = {
    Kind.UNKNOWN: Text("پاسخ نامعلوم", "no clear answer"),
    Kind.CONFIG: Text("تنظیم ما نزد بانک نادرست است", "our set-up at the bank is wrong"),
}


@dataclass(frozen=True, slots=True)
class Heard:
    """The class of one answer, and when it came."""

    kind: str
    at: datetime


def streak(latest: Sequence[Heard]) -> list[Heard]:
    """The troubles in a row up to now, newest first; `latest` is newest first as well."""
    return list(takewhile(lambda one: one.kind in TROUBLE, latest))


def circuit(latest: Sequence[Heard], at: datetime) -> Circuit:
    """Closed while it answers; open for ten minutes after too many troubles; then half open until
    its next answer closes or opens it."""
    row = streak(latest)
    if len(row) < FAILURES_TO_OPEN and not (row and row[0].kind == Kind.CONFIG):
        return Circuit.CLOSED
    return Circuit.OPEN if at - row[0].at < TROUBLE_LASTS else Circuit.HALF_OPEN


def in_order(names: Sequence[str], last: Mapping[str, bool]) -> list[str]:
    """The gateways as they are offered: those to send payers to first, else as settings name them."""
    return sorted(names, key=lambda name: not last.get(name, True))
