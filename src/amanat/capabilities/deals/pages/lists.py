"""The inbox, and all my deals."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.pages.rows import Row, rows_of
from amanat.face import tasks
from amanat.face.web import act_of, signed_in
from amanat.words.act import Act

MOST_TASKS = 200


@signed_in
def inbox(request: HttpRequest) -> HttpResponse:
    """What I have to do, in whichever room, by deadline; then what I wait for."""
    return render(request, "deals/inbox.html", {"inbox": tasks.inbox(act_of(request))})


def waiting(act: Act) -> list[Row]:
    """The reader's open deals as lines of the inbox."""
    return rows_of(list(queries.waiting_for(act.by)[:MOST_TASKS]), act.person, act.at)


@signed_in
def listed(request: HttpRequest) -> HttpResponse:
    """All my deals, newest first, a page at a time."""
    act = act_of(request)
    mine = queries.listed(act.by)
    if before := request.GET.get("before", ""):
        mine = mine.filter(pk__lt=queries.deal_for(act.by, before).pk)
    found = list(mine[: queries.PAGE_DEALS + 1])
    rows: list[Row] = rows_of(found[: queries.PAGE_DEALS], act.person, act.at)
    more = rows[-1].deal.code if len(found) > queries.PAGE_DEALS else ""
    return render(request, "deals/list.html", {"rows": rows, "more": more, "is_first": not before})
