"""To the bank, back from it, and what came of it. Works without scripts."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from amanat.capabilities.payments import actions, ports, queries
from amanat.capabilities.payments.actions.asking import sale_of
from amanat.capabilities.payments.actions.callback import BODY_LIMIT
from amanat.capabilities.payments.models import Attempt
from amanat.capabilities.payments.pages.sentences import outcome_of
from amanat.capabilities.payments.ports.gateway import Redirect
from amanat.capabilities.payments.states import AT_BANK
from amanat.face.ways import with_ways_to
from amanat.face.web import SeeOther, act_of, signed_in
from amanat.words.act import Role
from amanat.words.refusal import NotFound


def origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


BANKS = sorted({origin(one["page"]) for one in settings.GATEWAYS.values()})


def result_of(attempt: Attempt) -> str:
    return reverse("payments:result", args=[attempt.public_id])


@require_POST
@signed_in
def pay(request: HttpRequest, payment_id: int) -> HttpResponse:
    """The payer pressed «پرداخت»."""
    attempt = actions.go_to_bank(
        act_of(request),
        payment_id=payment_id,
        gateway=request.POST.get("gateway", ""),
        next_path=request.POST.get("next", ""),
    )
    if attempt.state != "redirected":
        return SeeOther(result_of(attempt))
    return SeeOther(reverse("payments:bank", args=[attempt.public_id]))


@require_GET
@never_cache
@signed_in
def bank(request: HttpRequest, public_id: str) -> HttpResponse:
    """The last page of ours before the bank's: a form that goes there, by a button."""
    attempt = _found(public_id)
    if attempt.payment.payer_id != request.user.pk:
        raise NotFound
    if attempt.state not in AT_BANK:
        return SeeOther(result_of(attempt))
    way: Redirect = ports.gateway(attempt.gateway).redirect(sale_of(attempt))
    page = render(request, "payments/bank.html", {
        "attempt": attempt, "url": way.url, "method": way.method, "fields": way.fields.items(),
        "gateway": queries.title(attempt.gateway),
        "host": urlsplit(way.url).hostname, "next_path": attempt.payment.next_path,
    })  # fmt: skip
    #  The bank wants to see which site sends the payer; the house's own policy would hide it.
    page["Referrer-Policy"] = "strict-origin-when-cross-origin"
    return with_ways_to(BANKS, page)


@csrf_exempt
@require_http_methods(["GET", "POST"])
@never_cache
def back(request: HttpRequest, gateway: str, public_id: str, proof: str) -> HttpResponse:
    """The payer's browser is back from the bank: from another site, without cookie or token."""
    body, fields = _brought(request)
    attempt = actions.come_back_from_bank(
        act_of(request, Role.BANK),
        gateway=gateway,
        public_id=public_id,
        proof=proof,
        body=body,
        fields=fields,
    )
    return SeeOther(result_of(attempt))


def _brought(request: HttpRequest) -> tuple[bytes, dict[str, str]]:
    """What was posted, as it came and as fields. Too large or unreadable it is kept all the same,
    as far as we keep anything, and claims nothing."""
    try:
        body = request.body or request.META.get("QUERY_STRING", "").encode()
    except RequestDataTooBig:
        return request.read(BODY_LIMIT), {}
    try:
        fields = request.POST if request.method == "POST" else request.GET
        return body, fields.dict()
    except (TooManyFieldsSent, MultiPartParserError):
        return body, {}


@require_GET
@never_cache
def result(request: HttpRequest, public_id: str) -> HttpResponse:
    """What came of an attempt, for whoever holds its address: the amount, and nothing personal."""
    attempt = _found(public_id)
    outcome = outcome_of(attempt)
    is_payer = attempt.payment.payer_id == request.user.pk
    may_retry = is_payer and outcome.may_retry and attempt.payment.state == "due"
    page = render(request, "payments/result.html", {
        "attempt": attempt, "outcome": outcome, "may_retry": may_retry,
        "is_payer": is_payer, "next_path": attempt.payment.next_path,
        "reason": queries.reason(attempt) if outcome.tells_reason and attempt.code else None,
    })  # fmt: skip
    if outcome.refresh_seconds:
        page["Refresh"] = str(outcome.refresh_seconds)
    return page


def _found(public_id: str) -> Attempt:
    attempt = queries.attempt_at(public_id)
    if attempt is None:
        raise NotFound
    return attempt
