"""What a pause may be, as data and pure functions."""

from datetime import datetime, timedelta

from amanat.capabilities.desk.refusals import PauseBackwards, PauseTooFarBack, PauseTooLong
from amanat.words.refusal import Invalid, refuse_unless
from amanat.words.text import Text

KINDS = {
    "outage": Text("قطعی سامانه", "Outage of the platform"),
    "gateway": Text("پاسخ‌ندادن درگاه بانک", "A gateway that does not answer"),
    "holiday": Text("تعطیلی رسمی", "Official holiday"),
}
#  Only who is about to pay waits for a gateway; everybody else's clock runs on.
STATES = {"gateway": ("deal.agreed", "deal.part_funded")}
FARTHEST_BACK = timedelta(hours=72)
LONGEST = timedelta(days=30)
LONGEST_PAUSE_REASON = 300


def check_pause(kind: str, begins_at: datetime, ends_at: datetime | None, at: datetime) -> None:
    """Refuse a pause that is no pause."""
    refuse_unless(kind in KINDS, Invalid, "kind")
    hours = int(FARTHEST_BACK.total_seconds() // 3600)
    refuse_unless(begins_at >= at - FARTHEST_BACK, PauseTooFarBack, "begins", hours=hours)
    if ends_at is not None:
        refuse_unless(ends_at > begins_at, PauseBackwards, "ends")
        refuse_unless(ends_at - begins_at <= LONGEST, PauseTooLong, "ends", days=LONGEST.days)


LEAST_CELL = 5  # A figure about fewer than five people is nobody's business, not even ours.
FUNNEL_WEEKS = (4, 12, 26)


def shown(count: int) -> int | None:
    """A figure that may be shown; None when it is about one to four deals."""
    return count if count == 0 or count >= LEAST_CELL else None
