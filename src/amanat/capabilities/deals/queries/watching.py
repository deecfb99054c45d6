"""What those who look after deals may read: open ones, and the cases that wait for evidence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from amanat.capabilities.deals.models import Case, Deal, Statement
from amanat.capabilities.deals.states import DEAL
from amanat.words.act import Role
from amanat.words.codes import read_code
from amanat.words.refusal import NotFound
from amanat.words.text import Text


def open_deals(*, also: Iterable[int] = ()) -> QuerySet[Deal]:
    """Every deal that was offered and is not over, and these. The caller decides who may look."""
    is_open = ~Q(state__in={*DEAL.ends(), "draft"})
    return Deal.objects.filter(is_open | Q(pk__in=list(also)))


def state_labels() -> dict[str, Text]:
    """Every state of a deal in words."""
    return dict(DEAL.states)


def deals_in(ids: QuerySet[Any]) -> QuerySet[Deal]:
    """Deals by a query of their ids, open or over."""
    return Deal.objects.filter(pk__in=ids)


def deal_of(code_or_id: str | int) -> Deal:
    """Any deal, by its code or its id, for staff; NotFound when there is none."""
    rows = Deal.objects.all()
    if isinstance(code_or_id, int):
        found = rows.filter(pk=code_or_id).first()
    else:
        found = rows.filter(code=read_code("D", code_or_id) or "").first()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class CaseClock:
    """A case that gathers evidence: until when, and which sides have said nothing yet."""

    due_at: datetime | None
    silent: frozenset[Role]


def case_clocks(deal_ids: Iterable[int]) -> dict[int, CaseClock]:
    """The cases of these deals that gather evidence, in two queries: deal id → its clock."""
    cases = list(Case.objects.filter(deal__in=list(deal_ids), state="evidence"))
    said = set(
        Statement.objects.filter(case__in=[case.pk for case in cases]).values_list(
            "case_id", "role"
        )
    )
    return {
        case.deal_id: CaseClock(
            case.due_at,
            frozenset(r for r in (Role.BUYER, Role.SELLER) if (case.pk, str(r)) not in said),
        )
        for case in cases
    }
