"""The seller types the code that the buyer shows on the spot."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.pages.record import side
from amanat.face import forms
from amanat.face.web import answer, sent, signed_in
from amanat.words.text import Text


class HandCodeForm(forms.Form):
    code = forms.CodeField(
        Text("کدی که خریدار نشان می‌دهد", "The code the buyer shows"),
        Text("شش رقم، روی صفحهٔ معامله در گوشی خریدار.", "Six digits, on the deal’s page on the buyer’s phone."),
    )  # fmt: skip


@signed_in
def meet(request: HttpRequest, code: str) -> HttpResponse:
    """Type the code, and the goods are handed over."""
    deal, act, _ = side(request, code)
    form = HandCodeForm(sent(request))

    def hand_over(data: dict[str, Any]) -> Any:
        deals.type_hand_code(act, deal_id=deal.pk, code=data["code"])
        return deals.meet(act, deal_id=deal.pk)

    shown = {"deal": deal, "form": form, "terms": queries.terms(deal)}
    return answer(
        request,
        form,
        hand_over,
        then=reverse("deals:deal", args=[code]),
        otherwise=lambda: render(request, "deals/meet.html", shown),
    )
