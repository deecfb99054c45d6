"""Sending coins; and the switch that two officers turn."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Switch
from amanat.capabilities.deals.pages.record import side
from amanat.capabilities.deals.rules import COIN, NETWORKS
from amanat.capabilities.deals.states import SWITCH
from amanat.capabilities.people import queries as people
from amanat.face import forms
from amanat.face.web import act_of, answer, sent, signed_in
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound
from amanat.words.text import Text

LONGEST_TXID = 80


class SendCoinsForm(forms.Form):
    txid = forms.TextField(
        Text("شناسهٔ تراکنش", "The transaction’s number"),
        Text("همان txid در کیف پول یا کاوشگر.", "The txid in your wallet or in an explorer."),
        longest=LONGEST_TXID,
        ltr=True,
    )


class SwitchForm(forms.Form):
    verb = forms.HiddenField()


@signed_in
def send_coins(request: HttpRequest, code: str) -> HttpResponse:
    """The address that was signed, and the number of the transaction to it."""
    deal, act, _ = side(request, code)
    if deal.kind != COIN:
        raise NotFound
    terms = queries.terms(deal)
    form = SendCoinsForm(sent(request))
    shown = {"deal": deal, "form": form, "terms": terms, "network": NETWORKS[terms.more["network"]]}
    return answer(
        request,
        form,
        lambda data: deals.send_coins(act, deal_id=deal.pk, txid=data["txid"]),
        then=reverse("deals:deal", args=[code]),
        otherwise=lambda: render(request, "deals/send_coins.html", shown),
    )


@signed_in
def switch(request: HttpRequest) -> HttpResponse:
    """Whether deals about digital currency are allowed, and by whom."""
    act = act_of(request, Role.OFFICER)
    if Role.OFFICER not in people.hats(act.person):
        raise NotFound
    now = queries.coin_switch()
    verbs = SWITCH.open_to(Role.OFFICER, now.state if now else "")
    form = SwitchForm(sent(request))
    shown = {
        "form": form,
        "state": SWITCH.states[now.state] if now else SWITCH.states["off"],
        "names": people.names(
            [pk for pk in (now.proposed_by_id, now.confirmed_by_id) if pk]
        ).values()
        if now
        else [],
        "verbs": [(verb, SWITCH.verbs[verb]) for verb in verbs],
    }
    return answer(
        request,
        form,
        lambda data: _turn(act, now, data["verb"]),
        then=reverse("deals:coin_switch"),
        otherwise=lambda: render(request, "deals/coin_switch.html", shown),
    )


def _turn(act: Act, now: Switch | None, verb: str) -> Switch:
    if verb not in SWITCH.verbs:
        raise NotFound
    if now is None or verb == "propose_switch":
        return deals.propose_switch(act)
    turned: Switch = getattr(deals, verb)(act, switch_id=now.pk)
    return turned
