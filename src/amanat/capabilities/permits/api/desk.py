"""What the desk and the committee decide, for machines."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from amanat.capabilities.permits import actions, queries
from amanat.capabilities.permits.api import shapes
from amanat.capabilities.permits.api.routes import router
from amanat.capabilities.permits.models import Permit, PermitChange
from amanat.capabilities.permits.queries import desk
from amanat.capabilities.permits.states import CHANGE, PERMIT
from amanat.face.machines import InPath, Refusals, act_of, caller, change
from amanat.words.act import Act


def _judged(request: HttpRequest, code: str, verb: str) -> tuple[Act, Permit]:
    """A permit that was sent, and an act with the hat this verb takes; NotFound for others."""
    hats = desk.check_staff(caller(request))
    one = desk.for_desk(code)
    return act_of(request, desk.role_for(PERMIT, verb, one.state, hats)), one


def _do(
    request: HttpRequest, code: str, verb: Callable[..., Permit], given: dict[str, Any]
) -> HttpResponse:
    def do() -> shapes.PermitOut:
        act, one = _judged(request, code, verb.__name__)
        verb(act, permit_id=one.pk, **given)
        return shapes.permit(queries.permit(one.pk))

    return change(request, shapes.PermitOut, do)


@router.get("/desk/permits", response={200: shapes.PermitsOut, **Refusals},
            summary="What waits on the desk, the first to be late first")  # fmt: skip
def waiting(request: HttpRequest) -> shapes.PermitsOut:
    desk.check_staff(caller(request))
    return shapes.PermitsOut(permits=[shapes.permit(one) for one in desk.queue()])


@router.post("/permits/{code}/check_capacity", response={200: shapes.PermitOut, **Refusals},
             summary="Confirm the capacity, less the backlog")  # fmt: skip
def check_capacity(
    request: HttpRequest, code: shapes.Code, body: shapes.CheckCapacityIn
) -> HttpResponse:
    return _do(request, code, actions.check_capacity, body.dict())


@router.post("/permits/{code}/return_permit", response={200: shapes.PermitOut, **Refusals},
             summary="Return an application, field by field")  # fmt: skip
def return_permit(
    request: HttpRequest, code: shapes.Code, body: shapes.ReturnPermitIn
) -> HttpResponse:
    return _do(request, code, actions.return_permit, body.dict())


@router.post("/permits/{code}/propose_grant", response={200: shapes.PermitOut, **Refusals},
             summary="Propose to grant so many, for a second member")  # fmt: skip
def propose_grant(
    request: HttpRequest, code: shapes.Code, body: shapes.ProposeGrantIn
) -> HttpResponse:
    return _do(request, code, actions.propose_grant, body.dict())


@router.post("/permits/{code}/grant_permit", response={200: shapes.PermitOut, **Refusals},
             summary="Grant, for as many or fewer")  # fmt: skip
def grant_permit(
    request: HttpRequest, code: shapes.Code, body: shapes.GrantPermitIn
) -> HttpResponse:
    return _do(request, code, actions.grant_permit, body.dict())


@router.post("/permits/{code}/refuse_permit", response={200: shapes.PermitOut, **Refusals},
             summary="Refuse an application, and why")  # fmt: skip
def refuse_permit(
    request: HttpRequest, code: shapes.Code, body: shapes.PermitWordsIn
) -> HttpResponse:
    return _do(request, code, actions.refuse_permit, body.dict())


@router.post("/permits/{code}/suspend_permit", response={200: shapes.PermitOut, **Refusals},
             summary="Suspend a permit")  # fmt: skip
def suspend_permit(
    request: HttpRequest, code: shapes.Code, body: shapes.SuspendPermitIn
) -> HttpResponse:
    return _do(request, code, actions.suspend_permit, body.dict())


@router.post("/permits/{code}/propose_revocation", response={200: shapes.PermitOut, **Refusals},
             summary="Propose to revoke a suspended permit")  # fmt: skip
def propose_revocation(
    request: HttpRequest, code: shapes.Code, body: shapes.PermitWordsIn
) -> HttpResponse:
    return _do(request, code, actions.propose_revocation, body.dict())


@router.post("/permits/{code}/turn_down_grant", response={200: shapes.PermitOut, **Refusals},
             summary="Do not follow a proposal to grant")  # fmt: skip
def turn_down_grant(request: HttpRequest, code: shapes.Code) -> HttpResponse:
    return _do(request, code, actions.turn_down_grant, {})


@router.post("/permits/{code}/resume_permit", response={200: shapes.PermitOut, **Refusals},
             summary="Let a suspended permit sell again")  # fmt: skip
def resume_permit(request: HttpRequest, code: shapes.Code) -> HttpResponse:
    return _do(request, code, actions.resume_permit, {})


@router.post("/permits/{code}/revoke_permit", response={200: shapes.PermitOut, **Refusals},
             summary="Revoke a permit, as the second person")  # fmt: skip
def revoke_permit(request: HttpRequest, code: shapes.Code) -> HttpResponse:
    return _do(request, code, actions.revoke_permit, {})


def _answer(
    request: HttpRequest, change_id: int, verb: Callable[..., PermitChange], given: dict[str, Any]
) -> HttpResponse:
    def do() -> shapes.PermitChangeOut:
        hats = desk.check_staff(caller(request))
        found = queries.change(change_id)
        act = act_of(request, desk.role_for(CHANGE, verb.__name__, found.state, hats))
        return shapes.asked(verb(act, permit_change_id=change_id, **given))

    return change(request, shapes.PermitChangeOut, do)


@router.post("/permit-changes/{change_id}/support_permit_change",
             response={200: shapes.PermitChangeOut, **Refusals},
             summary="Agree to a change, as the first member")  # fmt: skip
def support_permit_change(request: HttpRequest, change_id: InPath) -> HttpResponse:
    return _answer(request, change_id, actions.support_permit_change, {})


@router.post("/permit-changes/{change_id}/make_permit_change",
             response={200: shapes.PermitChangeOut, **Refusals},
             summary="Approve a change; another version is published")  # fmt: skip
def make_permit_change(request: HttpRequest, change_id: InPath) -> HttpResponse:
    return _answer(request, change_id, actions.make_permit_change, {})


@router.post("/permit-changes/{change_id}/turn_down_permit_change",
             response={200: shapes.PermitChangeOut, **Refusals},
             summary="Turn a change down, and why")  # fmt: skip
def turn_down_permit_change(
    request: HttpRequest, change_id: InPath, body: shapes.PermitWordsIn
) -> HttpResponse:
    return _answer(request, change_id, actions.turn_down_permit_change, body.dict())
