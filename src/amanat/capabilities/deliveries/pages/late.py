"""A delay as both sides see it: how many days, what it has cost, and by which formula."""

from dataclasses import dataclass
from datetime import datetime

from amanat.capabilities.deliveries import queries
from amanat.capabilities.deliveries.models import Delivery
from amanat.capabilities.deliveries.queries import LateSoFar
from amanat.capabilities.deliveries.states import OWING, RUNNING_LATE
from amanat.words.refusal import Refused
from amanat.words.text import Text

TONES = {"accepted": "released", "compensated": "released", "handed": "released",
         "called": "due", "failed": "dispute", "planned": "neutral", "dropped": "neutral"}  # fmt: skip

COMPLAINT_TONES = {
    "filed": "due", "answered": "released", "unanswered": "dispute", "closed": "neutral",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """The sum with its lines; or why no sum can be said yet."""

    found: LateSoFar | None = None
    trouble: Text | None = None


def of_late(one: Delivery, at: datetime) -> Shown:
    """Nothing is guessed: without a rule for the day the page says so."""
    try:
        return Shown(queries.late_so_far(one, at))
    except Refused as no:
        return Shown(trouble=no.sentence)


def tone_of(one: Delivery) -> str:
    return "dispute" if one.state in (*RUNNING_LATE, *OWING) else TONES.get(one.state, "neutral")
