"""What is agreed, frozen: one canonical text and its hash. Amounts are strings of digits.

No reader may make a float of an amount or a rate, so both are text: "1500000000", "0.20".
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from amanat.words.exact import exact, floor
from amanat.words.months import after_jalali_months

FORM = "amanat pre-sale contract terms 1"
DOCUMENT_FORM = "amanat pre-sale contract 1"
KIND = "pre-sale contract"  # The paper's name: it has a signing key of its own.
PREFIX = "PC"
MOST_UNITS = 10**15
MOST_ASSIGNMENTS = 2
MOST_INSTALMENTS = 24
WHOLE_SHARE = 10_000
FIRST, STAGE, DUE = "first", "stage", "due"  # With the signature, by its day, at the call.
AT_CONTRACT, AT_DELIVERY = "contract", "delivery"


@dataclass(frozen=True, slots=True)
class Part:
    """One instalment: `due_on` is None for the first one, which is due with the signature."""

    number: int
    kind: str
    units: int
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Lateness:
    """What a month of delay costs the maker: a flat rate, or a deposit's rate and some more."""

    monthly: Fraction
    tenor: str | None
    month_days: int
    rule_set: str


@dataclass(frozen=True, slots=True)
class Exit:
    """What a buyer who leaves gets: the yearly rate, from when on, and until when it is paid."""

    annual: Fraction
    free_months: int
    repay_days: int
    year_days: int


@dataclass(frozen=True, slots=True)
class Terms:
    """All that both sides agree to, with every number that a formula needs later."""

    permit: str
    campaign: str
    offer: str
    business: str
    business_name: str
    kind: str
    title: str
    method: str
    quantity: int
    price_units: int
    price_fixed_at: str
    parts: tuple[Part, ...]
    contract_day: date
    delivery_day: date
    late: Lateness
    exit: Exit
    participation_annual: Fraction
    most_assignments: int
    assign_days: int
    unconfirmed: tuple[str, ...]  # Rules in it that no lawyer has confirmed yet.

    @property
    def first_units(self) -> int:
        return self.parts[0].units

    @property
    def asked_units(self) -> int:
        """What is paid before the call, over all instalments."""
        return sum(part.units for part in self.parts)


def parts_of(
    price_units: int, shares: Iterable[tuple[int, int]], contract_day: date
) -> tuple[Part, ...]:
    """Instalments by (basis points, Jalali months after the contract), each floored.

    Shares of one month are one instalment. Of a price that is split whole, the last one takes the
    rials that flooring left. What is not split is due at the call, by the price that counts then.
    """
    by_month = Counter[int]()
    for share, months in shares:
        by_month[months] += share
    plan = sorted(by_month.items())
    units = [floor(Fraction(price_units * share, WHOLE_SHARE)) for _, share in plan]
    if by_month.total() == WHOLE_SHARE:
        units[-1] += price_units - sum(units)
    return tuple(
        Part(number, STAGE, some, after_jalali_months(contract_day, months))
        if number > 1
        else Part(number, FIRST, some)
        for number, ((months, _), some) in enumerate(zip(plan, units, strict=True), start=1)
    )


def content_of(terms: Terms, clauses: Sequence[Any]) -> dict[str, Any]:
    """What is hashed and signed: the numbers, and the sentences that were read."""
    return {
        "form": FORM,
        **_plain(asdict(terms)),
        "clauses": [{"fa": one.fa, "en": one.en} for one in clauses],
    }


def canonical(content: dict[str, Any]) -> str:
    """The bytes that are hashed: sorted keys, no spaces, UTF-8."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return decimal_of(value)
    return str(value) if isinstance(value, int) else value


def decimal_of(value: Fraction) -> str:
    """A rate as it is quoted: "0.025"; a fraction that has no end stays one: "1/3"."""
    scaled = value * 10**6
    if scaled.denominator != 1:
        return str(value)
    whole, rest = divmod(scaled.numerator, 10**6)
    return f"{whole}.{rest:06}".rstrip("0").rstrip(".") if rest else str(whole)


def read(text: str) -> Terms:
    """The terms back from their canonical text."""
    raw = json.loads(text)
    late, leaving = raw["late"], raw["exit"]
    return Terms(
        permit=raw["permit"], campaign=raw["campaign"], offer=raw["offer"],
        business=raw["business"], business_name=raw["business_name"], kind=raw["kind"],
        title=raw["title"], method=raw["method"], quantity=int(raw["quantity"]),
        price_units=int(raw["price_units"]), price_fixed_at=raw["price_fixed_at"],
        parts=tuple(_part(one) for one in raw["parts"]),
        contract_day=date.fromisoformat(raw["contract_day"]),
        delivery_day=date.fromisoformat(raw["delivery_day"]),
        late=Lateness(
            exact(late["monthly"]), late["tenor"], int(late["month_days"]), late["rule_set"]
        ),
        exit=Exit(
            exact(leaving["annual"]), int(leaving["free_months"]), int(leaving["repay_days"]),
            int(leaving["year_days"]),
        ),
        participation_annual=exact(raw["participation_annual"]),
        most_assignments=int(raw["most_assignments"]), assign_days=int(raw["assign_days"]),
        unconfirmed=tuple(raw["unconfirmed"]),
    )  # fmt: skip


def _part(raw: dict[str, Any]) -> Part:
    due_on = raw["due_on"] and date.fromisoformat(raw["due_on"])
    return Part(int(raw["number"]), raw["kind"], int(raw["units"]), due_on)
