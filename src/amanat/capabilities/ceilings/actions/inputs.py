"""What a ceiling is made of: declared by the business, checked by one person, confirmed by another."""

from datetime import date, timedelta

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.ceilings import queries
from amanat.capabilities.ceilings.actions.staff import one_of, twice, untied
from amanat.capabilities.ceilings.events import (
    CeilingInputChecked,
    CeilingInputDeclared,
    CeilingInputEnding,
    CeilingInputLapsed,
    CeilingInputLate,
    CeilingInputRefused,
    CeilingInputTakenBack,
    CeilingInputVerified,
    CollateralOffered,
)
from amanat.capabilities.ceilings.models import Input
from amanat.capabilities.ceilings.refusals import (
    CertifierNeeded,
    CollateralReused,
    EndOfPaperUnsound,
    LinkedCertifier,
    NumberOfPaperNeeded,
    SamePersonTwice,
    TooManyInputs,
    UnitsUnsound,
)
from amanat.capabilities.ceilings.rules import terms
from amanat.capabilities.evidence import queries as files
from amanat.capabilities.people import queries as people
from amanat.kernel.clock import calendar
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words import identity
from amanat.words.act import Act, Role
from amanat.words.moments import tehran_day
from amanat.words.persian import ascii_digits, normalise
from amanat.words.powers import SELL
from amanat.words.refusal import Invalid, refuse_unless


@atomic
def declare(
    act: Act,
    *,
    business_id: int,
    kind: str,
    units: int,
    certifier: str,
    certifier_id: str,
    number: str,
    valid_until: date,
    paper_id: int | None = None,
) -> Input:
    """Declare revenue, capacity, backlog or stock; it counts nothing before two people confirm it.

    `certifier_id` is the national or legal id of who certified it: LinkedCertifier when that is
    somebody of the business.
    """
    refuse_unless(kind in terms.FACTS, Invalid, "kind")
    made = _made(act, business_id, kind, units, certifier, number, valid_until, paper_id)
    made.certifier_index = _independent(business_id, certifier_id)
    until = calendar.after_working_days(act.at, terms.CHECK_WORKING_DAYS)
    move(act, made, "declare", CeilingInputDeclared(business_id, kind, units), due_at=until)
    return made


@atomic
def top_up(
    act: Act,
    *,
    business_id: int,
    kind: str,
    units: int,
    issuer: str,
    number: str,
    valid_until: date,
    paper_id: int | None = None,
) -> Input:
    """Offer collateral: a deposit, a guarantee, bonds. CollateralReused when it is known already,
    whoever offered it; the ceiling stays as it is until two people confirm it."""
    refuse_unless(kind in terms.COLLATERAL, Invalid, "kind")
    made = _made(act, business_id, kind, units, issuer, number, valid_until, paper_id)
    made.is_collateral = True
    fresh = not queries.collateral_is_used(made.kind, made.certifier, made.number)
    refuse_unless(fresh, CollateralReused, "number")
    until = calendar.after_working_days(act.at, terms.TOP_UP_WORKING_DAYS)
    move(act, made, "top_up", CollateralOffered(business_id, kind, units), due_at=until)
    return made


def _made(
    act: Act, business_id: int, kind: str, units: int, certifier: str, number: str,
    valid_until: date, paper_id: int | None,
) -> Input:  # fmt: skip
    businesses.check_mandate(act, business_id, SELL)
    least = 0 if kind in {"asset", "backlog"} else 1
    sound = least <= units <= terms.MOST_UNITS
    refuse_unless(sound, UnitsUnsound, "units", least=least, most=terms.MOST_UNITS)
    few = queries.inputs(business_id, is_open=True).count() < terms.MOST_INPUTS
    refuse_unless(few, TooManyInputs, most=terms.MOST_INPUTS)
    today = tehran_day(act.at)
    most = terms.days_of(kind)
    fine = today <= valid_until <= today + timedelta(days=most)
    refuse_unless(fine, EndOfPaperUnsound, "valid_until", most=most)
    if paper_id is not None:
        files.open_file(paper_id, act.person)
    return Input(
        business_id=business_id, kind=kind, is_collateral=False, units=units,
        certifier=_line(certifier, "certifier", terms.LONGEST_NAME, CertifierNeeded),
        number=ascii_digits(_line(number, "number", terms.LONGEST_NUMBER, NumberOfPaperNeeded)),
        valid_until=valid_until, paper_id=paper_id, declared_by_id=act.person, declared_at=act.at,
    )  # fmt: skip


def _independent(business_id: int, typed: str) -> str:
    """The mark of who certified; LinkedCertifier when it is the business itself, a sister of it, or
    somebody who acts for it or owns it."""
    number = ascii_digits(typed).strip()
    param = "certifier_id"
    legal = len(number) == businesses.LEGAL_DIGITS
    refuse_unless(bool(number), CertifierNeeded, param, most=terms.LONGEST_NAME)
    number = identity.legal_id(number, param) if legal else identity.national_id(number, param)
    mark = businesses.identity_mark(number)
    firms = businesses.many([business_id, *businesses.sister_businesses(business_id)])
    linked = {one.identity_index for one in firms.values()}
    linked |= {
        people.marks_of(pk).national_id_index for pk in businesses.linked_people(business_id)
    }
    refuse_unless(mark not in linked, LinkedCertifier, param)
    return mark


@atomic
def take_back_input(act: Act, *, ceiling_input_id: int) -> Input:
    """The business takes back what nobody looked at yet."""
    found = Input.objects.lock(ceiling_input_id)
    businesses.check_mandate(act, found.business_id, SELL)
    found.ended_at = act.at
    move(act, found, "take_back_input", CeilingInputTakenBack(found.business_id))
    return found


@atomic
def hand_up_input(act: Act, *, ceiling_input_id: int) -> Input:
    """Nobody looked in time: the supervisor does; it counts zero until then."""
    found = Input.objects.lock(ceiling_input_id)
    move(act, found, "hand_up_input", CeilingInputLate(found.business_id))
    return found


@atomic
def verify_input(act: Act, *, ceiling_input_id: int) -> Input:
    """One officer has asked the issuer or read the paper, and it is right."""
    found = _for_staff(act, ceiling_input_id)
    refuse_unless(not twice(act, found.declared_by_id), SamePersonTwice)
    found.checked_by_id, found.checked_at = act.person, act.at
    move(act, found, "verify_input", CeilingInputChecked(found.business_id, found.kind))
    return found


@atomic
def confirm_input(act: Act, *, ceiling_input_id: int) -> Input:
    """A second person confirms it: from now on it counts, and the ceiling follows the same day.

    EndOfPaperUnsound when it ended meanwhile.
    """
    found = _for_staff(act, ceiling_input_id)
    refuse_unless(not twice(act, found.checked_by_id), SamePersonTwice)
    alive = tehran_day(act.at) <= found.valid_until
    refuse_unless(alive, EndOfPaperUnsound, most=terms.days_of(found.kind))
    found.confirmed_by_id, found.confirmed_at = act.person, act.at
    warn_at = max(act.at, terms.end_of(found.valid_until) - terms.WARNED_BEFORE)
    event = CeilingInputVerified(found.business_id, found.kind)
    move(act, found, "confirm_input", event, due_at=warn_at)
    return found


@atomic
def refuse_input(act: Act, *, ceiling_input_id: int, reason: str) -> Input:
    """It does not hold: the business is told why, and it counts nothing."""
    found = _for_staff(act, ceiling_input_id)
    refuse_unless(reason in terms.REFUSALS, Invalid, "reason")
    found.reason, found.ended_at = reason, act.at
    event = CeilingInputRefused(found.business_id, found.kind, reason)
    move(act, found, "refuse_input", event)
    return found


@atomic
def warn_input(act: Act, *, ceiling_input_id: int) -> Input:
    """It ends within a month: whoever runs the business is told."""
    found = Input.objects.lock(ceiling_input_id)
    event = CeilingInputEnding(found.business_id, found.kind, found.valid_until.isoformat())
    move(act, found, "warn_input", event, due_at=terms.end_of(found.valid_until))
    return found


@atomic
def lapse_input(act: Act, *, ceiling_input_id: int) -> Input:
    """Its last day is over: from now on it counts zero."""
    found = Input.objects.lock(ceiling_input_id)
    found.ended_at = act.at
    move(act, found, "lapse_input", CeilingInputLapsed(found.business_id, found.kind))
    return found


def _for_staff(act: Act, ceiling_input_id: int) -> Input:
    """The input, locked, for an officer or a supervisor with no tie to the business."""
    one_of(act, Role.OFFICER, Role.SUPERVISOR)
    found = Input.objects.lock(ceiling_input_id)
    untied(act, found.business_id)
    return found


def _line(
    typed: str, param: str, longest: int, no: type[CertifierNeeded] | type[NumberOfPaperNeeded]
) -> str:
    """A short text as it is kept: one form, so that two of a kind are seen to be the same."""
    line = " ".join(normalise(typed, param).split())
    refuse_unless(0 < len(line) <= longest, no, param, most=longest)
    return line
