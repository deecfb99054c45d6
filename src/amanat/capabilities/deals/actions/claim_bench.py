"""A claim before an officer: he confirms the facts, the table gives the outcome.

Whatever differs from the table, and whatever the fund cannot pay, takes two people.
"""

from dataclasses import asdict

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.actions.damage import decision_due, lock_claim, resume
from amanat.capabilities.deals.actions.settle import settle
from amanat.capabilities.deals.events import (
    ClaimDecided,
    ClaimFoundIntact,
    ClaimPassedOn,
    ClaimTaken,
    FundFoundShort,
    OutcomeProposed,
    OutcomeRefused,
)
from amanat.capabilities.deals.models import Claim, Deal
from amanat.capabilities.deals.refusals import (
    CaseTakenByAnother,
    ClaimBarred,
    OtherOfficerNeeded,
    ShareOutOfRange,
    TextTooLong,
    WordsNeeded,
)
from amanat.capabilities.deals.rules import (
    AWARD,
    LEAST_PROBLEM_CHARACTERS,
    LONGEST_REASON,
    Facts,
    Outcome,
    check_facts,
    check_return,
    check_share,
)
from amanat.capabilities.deals.states import CLAIM
from amanat.capabilities.people import actions as identity
from amanat.capabilities.people import queries as people
from amanat.capabilities.protection import actions as protection
from amanat.capabilities.protection import queries as fund
from amanat.capabilities.protection import refusals as fund_refusals
from amanat.kernel.law import parameters as law
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.money import RIALS_PER_TOMAN
from amanat.words.persian import normalise
from amanat.words.refusal import NotYours, refuse_unless

NO_ROW = 0  # Two officers decided otherwise than the table.


@atomic
def take_claim(act: Act, *, claim_id: int) -> Claim:
    """Take a claim, so that two officers do not weigh the same one."""
    deal, claim = lock_claim(claim_id)
    _may_decide(act, deal, claim)
    claim.officer_id = act.person
    move(act, claim, "take_claim", ClaimTaken(deal.pk), due_at=claim.due_at)
    return claim


@atomic
def pass_claim_on(act: Act, *, claim_id: int) -> Claim:
    """No decision came in time: another officer takes over. No money moves by this."""
    deal, claim = lock_claim(claim_id)
    if claim.state == "hearing" and claim.officer_id is not None:
        claim.barred = [*claim.barred, claim.officer_id]
    claim.officer_id = claim.proposed_by_id = None
    move(act, claim, "pass_claim_on", ClaimPassedOn(deal.pk), due_at=decision_due(act.at))
    return claim


@atomic
def decide_claim(
    act: Act,
    *,
    claim_id: int,
    reasons: str,
    declared_units: int = 0,
    is_late: bool = False,
    is_packed_right: bool = False,
    has_minutes: bool = False,
    is_proven_intact: bool = False,
    is_handed_over: bool = False,
) -> Claim:
    """Confirm the facts, signed by a code; the table says what follows, and it is done at once.

    Found whole, the money waits for the buyer's appeal. Where the fund holds too little, two
    officers decide.
    """
    deal, claim = lock_claim(claim_id)
    _may_decide(act, deal, claim)
    CLAIM.row("decide_claim", claim.state, act.role)
    facts = queries.facts_of(
        claim, declared_units=declared_units, is_late=is_late, is_packed_right=is_packed_right,
        has_minutes=has_minutes, is_proven_intact=is_proven_intact, is_handed_over=is_handed_over,
    )  # fmt: skip
    check_facts(facts)
    balance_units = fund.locked_balance_units()
    plan = queries.remedy_of(deal, facts, balance_units=balance_units, at=act.at)
    claim.reasons = _reasons(reasons)
    identity.spend_confirmation(act, purpose=AWARD, subject=deal.code)
    return _follow(act, deal, claim, facts, plan)


def _follow(act: Act, deal: Deal, claim: Claim, facts: Facts, plan: queries.Remedy) -> Claim:
    """Write down what the table says, and do it, unless it must wait."""
    claim.facts, claim.officer_id = asdict(facts), act.person
    claim.row, claim.outcome = plan.row.number, plan.row.outcome
    claim.return_freight_by = plan.return_freight_by
    waits = {Outcome.FUND_SHORT: find_short, Outcome.INTACT: find_intact}.get(plan.row.outcome)
    if waits is None:
        claim.price_units, claim.fund_units = plan.price_units, plan.fund_units
        return _carry_out(act, deal, claim, "decide_claim")
    claim.price_units = plan.price_units
    claim.save()
    return waits(act.wearing(Role.HOUSE), claim_id=claim.pk)


@atomic
def find_short(act: Act, *, claim_id: int) -> Claim:
    """The fund holds less than the table would take: two officers decide, and it never runs dry."""
    deal, claim = lock_claim(claim_id)
    claim.officer_id = None
    move(act, claim, "find_short", FundFoundShort(deal.pk), due_at=decision_due(act.at))
    return claim


@atomic
def find_intact(act: Act, *, claim_id: int) -> Claim:
    """It was delivered whole: the money is the seller's unless the buyer appeals in time."""
    deal, claim = lock_claim(claim_id)
    due_at = act.at + law.hours("deal.claim_appeal_hours", act.at)
    move(act, claim, "find_intact", ClaimFoundIntact(deal.pk), due_at=due_at)
    return claim


@atomic
def propose_outcome(
    act: Act,
    *,
    claim_id: int,
    reasons: str,
    price_units: int = 0,
    fund_units: int = 0,
    return_freight_by: str = "",
) -> Claim:
    """Propose another outcome than the table's, or what the short fund pays; a second confirms."""
    deal, claim = lock_claim(claim_id)
    _may_decide(act, deal, claim)
    agreed = queries.terms(deal).price_units
    check_share(price_units, agreed)
    highest = f"{agreed // RIALS_PER_TOMAN:,}"
    fine = 0 <= fund_units <= agreed - price_units
    refuse_unless(fine, ShareOutOfRange, "fund_units", highest=highest)
    check_return(price_units + fund_units, return_freight_by)
    _check_fund(act, deal, fund_units)
    claim.reasons = _reasons(reasons)
    if claim.state == "hearing":
        claim.row = NO_ROW
    claim.price_units, claim.fund_units = price_units, fund_units
    claim.return_freight_by, claim.outcome = return_freight_by, Outcome.BY_TWO
    claim.officer_id, claim.proposed_by_id = None, act.person
    identity.spend_confirmation(act, purpose=AWARD, subject=deal.code)
    event = OutcomeProposed(deal.pk, price_units, fund_units)
    move(act, claim, "propose_outcome", event, due_at=decision_due(act.at))
    return claim


@atomic
def confirm_outcome(act: Act, *, claim_id: int) -> Claim:
    """A second officer agrees, signed by a code: the money moves as proposed."""
    deal, claim = lock_claim(claim_id)
    _may_answer(act, deal, claim)
    _check_fund(act, deal, claim.fund_units)
    identity.spend_confirmation(act, purpose=AWARD, subject=deal.code)
    claim.officer_id = act.person
    return _carry_out(act, deal, claim, "confirm_outcome")


@atomic
def refuse_outcome(act: Act, *, claim_id: int) -> Claim:
    """A second officer does not agree: the claim is weighed anew."""
    deal, claim = lock_claim(claim_id)
    _may_answer(act, deal, claim)
    claim.proposed_by_id, claim.row, claim.outcome = None, None, ""
    claim.price_units, claim.fund_units, claim.return_freight_by = 0, 0, ""
    move(act, claim, "refuse_outcome", OutcomeRefused(deal.pk), due_at=decision_due(act.at))
    return claim


def _carry_out(act: Act, deal: Deal, claim: Claim, verb: str) -> Claim:
    """The claim is decided: money, fund and carrier in the same commit."""
    claim.decided_at = act.at
    event = ClaimDecided(
        deal.pk, claim.row or NO_ROW, claim.outcome, claim.price_units, claim.fund_units
    )
    move(act, claim, verb, event)
    house = act.wearing(Role.HOUSE)
    if claim.outcome == Outcome.NO_CLAIM:
        resume(house, deal_id=deal.pk)
        return claim
    settle(
        house, deal_id=deal.pk, price_units=claim.price_units, how="claim",
        return_freight_by=claim.return_freight_by,
    )  # fmt: skip
    if claim.fund_units:
        _pay_from_fund(house, deal, claim)
    return claim


def _pay_from_fund(act: Act, deal: Deal, claim: Claim) -> None:
    """The fund pays the seller; what it paid is ours to claim from the carrier."""
    assert deal.seller_id is not None
    protection.compensate(
        act, subject=claim.subject, person_id=deal.seller_id, units=claim.fund_units
    )
    sent = deal.shipments.filter(is_current=True).first()
    if sent is not None:
        papers = tuple(deal.files.order_by("pk").values_list("file_id", flat=True))
        protection.open_recourse(
            act, subject=claim.subject, carrier=sent.carrier, code=sent.code,
            units=claim.fund_units, papers=papers,
        )  # fmt: skip


def _check_fund(act: Act, deal: Deal, units: int) -> None:
    """What two officers let the fund pay lies within its caps and its balance."""
    if units:
        balance_units = fund.locked_balance_units()
        most = fund.most_for(deal.seller_id or 0, act.at)
        refuse_unless(units <= most, fund_refusals.AboveFundCap, "fund_units")
        refuse_unless(units <= balance_units, fund_refusals.FundShort, "fund_units")


def _may_look(act: Act, deal: Deal, claim: Claim) -> None:
    """An officer with no side in the deal, who did not let the time pass."""
    wears = act.by is not None and Role.OFFICER in people.hats(act.by)
    refuse_unless(wears and act.role is Role.OFFICER, NotYours)
    is_free = deal.role_of(act.by) is None and act.by not in claim.barred
    refuse_unless(is_free, ClaimBarred)


def _may_decide(act: Act, deal: Deal, claim: Claim) -> None:
    _may_look(act, deal, claim)
    refuse_unless(claim.officer_id in {None, act.by}, CaseTakenByAnother)


def _may_answer(act: Act, deal: Deal, claim: Claim) -> None:
    """Whoever proposed an outcome does not confirm it."""
    _may_look(act, deal, claim)
    refuse_unless(claim.proposed_by_id != act.by, OtherOfficerNeeded)


def _reasons(words: str) -> str:
    words = normalise(words)
    least = LEAST_PROBLEM_CHARACTERS
    refuse_unless(len(words) >= least, WordsNeeded, "reasons", least=least)
    refuse_unless(len(words) <= LONGEST_REASON, TextTooLong, "reasons", most=LONGEST_REASON)
    return words
