"""The certifier's pages: where they may certify, and the certificate itself."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from amanat.capabilities.evidence import actions as evidence
from amanat.capabilities.projects import actions, queries
from amanat.capabilities.projects.pages.forms import AuditForm, CertifyForm
from amanat.capabilities.projects.rules.terms import ACCOUNTANT, PHOTO_KINDS, percent_of
from amanat.face.web import act_of, answer, sent, signed_in
from amanat.words.refusal import NotFound, refuse_unless


@never_cache
@signed_in
def certifying(request: HttpRequest) -> HttpResponse:
    """Projects this person was named for."""
    found = queries.named_for(act_of(request).person)
    return render(request, "projects/certifying.html", {"found": found})


@never_cache
@signed_in
def certify(request: HttpRequest, code: str) -> HttpResponse:
    """What was certified before, and a new certificate with its photos."""
    act = act_of(request)
    one = queries.by_code(code)
    named = queries.certifier_of(one.pk, act.by)
    form = CertifyForm(sent(request), request.FILES if request.method == "POST" else None)

    def sign(data: dict[str, Any]) -> Any:
        photos = [
            evidence.keep(
                act, person_id=act.person, upload=upload, allowed=PHOTO_KINDS, param="photos"
            ).pk
            for upload in data.pop("photos")
        ]
        progress = actions.Progress(file_ids=tuple(photos), **data)
        return actions.certify(act, project_id=one.pk, progress=progress)

    page = {
        "project": one,
        "named": named,
        "form": form,
        "last": percent_of(queries.last_certified(one.pk, named.kind)),
        "is_accountant": named.kind == ACCOUNTANT,
    }
    return answer(
        request,
        form,
        sign,
        then=reverse("projects:public", args=[one.code]),
        otherwise=lambda: render(request, "projects/certify.html", page),
    )


@never_cache
@signed_in
def audit_project(request: HttpRequest, code: str) -> HttpResponse:
    """The accountant's word about the books, with the signed report."""
    act = act_of(request)
    one = queries.by_code(code)
    refuse_unless(queries.certifier_of(one.pk, act.by).kind == ACCOUNTANT, NotFound)
    form = AuditForm(sent(request), request.FILES if request.method == "POST" else None)

    def sign(data: dict[str, Any]) -> Any:
        paper = evidence.keep(act, person_id=act.person, upload=data.pop("paper"), param="paper")
        return actions.audit_project(act, project_id=one.pk, file_id=paper.pk, **data)

    page = {"project": one, "form": form, "money": queries.money(one)}
    return answer(
        request,
        form,
        sign,
        then=reverse("projects:public", args=[one.code]),
        otherwise=lambda: render(request, "projects/audit.html", page),
    )
