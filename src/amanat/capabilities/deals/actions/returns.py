"""The goods go back: sent in time, taken or contested, and then the money follows."""

from django.db import IntegrityError, transaction

from amanat.capabilities.deals.actions import pot
from amanat.capabilities.deals.actions.closing import close_quarrel
from amanat.capabilities.deals.actions.damage import keep_files
from amanat.capabilities.deals.events import (
    ReturnContested,
    ReturnLost,
    ReturnNotSent,
    ReturnProven,
    ReturnSent,
    ReturnTaken,
)
from amanat.capabilities.deals.models import Deal, Problem, Return, Shipment
from amanat.capabilities.deals.refusals import (
    ReturnTimePassed,
    TrackingCodeUsed,
    WaybillPhotoNeeded,
    WordsNeeded,
)
from amanat.capabilities.deals.rules import LEAST_PROBLEM_CHARACTERS, Delivery, tracking_code
from amanat.capabilities.deals.states import DEAL
from amanat.kernel.law import parameters as law
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.persian import normalise
from amanat.words.refusal import refuse, refuse_unless


@atomic
def send_return(
    act: Act, *, deal_id: int, carrier: str, code: str, file_id: int | None = None
) -> Deal:
    """The buyer sends the goods back, with a tracking code or a waybill."""
    deal = Deal.objects.lock(deal_id)
    deal.check_side(act)
    DEAL.row("send_return", deal.state, act.role)
    refuse_unless(deal.due_at is None or act.at < deal.due_at, ReturnTimePassed)
    code = tracking_code(carrier, code)
    needs_file = carrier == Delivery.FREIGHT
    refuse_unless(not needs_file or file_id is not None, WaybillPhotoNeeded, "file")
    due_at = act.at + law.hours("deal.return_carrier_hours", act.at)
    move(act, deal, "send_return", ReturnSent(carrier, code), due_at=due_at)
    _keep_code(act, deal, carrier, code)
    keep_files(act, deal, (file_id,) if file_id else (), "return")
    return deal


def _keep_code(act: Act, deal: Deal, carrier: str, code: str) -> None:
    """The way back has a code that no other parcel has, there or back."""
    is_used = Shipment.objects.filter(carrier=carrier, code=code).exists()
    refuse_unless(not is_used, TrackingCodeUsed, "code")
    try:
        with transaction.atomic():
            deal.returns.filter(ended_at=None).update(carrier=carrier, code=code, sent_at=act.at)
    except IntegrityError:
        refuse(TrackingCodeUsed, "code")


@atomic
def keep_goods(act: Act, *, deal_id: int) -> Deal:
    """Nothing was sent back in time: the buyer keeps the goods, and the seller gets the money."""
    deal = Deal.objects.lock(deal_id)
    move(act, deal, "keep_goods", ReturnNotSent())
    pot.release(act.wearing(Role.HOUSE), deal)
    close_quarrel(act, deal, "released")
    return deal


@atomic
def prove_return(act: Act, *, deal_id: int, file_id: int) -> Deal:
    """The buyer shows the carrier's proof of delivery: now the seller's time to look runs."""
    deal = Deal.objects.lock(deal_id)
    deal.check_side(act)
    due_at = act.at + law.hours("deal.return_check_hours", act.at)
    move(act, deal, "prove_return", ReturnProven(), due_at=due_at)
    deal.returns.filter(ended_at=None).update(proven_at=act.at)
    keep_files(act, deal, (file_id,), "return")
    return deal


@atomic
def take_return(act: Act, *, deal_id: int) -> Deal:
    """The goods are back and well, says the seller or his silence: the buyer gets everything."""
    deal = Deal.objects.lock(deal_id)
    deal.check_side(act)
    move(act, deal, "take_return", ReturnTaken(act.role))
    pot.refund(act.wearing(Role.HOUSE), deal)
    close_quarrel(act, deal, "refunded")
    return deal


@atomic
def contest_return(act: Act, *, deal_id: int, words: str, file_ids: tuple[int, ...] = ()) -> Deal:
    """What came back is not what was sent, or came back worse: the money stays, the two talk."""
    deal = Deal.objects.lock(deal_id)
    deal.check_side(act)
    words = normalise(words)
    least = LEAST_PROBLEM_CHARACTERS
    refuse_unless(len(words) >= least, WordsNeeded, "words", least=least)
    due_at = act.at + law.hours("deal.negotiation_hours", act.at)
    move(act, deal, "contest_return", ReturnContested(), due_at=due_at)
    _end(act, deal, "contested")
    keep_files(act, deal, file_ids, "return")
    Problem.objects.create(deal=deal, kind="return_contested", words=words, wants="talk", at=act.at)
    return deal


@atomic
def lose_return(act: Act, *, deal_id: int) -> Deal:
    """Nobody said in the carrier's time that it came back: the money stays, the two talk."""
    deal = Deal.objects.lock(deal_id)
    due_at = act.at + law.hours("deal.negotiation_hours", act.at)
    move(act, deal, "lose_return", ReturnLost(), due_at=due_at)
    _end(act, deal, "lost")
    return deal


def _end(act: Act, deal: Deal, outcome: str) -> None:
    Return.objects.filter(deal=deal, ended_at=None).update(ended_at=act.at, outcome=outcome)
