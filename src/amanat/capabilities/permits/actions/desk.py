"""What the desk and the committee do with an application: check, return, grant, refuse."""

from collections.abc import Mapping

from amanat.capabilities.permits import queries
from amanat.capabilities.permits.actions.staff import (
    after,
    check_other,
    judged,
    said,
    set_of,
)
from amanat.capabilities.permits.actions.stock import credit, open_accounts
from amanat.capabilities.permits.actions.version import append, sale_ends_at
from amanat.capabilities.permits.events import (
    PermitChecked,
    PermitCheckLate,
    PermitGranted,
    PermitGrantProposed,
    PermitGrantTurnedDown,
    PermitRefused,
    PermitReturned,
)
from amanat.capabilities.permits.models import Permit
from amanat.capabilities.permits.refusals import (
    QuantityOverCapacity,
    QuantityUnsound,
    TwoMembersNeeded,
)
from amanat.capabilities.permits.rules import terms
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act
from amanat.words.moments import tehran_day
from amanat.words.refusal import Invalid, refuse_unless
from amanat.words.said import toman_said


@atomic
def hand_up_permit(act: Act, *, permit_id: int) -> Permit:
    """Nobody checked in time: the committee does. The delay is counted in public."""
    one = Permit.objects.lock(permit_id)
    assert one.requested_at is not None, "It was sent."
    one.was_late = True
    event = PermitCheckLate(one.business_id, one.requested_at.isoformat())
    move(act, one, "hand_up_permit", event, due_at=after("late_check_working_days", act.at))
    return one


@atomic
def check_capacity(
    act: Act, *, permit_id: int, capacity: int, other_backlog: int = 0, words: str
) -> Permit:
    """The certificate was read and its issuer asked: so many units can be made until the last day.

    The backlog is what this platform knows plus what the officer found elsewhere.
    QuantityOverCapacity when nothing at all is left.
    """
    one = judged(act, permit_id)
    check_other(act, one, "check_capacity")
    for value, param in ((capacity, "capacity"), (other_backlog, "other_backlog")):
        fine = 0 <= value <= terms.MOST_QUANTITY
        refuse_unless(fine, QuantityUnsound, param, least=0, most=terms.MOST_QUANTITY)
    one.capacity = capacity
    one.backlog = queries.backlog(one.business_id, one.pk) + other_backlog
    most = max(0, capacity - one.backlog)
    refuse_unless(most > 0, QuantityOverCapacity, "capacity", most=most)
    one.check_words = said(words)
    one.checked_by_id, one.checked_at = act.person, act.at
    until = after("decision_working_days", act.at)
    event = PermitChecked(one.business_id, capacity, one.backlog, until.isoformat())
    move(act, one, "check_capacity", event, due_at=until)
    return one


@atomic
def return_permit(act: Act, *, permit_id: int, defects: Mapping[str, str]) -> Permit:
    """What is to be corrected, field by field; the applicant has working days to do so."""
    one = judged(act, permit_id)
    known = {name for names in queries.TASK_FIELDS.values() for name in names}
    refuse_unless(bool(defects) and set(defects) <= known, Invalid, "defects")
    one.defects = {name: said(words, name) for name, words in defects.items()}
    until = after("correct_working_days", act.at)
    event = PermitReturned(one.business_id, " ".join(sorted(defects)), until.isoformat())
    move(act, one, "return_permit", event, due_at=until)
    return one


@atomic
def propose_grant(act: Act, *, permit_id: int, quantity: int, words: str) -> Permit:
    """A member of the committee proposes to grant so many; another one decides. No more time."""
    one = judged(act, permit_id)
    due_at = one.due_at
    _check_quantity(one, quantity)
    check_other(act, one, "propose_grant")
    one.proposed_quantity, one.proposed_by_id = quantity, act.person
    one.decision_words = said(words)
    move(act, one, "propose_grant", PermitGrantProposed(one.business_id, quantity), due_at=due_at)
    return one


@atomic
def turn_down_grant(act: Act, *, permit_id: int) -> Permit:
    """The proposal is not followed, or taken back: the committee goes on. No more time."""
    one = judged(act, permit_id)
    due_at = one.due_at
    one.proposed_quantity, one.proposed_by_id = None, None
    event = PermitGrantTurnedDown(one.business_id)
    move(act, one, "turn_down_grant", event, due_at=due_at)
    return one


@atomic
def grant_permit(
    act: Act, *, permit_id: int, quantity: int | None = None, words: str = ""
) -> Permit:
    """So many units may be sold; never more than were asked for, nor than capacity allows.

    From a parameter's sum on, another member must have proposed just this (TwoMembersNeeded).
    The stock account is credited and the first version of the terms is published with it.
    """
    one = judged(act, permit_id)
    check_other(act, one, "grant_permit")
    if one.proposed_quantity is not None:
        granted, one.decision_words = one.proposed_quantity, one.decision_words
    else:
        granted, one.decision_words = quantity or one.quantity or 0, said(words)
    _check_quantity(one, granted)
    _check_members(act, one, granted)
    queries.check_grantable(one, act.at)
    one.quantity = granted
    one.decided_by_id, one.decided_at = act.person, act.at
    one.parameters = set_of(queries.parameter_rows(one.kind, tehran_day(act.at)))
    open_accounts(one)
    credit(act, one, granted, key=f"permit/{one.pk}/grant")
    made = append(act, one, "grant")
    event = PermitGranted(
        one.business_id, one.code, one.kind, one.method, one.asked_quantity or 0, granted,
        one.price_units or 0, str(one.sale_until), str(one.last_delivery), made.sha256,
    )  # fmt: skip
    move(act, one, "grant_permit", event, due_at=sale_ends_at(one))
    made.save()
    return one


def _check_quantity(one: Permit, quantity: int) -> None:
    asked = one.quantity or 0
    refuse_unless(1 <= quantity <= asked, QuantityUnsound, "quantity", least=1, most=asked)
    most = max(0, (one.capacity or 0) - (one.backlog or 0))
    refuse_unless(quantity <= most, QuantityOverCapacity, "quantity", most=most)


def _check_members(act: Act, one: Permit, quantity: int) -> None:
    least = queries.two_members_from(act.at)
    total = quantity * (one.price_units or 0)
    alone = one.proposed_by_id is None
    fine = not alone or total < least
    refuse_unless(fine, TwoMembersNeeded, total=toman_said(total), least=toman_said(least))


@atomic
def refuse_permit(act: Act, *, permit_id: int, words: str) -> Permit:
    """The committee says no, and why."""
    one = judged(act, permit_id)
    check_other(act, one, "refuse_permit")
    one.decision_words = said(words)
    one.decided_by_id, one.decided_at = act.person, act.at
    move(act, one, "refuse_permit", PermitRefused(one.business_id, was_late=False))
    return one


@atomic
def refuse_late(act: Act, *, permit_id: int) -> Permit:
    """The time to decide is over. Silence never grants: it is refused, and counted in public."""
    one = Permit.objects.lock(permit_id)
    one.was_late, one.decided_at = True, act.at
    move(act, one, "refuse_late", PermitRefused(one.business_id, was_late=True))
    return one
