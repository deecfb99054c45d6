"""The arbiter's bench: who may decide a case, and the rulings. Never a side, never twice."""

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.actions.case import lock_case
from amanat.capabilities.deals.actions.settle import settle
from amanat.capabilities.deals.events import (
    AppealDecided,
    CallNoted,
    CaseRuled,
    CaseTaken,
    ConflictDeclared,
)
from amanat.capabilities.deals.models import Case, Deal, Recusal, Ruling, ServedCall
from amanat.capabilities.deals.refusals import (
    CaseTakenByAnother,
    ConflictOfInterest,
    SecondOfficerNeeded,
    TextTooLong,
    WordsNeeded,
)
from amanat.capabilities.deals.rules import (
    AWARD,
    CLAUSES,
    LEAST_PROBLEM_CHARACTERS,
    LONGEST_REASON,
    check_return,
    check_share,
)
from amanat.capabilities.deals.states import CASE
from amanat.capabilities.people import actions as identity
from amanat.capabilities.people import queries as people
from amanat.kernel.law import parameters as law
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.persian import normalise
from amanat.words.refusal import Invalid, NotYours, refuse_unless


@atomic
def take_case(act: Act, *, case_id: int) -> Case:
    """Take a case, so that two officers do not read the same one."""
    deal, case = lock_case(case_id)
    _may_decide(act, deal, case)
    case.arbiter_id = act.person
    move(act, case, "take_case", CaseTaken(deal.pk), due_at=case.due_at)
    return case


@atomic
def stand_aside(act: Act, *, case_id: int) -> Case:
    """Declare a link to one of the sides: this officer never decides this case."""
    deal, case = lock_case(case_id)
    only_officers(act)
    Recusal.objects.get_or_create(
        case=case, officer_id=act.person, defaults={"why": "conflict", "at": act.at}
    )
    if case.arbiter_id == act.by:
        case.arbiter_id = None
    move(act, case, "stand_aside", ConflictDeclared(deal.pk), due_at=case.due_at)
    return case


@atomic
def rule(
    act: Act,
    *,
    case_id: int,
    price_units: int,
    clause: str,
    reasons: str,
    return_freight_by: str = "",
) -> Ruling:
    """Say how much of the price is the seller's, by which clause, and why; signed by a code.

    With a payer of the freight the ruling is: the goods go back, then all the money.

    The money waits: either side may appeal until the deadline, then the ruling is carried out.
    """
    deal, case = lock_case(case_id)
    _may_decide(act, deal, case)
    CASE.row("rule", case.state, act.role)
    ruling = _ruling(act, deal, case, clause, reasons)
    _say_what(deal, ruling, price_units, return_freight_by)
    due_at = act.at + law.hours("deal.appeal_hours", act.at)
    event = CaseRuled(deal.pk, price_units, clause)
    entry = move(act, case, "rule", event, due_at=due_at)
    Case.objects.filter(pk=case.pk).update(told_by=entry.pk)
    ruling.save()
    return ruling


@atomic
def rule_again(
    act: Act,
    *,
    case_id: int,
    price_units: int,
    clause: str,
    reasons: str,
    return_freight_by: str = "",
) -> Ruling:
    """A second person decides the appeal. This is final: the money moves in the same commit."""
    deal, case = lock_case(case_id)
    _may_decide(act, deal, case)
    CASE.row("rule_again", case.state, act.role)
    ruling = _ruling(act, deal, case, clause, reasons)
    _say_what(deal, ruling, price_units, return_freight_by)
    move(act, case, "rule_again", AppealDecided(deal.pk, price_units, clause))
    ruling.save()
    settle(
        act, deal_id=deal.pk, price_units=price_units, how="appeal",
        return_freight_by=return_freight_by,
    )  # fmt: skip
    return ruling


@atomic
def note_call(act: Act, *, case_id: int, side: str, words: str) -> Case:
    """One side heard the ruling on the phone: it counts as an SMS that arrived."""
    deal, case = lock_case(case_id)
    only_officers(act)
    refuse_unless(deal.role_of(act.by) is None, ConflictOfInterest)
    refuse_unless(side in {Role.BUYER, Role.SELLER}, Invalid, "side")
    words = _reasons(words, "words")
    move(act, case, "note_call", CallNoted(deal.pk, side), due_at=case.due_at)
    ServedCall.objects.create(case=case, officer_id=act.person, role=side, words=words, at=act.at)
    return case


def only_officers(act: Act) -> None:
    """Whoever says to be an officer wears that hat."""
    wears = act.by is not None and Role.OFFICER in people.hats(act.by)
    refuse_unless(wears and act.role is Role.OFFICER, NotYours)


def _may_decide(act: Act, deal: Deal, case: Case) -> None:
    """An officer with no link to the case, who did not rule on it before, and has it in hand."""
    only_officers(act)
    refuse_unless(deal.role_of(act.by) is None, ConflictOfInterest)
    deal.check_money_is_here()
    refuse_unless(not queries.is_barred(case, act.person), ConflictOfInterest)
    refuse_unless(
        case.state != "appealed" or not case.rulings.filter(officer_id=act.by).exists(),
        SecondOfficerNeeded,
    )
    refuse_unless(case.arbiter_id in {None, act.by}, CaseTakenByAnother)


def _say_what(deal: Deal, ruling: Ruling, price_units: int, return_freight_by: str) -> None:
    """What the ruling gives to each side, and whether the goods go back first."""
    check_share(price_units, queries.terms(deal).price_units)
    check_return(price_units, return_freight_by)
    if return_freight_by:
        queries.check_travels(deal)
    ruling.price_units, ruling.return_freight_by = price_units, return_freight_by


def _ruling(act: Act, deal: Deal, case: Case, clause: str, reasons: str) -> Ruling:
    """A ruling that is signed: its officer has just confirmed a one-time code."""
    refuse_unless(clause in CLAUSES, Invalid, "clause")
    reasons = _reasons(reasons, "reasons")
    identity.spend_confirmation(act, purpose=AWARD, subject=deal.code)
    case.arbiter_id = act.person
    return Ruling(
        case=case, number=case.rulings.count() + 1, officer_id=act.person, at=act.at,
        clause=clause, reasons=reasons,
    )  # fmt: skip


def _reasons(words: str, param: str) -> str:
    words = normalise(words)
    least = LEAST_PROBLEM_CHARACTERS
    refuse_unless(len(words) >= least, WordsNeeded, param, least=least)
    refuse_unless(len(words) <= LONGEST_REASON, TextTooLong, param, most=LONGEST_REASON)
    return words
