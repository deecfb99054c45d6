"""The buyer's side: read and sign, pay, follow the live statement, leave, pass it on."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amanat.capabilities.contracts import actions, queries
from amanat.capabilities.contracts.pages import shown
from amanat.capabilities.contracts.pages.forms import AssignForm, ConfirmForm, SignForm
from amanat.capabilities.contracts.states import IN_FORCE
from amanat.capabilities.people import actions as people
from amanat.capabilities.people import queries as persons
from amanat.capabilities.permits import queries as permits
from amanat.capabilities.presale import queries as presale
from amanat.capabilities.projects import queries as projects
from amanat.face import parts
from amanat.face.web import SeeOther, act_of, answer, sent, signed_in
from amanat.words.act import Act

PAGE = 30


@never_cache
@signed_in
def listed(request: HttpRequest) -> HttpResponse:
    """Offers to sign, contracts that somebody wants to pass on to me, and all my contracts."""
    act = act_of(request)
    rows = queries.of_buyer(act.person)
    if (before := request.GET.get("before", "")).isdecimal():
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: PAGE + 1])
    offers = presale.offers_to_sign(act.person)
    sold = permits.permits_of({one.permit_id for one in offers})
    page = {
        "offers": [(one, sold[one.permit_id]) for one in offers],
        "given": [
            (given, shown.row(given.contract)) for given in queries.assignments_to(act.person)
        ],
        "rows": [shown.row(one) for one in found[:PAGE]],
        "more": found[PAGE - 1].pk if len(found) > PAGE else None,
    }
    return render(request, "contracts/list.html", page)


@never_cache
@signed_in
def sign(request: HttpRequest, offer_id: int) -> HttpResponse:
    """Every clause in words, with its formula; then one tick and one button."""
    act = act_of(request)
    known = queries.of_offer(offer_id)
    if known is not None and known.buyer_id == act.by and known.state != "lapsed":
        return SeeOther(reverse("contracts:contract", args=[known.code]))
    draft = queries.draft(offer_id, act.person, act.at)
    form = SignForm(sent(request), initial={"agreed": draft.sha256})
    return answer(
        request,
        form,
        lambda data: _sign(act, draft, data),
        then=lambda made: reverse("contracts:contract", args=[made.code]),
        otherwise=lambda: _to_read(request, form, draft),
    )


def _sign(act: Act, draft: queries.Draft, data: dict[str, Any]) -> queries.Contract:
    """The code is tried in a transaction of its own, so that a wrong try stays counted; it is not
    used up on terms that changed meanwhile, which the verb refuses."""
    if data["agreed"] == draft.sha256:
        confirm(act, draft.offer_id, data["code"])
    return actions.sign(act, offer_id=draft.offer_id, agreed=data["agreed"])


def confirm(act: Act, offer_id: int, code: str) -> None:
    """The buyer typed the one-time code."""
    subject = actions.code_subject(offer_id)
    phone = persons.phone_of(act.person)
    people.confirm_code(act, phone=phone, purpose=actions.SIGN, code=code, subject=subject)


@require_POST
@signed_in
def send_code(request: HttpRequest, offer_id: int) -> HttpResponse:
    """Send the one-time code that signs the contract of an offer of mine."""
    act = act_of(request)
    queries.draft(offer_id, act.person, act.at)  # NotFound for others, and when it is over.
    subject, phone = actions.code_subject(offer_id), persons.phone_of(act.person)
    people.send_code(act, phone=phone, purpose=actions.SIGN, subject=subject)
    return SeeOther(f"{reverse('contracts:sign', args=[offer_id])}#code")


def _to_read(request: HttpRequest, form: SignForm, draft: queries.Draft) -> HttpResponse:
    """The page with the hash of what stands on it now, also when older terms were sent."""
    if form.is_bound:
        typed = {name: form.data[name] for name in form.data}
        form.data = typed | {"agreed": draft.sha256, "code": ""}
    return render(request, "contracts/sign.html", {"form": form, "draft": draft})


@never_cache
@signed_in
def contract(request: HttpRequest, code: str) -> HttpResponse:
    """The live statement: what is preserved, what lateness and leaving give, each with its formula."""
    act = act_of(request)
    one = queries.for_buyer(code, act.person)
    page = (
        shown.contract(one, act.at)
        | shown.asked(one, act.at)
        | {
            "may_leave": one.state == IN_FORCE,
            "may_assign": one.state == IN_FORCE and one.assignments < one.most_assignments,
            "project": projects.find(one.permit_id),
            "parts": parts.of("contract", request, one.pk),
        }
    )
    return render(request, "contracts/contract.html", page)


@never_cache
@signed_in
def withdraw_contract(request: HttpRequest, code: str) -> HttpResponse:
    """What leaving gives, to the rial, and then the button."""
    act = act_of(request)
    one = queries.for_buyer(code, act.person)
    form = ConfirmForm(sent(request))
    there = reverse("contracts:contract", args=[one.code])
    page = {"form": form, "one": one, "says": queries.live_statement(one, act.at)}
    return answer(
        request,
        form,
        lambda _: actions.withdraw_contract(act, contract_id=one.pk),
        then=there,
        otherwise=lambda: render(request, "contracts/withdraw.html", page),
    )


@never_cache
@signed_in
def ask_assignment(request: HttpRequest, code: str) -> HttpResponse:
    """Offer the contract to somebody else, by their mobile number."""
    act = act_of(request)
    one = queries.for_buyer(code, act.person)
    form = AssignForm(sent(request))
    page = {"form": form, "one": one, "terms": queries.terms_of(one)}
    return answer(
        request,
        form,
        lambda data: actions.ask_assignment(act, contract_id=one.pk, phone=data["phone"]),
        then=reverse("contracts:contract", args=[one.code]),
        otherwise=lambda: render(request, "contracts/assign.html", page),
    )


def of_assignment(verb: str) -> Callable[..., HttpResponse]:
    """One press of a buyer, old or new, on an assignment."""

    def page(request: HttpRequest, assignment_id: int) -> HttpResponse:
        do: Callable[..., Any] = getattr(actions, verb)
        do(act_of(request), assignment_id=assignment_id)
        return SeeOther(reverse("contracts:list"))

    page.__name__ = verb
    return require_POST(signed_in(page))
