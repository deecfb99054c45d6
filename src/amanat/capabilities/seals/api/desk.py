"""The desk's routes: the queue, checks, decisions, letters and appeals. Others find nothing."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from amanat.capabilities.people import queries as persons
from amanat.capabilities.seals import actions as seals
from amanat.capabilities.seals import queries
from amanat.capabilities.seals.api.routes import public, router
from amanat.capabilities.seals.api.shapes import (
    OUT,
    SealAppealIn,
    SealCheckIn,
    SealDecisionIn,
    SealOut,
    SealProposeIn,
    SealQueue,
    SealWaitingOut,
    SealWaitOut,
    SealWaits,
    SealWordsIn,
    shown,
)
from amanat.capabilities.seals.models import Seal
from amanat.capabilities.seals.queries import agenda, desk, waits
from amanat.capabilities.seals.states import APPEAL, CHECK, DECISION
from amanat.face.machines import Refusals, act_of, caller, change
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role
from amanat.words.machine import Machine
from amanat.words.refusal import NotFound


def _judged(
    request: HttpRequest, code: str, role: Role, do: Callable[[Act, Seal], Any]
) -> HttpResponse:
    """For the desk; others find nothing."""

    def then() -> SealOut:
        queries.check_staff(caller(request))
        act, seal = act_of(request, role), queries.by_code(code)
        do(act, seal)
        return shown(seal.pk, act.at)

    return change(request, SealOut, then)


@router.get("/desk/queue", response={200: SealQueue, **Refusals}, summary="What waits for the desk")
def queue(request: HttpRequest) -> SealQueue:
    """The earliest deadline first. For the desk."""
    queries.check_staff(caller(request))
    rows = [
        SealWaitingOut(
            code=one.seal.code, domain=one.seal.domain, says=one.says.en, due_at=one.due_at,
            is_late=one.is_late,
        )
        for one in agenda.queue(clock.now())
    ]  # fmt: skip
    return SealQueue(rows=rows)


@public.get(
    "/seals/figures/waiting",
    response={200: SealWaits, **Refusals},
    auth=None,
    summary="Waiting times by step",
)
def waiting(request: HttpRequest) -> SealWaits:
    """The last ninety days; for everybody."""
    return SealWaits(
        waits=[
            SealWaitOut(
                step=one.step, count=one.count, late=one.late,
                middle_seconds=int(one.middle.total_seconds()) if one.middle is not None else None,
            )
            for one in waits.waits(clock.now())
        ]
    )  # fmt: skip


def _same(is_its_own: bool) -> None:
    if not is_its_own:
        raise NotFound


def _check(request: HttpRequest, code: str, body: SealCheckIn, verb: str) -> HttpResponse:
    def do(act: Act, one: Seal) -> Any:
        check = one.checks.filter(pk=body.check_id).first()
        if check is None:
            raise NotFound
        role = desk.role_for(CHECK, verb, check.state, act.person)
        return getattr(seals, verb)(act.wearing(role), **body.model_dump())

    return _judged(request, code, Role.OFFICER, do)


@router.post("/{code}/pass_check", response=OUT, summary="A check is right")
def pass_check(request: HttpRequest, code: str, body: SealCheckIn) -> HttpResponse:
    return _check(request, code, body, "pass_check")


@router.post("/{code}/fail_check", response=OUT, summary="A check is not right")
def fail_check(request: HttpRequest, code: str, body: SealCheckIn) -> HttpResponse:
    return _check(request, code, body, "fail_check")


@router.post("/{code}/propose_decision", response=OUT, summary="Propose to a second person")
def propose_decision(request: HttpRequest, code: str, body: SealProposeIn) -> HttpResponse:
    return _judged(request, code, Role.OFFICER, lambda act, one: seals.propose_decision(
        act, seal_id=one.pk, **body.model_dump()))  # fmt: skip


def _decide(verb: str) -> None:
    """A route of the second person, or of the first who takes it back."""

    def decide(request: HttpRequest, code: str, body: SealDecisionIn) -> HttpResponse:
        def do(act: Act, one: Seal) -> Any:
            found = one.decisions.filter(pk=body.decision_id).select_related("seal").first()
            if found is None:
                raise NotFound
            second = desk.second_role(found, persons.hats(act.person))
            role = _role(DECISION, verb, found.state, act)
            is_confirmed = verb == "confirm_decision" and second is not None
            act = act.wearing(second if is_confirmed and second else role)
            return getattr(seals, verb)(act, seal_decision_id=found.pk)

        return _judged(request, code, Role.OFFICER, do)

    decide.__name__ = verb
    router.post(f"/{{code}}/{verb}", response=OUT, summary=DECISION.verbs[verb].en)(decide)


def _role(machine: Machine, verb: str, state: str, act: Act) -> Role:
    return desk.role_for(machine, verb, state, act.person)


for _verb in ("confirm_decision", "turn_down_decision", "take_back_decision", "call_off_decision"):
    _decide(_verb)


@router.post("/{code}/write_letter", response=OUT, summary="Write a letter to the holder")
def write_letter(request: HttpRequest, code: str, body: SealWordsIn) -> HttpResponse:
    return _judged(request, code, Role.OFFICER, lambda act, one: seals.write_letter(
        act, seal_id=one.pk, words=body.words))  # fmt: skip


def _hear(request: HttpRequest, code: str, body: SealAppealIn, verb: str) -> HttpResponse:
    def do(act: Act, one: Seal) -> Any:
        _same(one.appeals.filter(pk=body.appeal_id).exists())
        hear = getattr(seals, verb)
        return hear(act, seal_appeal_id=body.appeal_id, words=body.words)

    return _judged(request, code, Role.PANEL, do)


@router.post(
    "/{code}/allow_seal_appeal", response=OUT, summary=APPEAL.verbs["allow_seal_appeal"].en
)
def allow_seal_appeal(request: HttpRequest, code: str, body: SealAppealIn) -> HttpResponse:
    return _hear(request, code, body, "allow_seal_appeal")


@router.post("/{code}/deny_seal_appeal", response=OUT, summary=APPEAL.verbs["deny_seal_appeal"].en)
def deny_seal_appeal(request: HttpRequest, code: str, body: SealAppealIn) -> HttpResponse:
    return _hear(request, code, body, "deny_seal_appeal")
