"""Which gateways a payer may choose now, the first being the one we would take ourselves."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from amanat.capabilities.payments import ports
from amanat.capabilities.payments.models import Call
from amanat.capabilities.payments.rules import health
from amanat.words.text import Text


@dataclass(frozen=True, slots=True)
class Offer:
    """One gateway, and whether it answers."""

    name: str
    title: Text
    is_healthy: bool


def offers(at: datetime) -> list[Offer]:
    """Every gateway of ours, those that answer first."""
    last = last_answers(at)
    names = health.in_order(list(settings.GATEWAYS), last)
    return [Offer(name, title(name), health.is_healthy(last.get(name))) for name in names]


def choices(at: datetime) -> list[Offer]:
    """What the payer may choose from; nothing when there is no choice between healthy gateways."""
    healthy = [one for one in offers(at) if one.is_healthy]
    return healthy if len(healthy) > 1 else []


def best(at: datetime) -> str:
    """The gateway of somebody who did not choose."""
    return offers(at)[0].name


def title(name: str) -> Text:
    """What a gateway is called; also of one that is no longer ours."""
    return ports.MAKERS[name].title


def last_answers(at: datetime) -> dict[str, str]:
    """The class of each gateway's latest answer about an attempt, while it still counts."""
    heard = Call.objects.filter(
        attempt__isnull=False, answered_at__gt=at - health.TROUBLE_LASTS, answered_at__lte=at
    )
    pairs = heard.order_by("attempt__gateway", "-answered_at", "-pk").distinct("attempt__gateway")
    return {name: kind for name, kind in pairs.values_list("attempt__gateway", "kind") if kind}
