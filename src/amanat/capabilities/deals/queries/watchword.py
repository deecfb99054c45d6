"""Secrets that prove a deal: the invitation link and the watchword."""

import base64
import hashlib
import hmac

from django.conf import settings

from amanat.capabilities.deals.models import Deal
from amanat.words.codes import read_code
from amanat.words.refusal import NotFound
from amanat.words.watchword import Watchword, watchword_from

TOKEN_CHARACTERS = 16  # Eighty bits: an invitation cannot be guessed.


def invited(token: str) -> Deal:
    """The deal behind an invitation; NotFound when there is none."""
    found = Deal.objects.filter(invitation__token_hash=hash_of(token)).first()
    if found is None:
        raise NotFound
    return found


def invitation_token(deal: Deal) -> str:
    """The secret of the invitation link. It can be told again, and only its hash is stored."""
    key = settings.BLIND_KEY.encode()
    mac = hmac.new(key, f"invite:{deal.code}".encode(), hashlib.sha256).digest()
    return base64.b32encode(mac).decode()[:TOKEN_CHARACTERS].lower()


def watchword_of(code: str) -> Watchword:
    """The digits and the phrase of a code as we write it; also for a code no deal has."""
    key = settings.BLIND_KEY.encode()
    return watchword_from(hmac.new(key, f"watchword:{code}".encode(), hashlib.sha256).digest())


def proved(typed_code: str, typed_digits: str) -> Watchword | None:
    """The watchword of a real deal, for whoever has its code and its four digits; otherwise None.

    Both questions are always asked, so that neither the answer nor its time says which was wrong.
    """
    code = read_code("D", typed_code) or ""
    watchword = watchword_of(code)
    is_right = hmac.compare_digest(watchword.digits.encode(), typed_digits.encode())
    is_known = Deal.objects.filter(code=code, version__gt=0).exists()
    return watchword if is_right and is_known else None


def hash_of(token: str) -> bytes:
    return hashlib.sha256(token.strip().lower().encode()).digest()
