"""Which deals a pause is told to."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.states import DEAL

SILENT = ("draft",)  # Nobody else knows of a draft: its deadline is put off without a word.


def on_the_clock(after: int, begins_at: datetime, states: Iterable[str], most: int) -> list[int]:
    """The next deals with a deadline that a pause from `begins_at` stops, in order of their id."""
    found = _told().filter(pk__gt=after, created_at__lte=begins_at)
    found = found.filter(Q(due_at__isnull=False) | Q(cases__due_at__isnull=False)).distinct()
    prefix = f"{DEAL.name}."
    only = [one.removeprefix(prefix) for one in states if one.startswith(prefix)]
    if only:
        found = found.filter(state__in=only)
    return list(found.order_by("pk").values_list("pk", flat=True)[:most])


def told_of_clocks(deal_ids: Iterable[int]) -> list[int]:
    """Those of these deals whose sides are told when a clock runs again."""
    return list(_told().filter(pk__in=set(deal_ids)).order_by("pk").values_list("pk", flat=True))


def _told() -> QuerySet[Deal]:
    return Deal.objects.exclude(state__in=SILENT)
