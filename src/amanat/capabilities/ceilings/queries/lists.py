"""What waits on the desk, and what one business declared."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.ceilings.models import Ceiling, Change, Input
from amanat.capabilities.ceilings.queries.room import InForce, find, in_force
from amanat.capabilities.ceilings.queries.standing import reckon, standing
from amanat.capabilities.ceilings.rules.formula import Outcome
from amanat.capabilities.ceilings.rules.terms import MOST_INPUTS
from amanat.capabilities.ceilings.states import (
    COUNTED,
    ESCALATED,
    FROZEN,
    OPEN_INPUTS,
)
from amanat.capabilities.people import queries as people
from amanat.words.act import Role
from amanat.words.refusal import NotFound

MOST_SHOWN = 100
OPEN = (*OPEN_INPUTS, *COUNTED)
STAFF = frozenset({Role.OFFICER, Role.SUPERVISOR, Role.COMMITTEE})


def check_officer(person_id: int | None) -> frozenset[Role]:
    """The hats of an officer, a supervisor or somebody of the committee; NotFound for others."""
    worn = STAFF & set(people.hats(person_id)) if person_id is not None else frozenset()
    if not worn:
        raise NotFound
    return frozenset(worn)


def inputs(business_id: int, *, is_open: bool = False) -> QuerySet[Input]:
    """What was declared, the newest first; only what waits or counts when `is_open`."""
    rows = Input.objects.filter(business_id=business_id).order_by("-pk")
    return rows.filter(state__in=OPEN) if is_open else rows


def declared(business_id: int) -> list[Input]:
    return list(inputs(business_id)[:MOST_INPUTS])


def input_of(input_id: int) -> Input:
    found = Input.objects.filter(pk=input_id).first()
    if found is None:
        raise NotFound
    return found


def collateral_is_used(kind: str, issuer: str, number: str) -> bool:
    """Whether this very guarantee waits or counts already, for whomever."""
    rows = Input.objects.filter(kind=kind, certifier=issuer, number=number, is_collateral=True)
    return rows.filter(state__in=OPEN).exists()


def open_inputs(states: Collection[str] = OPEN_INPUTS) -> list[Input]:
    """What waits for a check or for a second person, the first to be late first."""
    rows = Input.objects.filter(state__in=states).select_related("business")
    return list(rows.order_by("due_at", "pk")[:MOST_SHOWN])


def open_changes(states: Collection[str] = ("proposed", "approved")) -> list[Change]:
    """Proposals that wait for a second person or for their time, the first to lapse first."""
    rows = Change.objects.filter(state__in=states)
    found = rows.select_related("ceiling__business").order_by("due_at", "pk")
    return list(found[:MOST_SHOWN])


def frozen(states: Collection[str] = (FROZEN, ESCALATED)) -> list[Ceiling]:
    """What the platform froze and nobody confirmed yet."""
    rows = Ceiling.objects.filter(state__in=states).select_related("business")
    return list(rows.order_by("due_at", "pk")[:MOST_SHOWN])


def change(change_id: int) -> Change:
    found = Change.objects.filter(pk=change_id).first()
    if found is None:
        raise NotFound
    return found


def changes(business_id: int) -> list[Change]:
    """Every change by hand of one ceiling, the newest first."""
    rows = Change.objects.filter(ceiling__business_id=business_id).order_by("-pk")
    return list(rows[:MOST_SHOWN])


@dataclass(frozen=True, slots=True)
class Overview:
    """One business on the desk: what is promised, what backs it, and what the formula says now."""

    found: InForce
    outcome: Outcome
    parameter_set: str
    is_confirmed: bool
    ceiling: Ceiling | None


def overview(business_id: int, at: datetime) -> Overview:
    """The simulation: open promises, guarantees and score as they are, and what follows."""
    known = standing(businesses.business(business_id).pk, at)
    law = known.law
    return Overview(
        in_force(business_id, at), reckon(known), law.parameter_set, law.is_confirmed,
        find(business_id),
    )  # fmt: skip
