"""Words, limits and labels of staged release."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from amanat.words.exact import exact
from amanat.words.text import Text

WHOLE = 10_000  # Basis points.
LEAST_WORDS = 10
LONGEST_WORDS = 1_000
LONGEST_PLACE = 200
LONGEST_NUMBER = 40
MOST_PHOTOS = 6
PHOTO_KINDS = frozenset({"jpeg", "png", "webp"})
MOST_UNITS = 10**15  # The largest amount of one item of the ledger.

KINDS = {
    "vehicle": Text("خودرو", "Vehicles"),
    "goods": Text("کالا", "Goods"),
    "property": Text("ملک در حال ساخت", "Property under construction"),
    "service": Text("خدمت", "Services"),
}
CERTIFIERS = {
    "engineer": Text("مهندس", "Engineer"),
    "supervisor": Text("ناظر", "Supervisor"),
    "accountant": Text("حسابدار رسمی", "Accountant"),
    "inspector": Text("بازرس", "Inspector"),
}
INSPECTOR = "inspector"
ACCOUNTANT = "accountant"


def percent_of(basis_points: int) -> str:
    """A share as people write it: 4000 is "40", 4025 is "40.25"."""
    whole, rest = divmod(basis_points, 100)
    return f"{whole}.{rest:02d}" if rest else str(whole)


@dataclass(frozen=True, slots=True)
class Terms:
    """The dated set that governs a project on a day."""

    account_share: Fraction
    retention_share: Fraction
    retention_months: int
    certificate_days: int
    objection_days: int
    decision_days: int
    audit_months: int
    certifiers: tuple[str, ...]  # Who must certify before anything is released.

    @property
    def certificates(self) -> int:
        return len(self.certifiers)


def terms_of(value: dict[str, Any], kind: str) -> Terms:
    """The set as it was enacted, for a kind of project: three look at property, one at the rest."""
    needed = value["certificates_required"] if kind == "property" else [INSPECTOR]
    return Terms(
        exact(value["account_share"]),
        exact(value["retention_share"]),
        int(value["retention_months"]),
        int(value["certificate_max_age_days"]),
        int(value["buyer_objection_days"]),
        int(value["bank_decision_working_days"]),
        int(value["audit_months_after_year_end"]),
        tuple(needed),
    )


@dataclass(frozen=True, slots=True)
class PlannedStage:
    """A stage by its own share of the cost."""

    title: str
    basis_points: int


def stage_days(
    stages: Sequence[PlannedStage], start: date, end: date
) -> list[tuple[PlannedStage, int, date]]:
    """Each stage with the share that should be certified when it is done, and until which day.

    A plan names shares only, so its days lie evenly between its start and the last delivery.
    """
    days, found, reached = max(0, (end - start).days), [], 0
    for stage in stages:
        reached = min(WHOLE, reached + stage.basis_points)
        found.append((stage, reached, start + timedelta(days * reached // WHOLE)))
    return found
