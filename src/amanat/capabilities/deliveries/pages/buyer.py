"""A delivery as its buyer sees it: the week, the code, the delay and what it costs the maker."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.deliveries import actions, queries
from amanat.capabilities.deliveries.models import Delivery
from amanat.capabilities.deliveries.pages.forms import AcceptForm
from amanat.capabilities.deliveries.pages.late import of_late, tone_of
from amanat.capabilities.deliveries.rules import complaint
from amanat.capabilities.deliveries.states import (
    COMPLAINT,
    DELIVERY,
    HANDED,
    READY,
    RUNNING_LATE,
)
from amanat.capabilities.permits import queries as permits
from amanat.face.forms import Form
from amanat.face.web import SeeOther, act_of, answer, sent, signed_in
from amanat.words.act import Act


@never_cache
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """Every delivery of the reader."""
    act = act_of(request)
    found = list(queries.all_of_buyer(act.person))
    sold = permits.permits_of({one.permit_id for one in found})
    rows = [(one, sold[one.permit_id], DELIVERY.states[one.state], tone_of(one)) for one in found]
    return render(request, "deliveries/mine.html", {"rows": rows})


def _found(request: HttpRequest, code: str) -> tuple[Delivery, Act]:
    act = act_of(request)
    return queries.of_buyer(act.person, code), act


def _page(request: HttpRequest, one: Delivery, act: Act, form: Form) -> HttpResponse:
    late = of_late(one, act.at)
    filed = queries.complaint_of(one)
    so_far = late.found.so_far if late.found else None
    shown = {
        "one": one,
        "permit": permits.permit(one.permit_id),
        "business": businesses.business(one.business_id),
        "state": DELIVERY.states[one.state],
        "tone": tone_of(one),
        "week": queries.planned_week(one),
        "late": late,
        "is_running_late": one.state in RUNNING_LATE,
        "code": queries.hand_code(one) if one.state in READY and one.due_paid_on else "",
        "awaits_payment": one.state in READY and one.due_paid_on is None,
        "is_handed": one.state == HANDED,
        "form": form,
        "complaint": filed,
        "complaint_state": COMPLAINT.states[filed.state] if filed else None,
        "words": complaint.words(one.contract_code, one.promised, so_far.days, so_far.units)
        if so_far
        else None,
    }
    return render(request, "deliveries/mine_one.html", shown)


@never_cache
@signed_in
def delivery(request: HttpRequest, code: str) -> HttpResponse:
    """One delivery of the reader's."""
    one, act = _found(request, code)
    return _page(request, one, act, AcceptForm())


@never_cache
@signed_in
def accept_delivery(request: HttpRequest, code: str) -> HttpResponse:
    """Accept it, with what is wrong if anything is."""
    one, act = _found(request, code)
    form = AcceptForm(sent(request))
    return answer(
        request,
        form,
        lambda data: actions.accept_delivery(act, delivery_id=one.pk, defects=data["defects"]),
        then=reverse("deliveries:mine_one", args=[code]),
        otherwise=lambda: _page(request, one, act, form),
    )


@require_POST
@signed_in
def renew_hand_code(request: HttpRequest, code: str) -> HttpResponse:
    """Another code, when somebody else has seen this one."""
    one, act = _found(request, code)
    actions.renew_hand_code(act, delivery_id=one.pk)
    return SeeOther(reverse("deliveries:mine_one", args=[code]))


@require_POST
@signed_in
def complain_of_delay(request: HttpRequest, code: str) -> HttpResponse:
    """One press: the complaint is written already."""
    one, act = _found(request, code)
    actions.complain_of_delay(act, delivery_id=one.pk)
    return SeeOther(reverse("deliveries:mine_one", args=[code]))
