"""How the goods travel."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.pages.around import shipping
from amanat.capabilities.deals.pages.forms import ShipForm
from amanat.capabilities.deals.pages.record import side
from amanat.capabilities.deals.states import DEAL
from amanat.capabilities.evidence import actions as evidence
from amanat.face.web import answer, sent, signed_in


def page_of(verb: str) -> Callable[..., HttpResponse]:
    """The page of `ship`, and of `correct`: the same questions."""
    do = getattr(deals, verb)

    def page(request: HttpRequest, code: str) -> HttpResponse:
        deal, act, _ = side(request, code)
        initial = {"carrier": queries.terms(deal).delivery}
        form = ShipForm(sent(request), request.FILES or None, initial=initial)

        def record(data: dict[str, Any]) -> Any:
            upload = data.pop("file")
            if upload:
                kept = evidence.keep(act, person_id=act.person, upload=upload)
                data["file_id"] = kept.pk
            return do(act, deal_id=deal.pk, **data)

        shown = {"deal": deal, "form": form, "label": DEAL.verbs[verb]}
        return answer(
            request,
            form,
            record,
            then=reverse("deals:deal", args=[code]),
            otherwise=lambda: render(
                request, "deals/ship.html", {**shown, **shipping(deal, act.at)}
            ),
        )

    page.__name__ = verb
    return signed_in(page)
