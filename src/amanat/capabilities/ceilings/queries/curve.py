"""How promises went, day by day, told from the records of sales: what the market desk draws."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Count, Sum
from django.db.models.functions import TruncDate

from amanat.capabilities.ceilings.models import Ceiling, Decision, Receipt, Reservation
from amanat.words.moments import TEHRAN, tehran_day

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Flow:
    """What happened on one Tehran day: money that came, goods that came, money that went back."""

    sold_units: int = 0
    delivered_units: int = 0
    returned_units: int = 0
    payments: int = 0


NOTHING = Flow()


def ceiling_holders() -> list[int]:
    """Every business that ever had a ceiling."""
    return list(Ceiling.objects.order_by("business_id").values_list("business_id", flat=True))


def first_day(business_id: int) -> date | None:
    """The day of the first decision about its ceiling; None while there was none."""
    rows = Decision.objects.filter(ceiling__business_id=business_id).order_by("number")
    at = rows.values_list("at", flat=True).first()
    return None if at is None else tehran_day(at)


def flows(business_id: int, first: date, last: date) -> dict[date, Flow]:
    """Each day from `first` to `last` on which anything happened."""
    found: dict[date, Flow] = {}
    sold = Receipt.objects.filter(reservation__ceiling__business_id=business_id)
    rows = sold.annotate(on=TruncDate("at", tzinfo=TEHRAN)).filter(on__gte=first, on__lte=last)
    totals = rows.values("on").annotate(units=Sum("reservation__received_units"), n=Count("pk"))
    for row in totals.order_by("on"):
        found[row["on"]] = Flow(sold_units=row["units"], payments=row["n"])
    ended = Reservation.objects.filter(
        ceiling__business_id=business_id, received_units__gt=0, ended_at__isnull=False
    )
    over = ended.annotate(on=TruncDate("ended_at", tzinfo=TEHRAN))
    over = over.filter(on__gte=first, on__lte=last)
    sums = over.values("on", "state").annotate(units=Sum("received_units")).order_by("on")
    for one in sums:
        was = found.get(one["on"], NOTHING)
        name = "delivered_units" if one["state"] == "delivered" else "returned_units"
        found[one["on"]] = replace(was, **{name: getattr(was, name) + one["units"]})
    return found


def ceilings_on(business_id: int, days: Iterable[date]) -> dict[date, int]:
    """What was decided last before the end of each of these days; zero before the first."""
    rows = Decision.objects.filter(ceiling__business_id=business_id).order_by("number")
    decided: list[tuple[datetime, int]] = list(rows.values_list("at", "units"))
    found: dict[date, int] = {}
    place, units = 0, 0
    for day in sorted(days):
        while place < len(decided) and tehran_day(decided[place][0]) <= day:
            units = decided[place][1]
            place += 1
        found[day] = units
    return found
