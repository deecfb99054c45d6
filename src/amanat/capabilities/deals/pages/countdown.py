"""The countdown of an open step."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.pages.sentences import WORK_ZERO
from amanat.capabilities.deals.states import DEAL
from amanat.words.text import Text

TICK = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Clock:
    """A countdown: what is left, when it ends, how far it has run, and what happens at zero."""

    due_at: datetime
    left: timedelta
    run_percent: int
    at_zero: Text


def at_zero(kind: str, state: str) -> Text | None:
    """What happens at the end of this state's time, in the words of what is traded."""
    timer = DEAL.timers.get(state)
    own = WORK_ZERO.get(state) if kind == "work" else None
    return own or (timer.says if timer else None)


def clock_from(deal: Deal, kind: str, began: datetime, at: datetime) -> Clock | None:
    """How much of the time since `began` is left; None when nothing runs."""
    says = at_zero(kind, deal.state)
    if says is None or deal.due_at is None:
        return None
    whole = max(deal.due_at - began, TICK)
    run = min(max(at - began, timedelta()), whole)
    return Clock(
        due_at=deal.due_at,
        left=max(deal.due_at - at, timedelta()),
        run_percent=int(100 * run.total_seconds() // whole.total_seconds()),
        at_zero=says,
    )
