"""Amendment and extension: the holder asks, the committee answers, another version is published."""

from datetime import date

from amanat.capabilities.permits import queries
from amanat.capabilities.permits.actions.staff import after, check_other, judged, ours, said
from amanat.capabilities.permits.actions.stock import credit
from amanat.capabilities.permits.actions.version import append, sale_ends_at
from amanat.capabilities.permits.events import (
    PermitAmended,
    PermitChangeAsked,
    PermitChangeLapsed,
    PermitChangeMade,
    PermitChangeSupported,
    PermitChangeTakenBack,
    PermitChangeTurnedDown,
    PermitExtended,
)
from amanat.capabilities.permits.models import Permit, PermitChange
from amanat.capabilities.permits.refusals import (
    ChangeOpen,
    ChangeUnsound,
    PermitNotInForce,
    QuantityOverCapacity,
    QuantityUnsound,
    TwoMembersNeeded,
)
from amanat.capabilities.permits.rules import terms
from amanat.capabilities.permits.rules.tasks import check_day
from amanat.capabilities.permits.states import IN_FORCE
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.refusal import Invalid, NotFound, refuse, refuse_unless
from amanat.words.said import toman_said

OPEN = ("asked", "supported")


@atomic
def ask_permit_change(
    act: Act,
    *,
    permit_id: int,
    kind: str,
    words: str,
    quantity: int | None = None,
    price_units: int | None = None,
    sale_until: date | None = None,
    last_delivery: date | None = None,
) -> PermitChange:
    """Ask for another number or price ("amend"), or for later days ("extend")."""
    one = ours(act, permit_id)
    refuse_unless(one.state == IN_FORCE, PermitNotInForce)
    refuse_unless(kind in terms.CHANGES, Invalid, "kind")
    refuse_unless(not one.changes.filter(state__in=OPEN).exists(), ChangeOpen)
    asked = PermitChange(
        permit=one, kind=kind, words=said(words), asked_by_id=act.person, asked_at=act.at
    )
    if kind == "amend":
        asked.quantity, asked.price_units = quantity, price_units
    else:
        check_day(sale_until, "sale_until")
        check_day(last_delivery, "last_delivery")
        asked.sale_until, asked.last_delivery = sale_until, last_delivery
    _check(act, _changed(one, asked), asked)
    event = PermitChangeAsked(one.business_id, one.pk, kind)
    move(act, asked, "ask_permit_change", event, due_at=after("change_working_days", act.at))
    return asked


def _changed(one: Permit, asked: PermitChange) -> Permit:
    """The permit as it would be; ChangeUnsound when nothing would be different."""
    is_other = False
    for name in ("quantity", "price_units", "sale_until", "last_delivery"):
        value = getattr(asked, name)
        if value is not None and value != getattr(one, name):
            setattr(one, name, value)
            is_other = True
    refuse_unless(is_other, ChangeUnsound, "quantity" if asked.kind == "amend" else "sale_until")
    return one


def _check(act: Act, one: Permit, asked: PermitChange) -> None:
    """The permit as changed keeps the rules that an application keeps."""
    quantity, price = one.quantity or 0, one.price_units or 0
    fine = 1 <= quantity <= terms.MOST_QUANTITY
    refuse_unless(fine, QuantityUnsound, "quantity", least=1, most=terms.MOST_QUANTITY)
    fine = 1 <= price <= terms.MOST_UNIT_PRICE
    refuse_unless(fine, QuantityUnsound, "price_units", least=1, most=terms.MOST_UNIT_PRICE)
    most = max(0, (one.capacity or 0) - (one.backlog or 0))
    refuse_unless(quantity <= most, QuantityOverCapacity, "quantity", most=most)
    if asked.kind == "extend":
        queries.check_days(one, act.at)


@atomic
def support_permit_change(act: Act, *, permit_change_id: int) -> PermitChange:
    """The first member agrees; from a parameter's sum on a second one is needed. No more time."""
    one, asked = _judged(act, permit_change_id)
    due_at = asked.due_at
    check_other(act, asked, "support_permit_change")
    asked.supported_by_id = act.person
    event = PermitChangeSupported(one.business_id, one.pk)
    move(act, asked, "support_permit_change", event, due_at=due_at)
    return asked


@atomic
def make_permit_change(act: Act, *, permit_change_id: int, words: str = "") -> PermitChange:
    """The committee approves: the stock follows, and another version is published."""
    one, asked = _judged(act, permit_change_id)
    check_other(act, asked, "make_permit_change")
    before = one.quantity or 0
    queries.check_may_sell(one, act.at)
    _check(act, _changed(one, asked), asked)
    least = queries.two_members_from(act.at)
    alone = asked.supported_by_id is None and one.total_units >= least
    total = toman_said(one.total_units)
    refuse_unless(not alone, TwoMembersNeeded, total=total, least=toman_said(least))
    asked.made_by_id, asked.answered_at = act.person, act.at
    asked.answer = said(words) if words else ""
    move(act, asked, "make_permit_change", PermitChangeMade(one.business_id, one.pk, asked.kind))
    more = (one.quantity or 0) - before
    if more:
        credit(act, one, more, key=f"permit/{one.pk}/change/{asked.pk}")
    step = amend_permit if asked.kind == "amend" else extend_permit
    step(act.wearing(Role.HOUSE), one)
    return asked


def amend_permit(act: Act, one: Permit) -> None:
    """Another number or price, for contracts from now on."""
    made = append(act, one, "amend")
    event = PermitAmended(
        one.business_id, one.code, made.number, one.quantity or 0, one.price_units or 0,
        made.sha256,
    )  # fmt: skip
    move(act, one, "amend_permit", event, due_at=sale_ends_at(one))
    made.save()


def extend_permit(act: Act, one: Permit) -> None:
    """Later days, for contracts from now on."""
    made = append(act, one, "extend")
    event = PermitExtended(
        one.business_id, one.code, made.number, str(one.sale_until), str(one.last_delivery),
        made.sha256,
    )  # fmt: skip
    move(act, one, "extend_permit", event, due_at=sale_ends_at(one))
    made.save()


@atomic
def turn_down_permit_change(act: Act, *, permit_change_id: int, words: str) -> PermitChange:
    """The permit stays as it was, and why."""
    one, asked = _judged(act, permit_change_id)
    check_other(act, asked, "turn_down_permit_change")
    asked.answer, asked.answered_at = said(words), act.at
    event = PermitChangeTurnedDown(one.business_id, one.pk)
    move(act, asked, "turn_down_permit_change", event)
    return asked


@atomic
def take_back_permit_change(act: Act, *, permit_change_id: int) -> PermitChange:
    """The holder thinks again, while no member has agreed yet."""
    one = ours(act, _permit_of(permit_change_id))
    asked = PermitChange.objects.lock(permit_change_id)
    event = PermitChangeTakenBack(one.business_id, one.pk)
    move(act, asked, "take_back_permit_change", event)
    return asked


@atomic
def lapse_permit_change(act: Act, *, permit_change_id: int) -> PermitChange:
    """Nobody answered in time: the permit stays as it was, and the delay is counted in public."""
    one = Permit.objects.lock(_permit_of(permit_change_id))
    asked = PermitChange.objects.lock(permit_change_id)
    event = PermitChangeLapsed(one.business_id, one.pk, was_late=act.role is Role.CLOCK)
    move(act, asked, "lapse_permit_change", event)
    return asked


def drop_open_change(act: Act, one: Permit) -> None:
    """The permit is no longer in force: what was asked about it falls away."""
    for asked in one.changes.select_for_update().filter(state__in=OPEN):
        event = PermitChangeLapsed(one.business_id, one.pk, was_late=False)
        move(act.wearing(Role.HOUSE), asked, "lapse_permit_change", event)


def _judged(act: Act, permit_change_id: int) -> tuple[Permit, PermitChange]:
    one = judged(act, _permit_of(permit_change_id))
    return one, PermitChange.objects.lock(permit_change_id)


def _permit_of(permit_change_id: int) -> int:
    rows = PermitChange.objects.filter(pk=permit_change_id)
    found: int | None = rows.values_list("permit_id", flat=True).first()
    return found if found is not None else refuse(NotFound)
