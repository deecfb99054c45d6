"""The maker's side: all orders with filters, one order, consents and repayments."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.contracts import actions, queries
from amanat.capabilities.contracts.pages import shown
from amanat.capabilities.contracts.pages.forms import OrdersForm
from amanat.capabilities.contracts.states import ORDERED, WITHDRAWN
from amanat.capabilities.permits import queries as permits
from amanat.face import parts
from amanat.face.web import SeeOther, act_of, signed_in
from amanat.words.act import Role

PAGE = 50


@never_cache
@signed_in
def orders(request: HttpRequest) -> HttpResponse:
    """Every contract of the businesses I act for, newest first, by state and by code."""
    act = act_of(request, Role.HOLDER)
    mine = businesses.of_person(act.person, act.at)
    form = OrdersForm(request.GET or None)
    wanted = form.cleaned_data if form.is_bound and form.is_valid() else {}
    rows = _wanted(queries.of_businesses([one.pk for one in mine]), wanted)
    if (before := request.GET.get("before", "")).isdecimal():
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: PAGE + 1])
    page = {
        "form": form,
        "businesses": mine,
        "consents": queries.assignments_for(one.pk for one in mine),
        "rows": [shown.row(one) for one in found[:PAGE]],
        "more": found[PAGE - 1].pk if len(found) > PAGE else None,
        "state": wanted.get("state", ""),
        "find": wanted.get("find", ""),
    }
    return render(request, "contracts/orders.html", page)


def _wanted(rows: QuerySet[queries.Contract], wanted: dict[str, Any]) -> QuerySet[queries.Contract]:
    """The rows of this state; of this contract, or of this permit."""
    if state := wanted.get("state"):
        rows = rows.filter(state=state)
    if typed := wanted.get("find"):
        one, permit = queries.find(typed), permits.find(typed)
        rows = rows.filter(pk=one.pk) if one else rows.filter(permit_id=permit.pk if permit else 0)
    return rows


@never_cache
@signed_in
def order(request: HttpRequest, code: str) -> HttpResponse:
    """One order as its maker sees it: money, days, and what is to be done."""
    act = act_of(request, Role.HOLDER)
    one = queries.for_seller(act, code)
    page = shown.contract(one, act.at) | {
        "may_repay": one.state == WITHDRAWN,
        "may_bring": one.state in (WITHDRAWN, ORDERED),
        "repay_payment": queries.open_repayment(one),
        "parts": parts.of("order", request, one.pk),
    }
    return render(request, "contracts/order.html", page)


def of_contract(verb: str) -> Callable[..., HttpResponse]:
    """One press of the maker on a contract."""

    def page(request: HttpRequest, code: str) -> HttpResponse:
        act = act_of(request, Role.HOLDER)
        one = queries.for_seller(act, code)
        do: Callable[..., Any] = getattr(actions, verb)
        do(act, contract_id=one.pk)
        return SeeOther(reverse("contracts:order", args=[one.code]))

    page.__name__ = verb
    return require_POST(signed_in(page))


def of_assignment(verb: str) -> Callable[..., HttpResponse]:
    """One press of the maker on an assignment that awaits consent."""

    def page(request: HttpRequest, assignment_id: int) -> HttpResponse:
        do: Callable[..., Any] = getattr(actions, verb)
        do(act_of(request, Role.HOLDER), assignment_id=assignment_id)
        return SeeOther(reverse("contracts:orders"))

    page.__name__ = verb
    return require_POST(signed_in(page))
