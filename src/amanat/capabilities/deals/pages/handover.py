"""Handing in work, and asking for changes to it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.pages.record import side
from amanat.capabilities.deals.rules import LONGEST_MESSAGE, MOST_FILES, WORK
from amanat.capabilities.evidence import actions as evidence
from amanat.face import forms
from amanat.face.web import answer, sent, signed_in
from amanat.words.act import Act
from amanat.words.refusal import NotFound
from amanat.words.text import Text


class HandInForm(forms.Form):
    words = forms.TextField(
        Text("چه تحویل می‌دهید؟", "What do you hand in?"),
        Text("پیوند ننویسید؛ خود فایل را بگذارید.", "No links; add the file itself."),
        longest=LONGEST_MESSAGE,
        rows=4,
        required=False,
    )
    pictures = forms.FilesField(
        Text("فایل‌ها: عکس یا سند", "Files: pictures or PDF"), most=MOST_FILES, required=False
    )


class ReviseForm(forms.Form):
    words = forms.TextField(
        Text("چه چیزی عوض شود؟", "What should change?"),
        Text("با معیار پذیرش بسنجید و روشن بنویسید.", "Compare with the test, and be clear."),
        longest=LONGEST_MESSAGE,
        rows=4,
    )


def _stage(request: HttpRequest, code: str) -> tuple[Deal, Act]:
    """A stage of the reader's; anything else is not handed in here."""
    deal, act, _ = side(request, code)
    if deal.kind != WORK:
        raise NotFound
    return deal, act


@signed_in
def hand_in(request: HttpRequest, code: str) -> HttpResponse:
    """Files, words, or both; each gets a hash that both sides see."""
    deal, act = _stage(request, code)
    form = HandInForm(sent(request), request.FILES or None)

    def do(data: dict[str, Any]) -> Any:
        kept = [
            evidence.keep(act, person_id=act.person, upload=upload, param="pictures")
            for upload in data["pictures"]
        ]
        file_ids = tuple(file.pk for file in kept)
        return deals.hand_in(act, deal_id=deal.pk, words=data["words"], file_ids=file_ids)

    shown = {"deal": deal, "form": form, "terms": queries.terms(deal)}
    return answer(
        request,
        form,
        do,
        then=reverse("deals:deal", args=[code]),
        otherwise=lambda: render(request, "deals/hand_in.html", shown),
    )


@signed_in
def revise(request: HttpRequest, code: str) -> HttpResponse:
    """What should change, before it can be approved."""
    deal, act = _stage(request, code)
    form = ReviseForm(sent(request))
    terms = queries.terms(deal)
    left = terms.more.get("revisions", 0) - deal.revisions.count()
    shown = {"deal": deal, "form": form, "terms": terms, "left": max(left, 0)}
    return answer(
        request,
        form,
        lambda data: deals.revise(act, deal_id=deal.pk, words=data["words"]),
        then=reverse("deals:deal", args=[code]),
        otherwise=lambda: render(request, "deals/revise.html", shown),
    )
