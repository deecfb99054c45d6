"""Packing, claims and returns, for the two sides of a deal."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.pages.damage_forms import (
    AnswerForm,
    ClaimForm,
    PackForm,
    ProofsForm,
    ProveForm,
    SendBackForm,
)
from amanat.capabilities.deals.pages.quarrel_forms import YesForm
from amanat.capabilities.deals.pages.record import side
from amanat.capabilities.deals.pages.sentences.damage import ASKS, Ask
from amanat.capabilities.evidence import actions as evidence
from amanat.face.forms import Form
from amanat.face.web import answer, sent, signed_in
from amanat.words.act import Act

Do = Callable[[Act, Deal, dict[str, Any]], Any]


def _page(name: str, form_of: type[Form], do: Do) -> Callable[..., HttpResponse]:
    """A heading, what it means, a form and one button; then back to the deal."""

    def page(request: HttpRequest, code: str) -> HttpResponse:
        deal, act, _ = side(request, code)
        form = form_of(sent(request), request.FILES or None)
        ask: Ask = ASKS[name]
        shown = {
            "deal": deal, "form": form, "heading": ask.heading, "effect": ask.effect,
            "button": ask.button, "has_files": True,
            "word": queries.packing_word(deal.code) if name == "pack" else None,
        }  # fmt: skip
        return answer(
            request,
            form,
            lambda data: do(act, deal, data),
            then=reverse("deals:deal", args=[code]),
            otherwise=lambda: render(request, "deals/quarrel_form.html", shown),
        )

    page.__name__ = name
    return signed_in(page)


def _kept(act: Act, upload: "UploadedFile[Any] | None", param: str) -> int | None:
    """The id of a picture or paper that was sent along; None when nothing was."""
    if not upload:
        return None
    return evidence.keep(act, person_id=act.person, upload=upload, param=param).pk


def _all_kept(act: Act, uploads: "list[UploadedFile[Any]]") -> tuple[int, ...]:
    kept = (_kept(act, upload, "pictures") for upload in uploads)
    return tuple(one for one in kept if one)


def _pack(act: Act, deal: Deal, data: dict[str, Any]) -> Any:
    file_ids = _all_kept(act, data.pop("pictures"))
    return deals.pack(act, deal_id=deal.pk, file_ids=file_ids, **data)


def _proofs(act: Act, data: dict[str, Any]) -> dict[str, int | None]:
    return {f"{name}_id": _kept(act, upload, name) for name, upload in data.items()}


def _claim(act: Act, deal: Deal, data: dict[str, Any]) -> Any:
    words = data.pop("words")
    return deals.claim_damage(act, deal_id=deal.pk, words=words, **_proofs(act, data))


def _complete(act: Act, deal: Deal, data: dict[str, Any]) -> Any:
    claim = queries.claim_on(deal)
    return deals.complete_claim(act, claim_id=claim.pk, **_proofs(act, data))


def _answer(act: Act, deal: Deal, data: dict[str, Any]) -> Any:
    claim = queries.claim_on(deal)
    file_ids = _all_kept(act, data["pictures"])
    return deals.answer_claim(act, claim_id=claim.pk, words=data["words"], file_ids=file_ids)


def _appeal(act: Act, deal: Deal, _data: dict[str, Any]) -> Any:
    return deals.appeal_claim(act, claim_id=queries.claim_on(deal).pk)


def _send(act: Act, deal: Deal, data: dict[str, Any]) -> Any:
    file_id = _kept(act, data.pop("file"), "file")
    return deals.send_return(act, deal_id=deal.pk, file_id=file_id, **data)


def _prove(act: Act, deal: Deal, data: dict[str, Any]) -> Any:
    file_id = _kept(act, data["file"], "file")
    assert file_id is not None, "The form asks for the file."
    return deals.prove_return(act, deal_id=deal.pk, file_id=file_id)


def _contest(act: Act, deal: Deal, data: dict[str, Any]) -> Any:
    file_ids = _all_kept(act, data["pictures"])
    return deals.contest_return(act, deal_id=deal.pk, words=data["words"], file_ids=file_ids)


pack = _page("pack", PackForm, _pack)
claim_damage = _page("claim_damage", ClaimForm, _claim)
complete_claim = _page("complete_claim", ProofsForm, _complete)
answer_claim = _page("answer_claim", AnswerForm, _answer)
appeal_claim = _page("appeal_claim", YesForm, _appeal)
send_return = _page("send_return", SendBackForm, _send)
prove_return = _page("prove_return", ProveForm, _prove)
contest_return = _page("contest_return", AnswerForm, _contest)
