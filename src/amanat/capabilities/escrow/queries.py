"""What others may ask about held money."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from amanat.capabilities.escrow.models import Hold, Part
from amanat.capabilities.escrow.rules import Bill as Bill
from amanat.capabilities.escrow.rules import FeePayer as FeePayer
from amanat.capabilities.escrow.rules import Split as Split
from amanat.capabilities.escrow.rules import bill as bill
from amanat.capabilities.escrow.rules import instalments as instalments
from amanat.capabilities.escrow.rules import split as split
from amanat.capabilities.escrow.rules import sum_of as sum_of
from amanat.capabilities.payments import queries as payments
from amanat.kernel.ledger import book


@dataclass(frozen=True, slots=True)
class Position:
    """Where the money of a subject is now, in rial. The five parts always add up to `total`."""

    total_units: int
    with_payer_units: int
    held_units: int
    with_payee_units: int
    fee_units: int
    returned_units: int


def hold(hold_id: int) -> Hold:
    return Hold.objects.get(pk=hold_id)


def holds_of(subject: str) -> list[Hold]:
    """The holds of one subject in their order, with parts at hand."""
    return list(
        Hold.objects.filter(subject=subject).order_by("number").prefetch_related("parts__payment")
    )


def next_unpaid(subject: str) -> Part | None:
    """The part to be paid next, or None when all are paid or none is promised."""
    return (
        Part.objects.filter(hold__subject=subject, hold__state="awaiting", is_paid=False)
        .order_by("hold__number", "number")
        .first()
    )


def is_being_paid(subject: str) -> bool:
    """Whether a bank may still be about to answer for any part."""
    parts = Part.objects.filter(hold__subject=subject, is_paid=False)
    return any(payments.is_being_paid(part.payment_id) for part in parts)


def paid_units(subject: str) -> int:
    parts = Part.objects.filter(hold__subject=subject, is_paid=True)
    return sum(part.units for part in parts)


def position(subject: str) -> Position:
    """Where every rial of this subject is, as the ledger itself says. Two queries, always."""
    return positions([subject])[subject]


def positions(subjects: Iterable[str]) -> dict[str, Position]:
    """The same for many subjects at once, in the same two queries."""
    wanted = list(subjects)
    parts = list(Part.objects.filter(hold__subject__in=wanted).select_related("hold", "payment"))
    states = book.hold_states([part.payment.hold_id for part in parts])
    by_subject: dict[str, list[Part]] = {subject: [] for subject in wanted}
    for part in parts:
        by_subject[part.hold.subject].append(part)
    return {subject: _position(found, states) for subject, found in by_subject.items()}


def together(each: Iterable[Position]) -> Position:
    """The position of a whole: the sum of the positions of its parts."""
    rows = [
        (one.total_units, one.with_payer_units, one.held_units, one.with_payee_units,
         one.fee_units, one.returned_units)
        for one in each
    ]  # fmt: skip
    return Position(*(sum(column) for column in zip(*rows, strict=True)))


def _position(parts: list[Part], states: Mapping[int, book.HoldState]) -> Position:
    holds = {part.hold_id: part.hold for part in parts}.values()
    mine = [states[key] for part in parts if (key := part.payment.hold_id) in states]
    held = sum(state.open_units for state in mine)
    paid = sum(state.units for state in mine)
    ends = [one.ended_as for one in holds]
    fee = sum(end.fee_units for end in ends)
    payee = sum(end.paid_units for end in ends)
    total = sum(one.units for one in holds)
    return Position(
        total_units=total,
        with_payer_units=total - paid,
        held_units=held,
        with_payee_units=payee,
        fee_units=fee,
        returned_units=paid - held - payee - fee,
    )


def has_arrived(subject: str) -> bool:
    """Whether every rial that a split gave to either side has reached an account or a card."""
    return all(_has_arrived(one) for one in holds_of(subject) if one.state == "split")


def _has_arrived(hold: Hold) -> bool:
    """Counted in what came through, not in what is still open: an order may not be written yet."""
    end = hold.ended_as
    sent = payments.payouts_on(f"hold:{hold.pk}")
    refunds = [one for part in hold.parts.all() for one in payments.refunds_of(part.payment_id)]
    paid = sum(one.units for one in sent if one.state == "settled")
    back = sum(one.units for one in refunds if one.state == "confirmed")
    return (paid, back) == (end.paid_units, end.returned_units)


def plan(subject: str) -> list[Part]:
    """Every part of a subject in the order of payment."""
    parts = Part.objects.filter(hold__subject=subject).exclude(hold__state="dropped")
    return list(parts.order_by("hold__number", "number"))
