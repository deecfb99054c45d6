"""Fetching statements and lists by ourselves, outside every transaction."""

from datetime import date, timedelta

from amanat.capabilities.payments import queries as payments
from amanat.capabilities.reconciliation import ports, queries
from amanat.capabilities.reconciliation.actions.statement import (
    BANK,
    keep,
    keep_list,
    read_sheet,
)
from amanat.capabilities.reconciliation.rules.flight import LATE
from amanat.words.act import Act
from amanat.words.moments import tehran_day
from amanat.words.refusal import Refused

MOST_DAYS = 40  # Of each kind in one round.
DAY = timedelta(days=1)


def fetch(act: Act) -> int:
    """Read today's statement as far as it is, and every past day we do not have whole.

    Answers how many readings came. Never call it inside a transaction: banks may take long. What
    cannot be read now is read in the next round.
    """
    today = tehran_day(act.at)
    start = queries.start_day() or today
    account = ports.our_account()
    came = 0
    for day in _missing(start, today, queries.whole_days()):
        text = account.statement(day)
        came += _keep_text(act, text) if text is not None else 0
    for gateway in payments.gateway_names():
        for day in _missing(
            start - DAY, tehran_day(act.at - LATE) - DAY, queries.listed_days(gateway)
        ):
            rows = account.settled_by(gateway, day)
            if rows is not None:
                keep_list(act, gateway=gateway, day=day, rows=rows)
                came += 1
    return came


def _keep_text(act: Act, text: str) -> int:
    try:
        keep(act, read_sheet(text), source=BANK)
    except Refused:
        return 0  # What cannot be read is read again; nothing is half written down.
    return 1


def _missing(start: date, end: date, have: set[date]) -> list[date]:
    """The days from start to end that we do not have, oldest first."""
    days = [start + DAY * n for n in range((end - start).days + 1)]
    return [day for day in days if day not in have][:MOST_DAYS]
