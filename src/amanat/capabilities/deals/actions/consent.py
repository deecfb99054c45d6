"""Cancelling by consent: one side asks, the other says yes or no; silence becomes a dispute."""

from datetime import timedelta

from amanat.capabilities.deals.actions import pot
from amanat.capabilities.deals.events import (
    CancelAgreed,
    CancelAsked,
    CancelIgnored,
    CancelRefused,
)
from amanat.capabilities.deals.models import CancelAsk, Deal
from amanat.capabilities.deals.refusals import CancelAskedBefore, TextTooLong
from amanat.capabilities.deals.rules import LONGEST_MESSAGE
from amanat.capabilities.deals.states import DEAL
from amanat.kernel.law import parameters as law
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act
from amanat.words.persian import normalise
from amanat.words.refusal import NotYours, refuse_unless


@atomic
def ask_cancel(act: Act, *, deal_id: int, words: str = "") -> Deal:
    """Ask the other side to cancel. Until the answer the deal's own deadline stands still."""
    deal = Deal.objects.lock(deal_id)
    deal.check_side(act)
    words = normalise(words)
    refuse_unless(len(words) <= LONGEST_MESSAGE, TextTooLong, "words", most=LONGEST_MESSAGE)
    is_first = not deal.cancel_asks.filter(role=act.role).exists()
    refuse_unless(is_first, CancelAskedBefore)
    left = max(deal.due_at - act.at, timedelta()) if deal.due_at else timedelta()
    due_at = act.at + law.hours("deal.cancel_answer_hours", act.at)
    deal.cancel_by = act.role
    move(act, deal, "ask_cancel", CancelAsked(act.role), due_at=due_at)
    CancelAsk.objects.create(deal=deal, role=act.role, words=words, at=act.at, left=left)
    return deal


@atomic
def agree_cancel(act: Act, *, deal_id: int) -> Deal:
    """The other side agrees: all the money goes back, no fee is taken."""
    deal = Deal.objects.lock(deal_id)
    _answer(act, deal, "agree_cancel")
    move(act, deal, "agree_cancel", CancelAgreed(act.role))
    pot.refund(act, deal)
    return deal


@atomic
def refuse_cancel(act: Act, *, deal_id: int) -> Deal:
    """The other side says no: the deal goes on with exactly the time it had left."""
    deal = Deal.objects.lock(deal_id)
    ask = _answer(act, deal, "refuse_cancel")
    if deal.ship_by is not None and deal.shipped_at is None:
        deal.ship_by += act.at - ask.at
    move(act, deal, "refuse_cancel", CancelRefused(act.role), due_at=act.at + ask.left)
    return deal


@atomic
def ignore_cancel(act: Act, *, deal_id: int) -> Deal:
    """Nobody answered: keep the money, and let the two talk as in any dispute."""
    deal = Deal.objects.lock(deal_id)
    deal.cancel_by = ""
    due_at = act.at + law.hours("deal.negotiation_hours", act.at)
    move(act, deal, "ignore_cancel", CancelIgnored(), due_at=due_at)
    pot.freeze(act, deal)
    return deal


def _answer(act: Act, deal: Deal, verb: str) -> CancelAsk:
    """Only the side that was asked answers, while the question stands."""
    deal.check_side(act)
    DEAL.row(verb, deal.state, act.role)
    refuse_unless(deal.cancel_by != act.role, NotYours)
    ask = deal.cancel_asks.latest("pk")
    ask.answered_at = act.at
    ask.save(update_fields=["answered_at"])
    deal.cancel_by = ""
    return ask
