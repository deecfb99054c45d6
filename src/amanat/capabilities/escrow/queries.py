"""What others may ask about held money."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from amanat.capabilities.escrow.models import Hold as Hold
from amanat.capabilities.escrow.models import Part as Part
from amanat.capabilities.escrow.rules import Bill as Bill
from amanat.capabilities.escrow.rules import CapBasis as CapBasis
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


def subjects_of(names: Iterable[str]) -> dict[str, str]:
    """From the names of holds ("hold:12") to the subjects they belong to ("deal:7")."""
    ids = {int(name.rpartition(":")[2]) for name in names}
    rows = Hold.objects.filter(pk__in=ids).values_list("pk", "subject")
    return {f"hold:{pk}": subject for pk, subject in rows}


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
    total = sum(one.units for one in holds if not _was_replaced(one, parts))
    return Position(
        total_units=total,
        with_payer_units=total - paid,
        held_units=held,
        with_payee_units=payee,
        fee_units=fee,
        returned_units=paid - held - payee - fee,
    )


def _was_replaced(one: Hold, parts: list[Part]) -> bool:
    """A hold dropped before any money came, of a subject that promised it anew."""
    mine = [part for part in parts if part.hold_id == one.pk]
    others = any(part.hold_id != one.pk for part in parts)
    return others and one.state == "dropped" and not any(part.is_paid for part in mine)


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


def held_units(subjects: Iterable[str]) -> dict[str, int]:
    """What is held of each of these subjects now, in two queries; none held, none named."""
    rows = list(
        Part.objects.filter(hold__subject__in=list(subjects)).values_list(
            "hold__subject", "payment__hold_id"
        )
    )
    states = book.hold_states([hold_id for _, hold_id in rows])
    found: dict[str, int] = {}
    for subject, hold_id in rows:
        if hold_id in states:
            found[subject] = found.get(subject, 0) + states[hold_id].open_units
    return found


def subjects_behind(hold_subjects: Iterable[str]) -> dict[str, str]:
    """From what payments know ("hold:12") to whose condition it is ("deal:17"), in one query."""
    named = {text: text.removeprefix("hold:") for text in hold_subjects}
    ids = [int(number) for number in named.values() if number.isdecimal()]
    found = dict(Hold.objects.filter(pk__in=ids).values_list("pk", "subject"))
    return {
        text: found[int(number)]
        for text, number in named.items()
        if number.isdecimal() and int(number) in found
    }
