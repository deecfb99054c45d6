"""Approving, which releases money and needs a code; and saying that something is wrong."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.pages.forms import ApproveForm
from amanat.capabilities.deals.pages.kind_forms import report_form
from amanat.capabilities.deals.pages.record import side
from amanat.capabilities.deals.rules import ACCOUNT, APPROVE
from amanat.capabilities.evidence import actions as evidence
from amanat.capabilities.people import actions as people
from amanat.capabilities.people import queries as persons
from amanat.face.web import SeeOther, answer, sent, signed_in
from amanat.words.act import Act


@signed_in
@require_POST
def send_code(request: HttpRequest, code: str) -> HttpResponse:
    """Send the one-time code that releases this deal's money."""
    deal, act, _ = side(request, code)
    phone = persons.phone_of(act.person)
    people.send_code(act, phone=phone, purpose=APPROVE, subject=deal.code)
    return SeeOther(reverse("deals:approve", args=[code]))


@signed_in
def approve(request: HttpRequest, code: str) -> HttpResponse:
    """The check page before money moves for good: how much, to whom, and a one-time code."""
    deal, act, _ = side(request, code)
    form = ApproveForm(sent(request))
    bill = queries.bill(queries.terms(deal))
    seller = persons.names([deal.seller_id or 0]).get(deal.seller_id or 0, "")
    shown = {"deal": deal, "form": form, "bill": bill, "seller": seller}
    if deal.kind == ACCOUNT and deal.state == "inspection":
        shown["watch"] = queries.recovery_time(queries.terms(deal), act.at)
    return answer(
        request,
        form,
        lambda data: _approve(act, deal, data["code"]),
        then=reverse("deals:deal", args=[code]),
        otherwise=lambda: render(request, "deals/approve.html", shown),
    )


def _approve(act: Act, deal: Deal, code: str) -> Deal:
    """The code is spent in a transaction of its own, so that a wrong try stays counted."""
    phone = persons.phone_of(act.person)
    people.confirm_code(act, phone=phone, purpose=APPROVE, code=code, subject=deal.code)
    return deals.approve(act, deal_id=deal.pk)


@signed_in
def report(request: HttpRequest, code: str) -> HttpResponse:
    """There is a problem: what, with pictures, and what should happen. The money stays."""
    deal, act, _ = side(request, code)
    form = report_form(deal.kind)(sent(request), request.FILES or None)

    def do(data: dict[str, Any]) -> Deal:
        kept = [
            evidence.keep(act, person_id=act.person, upload=upload)
            for upload in data.pop("pictures")
        ]
        file_ids = tuple(file.pk for file in kept)
        return deals.report(act, deal_id=deal.pk, file_ids=file_ids, **data)

    return answer(
        request,
        form,
        do,
        then=reverse("deals:deal", args=[code]),
        otherwise=lambda: render(request, "deals/report.html", {"deal": deal, "form": form}),
    )
