"""Permits as they stand: by id, by code, of a business, in force at a moment."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from amanat.capabilities.permits.models import Permit, PermitChange, PermitVersion, PermitWeek
from amanat.capabilities.permits.queries.law import price_fixed_at
from amanat.capabilities.permits.refusals import PermitNotInForce
from amanat.capabilities.permits.rules.terms import CODE_PREFIX, MOST_WEEKS, Instalment
from amanat.capabilities.permits.states import GRANTED, IN_FORCE, LIVE
from amanat.kernel.ledger import book
from amanat.kernel.questions import question
from amanat.words import codes
from amanat.words.moments import tehran_day
from amanat.words.refusal import NotFound, refuse

MOST_SHOWN = 100


def permit(permit_id: int) -> Permit:
    """The permit in whatever state, or NotFound. Who may see it is the caller's question."""
    found = _permit(permit_id).first()
    return found if found is not None else refuse(NotFound, "permit_id")


@question
def _permit(permit_id: int) -> QuerySet[Permit]:
    return Permit.objects.select_related("business").filter(pk=permit_id)


def permits_of(permit_ids: Iterable[int]) -> dict[int, Permit]:
    """Several permits by their ids, in one look."""
    return Permit.objects.select_related("business").in_bulk(set(permit_ids))


def find(code: str) -> Permit | None:
    """A permit that was ever granted, by its number however typed."""
    known = codes.read_code(CODE_PREFIX, code)
    rows = Permit.objects.select_related("business").filter(state__in=sorted(GRANTED))
    return rows.filter(code=known).first() if known else None


def by_code(code: str) -> Permit:
    """A permit that was ever granted, by its number however typed; or NotFound."""
    return find(code) or refuse(NotFound, "code")


def many(permit_ids: Iterable[int]) -> dict[int, Permit]:
    """Permits by id, in one query."""
    return Permit.objects.select_related("business").in_bulk(list(permit_ids))


def of_business(business_id: int) -> list[Permit]:
    """Every permit and application of a business, the newest first."""
    rows = Permit.objects.filter(business_id=business_id).exclude(state="dropped")
    return list(rows.order_by("-pk")[:MOST_SHOWN])


def unsent_of(business_ids: Iterable[int]) -> list[Permit]:
    """Applications of these businesses that wait for their holder: begun, or returned."""
    rows = Permit.objects.filter(
        business_id__in=list(business_ids), state__in=("draft", "returned")
    )
    return list(rows.select_related("business").order_by("-pk")[:MOST_SHOWN])


def public(*, is_live: bool = False) -> QuerySet[Permit]:
    """Permits that were ever granted, the newest first; only those not over when `is_live`."""
    states = LIVE if is_live else GRANTED
    rows = Permit.objects.select_related("business").filter(state__in=sorted(states))
    return rows.order_by("-decided_at", "-pk")


def is_in_force(one: Permit, at: datetime) -> bool:
    """Whether contracts may be signed under it at `at`, however late the clock's hand is."""
    if one.state != IN_FORCE or one.sale_until is None or one.sale_from is None:
        return False
    return one.sale_from <= tehran_day(at) <= one.sale_until


def in_force(permit_id: int, at: datetime) -> Permit:
    """The permit, for whoever sells under it at `at`; PermitNotInForce otherwise."""
    one = permit(permit_id)
    if not is_in_force(one, at):
        raise PermitNotInForce("permit_id")
    return one


def lock_in_force(permit_id: int, at: datetime) -> Permit:
    """The same, locked until the transaction ends: nobody suspends it meanwhile."""
    one = Permit.objects.lock(permit_id)
    if not is_in_force(one, at):
        raise PermitNotInForce("permit_id")
    return one


def free_stock(permit_id: int) -> int:
    """How many units may still be sold now."""
    one = permit(permit_id)
    if one.stock_account_id is None:
        return 0
    return book.balance(one.stock_account_id).free_units or 0


@dataclass(frozen=True, slots=True)
class Stock:
    """What became of the units of a permit: one read of the ledger."""

    quantity: int
    sold: int  # Their contract is signed and its first part paid.
    held: int  # Somebody is paying for them.
    free: int
    delivered: int

    @property
    def owed(self) -> int:
        """Sold and not delivered yet."""
        return self.sold - self.delivered


def stock(one: Permit) -> Stock:
    if one.stock_account_id is None or one.sold_account_id is None:
        return Stock(one.quantity or 0, 0, 0, 0, 0)
    left = book.balance(one.stock_account_id)
    sold = book.balance(one.sold_account_id).units
    return Stock(one.quantity or 0, sold, left.pending_units, left.free_units or 0, one.delivered)


@dataclass(frozen=True, slots=True)
class PermitTerms:
    """The terms of a permit for contracts of one day: one version, as it was published."""

    permit_id: int
    business_id: int
    code: str
    version: int
    sha256: str
    kind: str
    method: str
    title: str
    model: str
    trim: str
    colours: tuple[str, ...]
    quantity: int
    price_units: int
    price_fixed_at: str  # contract, delivery
    instalments: tuple[Instalment, ...]
    prepayment_basis_points: int
    participation_basis_points: int
    withdrawal_basis_points: int
    sale_from: date
    sale_until: date
    first_delivery: date
    last_delivery: date
    body: dict[str, Any]


def terms(permit_id: int, day: date) -> PermitTerms:
    """The version for contracts signed on `day`; NotFound before the first one."""
    rows = PermitVersion.objects.filter(permit_id=permit_id, from_day__lte=day)
    found = rows.order_by("-number").select_related("permit").first() or refuse(NotFound)
    return terms_of(found)


def terms_of(found: PermitVersion) -> PermitTerms:
    body, one = found.body, found.permit
    return PermitTerms(
        permit_id=one.pk, business_id=one.business_id, code=one.code, version=found.number,
        sha256=found.sha256, kind=one.kind, method=one.method,
        title=body["title"], model=body["model"], trim=body["trim"],
        colours=tuple(body["colours"]), quantity=body["quantity"],
        price_units=body["price_units"], price_fixed_at=body["price_fixed_at"],
        instalments=tuple(body["instalments"]),
        prepayment_basis_points=body["prepayment_basis_points"],
        participation_basis_points=body["participation_basis_points"],
        withdrawal_basis_points=body["withdrawal_basis_points"],
        sale_from=date.fromisoformat(body["sale_from"]),
        sale_until=date.fromisoformat(body["sale_until"]),
        first_delivery=date.fromisoformat(body["first_delivery"]),
        last_delivery=date.fromisoformat(body["last_delivery"]),
        body=body,
    )  # fmt: skip


def versions(permit_id: int) -> list[PermitVersion]:
    """Every version of the terms, the newest first."""
    rows = PermitVersion.objects.filter(permit_id=permit_id).order_by("-number")
    return list(rows[:MOST_SHOWN])


def body_of(one: Permit, day: date) -> dict[str, Any]:
    """The terms as they are published and hashed: plain values only."""
    return {
        "code": one.code,
        "kind": one.kind,
        "method": one.method,
        "title": one.title,
        "model": one.model,
        "trim": one.trim,
        "colours": list(one.colours),
        "description": one.description,
        "is_imported": one.is_imported,
        "place": one.place,
        "quantity": one.quantity,
        "price_units": one.price_units,
        "price_fixed_at": price_fixed_at(one.kind, one.method, day),
        "instalments": list(one.instalments),
        "prepayment_basis_points": one.prepayment_basis_points,
        "participation_basis_points": one.participation_basis_points,
        "withdrawal_basis_points": one.withdrawal_basis_points,
        "sale_from": _iso(one.sale_from),
        "sale_until": _iso(one.sale_until),
        "first_delivery": _iso(one.first_delivery),
        "last_delivery": _iso(one.last_delivery),
        "cost_units": one.cost_units,
        "cost_plan": list(one.cost_plan),
        "programme": [[week.starts_on.isoformat(), week.units] for week in programme(one.pk)],
        "guarantee": [
            one.guarantee_kind, one.guarantee_issuer, one.guarantee_number, one.guarantee_units,
            _iso(one.guarantee_until),
        ],
    }  # fmt: skip


def sha256_of(body: dict[str, Any]) -> str:
    plain = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def application_sha256(one: Permit) -> str:
    """The hash of what the applicant reads and signs."""
    said = {
        name: str(getattr(one, name))
        for name in (
            "code", "kind", "method", "title", "model", "trim", "colours", "description", "place",
            "is_imported", "quantity", "price_units", "instalments", "participation_basis_points",
            "withdrawal_basis_points", "sale_from", "sale_until", "first_delivery",
            "last_delivery", "certified_capacity", "certifier", "certificate_number",
            "cost_units", "cost_plan", "guarantee_kind", "guarantee_issuer", "guarantee_number",
            "guarantee_units", "guarantee_until",
        )
    }  # fmt: skip
    said["programme"] = str([(str(one.starts_on), one.units) for one in programme(one.pk)])
    return sha256_of(said)


def programme(permit_id: int) -> list[PermitWeek]:
    """The plan of production, week by week."""
    return list(PermitWeek.objects.filter(permit_id=permit_id)[:MOST_WEEKS])


def changes(permit_id: int) -> list[PermitChange]:
    """Every change asked for, the newest first."""
    rows = PermitChange.objects.filter(permit_id=permit_id).order_by("-pk")
    return list(rows[:MOST_SHOWN])


def change(permit_change_id: int) -> PermitChange:
    rows = PermitChange.objects.select_related("permit__business").filter(pk=permit_change_id)
    return rows.first() or refuse(NotFound)


def backlog(business_id: int, but: int | None = None) -> int:
    """Units promised on this platform and not delivered: all of a permit in force, else what was
    sold under it."""
    rows = Permit.objects.filter(business_id=business_id, state__in=sorted(GRANTED))
    owed = 0
    for one in rows.exclude(pk=but or 0).order_by("pk"):
        found = stock(one)
        owed += (found.quantity if one.state in LIVE else found.sold + found.held) - one.delivered
    return max(0, owed)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
