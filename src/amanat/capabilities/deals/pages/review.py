"""The arbiter's page of one case. Officers only, and only those who may decide it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Case
from amanat.capabilities.deals.pages.quarrel_forms import CallForm, RulingForm, freight_by
from amanat.capabilities.deals.pages.quarrel_view import case_view
from amanat.capabilities.deals.rules import CLAUSES, RULE_CARD
from amanat.capabilities.evidence import queries as evidence
from amanat.capabilities.people import actions as codes
from amanat.capabilities.people import queries as people
from amanat.face.files import as_data
from amanat.face.forms import Form
from amanat.face.web import SeeOther, act_of, answer, sent, signed_in
from amanat.words.act import Act, Role


def _case(request: HttpRequest, code: str) -> tuple[Case, Act]:
    """The case, and the officer's act; NotFound for whoever may not look at it."""
    return queries.case_for(request.user.pk, code), act_of(request, Role.OFFICER)


@never_cache
@signed_in
def review(request: HttpRequest, code: str) -> HttpResponse:
    """Both claims, the contract, the money kept, and the rule card."""
    case, act = _case(request, code)
    agreed = queries.terms(case.deal).price_units
    return _page(request, case, act, RulingForm(agreed_units=agreed), CallForm())


def _page(request: HttpRequest, case: Case, act: Act, ruling: Form, call: Form) -> HttpResponse:
    deal = case.deal
    terms = queries.terms(deal)
    problem = deal.problems.order_by("-pk").first()
    names = people.names([deal.buyer_id or 0, deal.seller_id or 0])
    clauses = RULE_CARD[problem.kind if problem else "other"]
    shown = {
        "deal": deal,
        "terms": terms,
        "bill": queries.bill(terms),
        "problem": problem,
        "buyer": names.get(deal.buyer_id or 0, ""),
        "seller": names.get(deal.seller_id or 0, ""),
        "files": list(deal.files.select_related("file").order_by("pk")),
        "messages": list(deal.messages.order_by("pk")[:200]),
        "view": case_view(case, Role.OFFICER, terms, act.at),
        "card": [(name, CLAUSES[name]) for name in clauses],
        "ruling_form": ruling,
        "call_form": call,
        "rule_url": reverse(_rule_name(case), args=[deal.code]),
    }
    return render(request, "deals/review.html", shown)


def _rule_name(case: Case) -> str:
    return "deals:rule_again" if case.state == "appealed" else "deals:rule"


def ruling_of(verb: str) -> Callable[..., HttpResponse]:
    """The page that takes a ruling, and the one that takes the ruling on an appeal."""
    do = getattr(deals, verb)

    @signed_in
    def page(request: HttpRequest, code: str) -> HttpResponse:
        case, act = _case(request, code)
        form = RulingForm(sent(request), agreed_units=queries.terms(case.deal).price_units)

        def rule(data: dict[str, Any]) -> Any:
            phone = people.phone_of(act.person)
            codes.confirm_code(
                act,
                phone=phone,
                purpose=queries.AWARD,
                code=data["code"],
                subject=case.deal.code,
            )
            fields = {name: data[name] for name in ("price_units", "clause", "reasons")}
            return do(act, case_id=case.pk, return_freight_by=freight_by(data["goods"]), **fields)

        return answer(
            request,
            form,
            rule,
            then=reverse("deals:review", args=[code]),
            otherwise=lambda: _page(request, case, act, form, CallForm()),
        )

    return page


@signed_in
def note_call(request: HttpRequest, code: str) -> HttpResponse:
    """Note that a side heard the ruling on the phone."""
    case, act = _case(request, code)
    form = CallForm(sent(request))
    agreed = queries.terms(case.deal).price_units
    return answer(
        request,
        form,
        lambda data: deals.note_call(act, case_id=case.pk, **data),
        then=reverse("deals:review", args=[code]),
        otherwise=lambda: _page(request, case, act, RulingForm(agreed_units=agreed), form),
    )


@require_POST
@signed_in
def send_code(request: HttpRequest, code: str) -> HttpResponse:
    """Send the one-time code that signs a ruling."""
    case, act = _case(request, code)
    phone = people.phone_of(act.person)
    codes.send_code(act, phone=phone, purpose=queries.AWARD, subject=case.deal.code)
    return SeeOther(reverse("deals:review", args=[code]))


@require_POST
@signed_in
def take_case(request: HttpRequest, code: str) -> HttpResponse:
    """Take the case."""
    case, act = _case(request, code)
    deals.take_case(act, case_id=case.pk)
    return SeeOther(reverse("deals:review", args=[code]))


@require_POST
@signed_in
def stand_aside(request: HttpRequest, code: str) -> HttpResponse:
    """Declare a conflict of interest; from now on the case is not this officer's to see."""
    case, act = _case(request, code)
    deals.stand_aside(act, case_id=case.pk)
    return SeeOther(reverse("home"))


@signed_in
def file(request: HttpRequest, code: str, file_id: int) -> HttpResponse:
    """A file of the deal, for its arbiter."""
    case, _ = _case(request, code)
    link = queries.evidence_of(case, file_id)
    opened = evidence.read(link.file_id)
    return as_data(opened.content, name=opened.file.name, media_type=opened.file.media_type)
