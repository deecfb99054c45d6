"""Another fee payer, asked for and answered before the first payment."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal, FeeAsk
from amanat.capabilities.deals.pages.forms import FEE_PAYERS, AcceptForm
from amanat.capabilities.deals.pages.record import side
from amanat.capabilities.deals.rules import FEE_PAYERS as PAYERS
from amanat.face import forms
from amanat.face.web import answer, sent, signed_in
from amanat.words.refusal import NotFound
from amanat.words.text import Text


class FeeForm(forms.Form):
    fee_payer = forms.ChoiceField(
        Text("کارمزد یک درصد را چه کسی بدهد؟", "Who should pay the one percent fee?"), FEE_PAYERS
    )


@signed_in
def ask_fee(request: HttpRequest, code: str) -> HttpResponse:
    """Choose another payer; what each side would pay and get stands beside each choice."""
    deal, act, _ = side(request, code)
    terms = queries.terms(deal)
    form = FeeForm(sent(request), initial={"fee_payer": terms.fee_payer})
    bills = [
        (FEE_PAYERS[payer], queries.bill(replace(terms, fee_payer=payer)), payer == terms.fee_payer)
        for payer in PAYERS
    ]
    shown = {"deal": deal, "form": form, "bills": bills}
    return answer(
        request,
        form,
        lambda data: deals.ask_fee(act, deal_id=deal.pk, fee_payer=data["fee_payer"]),
        then=reverse("deals:deal", args=[code]),
        otherwise=lambda: render(request, "deals/ask_fee.html", shown),
    )


@signed_in
def accept_fee(request: HttpRequest, code: str) -> HttpResponse:
    """The same terms with another payer, before and after; signed by their hash."""
    deal, act, role = side(request, code)
    ask = _open(deal)
    terms = queries.terms(deal)
    new = replace(terms, fee_payer=ask.fee_payer)
    form = AcceptForm(sent(request), initial={"sha256": ask.sha256})
    shown = {
        "deal": deal, "form": form, "ask": ask, "before": queries.bill(terms),
        "after": queries.bill(new), "was": FEE_PAYERS[terms.fee_payer],
        "becomes": FEE_PAYERS[ask.fee_payer], "may_answer": ask.role != role,
    }  # fmt: skip
    return answer(
        request,
        form,
        lambda data: deals.accept_fee(act, deal_id=deal.pk, sha256=data["sha256"]),
        then=reverse("deals:deal", args=[code]),
        otherwise=lambda: render(request, "deals/accept_fee.html", shown),
    )


def _open(deal: Deal) -> FeeAsk:
    ask = queries.fee_ask(deal)
    if ask is None:
        raise NotFound
    return ask
