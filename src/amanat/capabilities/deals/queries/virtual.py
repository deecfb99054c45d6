"""What may be known of a code, an account or a domain that is being handed over."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from amanat.capabilities.deals.models import Deal, Transfer
from amanat.capabilities.deals.rules import ACCOUNT, DOMAINS, SECRET_KINDS, Terms
from amanat.capabilities.vault import queries as vault
from amanat.kernel.law import parameters as law
from amanat.words.act import Role

ASK_AGAIN = timedelta(minutes=10)
MOST_ASKED = 50
USUAL_RECOVERY = "virtual.recovery_hours"


@dataclass(frozen=True, slots=True)
class Handover:
    """Where the hand-over of one deal stands, without what is handed over."""

    seal: vault.Seal | None
    ticked: dict[str, set[str]]
    transfer: Transfer | None

    @property
    def is_seen(self) -> bool:
        return self.seal is not None and self.seal.is_revealed


def handover(deal: Deal) -> Handover | None:
    """None for things that travel."""
    if deal.kind not in SECRET_KINDS:
        return None
    ticked = ticks_of(deal) if deal.kind == ACCOUNT else {}
    transfer = transfer_of(deal) if deal.kind in DOMAINS else None
    return Handover(vault.seal_of(deal.subject), ticked, transfer)


def ticks_of(deal: Deal) -> dict[str, set[str]]:
    """Which points each side has ticked: role → points."""
    ticked: dict[str, set[str]] = {Role.BUYER: set(), Role.SELLER: set()}
    for role, point in deal.ticks.values_list("role", "point"):
        ticked[role].add(point)
    return ticked


def recovery_time(terms: Terms, at: datetime) -> timedelta:
    """How long an account's money waits: as signed; as the law says where terms are older."""
    signed = terms.more.get("recovery_hours")
    return law.hours(USUAL_RECOVERY, at) if signed is None else timedelta(hours=signed)


def with_recovery(kind: str, more: dict[str, Any], at: datetime) -> dict[str, Any]:
    """What is promised, with the usual wait of an account's money where nothing else is said."""
    if kind != ACCOUNT:
        return more
    return {"recovery_hours": law.whole(USUAL_RECOVERY, at), **more}


def transfer_of(deal: Deal) -> Transfer | None:
    return Transfer.objects.filter(deal=deal).first()


def transfers_to_ask(at: datetime) -> list[int]:
    """Deals whose domain the registry should be asked about, the longest unasked first."""
    waiting = Transfer.objects.filter(deal__state="shipped").exclude(handle="")
    due = waiting.filter(Q(asked_at=None) | Q(asked_at__lte=at - ASK_AGAIN))
    return list(due.order_by("asked_at", "pk").values_list("deal_id", flat=True)[:MOST_ASKED])
