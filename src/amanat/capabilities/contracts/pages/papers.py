"""The signed PDF, its data twin, and the page where anybody checks a contract by its code."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.contracts import queries
from amanat.capabilities.contracts.pages import shown
from amanat.capabilities.contracts.pages.forms import CodeForm
from amanat.capabilities.contracts.pages.printing import print_contract
from amanat.capabilities.contracts.refusals import NoSuchContract
from amanat.face.web import SeeOther, act_of, signed_in
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound, Refused, refuse


def _for_a_side(act: Act, code: str) -> queries.Contract:
    """The contract, for its buyer or whoever acts for its maker; NotFound for others."""
    one = queries.by_code(code)
    if one.buyer_id != act.by and not businesses.mandate_of(act.by, one.business_id, act.at):
        raise NotFound("code")
    return one


@require_GET
@never_cache
@signed_in
def pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The contract as it was signed, to keep and to print; the data twin lies inside it."""
    one = _for_a_side(act_of(request, Role.PERSON), code)
    found = queries.document(one.pk)
    answer = HttpResponse(print_contract(found), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{one.code}.pdf"'
    return answer


@require_GET
@never_cache
@signed_in
def twin(request: HttpRequest, code: str) -> HttpResponse:
    """The same contract as data: signed bytes, signature, key."""
    one = _for_a_side(act_of(request, Role.PERSON), code)
    found = queries.twin(queries.document(one.pk))
    answer = JsonResponse(found, json_dumps_params={"ensure_ascii": False})
    answer["Content-Disposition"] = f'attachment; filename="{one.code}.json"'
    return answer


@require_GET
def verify(request: HttpRequest) -> HttpResponse:
    """Type a code, and see whether such a contract stands."""
    form = CodeForm(request.GET or None)
    if form.is_bound and form.is_valid():
        try:
            typed = form.cleaned_data["code"]
            one = queries.find(typed) or refuse(NoSuchContract, "code")
            return SeeOther(reverse("contracts:verified", args=[one.code]))
        except Refused as no:
            form.refuse(no)
    return render(request, "contracts/verify.html", {"form": form})


@require_GET
@never_cache
def verified(request: HttpRequest, code: str) -> HttpResponse:
    """What anybody may know of a contract: that it stands, of whom, and its hashes. No buyer."""
    one = queries.by_code(code)
    page: dict[str, Any] = shown.row(one) | {
        "terms": queries.terms_of(one),
        "documents": queries.documents(one.pk),
        "index": queries.log_index(one),
    }
    return render(request, "contracts/verified.html", page)
