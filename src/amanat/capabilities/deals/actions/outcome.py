"""How a deal ends or goes to an arbiter: approved, by silence, by agreement in a quarrel."""

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.actions import pot
from amanat.capabilities.deals.actions.case import open_case
from amanat.capabilities.deals.actions.closing import close_quarrel
from amanat.capabilities.deals.actions.damage import claim_loss
from amanat.capabilities.deals.actions.recovery import approve_and_watch, waits_first, watch
from amanat.capabilities.deals.actions.settle import settle_refund
from amanat.capabilities.deals.events import (
    DisputeEscalated,
    GoodsApproved,
    InspectionLapsed,
    MoneyGivenBack,
    ProblemReported,
)
from amanat.capabilities.deals.models import Deal, DealFile, Problem
from amanat.capabilities.deals.refusals import TooManyFiles, WordsNeeded
from amanat.capabilities.deals.rules import (
    APPROVE,
    CODE,
    CODE_INVALID,
    LEAST_PROBLEM_CHARACTERS,
    MOST_FILES,
    PROBLEM_WANTS,
    check_problem,
)
from amanat.capabilities.deals.states import DEAL
from amanat.capabilities.evidence import queries as evidence
from amanat.capabilities.people import actions as people
from amanat.capabilities.vault import queries as vault
from amanat.kernel.law import parameters as law
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.persian import normalise
from amanat.words.refusal import Invalid, refuse_unless


@atomic
def approve(act: Act, *, deal_id: int) -> Deal:
    """The buyer is content: the money goes to the seller. Needs a fresh one-time code."""
    deal = Deal.objects.lock(deal_id)
    deal.check_side(act)
    if waits_first(deal):
        return approve_and_watch(act, deal)
    move(act, deal, "approve", GoodsApproved(act.role))
    people.spend_confirmation(act, purpose=APPROVE, subject=deal.code)
    pot.release(act, deal)
    close_quarrel(act, deal, "released")
    return deal


@atomic
def lapse(act: Act, *, deal_id: int) -> Deal:
    """The inspection time ended in silence: agreed beforehand, the money goes to the seller."""
    deal = Deal.objects.lock(deal_id)
    if waits_first(deal):
        return watch(act.wearing(Role.HOUSE), deal_id=deal_id, by=act.role)
    move(act, deal, "lapse", InspectionLapsed())
    pot.release(act, deal)
    close_quarrel(act, deal, "released")
    return deal


@atomic
def report(
    act: Act, *, deal_id: int, kind: str, words: str, wants: str, file_ids: tuple[int, ...] = ()
) -> Deal:
    """There is a problem: nobody moves the money until the two agree or an arbiter decides."""
    deal = Deal.objects.lock(deal_id)
    deal.check_side(act)
    deal.check_money_is_here()
    words = normalise(words)
    check_problem(deal.kind, kind, len(file_ids))
    refuse_unless(wants in PROBLEM_WANTS, Invalid, "wants")
    least = LEAST_PROBLEM_CHARACTERS
    refuse_unless(len(words) >= least, WordsNeeded, "words", least=least)
    refuse_unless(len(file_ids) <= MOST_FILES, TooManyFiles, "pictures", most=MOST_FILES)
    for file_id in file_ids:
        evidence.open_file(file_id, act.by)
    DEAL.row("report", deal.state, act.role)
    Problem.objects.create(deal=deal, kind=kind, words=words, wants=wants, at=act.at)
    DealFile.objects.bulk_create(
        DealFile(deal=deal, file_id=file_id, role=act.role, about="problem", at=act.at)
        for file_id in file_ids
    )
    if _is_settled_by_the_vault(deal, kind):
        return settle_refund(act.wearing(Role.HOUSE), deal_id=deal.pk, how="vault")
    due_at = act.at + law.hours("deal.negotiation_hours", act.at)
    move(act, deal, "report", ProblemReported(kind), due_at=due_at)
    pot.freeze(act, deal)
    return deal


def _is_settled_by_the_vault(deal: Deal, kind: str) -> bool:
    """A code that somebody else had, too, needs no arbiter: clause C7, and the money goes back."""
    is_open = deal.kind == CODE and deal.state == "inspection" and kind == CODE_INVALID
    return is_open and vault.is_sold_twice(deal.subject)


@atomic
def give_back(act: Act, *, deal_id: int) -> Deal:
    """The seller gives in: the buyer gets everything back."""
    deal = Deal.objects.lock(deal_id)
    deal.check_side(act)
    deal.check_money_is_here()
    move(act, deal, "give_back", MoneyGivenBack())
    pot.refund(act, deal)
    close_quarrel(act, deal, "refunded")
    return deal


@atomic
def escalate(act: Act, *, deal_id: int) -> Deal:
    """The two did not agree in time: an arbiter takes over. Money never moves by this.

    What nobody confirmed as arrived is a loss first: the table of damage decides it, by proof.
    """
    deal = Deal.objects.lock(deal_id)
    if queries.is_lost(deal):
        claim_loss(act, deal_id=deal_id)
        return Deal.objects.lock(deal_id)
    move(act, deal, "escalate", DisputeEscalated())
    open_case(act.wearing(Role.HOUSE), deal_id=deal.pk)
    return deal
