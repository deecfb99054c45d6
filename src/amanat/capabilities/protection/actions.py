"""Every write of the fund. Money leaves it under one lock, and the ledger never lets it run dry."""

from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.payments import actions as payments
from amanat.capabilities.payments import queries as accounts
from amanat.capabilities.people import queries as people
from amanat.capabilities.protection import queries
from amanat.capabilities.protection.events import (
    FundFed,
    LossMadeGood,
    RecourseOpened,
    RecourseRecovered,
    RecourseWrittenOff,
)
from amanat.capabilities.protection.models import Compensation, Feed, Recourse
from amanat.capabilities.protection.refusals import (
    AboveFundCap,
    FundShort,
    RecoveredTooMuch,
    ReferenceNeeded,
)
from amanat.capabilities.protection.rules import LONGEST_REFERENCE, feed_units
from amanat.kernel.law import parameters as law
from amanat.kernel.ledger import book
from amanat.kernel.log.moves import move, record, subject_of
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.persian import normalise
from amanat.words.refusal import NotYours, refuse_unless


@atomic
def feed(act: Act, *, hold_id: int) -> Feed | None:
    """Put the fund's part of this hold's fee into it, once; None when that is no whole rial."""
    fee = holds.hold(hold_id).ended_as.fee_units
    basis_points = law.whole(queries.FEED_NAME, act.at)
    units = feed_units(fee, basis_points)
    known = Feed.objects.filter(hold=hold_id).first()
    if known is not None or not units:
        return known
    made = Feed.objects.create(
        hold_id=hold_id, fee_units=fee, basis_points=basis_points, units=units, at=act.at
    )
    into = book.Transfer(accounts.fee_account_id(), accounts.fund_account_id(), units, "fund feed")
    book.write(act, into, key=f"fund/feed/{hold_id}")
    record(act, FundFed(hold_id, fee, units), subject=made)
    return made


@atomic
def compensate(act: Act, *, subject: str, person_id: int, units: int) -> Compensation:
    """Owe this person `units` out of the fund for one loss; the payout follows by itself.

    AboveFundCap above the caps, FundShort when there is less in it: it never falls below zero.
    """
    free = queries.locked_balance_units()
    refuse_unless(units <= queries.most_for(person_id, act.at), AboveFundCap, "fund_units")
    refuse_unless(units <= free, FundShort, "fund_units")
    made = Compensation.objects.create(subject=subject, person_id=person_id, units=units, at=act.at)
    out = book.Transfer(
        accounts.fund_account_id(), accounts.payable_account_id(person_id), units, "damage"
    )
    book.write(act, out, key=f"fund/loss/{subject}")
    record(act, LossMadeGood(subject, units), subject=made)
    return made


@atomic
def pay_the_compensation(act: Act, *, compensation_id: int) -> None:
    """Order the payout of what the fund owes; the same rail, limits and promise as a sale's."""
    made = queries.compensation(compensation_id)
    payments.pay_out(
        act,
        person_id=made.person_id,
        units=made.units,
        subject=subject_of(made),
        key=f"fund/loss/{made.pk}/payout",
    )


@atomic
def open_recourse(
    act: Act, *, subject: str, carrier: str, code: str, units: int, papers: tuple[int, ...] = ()
) -> Recourse:
    """What the fund paid is ours to claim from the carrier now."""
    recourse = Recourse(
        subject=subject, carrier=carrier, code=code, units=units, papers=list(papers), at=act.at
    )
    move(act, recourse, "open_recourse", RecourseOpened(subject, units))
    return recourse


@atomic
def recover(act: Act, *, recourse_id: int, units: int, note: str) -> Recourse:
    """The carrier paid `units` into our bank: they go back into the fund."""
    recourse = Recourse.objects.lock(recourse_id)
    _finance(act)
    refuse_unless(0 < units <= recourse.units, RecoveredTooMuch, "units", most=recourse.units)
    recourse.recovered_units, recourse.ended_at = units, act.at
    recourse.note = _note(note)
    move(act, recourse, "recover", RecourseRecovered(recourse.subject, units))
    back = book.Transfer(
        accounts.bank_account_id(), accounts.fund_account_id(), units, "carrier paid"
    )
    book.write(act, back, key=f"fund/recourse/{recourse.pk}")
    return recourse


@atomic
def write_off(act: Act, *, recourse_id: int, note: str) -> Recourse:
    """The carrier does not pay; the fund bears it."""
    recourse = Recourse.objects.lock(recourse_id)
    _finance(act)
    recourse.note, recourse.ended_at = _note(note), act.at
    move(act, recourse, "write_off", RecourseWrittenOff(recourse.subject, recourse.note))
    return recourse


def _finance(act: Act) -> None:
    """Whoever says to be finance wears that hat."""
    wears = act.by is not None and Role.FINANCE in people.hats(act.by)
    refuse_unless(wears and act.role is Role.FINANCE, NotYours)


def _note(words: str) -> str:
    words = normalise(words)
    fine = 0 < len(words) <= LONGEST_REFERENCE
    refuse_unless(fine, ReferenceNeeded, "note", most=LONGEST_REFERENCE)
    return words
