"""Late is a state. Each day it costs what the dated rule says, counted once for all of a permit.

One day of one permit is one fact. Where a worker was down or the clock jumped, every day that is
missing is counted in its turn; where a worker died, the next goes on behind what was committed.
"""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Q

from amanat.capabilities.ceilings import actions as ceilings
from amanat.capabilities.contracts import queries as contracts
from amanat.capabilities.deliveries import queries
from amanat.capabilities.deliveries.events import (
    CompensationAccrued,
    DeliveryLate,
    DeliveryWaits,
    MakerInDefault,
)
from amanat.capabilities.deliveries.models import Accrual, Delivery, Programme
from amanat.capabilities.deliveries.queries import Reckoner
from amanat.capabilities.deliveries.rules import delay
from amanat.capabilities.deliveries.states import CALLED, RUNNING_LATE
from amanat.kernel.log.moves import move, record
from amanat.kernel.log.rows import write_row, write_rows
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.moments import start_of, tehran_day
from amanat.words.refusal import WrongState

AT_A_TIME = 1_000
LATE_AT_A_TIME = 100
MOST_DAYS = 400  # Of one round; the next goes on.


@atomic
def fall_late(act: Act, *, delivery_id: int) -> Delivery:
    """The promised day is over. What was paid by now is what the first late day costs on."""
    one = Delivery.objects.lock(delivery_id)
    today = tehran_day(act.at)
    if one.state == CALLED and today > one.promised and not queries.is_late_on(one, today):
        return wait_for_buyer(act, delivery_id=delivery_id)
    one.base_units = contracts.paid_units(one.contract_id)
    event = DeliveryLate(one.contract_id, one.permit_id, one.promised.isoformat(), one.base_units)
    move(act, one, "fall_late", event)
    return one


@atomic
def wait_for_buyer(act: Act, *, delivery_id: int) -> Delivery:
    """The maker called in time and the buyer has not paid: nobody is late today."""
    one = Delivery.objects.lock(delivery_id)
    until = tehran_day(act.at) + delay.DAY
    event = DeliveryWaits(one.contract_id, until.isoformat())
    move(act, one, "wait_for_buyer", event, due_at=start_of(until))
    return one


def accrue_due(act: Act) -> int:
    """Count every late day of every permit up to today; answers how many days it closed."""
    return sum(
        accrue_programme(act, programme_id=pk) for pk in queries.programmes_to_accrue(act.at)
    )


def accrue_programme(act: Act, *, programme_id: int) -> int:
    """The same for one permit, in small commits. Done again, it changes nothing more."""
    while _make_late(act, programme_id):
        pass
    first = queries.first_open_day(Programme.objects.get(pk=programme_id))
    today = tehran_day(act.at)
    if first is None:
        return 0
    count = min((today - first).days + 1, MOST_DAYS)
    reckoner = Reckoner()
    days = [first + timedelta(days=step) for step in range(count)]
    return sum(_accrue_day(act, programme_id, day, reckoner) for day in days)


@atomic
def _make_late(act: Act, programme_id: int) -> bool:
    """A few whose promised day is over; False when none is left."""
    ids = queries.to_fall_late(programme_id, act.at, LATE_AT_A_TIME)
    clock = Act(None, Role.CLOCK, act.at, act.cause, act.depth)
    moved = 0
    for pk in ids:
        try:
            with transaction.atomic():
                fall_late(clock, delivery_id=pk)
            moved += 1
        except WrongState:  # The sweeper's hand, or the buyer's, was quicker.
            continue
    return moved > 0


def _accrue_day(act: Act, programme_id: int, day: date, reckoner: Reckoner) -> bool:
    after: int | None = 0
    while after is not None:
        after = _accrue_some(act, programme_id, day, after, reckoner)
    return _close_day(act, programme_id, day)


@atomic
def _accrue_some(
    act: Act, programme_id: int, day: date, after: int, reckoner: Reckoner
) -> int | None:
    """Add one day to up to a thousand deliveries; answers the last of them, None when none is
    left."""
    open_day = Q(accrued_through=None) | Q(accrued_through__lt=day)
    rows = list(
        Delivery.objects.select_for_update(of=("self",))
        .filter(
            open_day, programme_id=programme_id, state__in=RUNNING_LATE, promised__lt=day,
            pk__gt=after,
        )
        .order_by("pk")[:AT_A_TIME]
    )  # fmt: skip
    if not rows:
        return None
    reckoner.know(rows)
    added = {one.pk: _add(one, day, reckoner) for one in rows}
    write_rows(rows, ["accrued_units", "accrued_through"])
    _grow_promises(act, rows, added)
    _note(programme_id, day, len(rows), sum(added.values()))
    return rows[-1].pk if len(rows) == AT_A_TIME else None


def _note(programme_id: int, day: date, deliveries: int, units: int) -> None:
    """Whoever adds has locked the deliveries: two never begin a day at once."""
    begun = Accrual.objects.filter(programme_id=programme_id, day=day)
    if not begun.update(deliveries=F("deliveries") + deliveries, units=F("units") + units):
        Accrual.objects.create(
            programme_id=programme_id, day=day, deliveries=deliveries, units=units
        )


def _add(one: Delivery, day: date, reckoner: Reckoner) -> int:
    """What this day adds: the whole delay up to its end, less what was counted before."""
    whole = max(one.accrued_units, reckoner.cost(one, day).units)
    added = whole - one.accrued_units
    one.accrued_units, one.accrued_through = whole, day
    return added


def _grow_promises(act: Act, rows: list[Delivery], added: dict[int, int]) -> None:
    """What a delay costs is owed too: it takes room under the maker's ceiling."""
    grown = [
        ceilings.Growth(one.reservation_id, delay_units=added[one.pk])
        for one in rows
        if one.reservation_id is not None and added[one.pk]
    ]
    if grown:
        ceilings.accrue_many(act, business_id=rows[0].business_id, grown=grown)


@atomic
def _close_day(act: Act, programme_id: int, day: date) -> bool:
    """The day's one fact; False when it was closed before."""
    programme = Programme.objects.lock(programme_id)
    if programme.accrued_through is not None and programme.accrued_through >= day:
        return False
    programme.accrued_through = day
    write_row(programme, "accrued_through")
    accrual = Accrual.objects.filter(programme=programme, day=day, closed_at=None).first()
    if accrual is None:
        return False
    accrual.closed_at = act.at
    write_row(accrual, "closed_at")
    event = CompensationAccrued(
        programme.permit_id, day.isoformat(), accrual.deliveries, accrual.units
    )
    record(act, event, subject=programme)
    _look_for_default(act, programme, day)
    return True


def _look_for_default(act: Act, programme: Programme, day: date) -> None:
    """Beyond what the dated rule bears, the maker fails: said once for a permit."""
    if programme.defaulted_at is not None:
        return
    found = queries.how_late(programme, day)
    share, after = queries.counts_of((queries.DEFAULT_PERCENT, queries.DEFAULT_DAYS), day)
    if delay.in_default(
        found.late, found.sold, found.longest_days, share_percent=share, after_days=after
    ):
        programme.defaulted_at = act.at
        programme.save(update_fields=["defaulted_at"])
        event = MakerInDefault(
            programme.permit_id, programme.business_id, found.late, found.longest_days
        )
        record(act, event, subject=programme)
