"""Sealing, handing over, breaking the seal, and what lies behind it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.pages.forms import PlainForm
from amanat.capabilities.deals.pages.kind_forms import (
    BundleForm,
    HandleForm,
    OptionalHandleForm,
    SealForm,
    TransferCodeForm,
    with_points,
)
from amanat.capabilities.deals.pages.record import side
from amanat.capabilities.deals.pages.sentences import plain_of
from amanat.capabilities.deals.pages.sentences.transfer import steps_of
from amanat.capabilities.deals.rules import ACCOUNT, DOMAIN_IR, DOMAINS, POINTS
from amanat.capabilities.deals.states import named, verb_words
from amanat.capabilities.people import queries as people
from amanat.face import forms
from amanat.face.web import answer, sent, signed_in
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound
from amanat.words.text import Text

SEALING = Text(
    "کد رمزنگاری می‌شود. هر دو طرف نشان مهر را می‌بینند و خریدار بعد از پرداخت می‌تواند بسنجد که کد "
    "همان است. تا پیش از پرداخت می‌توانید آن را عوض کنید. اگر معامله به‌هم بخورد، دیده‌نشده نابود می‌شود.",
    "The code is encrypted. Both sides see the mark of the seal, and after paying the buyer can "
    "check that the code is the same. Until payment you may replace it. If the deal comes to "
    "nothing, it is destroyed unseen.",
)
HANDING_OVER = Text(
    "{secret} رمزنگاری و فقط به خریدار نشان داده می‌شود. نشان مهر را هر دو طرف می‌بینند و دیگر عوض نمی‌شود.",
    "The {secret} you write is encrypted and shown to the buyer alone. Both sides see the mark of the "
    "seal, and it no longer changes.",
)
TICKING = Text(
    "هر نکته را پس از دیدن در خود بازی علامت بزنید. تا همه علامت نخورد، پول با تأیید شما نمی‌رود.",
    "Tick each point after checking it in the game itself. Until all are ticked, no money goes "
    "by your approval.",
)
TAKING = Text(
    "کد انتقال فقط به شما نشان داده می‌شود و زمان و نشانی شبکهٔ شما ثبت می‌شود.",
    "The transfer code is shown to you alone, and the time and your network are noted.",
)


def network_of(request: HttpRequest) -> str:
    """Where the reader comes from, as far as the network says."""
    peer = request.META.get("REMOTE_ADDR", "")
    return people.network_of(peer, request.headers.get("X-Forwarded-For", ""))


def _form_page(
    request: HttpRequest,
    deal: Deal,
    form: forms.Form,
    do: Any,
    *,
    verb: str,
    says: Text,
    **more: Any,
) -> HttpResponse:
    """A heading, a sentence, a form and one button."""
    shown = {"deal": deal, "form": form, "label": verb_words(deal.kind, verb), "says": says, **more}
    then = more.get("then") or reverse("deals:deal", args=[deal.code])
    return answer(
        request,
        form,
        do,
        then=then,
        otherwise=lambda: render(request, "deals/vault_form.html", shown),
    )


@never_cache
@signed_in
def seal(request: HttpRequest, code: str) -> HttpResponse:
    """The seller seals the code, or another in its place."""
    deal, act, _ = side(request, code)
    return _form_page(
        request,
        deal,
        SealForm(sent(request)),
        lambda data: deals.seal(act, deal_id=deal.pk, secret=data["secret"]),
        verb="seal",
        says=SEALING,
    )


@never_cache
@signed_in
def hand_over(request: HttpRequest, code: str) -> HttpResponse:
    """The seller puts the sign-in details or the transfer code into the vault."""
    deal, act, _ = side(request, code)
    points = queries.terms(deal).more.get("points", [])
    kind = with_points(BundleForm, points) if deal.kind == ACCOUNT else TransferCodeForm

    def do(data: dict[str, Any]) -> Deal:
        ticked = tuple(point for point in POINTS if data.get(point))
        return deals.hand_over(act, deal_id=deal.pk, secret=data["secret"], points=ticked)

    says = named(deal.kind, HANDING_OVER)
    steps = steps_of(deal.kind, Role.SELLER)
    return _form_page(request, deal, kind(sent(request)), do, verb="hand_over", says=says,
                      steps=steps)  # fmt: skip


@signed_in
def tick(request: HttpRequest, code: str) -> HttpResponse:
    """The buyer ticks what he has checked of the account."""
    deal, act, _ = side(request, code)
    points = queries.terms(deal).more.get("points", [])
    done = queries.ticks_of(deal)[Role.BUYER]
    form = with_points(forms.Form, points)(sent(request), initial=dict.fromkeys(done, True))
    return _form_page(
        request,
        deal,
        form,
        lambda data: deals.tick(act, deal_id=deal.pk, points=_ticked(data)),
        verb="tick",
        says=TICKING,
    )


def _ticked(data: dict[str, Any]) -> tuple[str, ...]:
    return tuple(point for point in POINTS if data.get(point))


@never_cache
@signed_in
def reveal(request: HttpRequest, code: str) -> HttpResponse:
    """Break the seal, after reading what that begins."""
    deal, act, _ = side(request, code)
    form = PlainForm(sent(request))
    shown = {
        "deal": deal, "form": form, "plain": plain_of(deal.kind, "reveal"),
        "label": verb_words(deal.kind, "reveal"),
    }  # fmt: skip
    return answer(
        request,
        form,
        lambda _: deals.reveal(act, deal_id=deal.pk, network=network_of(request)),
        then=reverse("deals:secret", args=[code]),
        otherwise=lambda: render(request, "deals/plain.html", shown),
    )


@never_cache
@signed_in
def take_code(request: HttpRequest, code: str) -> HttpResponse:
    """Say one's handle at the registry, and see the transfer code."""
    deal, act, _ = side(request, code)
    form = (HandleForm if deal.kind == DOMAIN_IR else OptionalHandleForm)(sent(request))

    def do(data: dict[str, Any]) -> Deal:
        network = network_of(request)
        return deals.take_code(act, deal_id=deal.pk, handle=data["handle"], network=network)

    return _form_page(request, deal, form, do, verb="take_code", says=TAKING,
                      then=reverse("deals:secret", args=[code]))  # fmt: skip


@never_cache
@signed_in
def secret(request: HttpRequest, code: str) -> HttpResponse:
    """What was sealed, for the buyer who broke the seal; with how to check the mark."""
    deal, act, role = side(request, code)
    handover = queries.handover(deal)
    if role is not Role.BUYER or handover is None or not handover.is_seen:
        raise NotFound
    shown = {
        "deal": deal,
        "opened": _look(act, deal, request),
        "label": verb_words(deal.kind, "reveal" if deal.kind not in DOMAINS else "take_code"),
        "steps": steps_of(deal.kind, Role.BUYER),
    }
    return render(request, "deals/secret.html", shown)


def _look(act: Act, deal: Deal, request: HttpRequest) -> Any:
    return deals.look_again(act, deal_id=deal.pk, network=network_of(request))
