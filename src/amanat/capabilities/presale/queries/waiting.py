"""Lotteries that wait for the worker, by number: to be fixed, drawn, offered and told."""

from datetime import datetime

from django.db.models import QuerySet

from amanat.capabilities.presale.models import Campaign
from amanat.capabilities.presale.states import CLOSED, DRAWN, ENDED, FIXED, LOTTERY


def to_fix() -> list[int]:
    """Closed, and their list is open still."""
    return _numbers(_lotteries().filter(state=CLOSED))


def to_draw(at: datetime) -> list[int]:
    """Fixed, and the moment of their draw has come."""
    return _numbers(_lotteries().filter(state=FIXED, draw_at__lte=at))


def to_offer() -> list[int]:
    """Drawn: a seat may be free, or become so."""
    return _numbers(_lotteries().filter(state=DRAWN))


def to_tell() -> list[int]:
    """Drawn, and not everybody who took part has heard of it."""
    return _numbers(_lotteries().filter(state__in=(DRAWN, ENDED), told_at=None))


def _lotteries() -> QuerySet[Campaign]:
    return Campaign.objects.filter(kind=LOTTERY)


def _numbers(found: QuerySet[Campaign]) -> list[int]:
    return list(found.order_by("pk").values_list("pk", flat=True))
