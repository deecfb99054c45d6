"""What an applicant does, for machines."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import Schema

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.people import actions as people
from amanat.capabilities.people import queries as persons
from amanat.capabilities.permits import actions, queries
from amanat.capabilities.permits.api import shapes
from amanat.capabilities.permits.api.routes import router
from amanat.capabilities.permits.models import Permit
from amanat.capabilities.permits.queries import portal
from amanat.face.machines import InPath, Refusals, act_of, change, change_in_steps
from amanat.words.act import Act, Role


class CodeSent(Schema):
    sent: bool


def _ours(request: HttpRequest, code: str) -> tuple[Act, Permit]:
    """A permit of a business of the caller; NotFound for everybody else."""
    act = act_of(request, Role.HOLDER)
    return act, portal.of_holder(act, code)


@router.get("/businesses/{code}/permits", response={200: shapes.PermitsOut, **Refusals},
            summary="Permits and applications of your business")  # fmt: skip
def permits_of(request: HttpRequest, code: shapes.Code) -> shapes.PermitsOut:
    business_id = portal.business_id_of(act_of(request, Role.HOLDER), code)
    found = queries.of_business(business_id)
    return shapes.PermitsOut(permits=[shapes.permit(row) for row in found])


@router.post("/businesses/{code}/permits", response={201: shapes.PermitOut, **Refusals},
             summary="Begin an application")  # fmt: skip
def draft_permit(
    request: HttpRequest, code: shapes.Code, body: shapes.DraftPermitIn
) -> HttpResponse:
    def do() -> shapes.PermitOut:
        act = act_of(request, Role.HOLDER)
        one = businesses.by_code(code)
        made = actions.draft_permit(act, business_id=one.pk, **body.dict())
        return shapes.permit(made)

    return change(request, shapes.PermitOut, do, status=201)


@router.get("/permits/{code}", response={200: shapes.PermitOut, **Refusals},
            summary="One permit or application of yours")  # fmt: skip
def permit(request: HttpRequest, code: shapes.Code) -> shapes.PermitOut:
    return shapes.permit(_ours(request, code)[1])


@router.post("/permits/{code}/change_permit", response={200: shapes.PermitOut, **Refusals},
             summary="Save parts of an application")  # fmt: skip
def change_permit(
    request: HttpRequest, code: shapes.Code, body: shapes.ChangePermitIn
) -> HttpResponse:
    """All of the given parts are saved, or none."""

    def do() -> shapes.PermitOut:
        act, one = _ours(request, code)
        with transaction.atomic():
            for part in shapes.parts_of(body):
                actions.change_permit(act, permit_id=one.pk, part=part)
        return shapes.permit(queries.permit(one.pk))

    return change(request, shapes.PermitOut, do)


@router.post("/permits/{code}/code", response={200: CodeSent, **Refusals},
             summary="Send the one-time code that signs an application")  # fmt: skip
def send_code(request: HttpRequest, code: shapes.Code) -> HttpResponse:
    def do() -> CodeSent:
        act, one = _ours(request, code)
        phone = persons.phone_of(act.person)
        people.send_code(act, phone=phone, purpose=actions.SIGN, subject=one.code)
        return CodeSent(sent=True)

    return change(request, CodeSent, do)


@router.post("/permits/{code}/request_permit", response={200: shapes.PermitOut, **Refusals},
             summary="Sign an application with a code and send it")  # fmt: skip
def request_permit(
    request: HttpRequest, code: shapes.Code, body: shapes.SignPermitIn
) -> HttpResponse:
    """A wrong code stays counted."""

    def first() -> Permit:
        act, one = _ours(request, code)
        phone = persons.phone_of(act.person)
        people.confirm_code(
            act, phone=phone, purpose=actions.SIGN, subject=one.code, code=body.code
        )
        return one

    def then(one: Permit) -> shapes.PermitOut:
        act = act_of(request, Role.HOLDER)
        return shapes.permit(actions.request_permit(act, permit_id=one.pk, sha256=body.sha256))

    return change_in_steps(request, shapes.PermitOut, first, then)


def _press(name: str, summary: str, verb: Callable[..., Permit]) -> None:
    """A verb that asks nothing more."""

    def route(request: HttpRequest, code: shapes.Code) -> HttpResponse:
        def do() -> shapes.PermitOut:
            act, one = _ours(request, code)
            return shapes.permit(verb(act, permit_id=one.pk))

        return change(request, shapes.PermitOut, do)

    route.__name__ = name
    responses = {200: shapes.PermitOut, **Refusals}
    router.post(f"/permits/{{code}}/{name}", response=responses, summary=summary)(route)


_press("drop_permit", "Give an application up", actions.drop_permit)
_press("end_permit", "Sell no more under a permit", actions.end_permit)


@router.post("/permits/{code}/ask_permit_change",
             response={201: shapes.PermitChangeOut, **Refusals},
             summary="Ask to amend or extend a permit")  # fmt: skip
def ask_permit_change(
    request: HttpRequest, code: shapes.Code, body: shapes.AskPermitChangeIn
) -> HttpResponse:
    def do() -> shapes.PermitChangeOut:
        act, one = _ours(request, code)
        price = None if body.price_units is None else int(body.price_units)
        given = body.dict() | {"price_units": price}
        return shapes.asked(actions.ask_permit_change(act, permit_id=one.pk, **given))

    return change(request, shapes.PermitChangeOut, do, status=201)


@router.post("/permit-changes/{change_id}/take_back_permit_change",
             response={200: shapes.PermitChangeOut, **Refusals},
             summary="Take a change back that nobody supported yet")  # fmt: skip
def take_back_permit_change(request: HttpRequest, change_id: InPath) -> HttpResponse:
    def do() -> shapes.PermitChangeOut:
        act = act_of(request, Role.HOLDER)
        return shapes.asked(actions.take_back_permit_change(act, permit_change_id=change_id))

    return change(request, shapes.PermitChangeOut, do)
