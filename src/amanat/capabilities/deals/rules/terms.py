"""What terms may say; one canonical form, one hash."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from amanat.capabilities.deals.refusals import (
    HoursOutOfRange,
    PriceOutOfRange,
    StagesMissing,
    TermsIncomplete,
    TextTooLong,
    TitleMissing,
    TooManyChecks,
)
from amanat.capabilities.deals.rules.coins import check_coin
from amanat.capabilities.deals.rules.kinds import (
    COIN,
    GOODS,
    IN_PERSON,
    KINDS,
    SECRET_KINDS,
    WORK,
    Kind,
)
from amanat.capabilities.deals.rules.limits import HIGHEST_PRICE_UNITS, LOWEST_PRICE_UNITS
from amanat.capabilities.deals.rules.promises import check_promises
from amanat.capabilities.deals.rules.stages import check_work
from amanat.words.act import Role
from amanat.words.money import RIALS_PER_TOMAN
from amanat.words.refusal import Invalid, refuse_unless

LONGEST_TITLE = 120
LONGEST_DESCRIPTION = 4_000
MOST_CHECKS = 8
LONGEST_CHECK = 120
MOST_VERSIONS = 20
OPTIONAL = frozenset({"checks", "kind", "more"})
FEE_PAYERS = ("buyer", "seller", "half")


class Delivery(StrEnum):
    POST = "post"
    COURIER = "courier"
    FREIGHT = "freight"
    HAND = "hand"  # The two meet, and the goods change hands there.
    ONLINE = "online"  # Nothing travels: a code, an account, a name, a piece of work.


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
    kind: str = GOODS
    more: dict[str, Any] = field(default_factory=dict)  # What only this kind promises.

    @property
    def wording(self) -> str:
        """In whose words this deal is told: its kind's, or those of a meeting."""
        return IN_PERSON if self.delivery == Delivery.HAND else self.kind

    @property
    def is_carried(self) -> bool:
        """Whether a carrier takes a parcel from one to the other."""
        return self.delivery in {Delivery.POST, Delivery.COURIER, Delivery.FREIGHT}

    def canonical(self) -> str:
        """JSON with sorted keys; plain goods say nothing of their kind, as the first terms did."""
        said = asdict(self)
        if not self.more:
            del said["more"]
        if self.kind == GOODS:
            del said["kind"]
        return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    def sha256(self) -> str:
        return hashlib.sha256(self.canonical().encode()).hexdigest()


def other(role: Role) -> Role:
    """The other side of the table."""
    assert role in {Role.BUYER, Role.SELLER}
    return Role.SELLER if role is Role.BUYER else Role.BUYER


def check_terms(fields: dict[str, Any], *, complete: bool) -> None:
    """Refuse the first value that terms may not have, beside its field."""
    if complete:
        missing = Terms.__dataclass_fields__.keys() - fields.keys() - OPTIONAL
        refuse_unless(not missing, TermsIncomplete, missing=sorted(missing))
    kind = fields.get("kind", GOODS)
    refuse_unless(kind in KINDS, Invalid, "kind")
    for name, check in _CHECKS.items():
        if name in fields:
            check(name, fields[name])
    _windows(fields, KINDS[kind])
    _way(fields, kind)
    if kind == WORK:
        check_work(fields)
        refuse_unless(not complete or "more" in fields, StagesMissing, "title_1")
    if kind == COIN:
        check_coin(fields.get("more", {}))
    if complete:
        check_promises(kind, fields.get("more", {}))


def _way(fields: dict[str, Any], kind: str) -> None:
    """What lies in the vault does not travel, and goods do."""
    if "delivery" in fields and kind in {GOODS, COIN, *SECRET_KINDS}:
        is_online = fields["delivery"] == Delivery.ONLINE
        refuse_unless(is_online == (kind != GOODS), Invalid, "delivery")


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


def _windows(fields: dict[str, Any], kind: Kind) -> None:
    """The hours of both sides lie within what this kind of thing may have."""
    for name, hours in (
        ("ship_hours", kind.ship_hours),
        ("inspection_hours", kind.inspection_hours),
    ):
        fine = name not in fields or fields[name] in hours
        refuse_unless(fine, HoursOutOfRange, name, lowest=hours[0], highest=hours[-1])


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
    "checks": _check_list,
}
