"""The replay for everybody, and trials for officers, as machines read them."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field, StrictInt

from amanat.capabilities.lab import actions as lab
from amanat.capabilities.lab import queries
from amanat.capabilities.lab.models import WHAT_IF, Trial
from amanat.capabilities.lab.rules.policies import NAMES
from amanat.capabilities.lab.rules.report import KINDS
from amanat.capabilities.lab.rules.what_if import WHOLE
from amanat.face.machines import Given, InPath, Refusals, Rial, act_of, change
from amanat.face.one_of import OneOf
from amanat.kernel.clock import time as clock
from amanat.words.act import Role
from amanat.words.refusal import NotFound

router = Router(tags=["lab"])
Policy = Annotated[str, OneOf("Policy", NAMES)]
WayKind = Annotated[str, OneOf("WayKind", KINDS)]
Percent = Annotated[StrictInt, Field(ge=0, le=WHOLE)]
LicenceEnd = Annotated[
    date | None, Query(None, description="One of the days told of the guild licence.")
]


class SetOut(Schema):
    """A setting the replay ran under; only a confirmed one may be shown as law."""

    name: str
    valid_from: date
    source: str
    status: str


class ReplayedOut(Schema):
    """The history; its daily stream is synthetic."""

    is_synthetic: bool
    digest: str
    began: date
    bankrupt_on: date
    licence_end: date
    orders: int
    customers: int
    turnover_units: Rial
    complainants_over: int


class WayOut(Schema):
    """One way it could have gone. `stopped_on` is null where money was taken to the last day."""

    kind: WayKind
    without: str
    policies: list[Policy]
    stopped_on: date | None
    first_refused_on: date | None
    suspended_on: date | None
    days_before_bankruptcy: int | None
    taken_units: Rial
    open_units: Rial
    escrow_units: Rial
    guaranteed_units: Rial
    loss_units: Rial
    avoided_units: Rial
    customers: int
    losers: int
    spared: int
    refused_units: dict[str, Rial]
    at_risk_by_week: list[Rial]
    digest: str


class SamenOut(Schema):
    history: ReplayedOut
    parameter_sets: list[SetOut]
    ways: list[WayOut]
    digest: str


class WhatIfIn(Given):
    """All twelve numbers, in percent; the seven weights add up to 100."""

    complaint_answering: Percent
    complaint_outcome: Percent
    financial_responsibility: Percent
    violation_history: Percent
    delivery_on_time: Percent
    activity_history: Percent
    financial_capability: Percent
    turnover_share: Annotated[StrictInt, Field(ge=1, le=WHOLE)]
    l1_of_ceiling: Annotated[StrictInt, Field(ge=1, le=WHOLE)]
    l1_escrow_share: Annotated[StrictInt, Field(ge=1, le=WHOLE)]
    l2_of_ceiling: Annotated[StrictInt, Field(ge=1, le=WHOLE)]
    l2_escrow_share: Annotated[StrictInt, Field(ge=1, le=WHOLE)]


class CaughtOut(Schema):
    """What some weights catch in the made-up market."""

    sellers: int
    failed: int
    caught: int
    median_days: int | None
    least_days: int | None
    most_days: int | None
    honest: int
    troubled: int


class TrialOut(Schema):
    """`now` and `then` are null until the work is finished."""

    id: str
    asked_at: datetime
    steps: int
    done: int
    finished_at: datetime | None
    inputs_digest: str
    digest: str
    now: CaughtOut | None
    then: CaughtOut | None


@router.get("/samen", response={200: SamenOut, **Refusals}, auth=None, summary="The Samen replay")
def samen(request: HttpRequest, licence_end: LicenceEnd) -> dict[str, Any]:
    """The last one that was computed; 404 before the first."""
    ends = queries.frame(clock.now()).licence_ends
    trial = queries.newest(licence_end or ends[0])
    if trial is None or trial.result is None:
        raise NotFound("licence_end")
    found: dict[str, Any] = trial.result
    return found


@router.post("/what-ifs", response={201: TrialOut, **Refusals}, summary="Try other settings")
def ask_what_if(request: HttpRequest, body: WhatIfIn) -> HttpResponse:
    """Officers only. It changes nothing; the answer is there when the work is finished."""

    def do() -> TrialOut:
        act = act_of(request, Role.OFFICER)
        return _trial(lab.ask_what_if(act, values=body.model_dump()))

    return change(request, TrialOut, do, status=201)


@router.get("/what-ifs/{trial_id}", response={200: TrialOut, **Refusals}, summary="One trial")
def what_if(request: HttpRequest, trial_id: InPath) -> TrialOut:
    queries.check_officer(act_of(request, Role.OFFICER).by)
    found = queries.trial(trial_id)
    if found.kind != WHAT_IF:
        raise NotFound
    return _trial(found)


def _trial(found: Trial) -> TrialOut:
    market = (found.result or {}).get("market", {})
    return TrialOut(
        id=str(found.pk), asked_at=found.asked_at, steps=found.steps, done=found.done,
        finished_at=found.finished_at, inputs_digest=found.inputs_digest, digest=found.digest,
        now=market.get("now"), then=market.get("then"),
    )  # fmt: skip
