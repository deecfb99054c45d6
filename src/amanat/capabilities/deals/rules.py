"""The law of a deal, as pure functions: what terms may say, and when things are due."""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from amanat.capabilities.deals.refusals import (
    HoursOutOfRange,
    PriceOutOfRange,
    ShareOutOfRange,
    TermsIncomplete,
    TextTooLong,
    TitleMissing,
    TooManyChecks,
    TrackingCodeWrong,
)
from amanat.words import identity
from amanat.words.act import Role
from amanat.words.money import RIALS_PER_TOMAN
from amanat.words.persian import ascii_digits
from amanat.words.refusal import Invalid, Refused, refuse_unless
from amanat.words.text import Text

LOWEST_PRICE_UNITS = 10_000  # Ten thousand rial: below it a bank's own cost eats the deal.
HIGHEST_PRICE_UNITS = 500_000_000_000  # Fifty billion toman; larger deals need a contract.
LONGEST_TITLE = 120
LONGEST_DESCRIPTION = 4_000
MOST_CHECKS = 8
LONGEST_CHECK = 120
SHIP_HOURS = range(24, 15 * 24 + 1)
INSPECTION_HOURS = range(24, 14 * 24 + 1)
MOST_VERSIONS = 20
MOST_OPEN_DRAFTS = 20
LONGEST_MESSAGE = 2_000
LEAST_PROBLEM_CHARACTERS = 10
MOST_FILES = 6
MOST_DEAL_FILES = 40
LONGEST_RATING = 500
APPROVE = "approve"  # The purpose of the one-time code that releases money.
AWARD = "award"  # The purpose of the code with which an officer decides.
FEE_PAYERS = ("buyer", "seller", "half")
PROBLEM_KINDS = ("not_received", "not_as_described", "damaged", "incomplete", "other")
PROBLEM_WANTS = ("refund", "price_cut", "replace", "talk")
NEGOTIABLE = frozenset({"inspection", "disputed", "review"})  # Where an amount may be offered.
MOST_OFFERS = 20
STATEMENT_CHARACTERS = range(100, 50_001)
MOST_STATEMENTS = 5
LONGEST_REASON = 5_000
COURIER_CODE = re.compile(r"^[0-9A-Z]{8,24}$")
WAYBILL_CODE = re.compile(r"^[0-9A-Z/-]{4,30}$")


#  The rule card: what a ruling may cite. Each clause is a sentence of our terms of service.
CLAUSES = {
    "C1": Text("بی مدرک تحویل، پول به خریدار برمی‌گردد.",
               "Without proof of delivery the money goes back to the buyer."),
    "C2": Text("کالایی که با شرایط نمی‌خواند، به اندازهٔ کاستی از بهایش کم می‌شود.",
               "Goods that are not as agreed lose their price by as much as they lack."),
    "C3": Text("کالایی که با شرایط بخواند پذیرفته است؛ پشیمانی دلیل بازگشت نیست.",
               "Goods as agreed are accepted; a change of mind is no reason to return them."),
    "C4": Text("آسیب در راه با فروشنده است، مگر بسته‌بندی درست را نشان دهد.",
               "Damage on the way is the seller's, unless right packing is shown."),
    "C5": Text("هر طرف ادعای خود را ثابت می‌کند؛ در برابری مدارک، زیان نیم‌به‌نیم است.",
               "Each side proves its claim; where proofs are equal the loss is halved."),
    "C6": Text("طرفی که خبر یافت و پاسخی نداد، بر پایهٔ مدارک طرف دیگر سنجیده می‌شود.",
               "A side that was told and did not answer is judged on the other side's proof."),
}  # fmt: skip
RULE_CARD = {  # The clauses that fit each kind of problem, strongest first.
    "not_received": ("C1", "C6"),
    "not_as_described": ("C2", "C3", "C5", "C6"),
    "damaged": ("C4", "C2", "C6"),
    "incomplete": ("C2", "C5", "C6"),
    "other": ("C5", "C3", "C6"),
}


class Delivery(StrEnum):
    POST = "post"
    COURIER = "courier"
    FREIGHT = "freight"


@dataclass(frozen=True, slots=True)
class Terms:
    """What both sides sign: one version, one canonical form, one hash."""

    title: str
    description: str
    price_units: int
    fee_payer: str
    fee_basis_points: int
    delivery: str
    ship_hours: int
    inspection_hours: int
    checks: list[str] = field(default_factory=list)

    def canonical(self) -> str:
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    def sha256(self) -> str:
        return hashlib.sha256(self.canonical().encode()).hexdigest()


def differences(old: Terms, new: Terms) -> dict[str, tuple[object, object]]:
    """What changed between two versions: field → (before, after)."""
    before, after = asdict(old), asdict(new)
    return {name: (before[name], after[name]) for name in after if before[name] != after[name]}


def other(role: Role) -> Role:
    """The other side of the table."""
    assert role in {Role.BUYER, Role.SELLER}
    return Role.SELLER if role is Role.BUYER else Role.BUYER


def ship_by(funded_at: datetime, terms: Terms) -> datetime:
    """Until when the seller ships; afterwards the buyer may call the deal off at no cost."""
    return funded_at + timedelta(hours=terms.ship_hours)


def inspect_by(received_at: datetime, terms: Terms) -> datetime:
    return received_at + timedelta(hours=terms.inspection_hours)


def check_terms(fields: dict[str, Any], *, complete: bool) -> None:
    """Refuse the first value that terms may not have, beside its field."""
    if complete:
        missing = Terms.__dataclass_fields__.keys() - fields.keys() - {"checks"}
        refuse_unless(not missing, TermsIncomplete, missing=sorted(missing))
    for name, check in _CHECKS.items():
        if name in fields:
            check(name, fields[name])


def _title(name: str, value: str) -> None:
    fine = 0 < len(value.strip()) <= LONGEST_TITLE
    refuse_unless(fine, TitleMissing, name, most=LONGEST_TITLE)


def _description(name: str, value: str) -> None:
    refuse_unless(len(value) <= LONGEST_DESCRIPTION, TextTooLong, name, most=LONGEST_DESCRIPTION)


def _price(name: str, value: int) -> None:
    refuse_unless(
        isinstance(value, int) and LOWEST_PRICE_UNITS <= value <= HIGHEST_PRICE_UNITS,
        PriceOutOfRange,
        name,
        lowest=f"{LOWEST_PRICE_UNITS // RIALS_PER_TOMAN:,}",
        highest=f"{HIGHEST_PRICE_UNITS // RIALS_PER_TOMAN:,}",
    )


def _ship_hours(name: str, value: int) -> None:
    _within(name, value, SHIP_HOURS)


def _inspection_hours(name: str, value: int) -> None:
    _within(name, value, INSPECTION_HOURS)


def _within(name: str, value: int, hours: range) -> None:
    refuse_unless(value in hours, HoursOutOfRange, name, lowest=hours[0], highest=hours[-1])


def _fee_payer(name: str, value: str) -> None:
    refuse_unless(value in FEE_PAYERS, Invalid, name)


def _delivery(name: str, value: str) -> None:
    refuse_unless(value in set(Delivery), Invalid, name)


def _check_list(name: str, value: list[str]) -> None:
    refuse_unless(len(value) <= MOST_CHECKS, TooManyChecks, name, most=MOST_CHECKS)
    for line in value:
        refuse_unless(len(line) <= LONGEST_CHECK, TextTooLong, name, most=LONGEST_CHECK)


_CHECKS: dict[str, Callable[[str, Any], None]] = {
    "title": _title,
    "description": _description,
    "price_units": _price,
    "fee_payer": _fee_payer,
    "delivery": _delivery,
    "ship_hours": _ship_hours,
    "inspection_hours": _inspection_hours,
    "checks": _check_list,
}


def check_share(price_units: int, agreed_units: int) -> None:
    """What is released of a price lies between nothing and all of it."""
    fine = 0 <= price_units <= agreed_units
    highest = f"{agreed_units // RIALS_PER_TOMAN:,}"
    refuse_unless(fine, ShareOutOfRange, "price_units", highest=highest)


def outcome_of(price_units: int, agreed_units: int) -> str:
    """The word for a share of the price: nothing is a refund, all is a release."""
    if price_units == 0:
        return "refund"
    return "release" if price_units == agreed_units else "split"


def tracking_code(carrier: str, typed: str) -> str:
    """The code as the carrier writes it, or a refusal beside the field.

    Iran Post has 24 digits (20 on old receipts) or an international S10 code; couriers publish no
    format; a waybill is a number with the issuer's separators.
    """
    code = ascii_digits(typed).upper().replace(" ", "")
    fine: dict[Delivery, Callable[[str], bool]] = {
        Delivery.POST: _is_post_code,
        Delivery.COURIER: lambda c: bool(COURIER_CODE.match(c)),
        Delivery.FREIGHT: lambda c: bool(WAYBILL_CODE.match(c)),
    }
    refuse_unless(carrier in set(Delivery), Invalid, "carrier")
    refuse_unless(fine[Delivery(carrier)](code), TrackingCodeWrong, "code")
    return code


def _is_post_code(code: str) -> bool:
    for check in (identity.post_barcode, identity.s10):
        try:
            check(code)
        except Refused:
            continue
        return True
    return False


class Cover(StrEnum):
    """How much of a price the post can insure."""

    BASIC = "basic"
    DECLARE = "declare"
    ABOVE = "above"


def cover_for(price_units: int, *, basic_units: int, cap_units: int) -> Cover:
    """Whether the basic cover is enough, the value must be declared, or it is above the cap."""
    if price_units <= basic_units:
        return Cover.BASIC
    return Cover.DECLARE if price_units <= cap_units else Cover.ABOVE
