"""When a side is reminded before, or told after, one of its deadlines. Pure: moments come in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

#  The fields of a deal between which each clock runs.
SHIPPING = ("funded_at", "ship_by")
ON_THE_WAY = ("shipped_at", "due_at")
INSPECTION = ("received_at", "due_at")
FIRST_DAY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Threshold:
    """In `state`, once `percent` of the time between two moments has run; at the latest `at_most`
    after the first of them."""

    name: str
    state: str
    clock: tuple[str, str]
    percent: int
    at_most: timedelta | None = None

    def moment(self, began: datetime, until: datetime) -> datetime:
        share = began + (until - began) * self.percent / 100
        return share if self.at_most is None else min(share, began + self.at_most)


THRESHOLDS = (
    Threshold("ship_soon", "funded", SHIPPING, 50, FIRST_DAY),
    Threshold("ship_late", "funded", SHIPPING, 100),
    Threshold("has_it_arrived", "shipped", ON_THE_WAY, 50),
    Threshold("inspection_half", "inspection", INSPECTION, 50),
    Threshold("inspection_ends", "inspection", INSPECTION, 90),
)
REMINDED_STATES = tuple(sorted({one.state for one in THRESHOLDS}))


def due_reminder(
    state: str, moments: dict[str, datetime | None], at: datetime
) -> tuple[Threshold, datetime] | None:
    """The newest threshold of this state that has passed, with its deadline. Whoever is late to
    look says only what is still news: an older threshold is not told after a newer one."""
    passed = [found for one in _of(state) if (found := _passed(one, moments, at)) is not None]
    return max(passed, key=lambda found: found[0].percent, default=None)


def _of(state: str) -> Sequence[Threshold]:
    return [one for one in THRESHOLDS if one.state == state]


def _passed(
    one: Threshold, moments: dict[str, datetime | None], at: datetime
) -> tuple[Threshold, datetime] | None:
    began, until = (moments[name] for name in one.clock)
    if began is None or until is None or at < one.moment(began, until):
        return None
    return one, until
