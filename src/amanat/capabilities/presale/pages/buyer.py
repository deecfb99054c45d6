"""The buyer's way: am I eligible, choose, check, ticket; then its queue, and what is offered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from amanat.capabilities.permits import queries as permits
from amanat.capabilities.presale import actions, queries
from amanat.capabilities.presale.models import Campaign
from amanat.capabilities.presale.pages.forms import ChoiceForm, EnlistForm, FileForm, PressForm
from amanat.capabilities.presale.pages.public import shown
from amanat.capabilities.presale.rules.window import GROUP_RULES, PARTIES
from amanat.capabilities.presale.states import OFFER, OPEN
from amanat.face import parts
from amanat.face.web import act_of, answer, sent, signed_in
from amanat.words.act import Role
from amanat.words.moments import tehran_day
from amanat.words.refusal import NotFound

OFFER_TONES = {"offered": "due", "taken": "released", "lapsed": "dispute", "declined": "neutral"}


def _lottery(code: str) -> tuple[permits.Permit, Campaign]:
    """The permit, and its lottery: the open one, or the next."""
    permit = permits.by_code(code)
    found = [one for one in queries.open_campaigns(permit.pk) if one.is_lottery]
    best = next((one for one in found if one.state == OPEN), found[0] if found else None)
    if best is None:
        raise NotFound("code")
    return permit, best


@never_cache
@signed_in
def register(request: HttpRequest, code: str) -> HttpResponse:
    """Am I eligible? Every rule with its answer, in words; and what it is asked of."""
    permit, one = _lottery(code)
    act = act_of(request)
    file = queries.buyer_file(act.person)
    form = FileForm(sent(request), initial=typed(file) if file else None)

    def declare(data: dict[str, Any]) -> Any:
        is_yes = data.pop("has_licence") == "yes"
        return actions.declare_buyer(act, has_licence=is_yes, **data)

    def show() -> HttpResponse:
        found = queries.eligibility(act.person, one, act.at)
        group = GROUP_RULES[one.seats[found.group - 1]["rule"]] if found.group else None
        page = shown(one) | {
            "permit": permit, "form": form, "found": found, "group": group, "file": file,
            "asks_file": bool(one.conditions), "candidates": _candidates(one),
        }  # fmt: skip
        return render(request, "presale/register.html", page)

    return answer(request, form, declare, then=request.path, otherwise=show)


def typed(file: Any) -> dict[str, Any]:
    """What a buyer declared before, for the form."""
    kept = {name: getattr(file, name) for name in (
        "born_on", "plates", "youngest_vehicle_years", "last_purchase_on", "last_purchase_maker",
    )}  # fmt: skip
    return kept | {"has_licence": "yes" if file.has_licence else "no"}


def _candidates(one: Campaign) -> dict[str, Any]:
    """What is said but no law: shown as such, asked of nobody."""
    if not one.conditions:
        return {}
    values: dict[str, Any] = queries.candidates(tehran_day(one.announced_at)).value
    return values


@never_cache
@signed_in
def choose(request: HttpRequest, code: str) -> HttpResponse:
    """Which colour."""
    permit, one = _lottery(code)
    form = ChoiceForm(colours=tuple(permit.colours))
    return render(request, "presale/choose.html", shown(one) | {"permit": permit, "form": form})


@never_cache
@signed_in
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Everything once more, and the button that takes a ticket."""
    permit, one = _lottery(code)
    act = act_of(request)
    chosen = request.GET.get("choice", "0")
    form = EnlistForm(sent(request), initial={"choice": chosen})

    def enlist(data: dict[str, Any]) -> str:
        mine = _ticket_of(act.person, one.pk)  # Sent twice, it is the one ticket.
        choice = _number(data["choice"], permit)
        return mine or actions.enlist(act, campaign_id=one.pk, choice=choice)

    def show() -> HttpResponse:
        colours, number = list(permit.colours), _number(chosen, permit)
        page = shown(one) | {
            "permit": permit, "form": form, "colour": colours[number] if colours else "",
            "price": queries.price(one.pk, one.price_n),
            "found": queries.eligibility(act.person, one, act.at),
        }  # fmt: skip
        return render(request, "presale/check.html", page)

    def then(ticket: str) -> str:
        return reverse("presale:ticket", args=[ticket])

    return answer(request, form, enlist, then=then, otherwise=show)


def _ticket_of(person_id: int, campaign_id: int) -> str:
    """The ticket this very person took here before; empty for none, also for another account of
    the same national id."""
    found = (
        one.code
        for one in queries.tickets_of(person_id)
        if one.campaign_id == campaign_id and one.person_id == person_id
    )
    return next(found, "")


def _number(typed: str, permit: permits.Permit) -> int:
    """Which colour was typed; the first one for what none has."""
    number = int(typed) if typed.isdecimal() and len(typed) < 3 else 0
    return number if number < len(permit.colours) else 0


@never_cache
@signed_in
def queue(request: HttpRequest) -> HttpResponse:
    """My tickets, my offers, and draws whose secret I keep."""
    act = act_of(request)
    mine, offered = list(queries.tickets_of(act.person)), list(queries.offers_of(act.person))
    lines = queries.campaigns_of(ticket.campaign_id for ticket in mine)
    sold = {line.permit_id for line in lines.values()} | {one.permit_id for one in offered}
    known = permits.permits_of(sold)
    tickets = [
        (ticket, known[line.permit_id], queries.outlook(ticket, line, act.at))
        for ticket in mine
        for line in [lines[ticket.campaign_id]]
    ]
    offers = [
        (one, known[one.permit_id], OFFER.states[one.state], OFFER_TONES[one.state])
        for one in offered
    ]
    kept = [(PARTIES[one.party], one) for one in queries.held_by(act.person)]
    page = {"tickets": tickets, "offers": offers, "kept": kept}
    return render(request, "presale/queue.html", page)


@never_cache
@signed_in
def ticket(request: HttpRequest, ticket: str) -> HttpResponse:
    """My ticket: number, rule, time of the draw, the seed, and where I stand."""
    act = act_of(request)
    mine = queries.ticket_of(act.person, ticket)
    one = queries.campaign(mine.campaign_id)
    permit = permits.permit(one.permit_id)
    colours = list(permit.colours)
    return render(request, "presale/ticket.html", shown(one) | {
        "ticket": mine, "permit": permit, "group": GROUP_RULES[one.seats[mine.group - 1]["rule"]],
        "colour": colours[mine.choice] if mine.choice < len(colours) else "",
        "price": queries.price(one.pk, mine.price_n),
        "later": queries.price(one.pk, one.price_n),
        "look": queries.outlook(mine, one, act.at),
    })  # fmt: skip


@never_cache
@signed_in
def offer(request: HttpRequest, offer_id: int) -> HttpResponse:
    """What is offered to me, until when, and the way on or out."""
    act = act_of(request, Role.BUYER)
    one = queries.offer_of(act.person, offer_id)
    form = PressForm(sent(request))
    page = {
        "offer": one, "permit": permits.permit(one.permit_id), "form": form,
        "state": OFFER.states[one.state], "tone": OFFER_TONES[one.state],
        "total": one.units * one.price_units,
        "parts": parts.of("offer", request, one.pk),
        "says": OFFER.timers[one.state].says if one.state in OFFER.timers else None,
    }  # fmt: skip
    return answer(
        request, form, lambda _: actions.decline_offer(act, presale_offer_id=one.pk),
        then=request.path, otherwise=lambda: render(request, "presale/offer.html", page),
    )  # fmt: skip
