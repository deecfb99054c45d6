"""Where the money is: of a whole project, and of one contract."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Sum

from amanat.capabilities.projects.models import (
    DrawShare,
    ProgressCertificate,
    Project,
    Receipt,
    RefundShare,
)
from amanat.capabilities.projects.queries.law import terms_on
from amanat.capabilities.projects.queries.people import certificates_by_id
from amanat.capabilities.projects.queries.reading import project, project_of
from amanat.capabilities.projects.rules import release
from amanat.capabilities.projects.states import SHARED_OUT
from amanat.kernel.ledger import book
from amanat.words.moments import tehran_day

MOST_PARTS = 100


@dataclass(frozen=True, slots=True)
class Money:
    """What came, what left, what is there: `account_units` is the ledger's own word."""

    project_id: int
    collected_units: int
    released_units: int
    returned_units: int
    refunded_units: int
    collateral_units: int
    held_units: int
    account_units: int

    @property
    def is_confirmed(self) -> bool:
        """Whether the ledger holds exactly what the receipts leave."""
        return self.held_units == self.account_units


@dataclass(frozen=True, slots=True)
class Part:
    """Rials that left with one drawdown, and the certificates that moved them."""

    number: int
    units: int
    at: datetime
    certificate_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one contract's rials are now. Held, retained, released and given back are all it paid.

    `preserved_units` is what the ledger's balance covers of what is held and retained: never
    promised twice.
    """

    subject: str
    project_id: int
    paid_units: int
    held_units: int
    retained_units: int
    released_units: int
    returned_units: int
    refunded_units: int
    preserved_units: int

    @property
    def left_units(self) -> int:
        return self.held_units + self.retained_units


def money_of(permit_id: int) -> Money:
    """The money of a permit's project, with what the ledger says."""
    return money(project_of(permit_id))


def money(one: Project) -> Money:
    return Money(
        one.pk, one.collected_units, one.released_units, one.returned_units, one.refunded_units,
        one.collateral_units, one.held_units, book.balance(one.account_id).units,
    )  # fmt: skip


def standing(subject: str, at: datetime) -> Standing | None:
    """Where the money of this contract is now; None while it has paid nothing."""
    rows = list(Receipt.objects.select_related("project").filter(subject=subject))
    if not rows:
        return None
    one = rows[0].project
    left, refunded = _left(one, subject, rows)
    there = book.balance(one.account_id).units
    kept = terms_on(one.kind, tehran_day(at)).retention_share
    live = sum(row.units - row.returned_units for row in rows)
    is_kept = one.state in {"account_open", "funded", "late", "retention"}
    retained = min(left, release.retention(live, kept)) if is_kept else 0
    whole = one.held_units
    return Standing(
        subject=subject,
        project_id=one.pk,
        paid_units=sum(row.units for row in rows),
        held_units=left - retained,
        retained_units=retained,
        released_units=sum(row.released_units for row in rows),
        returned_units=sum(row.returned_units for row in rows),
        refunded_units=refunded,
        preserved_units=release.preserved([left], min(there, whole), whole)[0],
    )


def _left(one: Project, subject: str, rows: list[Receipt]) -> tuple[int, int]:
    """What is still in the account for a contract, and what a refund plan paid it.

    Once the account is shared out, a contract has what its plans say, not what it paid.
    """
    if one.state not in SHARED_OUT:
        return sum(row.left_units for row in rows), 0
    shares = RefundShare.objects.filter(plan__project=one, subject=subject)
    unpaid = shares.filter(paid_at=None).aggregate(n=Sum("units"))["n"] or 0
    paid = shares.filter(paid_at__isnull=False).aggregate(n=Sum("units"))["n"] or 0
    return int(unpaid), int(paid)


def released_with(subject: str) -> list[Part]:
    """With which drawdown how much of a contract's money left, the first one first."""
    rows = DrawShare.objects.filter(receipt__subject=subject).select_related("drawdown")
    found: dict[int, Part] = {}
    for share in rows.order_by("drawdown_id")[:MOST_PARTS]:
        draw = share.drawdown
        before = found[draw.pk].units if draw.pk in found else 0
        assert draw.decided_at is not None, "Shares are written with the decision."
        found[draw.pk] = Part(
            draw.number, before + share.units, draw.decided_at, tuple(draw.certificate_ids)
        )
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Stands:
    """A contract's standing with what moved its money: for a page."""

    standing: Standing
    parts: list[tuple[Part, list[ProgressCertificate]]]
    is_confirmed: bool


def stands(subject: str, at: datetime) -> Stands | None:
    """Everything the part "projects/standing.html" shows; None while nothing was paid."""
    found = standing(subject, at)
    if found is None:
        return None
    parts = released_with(subject)
    known = certificates_by_id(sorted({pk for part in parts for pk in part.certificate_ids}))
    rows = [(one, [known[pk] for pk in one.certificate_ids if pk in known]) for one in parts]
    return Stands(found, rows, money(project(found.project_id)).is_confirmed)
