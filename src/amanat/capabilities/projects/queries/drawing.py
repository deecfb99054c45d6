"""How much may leave the account now, by the formula, with every number of it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db.models import Exists, OuterRef

from amanat.capabilities.ceilings import queries as ceilings
from amanat.capabilities.projects.models import Drawdown, Objection, Project, Receipt
from amanat.capabilities.projects.queries import law, people
from amanat.capabilities.projects.refusals import CertificateMissing
from amanat.capabilities.projects.rules import release
from amanat.capabilities.projects.rules.terms import WHOLE
from amanat.capabilities.projects.states import (
    IN_WINDOW,
    OPEN_DRAWDOWNS,
    TO_DECIDE,
)
from amanat.words.moments import tehran_day
from amanat.words.refusal import NotFound, Refused, refuse, refuse_unless

MOST_DRAWS = 100
BEFORE, AFTER = "staged", "completed"  # Which formula counts.


@dataclass(frozen=True, slots=True)
class Formula:
    """Every number that says how much may be drawn, and the certificates it stands on."""

    rule: str
    collected_units: int
    cost_units: int
    drawn_units: int
    certified_basis_points: int
    account_basis_points: int
    most_units: int
    now_units: int
    parameter_set: str
    is_confirmed: bool
    certificate_ids: tuple[int, ...]

    @property
    def facts(self) -> dict[str, Any]:
        """As it is written down with the decision."""
        return {
            "rule": self.rule,
            "collected_units": self.collected_units,
            "cost_units": self.cost_units,
            "drawn_units": self.drawn_units,
            "certified_basis_points": self.certified_basis_points,
            "account_basis_points": self.account_basis_points,
            "most_units": self.most_units,
            "now_units": self.now_units,
            "parameter_set": self.parameter_set,
        }


def formula(project: Project, at: datetime) -> Formula:
    """What may leave the account now; CertificateMissing before everybody needed has certified."""
    day = tehran_day(at)
    terms = law.terms_on(project.kind, day)
    row = law.set_on(day)
    valid = {one.kind: one for one in people.valid_certificates(project.pk)}
    if project.state == "retention":
        assert project.completed_at is not None, "Completed projects know when."
        completed = tehran_day(project.completed_at)
        kept = release.Kept(terms.retention_share, terms.retention_months, completed)
        most = release.releasable_with_retention(
            project.live_units, project.live_units, Fraction(1), kept, day
        )
        now = max(0, most - project.released_units)
        return Formula(
            AFTER, project.live_units, project.cost_units, project.released_units, WHOLE,
            int((1 - terms.retention_share) * WHOLE), most, now, law.name_of(row),
            row.status == "confirmed", tuple(one.pk for one in valid.values()),
        )  # fmt: skip
    found = [valid[kind] for kind in terms.certifiers if kind in valid]
    refuse_unless(
        len(found) == terms.certificates, CertificateMissing, "certificates",
        needed=terms.certificates, given=len(found),
    )  # fmt: skip
    shares = tuple(Fraction(one.basis_points, WHOLE) for one in found)
    known = release.Project(project.live_units, project.cost_units, shares, project.released_units)
    allowed = release.releasable(
        known, account_share=terms.account_share, certificates=terms.certificates
    )
    return Formula(
        BEFORE, project.live_units, project.cost_units, project.released_units,
        min(one.basis_points for one in found), int(terms.account_share * WHOLE),
        allowed.most_units, allowed.now_units, law.name_of(row), row.status == "confirmed",
        tuple(one.pk for one in found),
    )  # fmt: skip


def formula_or_why(project: Project, at: datetime) -> tuple[Formula | None, Refused | None]:
    """The formula, or the reason why there is none: for a page."""
    try:
        return formula(project, at), None
    except Refused as no:
        return None, no


@dataclass(frozen=True, slots=True)
class Leaving:
    """What may leave when the business's alert lines are asked too, receipt by receipt.

    `free` are receipts whose sale is over: their buyers can lose nothing, no line keeps them.
    """

    receipts: tuple[Receipt, ...]
    free: frozenset[int]
    may_leave_units: int


def leaving(project: Project, at: datetime) -> Leaving:
    rows = Receipt.objects.filter(project=project).order_by("pk").iterator(chunk_size=people.PAGE)
    left = tuple(one for one in rows if one.left_units)
    owing = ceilings.owing(one.reservation_id for one in left)
    free = frozenset(one.pk for one in left if one.reservation_id not in owing)
    loose = sum(one.left_units for one in left if one.pk in free)
    kept = ceilings.escrow_share(project.business_id, at).may_leave_units
    bound = sum(one.left_units for one in left if one.pk not in free)
    return Leaving(left, free, loose + min(bound, kept))


def drawdown(drawdown_id: int) -> Drawdown:
    rows = Drawdown.objects.select_related("project__business").filter(pk=drawdown_id)
    return rows.first() or refuse(NotFound, "drawdown_id")


def drawdowns(project_id: int) -> list[Drawdown]:
    rows = Drawdown.objects.filter(project_id=project_id).order_by("-number")
    return list(rows[:MOST_DRAWS])


def open_drawdown(project_id: int) -> Drawdown | None:
    return Drawdown.objects.filter(project_id=project_id, state__in=OPEN_DRAWDOWNS).first()


def to_decide(states: Collection[str] = (*TO_DECIDE, "seconding")) -> list[Drawdown]:
    """Draws that wait on a desk, those that wait longest first."""
    rows = Drawdown.objects.select_related("project__business")
    return list(rows.filter(state__in=states).order_by("pk")[:MOST_DRAWS])


def draws_before(person_id: int, at: datetime) -> list[Drawdown]:
    """Draws that this buyer may object to at `at`, and did not."""
    paid = Receipt.objects.filter(project=OuterRef("project"), buyer=person_id)
    said = Objection.objects.filter(drawdown=OuterRef("pk"), person=person_id)
    rows = Drawdown.objects.select_related("project__business").filter(state__in=IN_WINDOW)
    mine = rows.filter(Exists(paid), ~Exists(said), due_at__gt=at)
    return list(mine.order_by("pk")[:MOST_DRAWS])


def open_draws_of(business_ids: Iterable[int]) -> list[Drawdown]:
    """Draws that these businesses asked for and that nobody has decided."""
    rows = Drawdown.objects.select_related("project__business").filter(state__in=OPEN_DRAWDOWNS)
    return list(rows.filter(project__business__in=list(business_ids)).order_by("pk")[:MOST_DRAWS])


def objections(drawdown_id: int) -> list[Objection]:
    return list(Objection.objects.filter(drawdown_id=drawdown_id).order_by("pk")[:MOST_DRAWS])
