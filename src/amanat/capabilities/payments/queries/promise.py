"""How the promise was kept: money is with its owner within hours of the end. No rounding down."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F, Max, Q
from django.db.models.functions import Coalesce

from amanat.capabilities.payments.models import Payout
from amanat.capabilities.payments.queries import parameters

LEAST_CASES = 5  # Fewer would tell of single people.
#  Money that came home goes out again as a new payout: the wait counts from the first of them.
_ASKED = Coalesce("replaces__replaces__asked_at", "replaces__asked_at", "asked_at")
_PROMISED = Coalesce("replaces__replaces__promised_at", "replaces__promised_at", "promised_at")
_WAIT = ExpressionWrapper(F("settled_at") - F("asked"), output_field=DurationField())
ARRIVED_OR_ENDED = frozenset({"settled", "returned", "turned_down"})


class _Median(Aggregate):
    function = "percentile_cont"
    template = "%(function)s(0.5) within group (order by %(expressions)s)"


@dataclass(frozen=True, slots=True)
class Kept:
    """The promise over some days; all figures are None below five cases."""

    days: int
    promise: timedelta
    count: int | None = None
    median: timedelta | None = None
    worst: timedelta | None = None
    breaches: int | None = None
    still_late: int | None = None

    @property
    def kept_percent(self) -> int | None:
        """Rounded down, so that one broken promise never reads as a hundred percent."""
        if self.count is None or self.breaches is None:
            return None
        return (self.count - self.breaches) * 100 // self.count


def promise_kept(at: datetime, days: int) -> Kept:
    """Payouts that arrived in the last `days`, and those that are late and still on their way.

    What is late and has not arrived counts as a case, as a breach, and in the worst wait.
    """
    promise = parameters.minutes("payout_promise_minutes", at)
    #  Payouts to people, refunds left out, with when each was first asked and promised for.
    payouts = Payout.objects.filter(refund__isnull=True).annotate(asked=_ASKED, promised=_PROMISED)
    found = payouts.filter(
        state="settled", settled_at__gt=at - timedelta(days=days), settled_at__lte=at
    ).aggregate(
        count=Count("pk"),
        median=_Median(_WAIT),
        worst=Max(_WAIT),
        breaches=Count("pk", filter=Q(settled_at__gt=F("promised"))),
    )
    late = payouts.exclude(state__in=ARRIVED_OR_ENDED).filter(promised__lt=at)
    late_waits = [at - asked for asked in late.values_list("asked", flat=True)]
    count = found["count"] + len(late_waits)
    if count < LEAST_CASES:
        return Kept(days, promise)
    return Kept(
        days=days,
        promise=promise,
        count=count,
        median=found["median"],
        worst=max([*late_waits, found["worst"] or timedelta()]),
        breaches=found["breaches"] + len(late_waits),
        still_late=len(late_waits),
    )


def promised_within(at: datetime) -> timedelta:
    """The longest wait that is promised on this day."""
    return parameters.minutes("payout_promise_minutes", at)
