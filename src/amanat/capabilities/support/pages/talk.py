"""The customer's side: ask at any hour, read, write, ask for a call. Works without scripts."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amanat.capabilities.deals import queries as deals
from amanat.capabilities.notices import queries as notices
from amanat.capabilities.people import actions as codes
from amanat.capabilities.people import queries as people
from amanat.capabilities.support import actions as support
from amanat.capabilities.support import queries
from amanat.capabilities.support.models import Conversation
from amanat.capabilities.support.pages.forms import AskForm, ProofForm, SayForm, StrangerForm
from amanat.capabilities.support.states import CONVERSATION, OPEN
from amanat.face.forms import Form
from amanat.face.web import SeeOther, act_of, answer, sent, signed_in
from amanat.words.act import Act

PHONE, WORDS = "support.phone", "support.words"
PROOF = "support"  # The purpose of the code that proves a number.
MOST_SHOWN = 50


@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """What I asked before, how soon support answers, and when the phones are open."""
    act = act_of(request)
    rows = list(queries.mine(act.by)[:MOST_SHOWN]) if act.by is not None else []
    shown = {
        "rows": [(one, CONVERSATION.states[one.state]) for one in rows],
        "expected": queries.expected(act.at),
        "hours": notices.phone_hours(act.at),
    }
    return render(request, "support/home.html", shown)


@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """Write to support; whoever is not signed in proves the number first."""
    act = act_of(request)
    kind = AskForm if act.by is not None else StrangerForm
    form = kind(sent(request))
    deal = _deal_in(request, act)
    shown = {"form": form, "deal": deal, "expected": queries.expected(act.at)}
    return answer(
        request,
        form,
        lambda data: _asked(request, act, data, deal),
        then=lambda url: url,
        otherwise=lambda: render(request, "support/new.html", shown),
    )


def _deal_in(request: HttpRequest, act: Act) -> Any:
    """The deal named in the address, when it is one of the reader's."""
    code = request.GET.get("deal", "")
    return deals.deal_for(act.by, code) if code and act.by is not None else None


def _asked(request: HttpRequest, act: Act, data: dict[str, str], deal: Any) -> str:
    if act.by is None:
        network = people.network_of(
            request.META.get("REMOTE_ADDR", ""), request.headers.get("X-Forwarded-For", "")
        )
        request.session[PHONE], request.session[WORDS] = data["phone"], data["words"]
        codes.send_code(act, phone=data["phone"], purpose=PROOF, network=network)
        return reverse("support:code")
    opened = support.open_conversation(
        act,
        phone=people.phone_of(act.by),
        words=data["words"],
        deal_id=deal.pk if deal else None,
    )
    return reverse("support:conversation", args=[opened.code])


@never_cache
def code(request: HttpRequest) -> HttpResponse:
    """The code that proves a number; the conversation then has a link of its own."""
    phone, words = request.session.get(PHONE), request.session.get(WORDS)
    if not phone or not words:
        return SeeOther(reverse("support:open_conversation"))
    act = act_of(request)
    form = ProofForm(sent(request))
    shown = {
        "form": form,
        "phone": phone,
        "inbox": f"{settings.SIMULATORS_URL}/sms" if settings.SANDBOX else "",
    }

    def prove(data: dict[str, str]) -> str:
        stranger = replace(act, by=None)
        codes.confirm_code(stranger, phone=phone, purpose=PROOF, code=data["code"])
        opened = support.open_conversation(stranger, phone=phone, words=words)
        for name in (PHONE, WORDS):
            request.session.pop(name, None)
        return reverse("support:by_link", args=[queries.token_of(opened.code)])

    return answer(
        request,
        form,
        prove,
        then=lambda url: url,
        otherwise=lambda: render(request, "support/code.html", shown),
    )


@never_cache
@signed_in
def conversation(request: HttpRequest, code: str) -> HttpResponse:
    """One of my conversations: what was said, my place in the queue, and room for more."""
    found = queries.conversation_for(request.user.pk or 0, code)
    return _talk(request, found, act_of(request))


@never_cache
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The same for whoever has the link, which only the customer's phone was sent."""
    found = queries.by_token(token)
    act = replace(act_of(request), by=found.person_id)
    return _talk(request, found, act)


def _talk(request: HttpRequest, found: Conversation, act: Act) -> HttpResponse:
    form = SayForm(sent(request))
    here = request.path
    return answer(
        request,
        form,
        lambda data: support.write(act, conversation_id=found.pk, words=data["words"]),
        then=here + "#say",
        otherwise=lambda: _page(request, found, act, form, here),
    )


def _page(
    request: HttpRequest, found: Conversation, act: Act, form: Form, here: str
) -> HttpResponse:
    shown = {
        "conversation": found,
        "state_label": CONVERSATION.states[found.state],
        "is_open": found.state in OPEN,
        "lines": queries.lines(found),
        "place": queries.place_in_queue(found),
        "expected": queries.expected(act.at),
        "deal": deals.deal_of(found.deal_id) if found.deal_id else None,
        "hours": notices.phone_hours(act.at),
        "form": form,
        "here": here,
    }
    return render(request, "support/conversation.html", shown)


@require_POST
@signed_in
def call(request: HttpRequest, code: str) -> HttpResponse:
    """Call me; outside phone hours, when they begin."""
    found = queries.conversation_for(request.user.pk or 0, code)
    support.ask_call(act_of(request), conversation_id=found.pk)
    return SeeOther(reverse("support:conversation", args=[found.code]))


@require_POST
def call_by_link(request: HttpRequest, token: str) -> HttpResponse:
    found = queries.by_token(token)
    act = replace(act_of(request), by=found.person_id)
    support.ask_call(act, conversation_id=found.pk)
    return SeeOther(reverse("support:by_link", args=[token]))
