"""Verbs that need a look and a yes: one page for each, all of one shape."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals.pages.forms import PlainForm
from amanat.capabilities.deals.pages.record import side
from amanat.capabilities.deals.pages.sentences import plain_of
from amanat.capabilities.deals.states import verb_words
from amanat.face.web import answer, sent, signed_in


def page_of(verb: str) -> Callable[..., HttpResponse]:
    """The page of one plain verb: says what will happen, then does it."""
    do = getattr(deals, verb)

    def page(request: HttpRequest, code: str) -> HttpResponse:
        deal, act, _ = side(request, code)
        form = PlainForm(sent(request))
        shown = {
            "deal": deal, "form": form, "plain": plain_of(deal.kind, verb),
            "label": verb_words(deal.kind, verb),
        }  # fmt: skip
        home = reverse("deals:list") if verb == "discard" else reverse("deals:deal", args=[code])
        return answer(
            request,
            form,
            lambda _: do(act, deal_id=deal.pk),
            then=home,
            otherwise=lambda: render(request, "deals/plain.html", shown),
        )

    page.__name__ = verb
    return signed_in(page)
