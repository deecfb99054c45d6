"""The two meet: the buyer shows a code, the seller types it there, the goods change hands."""

import hmac
from datetime import timedelta

from django.db import transaction

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.events import GoodsHandedOver, HandCodeMistyped, HandCodeRenewed
from amanat.capabilities.deals.models import Deal, Meeting
from amanat.capabilities.deals.refusals import (
    HandCodeLocked,
    HandCodeNeeded,
    NotInPerson,
    WrongHandCode,
)
from amanat.capabilities.deals.rules import (
    MOST_HAND_TRIES,
    Delivery,
    Terms,
    digits_in,
    inspect_by,
)
from amanat.capabilities.deals.states import DEAL
from amanat.kernel.log.moves import move, record
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.refusal import NotYours, Refused, refuse_unless

CODE_COUNTS_FOR = timedelta(minutes=10)


def type_hand_code(act: Act, *, deal_id: int, code: str) -> None:
    """The seller types what the buyer shows. It commits by itself, so that a wrong try stays
    counted; then `meet` hands over."""
    no = _judge(act, deal_id, digits_in(code))
    if no is not None:
        raise no


@transaction.atomic(durable=True)
def _judge(act: Act, deal_id: int, typed: str) -> Refused | None:
    """Count one try, and say what is wrong with it."""
    deal = Deal.objects.lock(deal_id)
    deal.check_side(act)
    refuse_unless(act.role is Role.SELLER, NotYours)
    DEAL.row("meet", deal.state, act.role)
    _in_person(deal)
    meeting = _lock(deal)
    if meeting.tries >= MOST_HAND_TRIES:
        return HandCodeLocked("code", most=MOST_HAND_TRIES)
    if hmac.compare_digest(queries.hand_code(deal, meeting).encode(), typed.encode()):
        meeting.typed_at = act.at
        meeting.save(update_fields=["typed_at"])
        return None
    meeting.tries += 1
    meeting.save(update_fields=["tries"])
    record(act, HandCodeMistyped(meeting.tries), subject=deal)
    left = MOST_HAND_TRIES - meeting.tries
    return WrongHandCode("code", left=left) if left else HandCodeLocked("code", most=meeting.tries)


@atomic
def meet(act: Act, *, deal_id: int) -> Deal:
    """The goods are in the buyer's hands; the agreed time to inspect them begins."""
    deal = Deal.objects.lock(deal_id)
    deal.check_side(act)
    DEAL.row("meet", deal.state, act.role)
    terms = _in_person(deal)
    meeting = _lock(deal)
    fresh = meeting.typed_at is not None and act.at - meeting.typed_at <= CODE_COUNTS_FOR
    refuse_unless(fresh, HandCodeNeeded, "code")
    meeting.met_at = deal.shipped_at = deal.received_at = act.at
    meeting.save(update_fields=["met_at"])
    move(act, deal, "meet", GoodsHandedOver(), due_at=inspect_by(act.at, terms))
    return deal


@atomic
def renew_code(act: Act, *, deal_id: int) -> Deal:
    """The buyer makes a new code; the old one and its wrong tries no longer count."""
    deal = Deal.objects.lock(deal_id)
    deal.check_side(act)
    DEAL.row("renew_code", deal.state, act.role)
    _in_person(deal)
    meeting = _lock(deal)
    meeting.round, meeting.tries, meeting.typed_at = meeting.round + 1, 0, None
    meeting.save(update_fields=["round", "tries", "typed_at"])
    move(act, deal, "renew_code", HandCodeRenewed(meeting.round), due_at=deal.due_at)
    return deal


def _in_person(deal: Deal) -> Terms:
    terms = queries.terms(deal)
    refuse_unless(terms.delivery == Delivery.HAND, NotInPerson)
    return terms


def _lock(deal: Deal) -> Meeting:
    Meeting.objects.get_or_create(deal=deal)
    return Meeting.objects.select_for_update().get(deal=deal)
