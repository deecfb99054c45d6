"""The inbox, and all my deals."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.pages.rows import Row, rows_of
from amanat.face import tasks
from amanat.face.web import act_of, signed_in
from amanat.words.act import Act, Role


@signed_in
def inbox(request: HttpRequest) -> HttpResponse:
    """What I have to do, in whichever room, by deadline; then what I wait for."""
    act = act_of(request)
    return render(request, "deals/inbox.html", {"inbox": tasks.inbox(_reader(request, act))})


def _reader(request: HttpRequest, act: Act) -> tasks.Reader:
    """Hats came with the person; ties are asked of those who decide about others."""
    hats = frozenset(Role(one) for one in getattr(request.user, "worn", ()))
    mine = businesses.mandated(act.person, act.at)
    return tasks.Reader(
        act,
        hats,
        businesses={pk: one.business for pk, one in mine.items()},
        powers={pk: one.powers for pk, one in mine.items()},
        tied=businesses.tied_to(act.person) if hats else frozenset(),
    )


@signed_in
def listed(request: HttpRequest) -> HttpResponse:
    """All my deals, newest first, a page at a time."""
    act = act_of(request)
    mine = queries.listed(act.by)
    if before := request.GET.get("before", ""):
        mine = mine.filter(pk__lt=queries.deal_for(act.by, before).pk)
    found = list(mine[: queries.PAGE_DEALS + 1])
    rows: list[Row] = rows_of(found[: queries.PAGE_DEALS], act.person)
    more = rows[-1].deal.code if len(found) > queries.PAGE_DEALS else ""
    shown = [(row, row.is_late(act.at)) for row in rows]
    return render(request, "deals/list.html", {"rows": shown, "more": more, "is_first": not before})
