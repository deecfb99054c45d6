"""The officers' routes: what waits, and what an inquiry answered. Others find nothing here."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from amanat.capabilities.businesses import actions as businesses
from amanat.capabilities.businesses import queries
from amanat.capabilities.businesses.api import shapes
from amanat.capabilities.businesses.api.routes import router
from amanat.capabilities.businesses.models import Business, TradeLicence
from amanat.capabilities.businesses.queries import portal
from amanat.capabilities.people import queries as people
from amanat.face.machines import Refusals, act_of, change
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound, refuse_unless

LINE: dict[Any, Any] = {200: shapes.BusinessLine, **Refusals}
LICENCE: dict[Any, Any] = {200: shapes.LicenceOut, **Refusals}


def _officer(request: HttpRequest) -> Act:
    act = act_of(request, Role.OFFICER)
    refuse_unless(Role.OFFICER in people.hats(act.person), NotFound)
    return act


def _decide(request: HttpRequest, code: str, verb: Callable[[Act, int], Business]) -> HttpResponse:
    def do() -> shapes.BusinessLine:
        act = _officer(request)
        return shapes.line(verb(act, queries.by_code(code).pk))

    return change(request, shapes.BusinessLine, do)


def _licence(
    request: HttpRequest, code: str, licence_id: int, verb: Callable[[Act], TradeLicence]
) -> HttpResponse:
    def do() -> shapes.LicenceOut:
        act = _officer(request)
        one = queries.by_code(code)
        portal.check_same(one.pk, portal.business_of(TradeLicence, licence_id))
        return shapes.licence(verb(act))

    return change(request, shapes.LicenceOut, do)


@router.get("/desk/queue", response={200: shapes.QueueOut, **Refusals}, summary="What waits")
def queue(request: HttpRequest) -> shapes.QueueOut:
    """Registrations and licences without an answer, the oldest first. For officers."""
    _officer(request)
    found = portal.queue()
    return shapes.QueueOut(
        businesses=[shapes.line(one) for one in found.businesses],
        licences=[
            shapes.WaitingOut(**shapes.licence(one).model_dump(), business=one.business.code)
            for one in found.licences
        ],
    )


@router.post("/{code}/confirm_business", response=LINE, summary="The inquiry agreed")
def confirm_business(request: HttpRequest, code: str, body: shapes.SourceIn) -> HttpResponse:
    return _decide(
        request, code,
        lambda act, pk: businesses.confirm_business(act, business_id=pk, source=body.source),
    )  # fmt: skip


@router.post("/{code}/turn_down_business", response=LINE, summary="The inquiry did not agree")
def turn_down_business(request: HttpRequest, code: str, body: shapes.WhyIn) -> HttpResponse:
    return _decide(
        request, code,
        lambda act, pk: businesses.turn_down_business(act, business_id=pk, why=body.why),
    )  # fmt: skip


@router.post("/{code}/confirm_trade_licence", response=LICENCE, summary="Confirm a licence")
def confirm_trade_licence(
    request: HttpRequest, code: str, body: shapes.ConfirmLicenceIn
) -> HttpResponse:
    return _licence(
        request, code, body.trade_licence_id,
        lambda act: businesses.confirm_trade_licence(act, **body.model_dump()),
    )  # fmt: skip


@router.post("/{code}/turn_down_trade_licence", response=LICENCE, summary="Turn a licence down")
def turn_down_trade_licence(
    request: HttpRequest, code: str, body: shapes.LicenceWhyIn
) -> HttpResponse:
    """`why` is not_found, differs or unreadable."""
    return _licence(
        request, code, body.trade_licence_id,
        lambda act: businesses.turn_down_trade_licence(act, **body.model_dump()),
    )  # fmt: skip


@router.post("/{code}/end_trade_licence", response=LICENCE, summary="End a licence")
def end_trade_licence(request: HttpRequest, code: str, body: shapes.LicenceWhyIn) -> HttpResponse:
    """`why` is withdrawn or mistaken."""
    return _licence(
        request, code, body.trade_licence_id,
        lambda act: businesses.end_trade_licence(act, **body.model_dump()),
    )  # fmt: skip


@router.post("/{code}/declare_conflict", response={200: shapes.TieOut, **Refusals},
             summary="I have a tie to it")  # fmt: skip
def declare_conflict(request: HttpRequest, code: str, body: shapes.TieIn) -> HttpResponse:
    """An officer's own word; from then on another one decides."""

    def do() -> shapes.TieOut:
        act = _officer(request)
        one = queries.by_code(code)
        return shapes.tie(businesses.declare_conflict(act, business_id=one.pk, words=body.words))

    return change(request, shapes.TieOut, do)
