"""Between agreement and payment the two may agree on another fee payer: the same terms but one.

Both sign the same hash. The promise of the money is dropped and made anew in one transaction.
"""

from dataclasses import replace

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.actions import pot
from amanat.capabilities.deals.actions.draft import lay_on_table
from amanat.capabilities.deals.events import FeePayerAsked, FeePayerChanged, FeePayerRefused
from amanat.capabilities.deals.models import Deal, FeeAsk, TermsVersion
from amanat.capabilities.deals.refusals import (
    NoFeeAsk,
    PaidAlready,
    SameTerms,
    TermsChanged,
    TooManyFeeAsks,
    TooManyVersions,
)
from amanat.capabilities.deals.rules import MOST_FEE_ASKS, MOST_VERSIONS, check_terms
from amanat.capabilities.deals.states import DEAL
from amanat.capabilities.escrow import queries as holds
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.refusal import NotYours, refuse_unless


@atomic
def ask_fee(act: Act, *, deal_id: int, fee_payer: str) -> Deal:
    """Sign the agreed terms with another fee payer; now the other side must say yes or no."""
    deal = Deal.objects.lock(deal_id)
    _before_payment(act, deal, "ask_fee")
    check_terms({"fee_payer": fee_payer}, complete=False)
    now = queries.terms(deal)
    refuse_unless(fee_payer != now.fee_payer, SameTerms, "fee_payer")
    refuse_unless(deal.fee_asks.count() < MOST_FEE_ASKS, TooManyFeeAsks, most=MOST_FEE_ASKS)
    refuse_unless(deal.version < MOST_VERSIONS, TooManyVersions, most=MOST_VERSIONS)
    sha256 = replace(now, fee_payer=fee_payer).sha256()
    deal.fee_asks.filter(answered_at=None).update(answered_at=act.at, outcome="replaced")
    FeeAsk.objects.create(deal=deal, role=act.role, fee_payer=fee_payer, sha256=sha256, at=act.at)
    event = FeePayerAsked(act.role, fee_payer, sha256)
    move(act, deal, "ask_fee", event, due_at=deal.due_at)
    return deal


@atomic
def accept_fee(act: Act, *, deal_id: int, sha256: str) -> Deal:
    """Sign the same terms: they become the agreed version, and the payments are planned anew."""
    deal = Deal.objects.lock(deal_id)
    ask = _answering(act, deal, "accept_fee")
    terms = replace(queries.terms(deal), fee_payer=ask.fee_payer)
    refuse_unless(sha256 == ask.sha256 == terms.sha256(), TermsChanged)
    version = lay_on_table(act.wearing(Role(ask.role)), deal, terms)
    TermsVersion.objects.filter(pk=version.pk).update(agreed_at=act.at)
    _close(act, ask, "accepted")
    event = FeePayerChanged(version.number, version.sha256, ask.fee_payer)
    move(act, deal, "accept_fee", event, due_at=deal.due_at)
    pot.drop(act, deal)
    pot.promise(act, deal, terms)
    return deal


@atomic
def refuse_fee(act: Act, *, deal_id: int) -> Deal:
    """The fee payer stays as agreed."""
    deal = Deal.objects.lock(deal_id)
    ask = _answering(act, deal, "refuse_fee")
    _close(act, ask, "refused")
    move(act, deal, "refuse_fee", FeePayerRefused(act.role), due_at=deal.due_at)
    return deal


def _before_payment(act: Act, deal: Deal, verb: str) -> None:
    deal.check_side(act)
    refuse_unless(deal.state != "part_funded" and not holds.paid_units(deal.subject), PaidAlready)
    DEAL.row(verb, deal.state, act.role)


def _answering(act: Act, deal: Deal, verb: str) -> FeeAsk:
    """The open question, for the side that was asked."""
    _before_payment(act, deal, verb)
    ask: FeeAsk | None = deal.fee_asks.filter(answered_at=None).first()
    if ask is None:
        raise NoFeeAsk
    refuse_unless(ask.role != act.role, NotYours)
    return ask


def _close(act: Act, ask: FeeAsk, outcome: str) -> None:
    ask.answered_at, ask.outcome = act.at, outcome
    ask.save(update_fields=["answered_at", "outcome"])
