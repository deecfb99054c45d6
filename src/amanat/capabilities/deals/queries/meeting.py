"""The code with which goods change hands, and the open question about the fee."""

import hashlib
import hmac
from collections.abc import Collection

from django.conf import settings

from amanat.capabilities.deals.models import Deal, FeeAsk, Meeting, OfficialHold
from amanat.capabilities.deals.rules import HAND_CODE_DIGITS, KEEPING, OPEN_HOLDS
from amanat.words.codes import read_code
from amanat.words.refusal import NotFound


def meeting_of(deal: Deal) -> Meeting:
    """How the hand-over of this deal stands; before anything was typed, the first round."""
    return Meeting.objects.filter(deal=deal).first() or Meeting(deal=deal)


def hand_code(deal: Deal, meeting: Meeting) -> str:
    """The digits the buyer shows on the spot: of this deal and this round alone, never stored."""
    about = f"hand:{deal.code}:{meeting.round}".encode()
    mac = hmac.new(settings.BLIND_KEY.encode(), about, hashlib.sha256).digest()
    return f"{int.from_bytes(mac[:8]) % 10**HAND_CODE_DIGITS:0{HAND_CODE_DIGITS}d}"


def fee_ask(deal: Deal) -> FeeAsk | None:
    """Who asked for another fee payer, while nobody has answered."""
    found: FeeAsk | None = deal.fee_asks.filter(answered_at=None).first()
    return found


def keeping(deal: Deal) -> OfficialHold | None:
    """The check for which the money of this deal is kept now."""
    found: OfficialHold | None = deal.official_holds.filter(state__in=KEEPING).first()
    return found


def open_official_holds(most: int, states: Collection[str] = OPEN_HOLDS) -> list[OfficialHold]:
    """Checks that are proposed, in force or about to be lifted, oldest first."""
    found = OfficialHold.objects.filter(state__in=states).select_related("deal")
    return list(found.order_by("pk")[:most])


def official_hold(official_hold_id: int) -> OfficialHold:
    """One check, or NotFound. The caller has decided that the reader is an officer."""
    found = OfficialHold.objects.select_related("deal").filter(pk=official_hold_id).first()
    if found is None:
        raise NotFound
    return found


def by_code(code: str) -> Deal:
    """A deal by its code, for officers. The caller has decided that the reader is one."""
    found = Deal.objects.filter(code=read_code("D", code) or "").first()
    if found is None:
        raise NotFound("code")
    return found
