"""Reading deals: the list, one, what happened, what was said."""

from typing import Any

from django.http import HttpRequest

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.api.routes import router
from amanat.capabilities.deals.api.seeing import PROJECT, mine, shown, turn_of
from amanat.capabilities.deals.api.shapes import (
    DealLine,
    DealOut,
    DealsOut,
    EventOut,
    HistoryOut,
    MessageOut,
    MessagesOut,
    ProgressOut,
    Side,
)
from amanat.capabilities.deals.models import Deal, TermsVersion
from amanat.face.machines import Before, Limit, Refusals, caller, page_of
from amanat.kernel.log.history import Line, history
from amanat.words.act import Role


@router.get("", response={200: DealsOut, **Refusals}, summary="My deals, newest first")
def listed(request: HttpRequest, limit: Limit, before: str = "") -> DealsOut:
    """`before` is the code in `next_before` of the last page."""
    me = caller(request)
    cursor = queries.deal_for(me, before).pk if before else None
    page, more = page_of(queries.listed(me), cursor, limit)
    versions = queries.versions_on_table(page)
    projects = queries.stages_by_project([deal.pk for deal in page if deal.state in PROJECT])
    return DealsOut(
        deals=[
            _line(deal, deal.role_of(me), versions.get(deal.pk), projects.get(deal.pk))
            for deal in page
        ],
        next_before=page[-1].code if more else None,
    )


def _line(
    deal: Deal, role: Role | None, version: TermsVersion | None, stages: list[Deal] | None
) -> DealLine:
    progress = queries.progress(stages) if stages else None
    return DealLine(
        code=deal.code,
        state=deal.state,
        role=Side(role or ""),
        turn=turn_of(deal),
        due_at=deal.due_at,
        title=version.terms.title if version else deal.draft.get("title"),
        price_units=str(version.terms.price_units) if version else None,
        progress=ProgressOut.model_validate(progress, from_attributes=True) if progress else None,
    )


@router.get("/{code}", response={200: DealOut, **Refusals}, summary="One deal of mine")
def one(request: HttpRequest, code: str) -> DealOut:
    return shown(*mine(request, code))


@router.get("/{code}/history", response={200: HistoryOut, **Refusals}, summary="What happened")
def happened(request: HttpRequest, code: str) -> HistoryOut:
    """The latest 200 facts, oldest first."""
    deal, _ = mine(request, code)
    return HistoryOut(events=[_event(line) for line in history(deal.subject)])


def _event(line: Line) -> EventOut:
    return EventOut(
        id=str(line.entry_id),
        name=line.name,
        at=line.at,
        role=line.role,
        facts={name: _plain(name, fact) for name, fact in line.facts.items()},
    )


def _plain(name: str, fact: Any) -> Any:
    """Amounts travel as strings, inside facts too."""
    return str(fact) if name.endswith("units") else fact


@router.get("/{code}/messages", response={200: MessagesOut, **Refusals}, summary="What was said")
def messages(request: HttpRequest, code: str, before: Before, limit: Limit) -> MessagesOut:
    """Newest first."""
    deal, _ = mine(request, code)
    page, more = page_of(deal.messages.all(), before, limit)
    said = [MessageOut(id=str(m.pk), role=Side(m.role), words=m.words, at=m.at) for m in page]
    return MessagesOut(messages=said, next_before=more)
