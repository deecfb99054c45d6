"""Reads of deliveries: by whose they are, what is late, and what a permit's programme shows."""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Count, Max, Min, Q, QuerySet, Sum

from amanat.capabilities.contracts import queries as contracts
from amanat.capabilities.deliveries.models import Accrual, Delivery, LateComplaint, Programme
from amanat.capabilities.deliveries.queries.law import Reckoner, cost, promise_of
from amanat.capabilities.deliveries.rules import delay, programme, table
from amanat.capabilities.deliveries.rules.codes import CODE_DIGITS
from amanat.capabilities.deliveries.rules.programme import WeekRow
from amanat.capabilities.deliveries.rules.sheets import CALL
from amanat.capabilities.deliveries.states import (
    ARRIVED,
    CALLED,
    FILED,
    LATE,
    OPEN,
    OWED,
    OWING,
    PLANNED,
    READY,
    RUNNING_LATE,
    UNANSWERED,
)
from amanat.capabilities.permits import queries as permits
from amanat.words.identity import bare
from amanat.words.moments import tehran_day
from amanat.words.refusal import NotFound

MOST_ROWS = 100
MOST_ACCRUALS = 366


@dataclass(frozen=True, slots=True)
class Numbers:
    """How the deliveries of a business or a permit stand."""

    planned: int = 0
    called: int = 0
    late: int = 0
    arrived: int = 0
    owing: int = 0
    owed_units: int = 0
    accrued_units: int = 0


@dataclass(frozen=True, slots=True)
class Overdue:
    """How many deliveries of one maker are late, and how many it still owes compensation for; the
    earliest promise that was not kept, until when the first compensation may be paid, and for how
    many that time is over."""

    business_id: int
    late: int
    owing: int
    promised: date | None
    owing_until: datetime | None
    owed: int


@dataclass(frozen=True, slots=True)
class LateSoFar:
    """What a delay has cost so far, and what one more day adds."""

    so_far: contracts.Cost
    tomorrow_units: int


def delivery(delivery_id: int) -> Delivery:
    """One delivery, or NotFound. The caller has decided that the reader may see it."""
    found = Delivery.objects.filter(pk=delivery_id).first()
    if found is None:
        raise NotFound
    return found


def of_contract(contract_id: int) -> Delivery | None:
    return Delivery.objects.filter(contract_id=contract_id).first()


def of_buyer(person_id: int, contract_code: str) -> Delivery:
    """The buyer's own delivery; NotFound for everybody else."""
    rows = Delivery.objects.filter(bare_code=bare(contract_code), buyer_id=person_id)
    found = rows.first()
    if found is None:
        raise NotFound
    return found


def by_contract_code(code: str) -> Delivery:
    """The delivery of this contract; whose it is, the caller checks."""
    found = Delivery.objects.filter(bare_code=bare(code)).first()
    if found is None:
        raise NotFound
    return found


def all_of_buyer(person_id: int) -> list[Delivery]:
    rows = Delivery.objects.filter(buyer_id=person_id).select_related("complaint").order_by("-pk")
    return list(rows[:MOST_ROWS])


def of_business(business_id: int, show: str = "", before: int | None = None) -> list[Delivery]:
    """Deliveries of a business, those promised first at the top; `show` is one of SHOWN."""
    rows = Delivery.objects.filter(business_id=business_id).select_related("complaint")
    if show in SHOWN:
        rows = rows.filter(state__in=SHOWN[show])
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("promised", "-pk")[:MOST_ROWS])


def waiting_for(business_id: int, work: str) -> list[tuple[str, str]]:
    """Contracts with their vehicles that a file of rows may be about, in the order of promise:
    not called yet, or called and paid for."""
    rows = Delivery.objects.filter(business_id=business_id)
    if work == CALL:
        rows = rows.filter(state__in=(PLANNED, LATE))
    else:
        rows = rows.filter(state__in=READY, due_paid_on__isnull=False)
    found = rows.order_by("promised", "place").values_list("contract_code", "vin")
    return [(code, vin or "") for code, vin in found[: table.MOST_ROWS]]


SHOWN = {"open": OPEN, "late": RUNNING_LATE, "ready": READY, "owing": OWING, "arrived": ARRIVED}


def numbers(rows: "QuerySet[Delivery]") -> Numbers:
    """One query over any selection of deliveries."""
    found = rows.aggregate(
        planned=Count("pk", filter=Q(state=PLANNED)),
        called=Count("pk", filter=Q(state=CALLED)),
        late=Count("pk", filter=Q(state__in=RUNNING_LATE)),
        arrived=Count("pk", filter=Q(state__in=ARRIVED)),
        owing=Count("pk", filter=Q(state__in=OWING)),
        accrued_units=Sum("accrued_units"),
        netted=Sum("netted_units"),
        paid=Sum("paid_units"),
    )
    netted, paid = found.pop("netted") or 0, found.pop("paid") or 0
    accrued = found.pop("accrued_units") or 0
    return Numbers(**found, accrued_units=accrued, owed_units=accrued - netted - paid)


def numbers_of_business(business_id: int) -> Numbers:
    return numbers(Delivery.objects.filter(business_id=business_id))


def numbers_of_permit(permit_id: int) -> Numbers:
    return numbers(Delivery.objects.filter(permit_id=permit_id))


def programme_of(permit_id: int) -> Programme | None:
    return Programme.objects.filter(permit_id=permit_id).first()


def weeks(permit_id: int) -> list[WeekRow]:
    """Every week of a permit: planned by its maker, and handed over."""
    days = (
        Delivery.objects.filter(permit_id=permit_id, handed_on__isnull=False)
        .values("handed_on")
        .annotate(n=Count("pk"))
        .values_list("handed_on", "n")
    )
    made: dict[date, int] = {}
    for day, count in days:
        assert day is not None, "Only what was handed over is counted."
        week = programme.week_of(day)
        made[week] = made.get(week, 0) + count
    return programme.rows(dict(plan(permit_id)), made)


def plan(permit_id: int) -> list[tuple[date, int]]:
    """The weeks of the permit's programme with what is planned in each, in order."""
    return [(week.starts_on, week.units) for week in permits.programme(permit_id)]


def planned_week(one: Delivery) -> date | None:
    """The week in which the plan reaches this buyer's place."""
    return programme.planned_week(one.place, plan(one.permit_id))


def accruals(permit_id: int) -> list[Accrual]:
    """The late days of a permit, the newest first."""
    rows = Accrual.objects.filter(programme__permit_id=permit_id, closed_at__isnull=False)
    return list(rows.order_by("-day")[:MOST_ACCRUALS])


def late_so_far(one: Delivery, at: datetime, reckoner: Reckoner | None = None) -> LateSoFar | None:
    """How late it is today, what that has cost, and what tomorrow adds; None when it is not late.

    After the hand-over it is the final sum. One `reckoner` for many reads each rule once.
    """
    today, read = tehran_day(at), reckoner or Reckoner()
    if one.handed_on is not None:
        if not one.accrued_units:
            return None
        return LateSoFar(read.cost(one, one.handed_on), 0)
    if one.state not in RUNNING_LATE:
        return None
    now = read.cost(one, today)
    return LateSoFar(now, read.cost(one, today + timedelta(1)).units - now.units)


def if_late(one: Delivery, days: int) -> contracts.Cost:
    """What a delay of so many days would bring: for the buyer's live statement."""
    return cost(one, one.promised + timedelta(days))


def hand_code(one: Delivery) -> str:
    """The digits the buyer gives on the spot: of this delivery and this round alone, not stored."""
    about = f"delivery:{one.contract_code}:{one.buyer_id}:{one.code_round}".encode()
    mac = hmac.new(settings.BLIND_KEY.encode(), about, hashlib.sha256).digest()
    return f"{int.from_bytes(mac[:8]) % 10**CODE_DIGITS:0{CODE_DIGITS}d}"


def is_late_on(one: Delivery, day: date) -> bool:
    return contracts.is_late(promise_of(one), day)


def complaint_of(one: Delivery) -> LateComplaint | None:
    found: LateComplaint | None = getattr(one, "complaint", None)
    return found


def complaint_of_delivery(one: Delivery) -> LateComplaint:
    """The same, or NotFound while nobody complained."""
    found = complaint_of(one)
    if found is None:
        raise NotFound
    return found


def complaint(complaint_id: int) -> LateComplaint:
    found = LateComplaint.objects.select_related("delivery").filter(pk=complaint_id).first()
    if found is None:
        raise NotFound
    return found


def complaints_of_business(business_id: int) -> list[LateComplaint]:
    rows = LateComplaint.objects.filter(business_id=business_id).select_related("delivery")
    return list(rows.order_by("-pk")[:MOST_ROWS])


def overdue_of(business_ids: Iterable[int]) -> list[Overdue]:
    """How far each of these makers is behind: not delivered in time, or late and not compensated."""
    rows = Delivery.objects.filter(business_id__in=list(business_ids))
    found = rows.values("business_id").annotate(
        late=Count("pk", filter=Q(state__in=RUNNING_LATE)),
        owing=Count("pk", filter=Q(state__in=OWING)),
        promised=Min("promised", filter=Q(state__in=RUNNING_LATE)),
        owing_until=Min("due_at", filter=Q(state__in=OWING)),
        owed=Count("pk", filter=Q(state=OWED)),
    )
    return [Overdue(**one) for one in found.order_by("business_id")]


def open_complaints(business_ids: Iterable[int]) -> list[LateComplaint]:
    """Complaints of these makers' buyers that nobody has answered, the oldest first."""
    rows = LateComplaint.objects.filter(
        delivery__business_id__in=list(business_ids), state__in=(FILED, UNANSWERED)
    )
    return list(rows.select_related("delivery").order_by("pk")[:MOST_ROWS])


def to_fall_late(programme_id: int, at: datetime, most: int) -> list[int]:
    """Deliveries of a permit whose promised day is over, oldest first."""
    rows = Delivery.objects.filter(
        programme_id=programme_id, state__in=(PLANNED, CALLED), due_at__lte=at
    )
    return list(rows.order_by("due_at", "pk").values_list("pk", flat=True)[:most])


def programmes_to_accrue(at: datetime) -> list[int]:
    """Permits with deliveries that are late, or about to be, and days not yet counted."""
    today = tehran_day(at)
    late = Q(deliveries__state__in=RUNNING_LATE)
    falls = Q(deliveries__state__in=(PLANNED, CALLED), deliveries__due_at__lte=at)
    open_days = Q(accrued_through=None) | Q(accrued_through__lt=today)
    rows = Programme.objects.filter((late & open_days) | falls)
    return list(rows.distinct().order_by("pk").values_list("pk", flat=True))


def first_open_day(one: Programme) -> date | None:
    """The first day that is not counted yet; None when nothing is late."""
    late = one.deliveries.filter(state__in=RUNNING_LATE)
    start = late.aggregate(first=Min("promised"))["first"]
    if start is None:
        return None
    first: date = start + delay.DAY
    return first if one.accrued_through is None else max(first, one.accrued_through + delay.DAY)


@dataclass(frozen=True, slots=True)
class HowLate:
    late: int
    sold: int
    longest_days: int


def how_late(one: Programme, today: date) -> HowLate:
    """How many of a permit's open promises are late, and the longest of them."""
    rows = one.deliveries.exclude(state__in=("dropped",))
    found = rows.aggregate(
        late=Count("pk", filter=Q(state__in=RUNNING_LATE)),
        first=Min("promised", filter=Q(state__in=RUNNING_LATE)),
        sold=Count("pk"),
    )
    longest = 0 if found["first"] is None else (today - found["first"]).days
    return HowLate(found["late"], found["sold"], longest)


def last_place(one: Programme) -> int:
    return int(one.deliveries.aggregate(n=Max("place"))["n"] or 0)
