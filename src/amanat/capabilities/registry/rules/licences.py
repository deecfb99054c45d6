"""Licences of the platform: what an officer may write down. Pure functions."""

import re
from datetime import date, datetime, time, timedelta

from amanat.capabilities.registry.refusals import (
    LicenceBackwards,
    LicenceNotBegun,
    LicenceOver,
    NoPublicAddress,
)
from amanat.words.moments import TEHRAN
from amanat.words.refusal import refuse_unless
from amanat.words.text import Text

LONGEST_NAME = 120
LONGEST_NUMBER = 60
LONGEST_ADDRESS = 300
LONGEST_YEARS = 20
DAYS_IN_A_YEAR = 366
REMINDED_BEFORE_DAYS = 30
#  No name and password before the host, no port, no bare word: an address for the public.
PUBLIC_ADDRESS = re.compile(r"https://(?:[\w-]+\.)+[^\W\d_]{2,}(?:[/?][^\s<>\"']*)?")
END_REASONS = {
    "withdrawn": Text("صادرکننده آن را پس گرفت", "Its issuer withdrew it"),
    "replaced": Text("مجوز تازه‌ای جای آن آمد", "A newer one took its place"),
    "mistaken": Text("نادرست ثبت شده بود", "It was written down wrongly"),
}


def check_term(valid_from: date, valid_until: date, today: date) -> None:
    """Refuse a term that is not one, has not begun, or is over."""
    longest = timedelta(days=LONGEST_YEARS * DAYS_IN_A_YEAR)
    fits = timedelta() <= valid_until - valid_from <= longest
    refuse_unless(fits, LicenceBackwards, "valid_until", years=LONGEST_YEARS)
    refuse_unless(valid_from <= today, LicenceNotBegun, "valid_from")
    refuse_unless(valid_until >= today, LicenceOver, "valid_until")


def public_address(typed: str) -> str:
    """An https address anybody can open, as it was typed."""
    fine = len(typed) <= LONGEST_ADDRESS and PUBLIC_ADDRESS.fullmatch(typed) is not None
    refuse_unless(fine, NoPublicAddress, "check_url")
    return typed


def end_of(day: date) -> datetime:
    """The moment at which a day is over in Tehran."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=TEHRAN)
