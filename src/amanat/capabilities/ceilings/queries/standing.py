"""What is known of a business at a moment, read downward: gates, rank, inputs, and until when."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.ceilings.models import Input
from amanat.capabilities.ceilings.rules import formula
from amanat.capabilities.ceilings.rules.engine import NAME, Engine, engine_of
from amanat.capabilities.ceilings.rules.formula import Inputs, Outcome
from amanat.capabilities.ceilings.rules.terms import FACTS, end_of
from amanat.capabilities.ceilings.states import COUNTED
from amanat.capabilities.ranks import queries as ranks
from amanat.capabilities.seals import queries as seals
from amanat.kernel.law import parameters as law
from amanat.words.moments import tehran_day

CONFIRMED = "confirmed"
PROHIBITED = "prohibited"
CRITICAL = "critical_finding"
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Law:
    """The engine of a day and the dated row it came from."""

    engine: Engine
    parameter_set: str  # "ceiling.engine@2026-01-01"
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """One business at one moment. `good_until` is when the first thing that counts is over."""

    business_id: int
    day: date
    law: Law
    classes: tuple[str, ...]
    failed: tuple[str, ...]
    stars: int | None
    score_basis_points: int | None
    score_day: date | None
    age_months: int | None
    facts: Mapping[str, int]
    collateral: Mapping[str, int]
    input_ids: tuple[int, ...]
    good_until: datetime | None


def law_of(day: date) -> Law:
    """The parameter set of this day; NoValueForDate when there is none. Never a guess."""
    row = law.row_in_force(NAME, day)
    name = f"{row.name}@{row.valid_from.isoformat()}"
    return Law(engine_of(row.value), name, row.status == CONFIRMED)


def standing(business_id: int, at: datetime) -> Standing:
    """Everything a ceiling is made of, as it is at `at`."""
    day = tehran_day(at)
    one = businesses.business(business_id)
    classes = tuple(sorted(businesses.classes(business_id)))
    licence_end = businesses.licence_end(business_id, day)
    score = ranks.score_on(business_id, day)
    found = list(_counted(business_id, day))
    facts = {row.kind: row.units for row in found if not row.is_collateral}
    collateral: Counter[str] = Counter()
    for row in found:
        if row.is_collateral:
            collateral[row.kind] += row.units
    gates = {
        "identity": one.state == CONFIRMED,
        "seal": seals.is_granted(business_id, at),
        "licence": licence_end is not None,
        "domain": bool(businesses.proven_domains(business_id, at)),
        "no_activity": bool(classes),
        "activity": not _prohibited(classes, day),
        "stale": score is None or ranks.is_fresh(score, at),
        "finding": score is None or CRITICAL not in {cap["name"] for cap in score.caps},
    }
    ends = [row.valid_until for row in found] + ([licence_end] if licence_end else [])
    return Standing(
        business_id=business_id,
        day=day,
        law=law_of(day),
        classes=classes,
        failed=tuple(name for name, is_open in gates.items() if not is_open),
        stars=None if score is None else score.stars,
        score_basis_points=None if score is None else score.basis_points,
        score_day=None if score is None else score.day,
        age_months=None if one.founded_on is None else months(one.founded_on, day),
        facts=facts,
        collateral=dict(collateral),
        input_ids=tuple(row.pk for row in found),
        good_until=end_of(min(ends)) if ends else None,
    )


def _prohibited(classes: tuple[str, ...], day: date) -> bool:
    """Whether any class of activity is prohibited on this day; none, where there is no class."""
    rules = businesses.activity_rules(classes, day).values()
    return any(rule.status == PROHIBITED for rule in rules)


def _counted(business_id: int, day: date) -> QuerySet[Input]:
    """Inputs that two people confirmed and that are valid on this day, the oldest first: of one
    fact the newest is the last, and counts."""
    rows = Input.objects.filter(business_id=business_id, state__in=COUNTED, valid_until__gte=day)
    return rows.order_by("confirmed_at", "pk")


def months(since: date, day: date) -> int:
    """Whole months between two days."""
    whole = (day.year - since.year) * MONTHS + day.month - since.month
    return whole - (day.day < since.day)


def reckon(known: Standing) -> Outcome:
    """The ceiling that follows: of several classes the lowest. Zero when any gate failed."""
    assert set(known.facts) <= set(FACTS), "Facts have names of their own."
    return formula.strictest(
        formula.ceiling(_inputs(known, activity), known.law.engine)
        for activity in known.classes or (formula.ANY_CLASS,)
    )


def _inputs(known: Standing, activity: str) -> Inputs:
    return Inputs(
        activity=activity,
        stars=known.stars,
        score_basis_points=known.score_basis_points,
        age_months=known.age_months,
        revenue_units=known.facts.get("revenue"),
        capacity_units=known.facts.get("capacity"),
        backlog_units=known.facts.get("backlog", 0),
        asset_units=known.facts.get("asset"),
        collateral=known.collateral,
        failed=known.failed,
    )
