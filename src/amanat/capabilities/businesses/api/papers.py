"""The holder's routes: everything hangs on a mandate; strangers find nothing."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from amanat.capabilities.businesses import actions as businesses
from amanat.capabilities.businesses import queries, rules
from amanat.capabilities.businesses.api import shapes
from amanat.capabilities.businesses.api.routes import public, router
from amanat.capabilities.businesses.models import (
    Account,
    Activity,
    Business,
    Domain,
    Mandate,
    Owner,
    TradeLicence,
)
from amanat.capabilities.businesses.queries import portal
from amanat.face.machines import Given, Refusals, act_of, change, change_in_steps
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role
from amanat.words.moments import tehran_day

DONE: dict[Any, Any] = {200: shapes.BusinessOut, **Refusals}


@public.get("/activity-classes", response=shapes.ClassesOut, auth=None, summary="What may be sold")
def classes(request: HttpRequest) -> shapes.ClassesOut:
    """The rule of today for each class, with its source and how sure we are of it."""
    day = tehran_day(clock.now())
    found = queries.activity_rules(rules.CLASSES, day)
    return shapes.ClassesOut(
        day=day,
        classes=[
            shapes.ClassOut(
                class_code=name, status=rule.status, valid_from=rule.parameter.valid_from,
                source=rule.parameter.source, confidence=rule.parameter.status,
                is_law=rule.is_law,
            )
            for name, rule in found.items()
        ],
    )  # fmt: skip


@router.get("", response={200: shapes.Businesses, **Refusals}, summary="Mine")
def mine(request: HttpRequest) -> shapes.Businesses:
    act = act_of(request)
    found = queries.of_person(act.person, act.at)
    return shapes.Businesses(businesses=[shapes.line(one) for one in found])


@router.post("", response={201: shapes.BusinessOut, **Refusals}, summary="Register a business")
def register_business(request: HttpRequest, body: shapes.BusinessIn) -> HttpResponse:
    def do() -> shapes.BusinessOut:
        act = act_of(request)
        one = businesses.register_business(act, **body.model_dump())
        return shapes.whole(one, tehran_day(act.at))

    return change(request, shapes.BusinessOut, do, status=201)


@router.get("/{code}", response=DONE, summary="One of mine")
def business(request: HttpRequest, code: str) -> shapes.BusinessOut:
    act = act_of(request, Role.HOLDER)
    return shapes.whole(portal.ours(act, code), tehran_day(act.at))


def _do(request: HttpRequest, code: str, verb: Callable[[Act, Business], Any]) -> HttpResponse:
    """One verb of a holder; the answer is the whole business as it is then."""

    def do() -> shapes.BusinessOut:
        act = act_of(request, Role.HOLDER)
        one = portal.ours(act, code)
        verb(act, one)
        return shapes.whole(queries.business(one.pk), tehran_day(act.at))

    return change(request, shapes.BusinessOut, do)


def _on(
    request: HttpRequest,
    code: str,
    row: tuple[type[Any], str, Given],
    verb: Callable[..., Any],
) -> HttpResponse:
    """A verb on a row of the business: the kind of row, the name of its id, and the body."""
    kind, name, body = row
    row_id = getattr(body, name)

    def do(act: Act, one: Business) -> None:
        portal.check_same(one.pk, portal.business_of(kind, row_id))
        verb(act, **{name: row_id})

    return _do(request, code, do)


@router.post("/{code}/close_business", response=DONE, summary="Close it")
def close_business(request: HttpRequest, code: str) -> HttpResponse:
    def close(act: Act, one: Business) -> None:
        businesses.close_business(act, business_id=one.pk)

    return _do(request, code, close)


@router.post("/{code}/add_trade_licence", response=DONE, summary="Add a licence")
def add_trade_licence(request: HttpRequest, code: str, body: shapes.LicenceIn) -> HttpResponse:
    def add(act: Act, one: Business) -> None:
        businesses.add_trade_licence(act, business_id=one.pk, **body.model_dump())

    return _do(request, code, add)


@router.post("/{code}/take_back_trade_licence", response=DONE, summary="Take a licence back")
def take_back_trade_licence(
    request: HttpRequest, code: str, body: shapes.LicenceRef
) -> HttpResponse:
    row = (TradeLicence, "trade_licence_id", body)
    return _on(request, code, row, businesses.take_back_trade_licence)


@router.post("/{code}/add_domain", response=DONE, summary="Add a domain")
def add_domain(request: HttpRequest, code: str, body: shapes.DomainIn) -> HttpResponse:
    def add(act: Act, one: Business) -> None:
        businesses.add_domain(act, business_id=one.pk, name=body.name)

    return _do(request, code, add)


@router.post("/{code}/look", response=DONE, summary="Look at a domain's proofs now")
def look(request: HttpRequest, code: str, body: shapes.DomainRef) -> HttpResponse:
    """We look within seconds; read the business again to see what was found."""
    return _on(request, code, (Domain, "domain_id", body), businesses.ask_for_look)


@router.post("/{code}/drop_domain", response=DONE, summary="Drop a domain")
def drop_domain(request: HttpRequest, code: str, body: shapes.DomainRef) -> HttpResponse:
    return _on(request, code, (Domain, "domain_id", body), businesses.drop_domain)


@router.post("/{code}/give_mandate", response=DONE, summary="Give a mandate")
def give_mandate(request: HttpRequest, code: str, body: shapes.MandateIn) -> HttpResponse:
    def give(act: Act, one: Business) -> None:
        businesses.give_mandate(act, business_id=one.pk, **body.model_dump())

    return _do(request, code, give)


@router.post("/{code}/end_mandate", response={200: shapes.EndedOut, **Refusals},
             summary="End a mandate")  # fmt: skip
def end_mandate(request: HttpRequest, code: str, body: shapes.MandateRef) -> HttpResponse:
    """The business itself does not come back: whoever ends their own mandate sees it no longer."""

    def do() -> shapes.EndedOut:
        act = act_of(request, Role.HOLDER)
        one = portal.ours(act, code)
        portal.check_same(one.pk, portal.business_of(Mandate, body.mandate_id))
        done = businesses.end_mandate(act, mandate_id=body.mandate_id)
        return shapes.EndedOut(id=str(done.pk), ended_at=done.ended_at or act.at)

    return change(request, shapes.EndedOut, do)


@router.post("/{code}/add_activity", response=DONE, summary="Add an activity")
def add_activity(request: HttpRequest, code: str, body: shapes.ActivityIn) -> HttpResponse:
    def add(act: Act, one: Business) -> None:
        businesses.add_activity(act, business_id=one.pk, **body.model_dump())

    return _do(request, code, add)


@router.post("/{code}/end_activity", response=DONE, summary="End an activity")
def end_activity(request: HttpRequest, code: str, body: shapes.ActivityRef) -> HttpResponse:
    return _on(request, code, (Activity, "activity_id", body), businesses.end_activity)


@router.post("/{code}/name_premises", response=DONE, summary="Say where it is found")
def name_premises(request: HttpRequest, code: str, body: shapes.PremisesIn) -> HttpResponse:
    def name(act: Act, one: Business) -> None:
        businesses.name_premises(act, business_id=one.pk, **body.model_dump())

    return _do(request, code, name)


@router.post("/{code}/add_account", response=DONE, summary="Add a bank account")
def add_account(request: HttpRequest, code: str, body: shapes.AccountIn) -> HttpResponse:
    def add(act: Act, one: Business) -> None:
        businesses.add_account(act, business_id=one.pk, sheba=body.sheba)

    return _do(request, code, add)


@router.post("/{code}/check_account", response=DONE, summary="Ask the bank whose account it is")
def check_account(request: HttpRequest, code: str, body: shapes.AccountRef) -> HttpResponse:
    """Only an account in the company's own name is paid into; a changed one counts a day later."""

    def first() -> Business:
        act = act_of(request, Role.HOLDER)
        one = portal.ours(act, code)
        portal.check_same(one.pk, portal.business_of(Account, body.account_id))
        businesses.check_account(act, account_id=body.account_id)
        return one

    def last(one: Business) -> shapes.BusinessOut:
        return shapes.whole(queries.business(one.pk), tehran_day(act_of(request).at))

    return change_in_steps(request, shapes.BusinessOut, first, last)


@router.post("/{code}/end_account", response=DONE, summary="Put an account aside")
def end_account(request: HttpRequest, code: str, body: shapes.AccountRef) -> HttpResponse:
    return _on(request, code, (Account, "account_id", body), businesses.end_account)


@router.post("/{code}/name_owner", response=DONE, summary="Name a beneficial owner")
def name_owner(request: HttpRequest, code: str, body: shapes.OwnerIn) -> HttpResponse:
    def name(act: Act, one: Business) -> None:
        businesses.name_owner(act, business_id=one.pk, **body.model_dump())

    return _do(request, code, name)


@router.post("/{code}/end_owner", response=DONE, summary="End an owner's share")
def end_owner(request: HttpRequest, code: str, body: shapes.OwnerRef) -> HttpResponse:
    return _on(request, code, (Owner, "owner_id", body), businesses.end_owner)
