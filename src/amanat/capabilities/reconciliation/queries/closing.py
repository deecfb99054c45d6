"""What is signed at the end of a day, and what was signed before."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from amanat.capabilities.payments import queries as payments
from amanat.capabilities.reconciliation.models import Closing, Item, Statement
from amanat.capabilities.reconciliation.queries.position import position
from amanat.capabilities.reconciliation.queries.said import whole_days
from amanat.capabilities.reconciliation.states import STANDING


def closings() -> QuerySet[Closing]:
    """Days that were signed, newest first."""
    return Closing.objects.order_by("-day")


def day_to_close() -> date | None:
    """The oldest day we have whole that nobody has signed."""
    signed = set(Closing.objects.values_list("day", flat=True))
    return min(whole_days() - signed, default=None)


def closing_content(day: date) -> dict[str, Any]:
    """Everything a close of this day says: the sum, both sides of the bank, every difference."""
    now = position()
    last = Statement.objects.filter(day=day, is_whole=True).order_by("-pk").first()
    standing = Item.objects.filter(state__in=STANDING).order_by("pk")
    told = [
        {"item": one.pk, "key": one.key, "units": one.units, "owner": one.owner_id,
         "words": one.words, "is_explained": one.state == "explained"}
        for one in standing
    ]  # fmt: skip
    return {
        "day": day.isoformat(),
        "sum_units": payments.conservation().sum_units,
        "closing_units": last.closing_units if last is not None else None,
        "difference_units": now.difference_units,
        "explained": [one for one in told if one["is_explained"]],
        "open": [one for one in told if not one["is_explained"]],
    }
