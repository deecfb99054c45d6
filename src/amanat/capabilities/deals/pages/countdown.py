"""The countdown of an open step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.states import zero_words
from amanat.kernel.clock import pauses
from amanat.words.text import Text

TICK = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Clock:
    """A countdown: what is left, when it ends, how far it has run, and what happens at zero."""

    due_at: datetime
    left: timedelta
    run_percent: int
    at_zero: Text


def clock_from(
    deal: Deal, wording: str, began: datetime, at: datetime, standing: Sequence[pauses.Span] = ()
) -> Clock | None:
    """How much of the time since `began` is left; None when nothing runs. In a pause it stands."""
    says = zero_words(wording, deal.state)
    if says is None or deal.due_at is None:
        return None
    due_at = pauses.put_off(deal.due_at, standing)
    whole = max(due_at - began, TICK)
    run = min(max(at - began, timedelta()), whole)
    return Clock(
        due_at=due_at,
        left=max(due_at - at, timedelta()),
        run_percent=int(100 * run.total_seconds() // whole.total_seconds()),
        at_zero=says,
    )
