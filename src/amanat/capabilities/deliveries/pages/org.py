"""Deliveries as whoever runs the business sees them: lists, one delivery, its verbs."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.deliveries import actions, queries
from amanat.capabilities.deliveries.models import Delivery
from amanat.capabilities.deliveries.pages.forms import (
    AnswerForm,
    CallBackForm,
    CallForm,
    HandOverForm,
)
from amanat.capabilities.deliveries.pages.late import COMPLAINT_TONES, of_late, tone_of
from amanat.capabilities.deliveries.rules.vin import VEHICLE
from amanat.capabilities.deliveries.states import COMPLAINT, DELIVERY
from amanat.capabilities.permits import queries as permits
from amanat.face.forms import Form
from amanat.face.web import SeeOther, act_of, answer, sent, signed_in
from amanat.words.act import Act, Role
from amanat.words.text import Text

SHOWS = {
    "open": Text("تحویل‌نشده‌ها", "Not yet delivered"),
    "late": Text("دیرشده‌ها", "Late"),
    "ready": Text("فراخوان‌شده‌ها", "Called"),
    "owing": Text("جبران‌های مانده", "Compensation open"),
    "arrived": Text("تحویل‌شده‌ها", "Delivered"),
}


@never_cache
@signed_in
def deliveries(request: HttpRequest, code: str) -> HttpResponse:
    """How the deliveries of the business stand, which are late, and the files of rows."""
    act = act_of(request, Role.HOLDER)
    business = businesses.check_mandate(act, businesses.by_code(code).pk)
    show = request.GET.get("show", "open")
    rows = queries.of_business(business.pk, show if show in SHOWS else "open")
    shown = {
        "business": business,
        "numbers": queries.numbers_of_business(business.pk),
        "rows": [(one, DELIVERY.states[one.state], tone_of(one)) for one in rows],
        "show": show,
        "shows": SHOWS.items(),
        "sheets": queries.sheets_of(business.pk),
        "complaints": [
            (one, COMPLAINT.states[one.state], COMPLAINT_TONES[one.state])
            for one in queries.complaints_of_business(business.pk)
        ],
    }
    return render(request, "deliveries/org.html", shown)


def _mine(request: HttpRequest, delivery_id: int) -> tuple[Delivery, Act]:
    """The delivery, for somebody with a mandate of its maker; NotFound for strangers."""
    act = act_of(request, Role.HOLDER)
    one = queries.delivery(delivery_id)
    businesses.check_mandate(act, one.business_id)
    return one, act


def _page(request: HttpRequest, one: Delivery, act: Act, **forms: Form) -> HttpResponse:
    complaint = queries.complaint_of(one)
    verbs = DELIVERY.open_to(Role.HOLDER, one.state)
    can_answer = complaint is not None and "answer_delay" in COMPLAINT.open_to(
        Role.HOLDER, complaint.state
    )
    shown = {
        "one": one,
        "business": businesses.business(one.business_id),
        "title": permits.permit(one.permit_id).title,
        "state": DELIVERY.states[one.state],
        "tone": tone_of(one),
        "late": of_late(one, act.at),
        "verbs": verbs,
        "main": _main(one, verbs),
        "call_form": _call_form(one),
        "hand_form": HandOverForm(),
        "back_form": CallBackForm(),
        "complaint": complaint,
        "complaint_state": COMPLAINT.states[complaint.state] if complaint else None,
        "complaint_tone": COMPLAINT_TONES[complaint.state] if complaint else None,
        "can_answer": can_answer,
        "answer_form": AnswerForm(),
        "sent": next(iter(forms.values()), None),
    } | forms
    return render(request, "deliveries/delivery.html", shown)


@never_cache
@signed_in
def delivery(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """One delivery: what comes next, what it costs while it is late, what its buyer says."""
    one, act = _mine(request, delivery_id)
    return _page(request, one, act)


def _main(one: Delivery, verbs: list[str]) -> str:
    """The one step that stands out; to answer a complaint where nothing else waits."""
    waits = {
        "hand_to_buyer": one.due_paid_on is not None,
        "call_buyer": True,
        "pay_compensation": bool(one.left_units),
    }
    return next((verb for verb, does in waits.items() if does and verb in verbs), "answer_delay")


def _call_form(one: Delivery, typed: QueryDict | None = None) -> CallForm:
    return CallForm(typed, is_vehicle=one.kind == VEHICLE)


def _here(delivery_id: int) -> str:
    return reverse("deliveries:delivery", args=[delivery_id])


@never_cache
@signed_in
def call_buyer(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Bind the vehicle and call the buyer for a day."""
    one, act = _mine(request, delivery_id)
    form = _call_form(one, sent(request))
    return answer(
        request,
        form,
        lambda data: actions.call_buyer(act, delivery_id=one.pk, **({"vin": ""} | data)),
        then=_here(one.pk),
        otherwise=lambda: _page(request, one, act, call_form=form),
    )


@never_cache
@signed_in
def take_call_back(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """The vehicle or the day was mistyped: say why, and call again."""
    one, act = _mine(request, delivery_id)
    form = CallBackForm(sent(request))
    return answer(
        request,
        form,
        lambda data: actions.take_call_back(act, delivery_id=one.pk, reason=data["reason"]),
        then=_here(one.pk),
        otherwise=lambda: _page(request, one, act, back_form=form),
    )


@never_cache
@signed_in
def hand_to_buyer(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Type the buyer's code, and the goods are handed over."""
    one, act = _mine(request, delivery_id)
    form = HandOverForm(sent(request))

    def hand(data: dict[str, Any]) -> Any:
        actions.type_delivery_code(act, delivery_id=one.pk, code=data["code"])
        return actions.hand_to_buyer(act, delivery_id=one.pk, defects=data["defects"])

    return answer(
        request,
        form,
        hand,
        then=_here(one.pk),
        otherwise=lambda: _page(request, one, act, hand_form=form),
    )


@require_POST
@signed_in
def pay_compensation(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Go and pay what the delay cost."""
    one, act = _mine(request, delivery_id)
    payment_id = actions.pay_compensation(act, delivery_id=one.pk)
    return SeeOther(reverse("payments:pay", args=[payment_id]))


@never_cache
@signed_in
def answer_delay(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Answer the buyer's complaint."""
    one, act = _mine(request, delivery_id)
    form = AnswerForm(sent(request))
    found = queries.complaint_of_delivery(one)
    return answer(
        request,
        form,
        lambda data: actions.answer_delay(act, late_complaint_id=found.pk, answer=data["answer"]),
        then=_here(one.pk),
        otherwise=lambda: _page(request, one, act, answer_form=form),
    )
