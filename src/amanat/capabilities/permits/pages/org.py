"""The applicant's side: the list, the task list with its parts, the signature, and what follows."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.people import actions as people
from amanat.capabilities.people import queries as persons
from amanat.capabilities.permits import actions as permits
from amanat.capabilities.permits import queries
from amanat.capabilities.permits.models import Permit
from amanat.capabilities.permits.pages import forms, papers, typed
from amanat.capabilities.permits.queries import desk, portal
from amanat.capabilities.permits.rules.tasks import TASKS
from amanat.face.forms import Form
from amanat.face.web import SeeOther, act_of, answer, sent, signed_in
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound

TONES = {
    "draft": "neutral", "requested": "due", "escalated": "due", "checked": "due",
    "proposed": "due", "returned": "dispute", "permitted": "released", "refused": "dispute",
    "suspended": "dispute", "revoked": "dispute", "expired": "neutral", "ended": "neutral",
    "dropped": "neutral", "asked": "due", "supported": "due", "made": "released",
    "turned_down": "dispute", "taken_back": "neutral", "lapsed": "dispute",
}  # fmt: skip
FORMS: dict[str, type[Form]] = {
    "goods": forms.GoodsForm,
    "price": forms.PriceForm,
    "production": forms.ProductionForm,
    "guarantee": forms.GuaranteeForm,
}
Do = Callable[[Act, Permit, dict[str, Any]], Any]
ASKS: dict[str, type[Form]] = {"amend": forms.AmendForm, "extend": forms.ExtendForm}
VERBS: dict[str, Do] = {
    "drop_permit": lambda act, one, _: permits.drop_permit(act, permit_id=one.pk),
    "end_permit": lambda act, one, _: permits.end_permit(act, permit_id=one.pk),
    "take_back_permit_change": lambda act, one, _: _take_back(act, one),
    "amend": lambda act, one, data: permits.ask_permit_change(
        act, permit_id=one.pk, kind="amend", **data
    ),
    "extend": lambda act, one, data: permits.ask_permit_change(
        act, permit_id=one.pk, kind="extend", words=data["words"],
        sale_until=typed.day_of(data["sale_until"], "sale_until"),
        last_delivery=typed.day_of(data["last_delivery"], "last_delivery"),
    ),
}  # fmt: skip


def _take_back(act: Act, one: Permit) -> Any:
    asked = portal.open_change(one.pk)
    if asked is None:
        raise NotFound
    return permits.take_back_permit_change(act, permit_change_id=asked.pk)


def holder(request: HttpRequest) -> Act:
    return act_of(request, Role.HOLDER)


@never_cache
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """Permits of every business this person acts for."""
    act = holder(request)
    shown = {
        "found": [(one, TONES[one.state]) for one in portal.ours(act)],
        "businesses": businesses.of_person(act.person, act.at),
    }
    return render(request, "permits/mine.html", shown)


@never_cache
@signed_in
def permits_of(request: HttpRequest, code: str) -> HttpResponse:
    """Permits and applications of one business."""
    business = businesses.business(portal.business_id_of(holder(request), code))
    found = [(one, TONES[one.state]) for one in queries.of_business(business.pk)]
    return render(request, "permits/mine.html", {"found": found, "business": business})


@never_cache
@signed_in
def draft(request: HttpRequest, code: str) -> HttpResponse:
    """Begin: what is sold, and how. Everything else is saved later, at any time."""
    act = holder(request)
    business = businesses.business(portal.business_id_of(act, code))
    form = forms.DraftForm(sent(request))
    return answer(
        request,
        form,
        lambda data: permits.draft_permit(act, business_id=business.pk, **data),
        then=lambda one: reverse("permits:task", args=[business.code, one.code, "price"]),
        otherwise=lambda: render(
            request, "permits/new.html", {"form": form, "business": business, "tasks": TASKS}
        ),
    )


@never_cache
@signed_in
def task(request: HttpRequest, code: str, permit_code: str, task: str) -> HttpResponse:
    """One part of the application. Saved whole or half-filled, at any time."""
    act = holder(request)
    one = portal.our_permit(act, code, permit_code)
    if task == "sign":
        return _sign_page(request, act, one)
    if task not in FORMS or not one.is_open:
        raise NotFound
    files = request.FILES if request.method == "POST" else None
    form = FORMS[task](sent(request), files, initial=typed.shown(one, task))
    names = list(FORMS)
    rest = names[names.index(task) + 1 :]
    return answer(
        request,
        form,
        lambda data: permits.change_permit(
            act, permit_id=one.pk, part=papers.part_of(act, task, data)
        ),
        then=reverse("permits:task", args=[code, one.code, rest[0] if rest else "sign"]),
        otherwise=lambda: _show_task(request, act, one, task, form),
    )


def _show_task(request: HttpRequest, act: Act, one: Permit, name: str, form: Form) -> HttpResponse:
    shown = {
        "permit": one,
        "business": one.business,
        "task": name,
        "label": TASKS[name],
        "tasks": portal.task_list(one),
        "form": form,
        "defects": [
            (form.fields[field].label if field in form.fields else field, words)
            for field, words in next(t for t in portal.task_list(one) if t.name == name).defects
        ],
        "paper": papers.paper_of(one) if name == "production" else None,
        "room": desk.room_of(one, act.at) if name == "price" else None,
    }
    return render(request, "permits/task.html", shown)


def _sign_page(request: HttpRequest, act: Act, one: Permit) -> HttpResponse:
    """Everything once more, then the one-time code."""
    if not one.is_open:
        raise NotFound
    form = forms.SignForm(sent(request), initial={"sha256": queries.application_sha256(one)})
    shown = {
        "permit": one,
        "business": one.business,
        "task": "sign",
        "tasks": portal.task_list(one),
        "is_whole": not queries.missing(one),
        "rules": desk.rules_of(one, act.at),
        "programme": queries.programme(one.pk),
        "form": form,
    }
    return answer(
        request,
        form,
        lambda data: _sign(act, one, data),
        then=reverse("permits:permit", args=[one.business.code, one.code]),
        otherwise=lambda: render(request, "permits/sign.html", shown),
    )


def _sign(act: Act, one: Permit, data: dict[str, Any]) -> Any:
    """The code is spent in a transaction of its own, so that a wrong try stays counted."""
    phone = persons.phone_of(act.person)
    people.confirm_code(act, phone=phone, purpose=permits.SIGN, code=data["code"], subject=one.code)
    return permits.request_permit(act, permit_id=one.pk, sha256=data["sha256"])


@signed_in
@require_POST
def send_code(request: HttpRequest, code: str, permit_code: str) -> HttpResponse:
    """Send the one-time code that signs the application."""
    act = holder(request)
    one = portal.our_permit(act, code, permit_code)
    phone = persons.phone_of(act.person)
    people.send_code(act, phone=phone, purpose=permits.SIGN, subject=one.code)
    return SeeOther(f"{reverse('permits:task', args=[code, one.code, 'sign'])}#code")


@never_cache
@signed_in
def permit(request: HttpRequest, code: str, permit_code: str) -> HttpResponse:
    """One permit: its state and clock, what was decided, what is sold, what may be done."""
    act = holder(request)
    return _show(request, act, portal.our_permit(act, code, permit_code), {})


def _show(
    request: HttpRequest, act: Act, one: Permit, typed_forms: dict[str, Form]
) -> HttpResponse:
    asked = portal.open_change(one.pk)
    tasks = portal.task_list(one) if one.is_open else []
    shown = {
        "permit": one,
        "business": one.business,
        "tone": TONES[one.state],
        "clock": portal.clock_of(one, act.at),
        "tasks": tasks,
        "next_task": next((task.name for task in tasks if not task.is_done), "sign"),
        "stock": queries.stock(one) if one.is_public else None,
        "programme": queries.programme(one.pk),
        "versions": queries.versions(one.pk),
        "changes": [(row, TONES[row.state]) for row in queries.changes(one.pk)],
        "asked": asked,
        "may": portal.verbs_of(one),
        "sent": next(iter(typed_forms.values()), None),
        **{
            name: typed_forms.get(name) or kind(auto_id=f"{name}-%s") for name, kind in ASKS.items()
        },
    }
    return render(request, "permits/permit.html", shown)


@never_cache
@signed_in
@require_POST
def verb(request: HttpRequest, code: str, permit_code: str, verb: str) -> HttpResponse:
    """Every other verb of the holder: its form is on the permit's page, and its errors too."""
    act = holder(request)
    one = portal.our_permit(act, code, permit_code)
    do = VERBS.get(verb)
    if do is None:
        raise NotFound
    form = ASKS.get(verb, forms.NoForm)(sent(request), auto_id=f"{verb}-%s")
    back = reverse("permits:permit", args=[one.business.code, one.code])
    return answer(
        request,
        form,
        lambda data: do(act, one, data),
        then=reverse("permits:of_business", args=[code]) if verb == "drop_permit" else back,
        otherwise=lambda: _show(request, act, one, {verb: form}),
    )
