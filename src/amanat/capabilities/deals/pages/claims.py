"""The officers' page of a claim: the facts on one side, the table of damage on the other."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Claim
from amanat.capabilities.deals.pages.damage_forms import (
    DecideForm,
    FactsForm,
    ProposeForm,
    SecondForm,
)
from amanat.capabilities.deals.pages.forms import CARRIERS
from amanat.capabilities.deals.pages.harm import claim_view
from amanat.capabilities.deals.pages.quarrel_forms import freight_by
from amanat.capabilities.deals.rules import LOSS, OUTCOMES, SHORT, TABLE, check_facts
from amanat.capabilities.evidence import queries as evidence
from amanat.capabilities.people import actions as codes
from amanat.capabilities.people import queries as people
from amanat.capabilities.protection import queries as fund
from amanat.face.files import as_data
from amanat.face.forms import Form
from amanat.face.web import SeeOther, act_of, answer, sent, signed_in
from amanat.words.act import Act, Role
from amanat.words.refusal import Refused

MOST_SHOWN = 100
ASKED = "asked"  # In the address: facts were weighed, so unticked boxes mean no.


def _claim(request: HttpRequest, code: str) -> tuple[Claim, Act]:
    """The claim, and the officer's act; NotFound for whoever may not look at it."""
    return queries.claim_for(request.user.pk, code), act_of(request, Role.OFFICER)


@never_cache
@signed_in
def waiting(request: HttpRequest) -> HttpResponse:
    """Claims that wait for an officer, the most urgent first."""
    found = list(queries.claims_waiting(request.user.pk)[:MOST_SHOWN])
    versions = queries.versions_on_table([claim.deal for claim in found])
    rows = [(one, one.MACHINE.states[one.state], versions[one.deal_id].terms) for one in found]
    return render(request, "deals/claims.html", {"rows": rows})


@never_cache
@signed_in
def claim(request: HttpRequest, code: str) -> HttpResponse:
    """Weigh the facts; the row that applies is marked before anything is decided."""
    found, act = _claim(request, code)
    return _page(request, found, act)


def _page(request: HttpRequest, found: Claim, act: Act, **forms: Form) -> HttpResponse:
    deal = found.deal
    terms = queries.terms(deal)
    facts = FactsForm(_weighed(request, found), auto_id="w-%s")
    shipment = deal.shipments.filter(is_current=True).first()
    shown = {
        "deal": deal, "claim": found, "terms": terms, "bill": queries.bill(terms),
        "view": claim_view(found, Role.OFFICER, terms),
        "names": people.names([deal.buyer_id or 0, deal.seller_id or 0]),
        "packing": queries.packing_of(deal), "word": queries.packing_word(deal.code),
        "shipment": shipment, "carrier": CARRIERS[shipment.carrier] if shipment else None,
        "files": list(deal.files.select_related("file").order_by("pk")),
        "table": [(row, OUTCOMES[row.outcome]) for row in (*TABLE, SHORT)],
        "facts_form": facts, **_plan(found, facts, act.at),
        "decide_form": forms.get("decide") or DecideForm(initial=_typed(facts)),
        "propose_form": forms.get("propose") or ProposeForm(auto_id="p-%s"),
        "second_form": forms.get("second") or SecondForm(auto_id="s-%s"),
        "sent": next(iter(forms.values()), None),
        "may_answer": found.proposed_by_id != act.by,
    }  # fmt: skip
    return render(request, "deals/claim_review.html", shown)


def _weighed(request: HttpRequest, found: Claim) -> dict[str, Any]:
    """The facts as weighed last, or as the papers suggest them."""
    typed = request.POST if request.method == "POST" else request.GET
    if ASKED in typed or request.method == "POST":
        return typed.dict()
    sent_with = found.deal.shipments.filter(is_current=True).exclude(file=None)
    return {
        "is_packed_right": queries.packing_of(found.deal) is not None,
        "has_minutes": found.minutes_id is not None,
        "is_handed_over": found.kind == LOSS and sent_with.exists(),
        "declared_units": "0",
    }


def _typed(facts: FactsForm) -> dict[str, Any]:
    return dict(facts.cleaned_data) if facts.is_valid() else {}


def _plan(found: Claim, facts: FactsForm, at: datetime) -> dict[str, Any]:
    """What the table says of these facts now, and what the fund would pay."""
    balance_units = fund.balance_units()
    shown: dict[str, Any] = {"fund_units": balance_units, "plan": None}
    if not facts.is_valid():
        return shown
    weighed = queries.facts_of(found, **facts.cleaned_data)
    try:
        check_facts(weighed)
    except Refused as no:
        facts.refuse(no)
        return shown
    plan = queries.remedy_of(found.deal, weighed, balance_units=balance_units, at=at)
    return {**shown, "plan": plan, "outcome": OUTCOMES[plan.row.outcome]}


def _signed(act: Act, found: Claim, code: str) -> None:
    """The code is spent in a transaction of its own, so that a wrong try stays counted."""
    phone = people.phone_of(act.person)
    subject = found.deal.code
    codes.confirm_code(act, phone=phone, purpose=queries.AWARD, code=code, subject=subject)


def _decision(
    name: str, form_of: type[Form], do: Callable[[Act, Claim, dict[str, Any]], Any]
) -> Callable[..., HttpResponse]:
    """A decision that is signed by a code; its form stands on the claim's page."""

    def page(request: HttpRequest, code: str) -> HttpResponse:
        found, act = _claim(request, code)
        form = form_of(sent(request), auto_id=f"{name[0]}-%s")

        def run(data: dict[str, Any]) -> Any:
            _signed(act, found, data.pop("code"))
            return do(act, found, data)

        return answer(
            request,
            form,
            run,
            then=reverse("deals:claim", args=[code]),
            otherwise=lambda: _page(request, found, act, **{name: form}),
        )

    return never_cache(signed_in(page))


decide_claim = _decision(
    "decide",
    DecideForm,
    lambda act, found, data: deals.decide_claim(act, claim_id=found.pk, **data),
)
propose = _decision(
    "propose",
    ProposeForm,
    lambda act, found, data: deals.propose_outcome(
        act, claim_id=found.pk, return_freight_by=freight_by(data.pop("goods")), **data
    ),
)
confirm = _decision(
    "second", SecondForm, lambda act, found, _: deals.confirm_outcome(act, claim_id=found.pk)
)


def press(verb: str) -> Callable[..., HttpResponse]:
    """A button that needs nothing typed."""
    do = getattr(deals, verb)

    @require_POST
    @signed_in
    def page(request: HttpRequest, code: str) -> HttpResponse:
        found, act = _claim(request, code)
        do(act, claim_id=found.pk)
        return SeeOther(reverse("deals:claim", args=[code]))

    return page


@require_POST
@signed_in
def send_code(request: HttpRequest, code: str) -> HttpResponse:
    """Send the one-time code that signs a decision."""
    found, act = _claim(request, code)
    phone = people.phone_of(act.person)
    codes.send_code(act, phone=phone, purpose=queries.AWARD, subject=found.deal.code)
    return SeeOther(reverse("deals:claim", args=[code]) + "#decide")


@never_cache
@signed_in
def file(request: HttpRequest, code: str, file_id: int) -> HttpResponse:
    """A file of the deal, for an officer who weighs its claim."""
    found, _ = _claim(request, code)
    link = queries.claim_file(found, file_id)
    opened = evidence.read(link.file_id)
    return as_data(opened.content, name=opened.file.name, media_type=opened.file.media_type)
