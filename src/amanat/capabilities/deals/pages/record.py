"""One deal's page, its receipt, its files and its conversation."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.pages.around import beside, points_of
from amanat.capabilities.deals.pages.forms import MessageForm
from amanat.capabilities.deals.pages.view import view_of
from amanat.capabilities.deals.states import DEAL
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.evidence import queries as evidence
from amanat.face.files import as_data
from amanat.face.web import NO_CONTENT, act_of, answer, sent, signed_in
from amanat.words.act import Act, Role


def side(request: HttpRequest, code: str) -> tuple[Deal, Act, Role]:
    """The reader's deal, and an act in the role the reader has in it; NotFound for a stranger."""
    deal = queries.deal_for(request.user.pk, code)
    role = deal.role_of(request.user.pk)
    assert role is not None, "deal_for finds only deals one is a side of."
    return deal, act_of(request, role), role


@signed_in
def deal(request: HttpRequest, code: str) -> HttpResponse:
    """Where the money is, whose turn it is, until when, and what happens otherwise."""
    found, act, role = side(request, code)
    if found.version == 0:
        return redirect("deals:check", code=code)
    shown = _whole(request, found, act, role, MessageForm())
    if role == found.starter_role and found.person_of(_other(role)) is None:
        link = reverse("deals:join", args=[queries.invitation_token(found)])
        shown["invitation_link"] = request.build_absolute_uri(link)
    return render(request, "deals/deal.html", shown)


def _other(role: Role) -> Role:
    return Role.SELLER if role is Role.BUYER else Role.BUYER


@signed_in
def rail(request: HttpRequest, code: str) -> HttpResponse:
    """The money rail alone, for a page that asks every five seconds; mostly nothing is new.

    Then the answer is empty and the page stays as it is, under whatever its reader is doing.
    """
    found, act, role = side(request, code)
    seen = request.GET.get("seen", "")
    drawn = drawn_as(found, holds.position(found.subject), act.at)
    if request.GET.get("drawn") == drawn:
        return HttpResponse(status=NO_CONTENT)
    shown = {
        "view": view_of(found, role, act.at),
        "at": act.at,
        "seen": seen if seen in DEAL.states else "",
        "drawn": drawn,
    }
    return render(request, "deals/rail.html", shown)


def drawn_as(deal: Deal, where: holds.Position, at: datetime) -> str:
    """What a drawn rail shows, as one word: another word means that it must be drawn again."""
    units = (where.held_units, where.with_payee_units, where.returned_units)
    return "-".join([deal.state, *map(str, units), f"{at:%H%M}"])


@signed_in
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """What was agreed and paid, on one page that prints."""
    found, act, role = side(request, code)
    view = view_of(found, role, act.at)
    version = queries.version_on_table(found)
    return render(request, "deals/receipt.html", {"view": view, "version": version, "at": act.at})


@signed_in
def file(request: HttpRequest, code: str, file_id: int) -> HttpResponse:
    """A file of the deal, for its two sides only."""
    link = queries.file_of(request.user.pk, code, file_id)
    opened = evidence.read(link.file_id)
    return as_data(opened.content, name=opened.file.name, media_type=opened.file.media_type)


@signed_in
def message(request: HttpRequest, code: str) -> HttpResponse:
    """Say something to the other side."""
    found, act, role = side(request, code)
    form = MessageForm(sent(request))

    return answer(
        request,
        form,
        lambda data: deals.write_message(act, deal_id=found.pk, words=data["words"]),
        then=reverse("deals:deal", args=[code]) + "#talk",
        otherwise=lambda: render(
            request, "deals/deal.html", _whole(request, found, act, role, form)
        ),
    )


def _whole(
    request: HttpRequest, found: Deal, act: Act, role: Role, talk: MessageForm
) -> dict[str, Any]:
    """Everything the deal's page shows."""
    view = view_of(found, role, act.at)
    return {
        "view": view,
        "at": act.at,
        "drawn": drawn_as(found, view.position, act.at),
        "talk": talk,
        "points": points_of(view),
        **beside(found, view.terms, act, getattr(request.user, "city_id", None)),
    }
