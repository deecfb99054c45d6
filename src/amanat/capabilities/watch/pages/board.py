"""The board: every open deal, the stuck ones first; and one deal, read-only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from amanat.capabilities.payments import queries as payments
from amanat.capabilities.watch import queries, rules
from amanat.capabilities.watch.queries import Wish
from amanat.face.web import act_of, signed_in
from amanat.words.persian import ascii_digits
from amanat.words.text import Text

SHOWS = {
    "stuck": Text("گیرکرده", "Stuck"),
    "mine": Text("کارهای من", "My tasks"),
    "all": Text("همهٔ معامله‌های باز", "All open deals"),
}


@never_cache
@signed_in
def board(request: HttpRequest) -> HttpResponse:
    """What needs a look, whose it is, and by when."""
    act = act_of(request, queries.staff_role(request.user.pk))
    wish = _wish(request)
    shown = {
        "board": queries.board(act.person, act.at, wish),
        "gateways": payments.gateway_health(act.at),
        "shows": SHOWS.items(),
        "heading": rules.REASONS[wish.reason].says if wish.reason else SHOWS[wish.show],
        "at": act.at,
        "next": _address(wish, wish.page + 1),
        "previous": _address(wish, wish.page - 1) if wish.page > 1 else "",
        "here": _address(wish, wish.page),
    }
    return render(request, "watch/board.html", shown)


def _wish(request: HttpRequest) -> Wish:
    """What the address asks for; anything unknown is the plain board."""
    show, reason = request.GET.get("show", ""), request.GET.get("reason", "")
    page = ascii_digits(request.GET.get("page", "1"))
    number = int(page) if page.isdecimal() and len(page) <= 4 else 1
    return Wish(
        show=show if show in SHOWS else "stuck",
        reason=reason if reason in rules.REASONS else "",
        page=min(max(number, 1), queries.MOST_PAGES),
    )


def _address(wish: Wish, page: int) -> str:
    parts = {"show": wish.show, "reason": wish.reason, "page": str(page)}
    return "?" + urlencode({name: value for name, value in parts.items() if value})


@never_cache
@signed_in
def deal(request: HttpRequest, code: str) -> HttpResponse:
    """Where a deal's money is, what happened last, and who called whom about it."""
    act = act_of(request, queries.staff_role(request.user.pk))
    look = queries.deal_look(act.person, code, act.at)
    return render(request, "watch/deal.html", {"look": look})
