"""What our own book says moved, for whoever compares it with the bank and the gateways."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Q, QuerySet, Sum

from amanat.capabilities.payments.models import Attempt, Batch, Payout, Refund
from amanat.capabilities.payments.rules.cycles import RAILS
from amanat.capabilities.payments.rules.routes import PAYA
from amanat.capabilities.payments.states import BATCH, OPEN
from amanat.words.text import Text

ON_THE_WAY = ("submitted", "unknown", "transferred")


@dataclass(frozen=True, slots=True)
class Order:
    """What one order at a gateway brought us, when that last changed, and whether it still may."""

    order_id: int
    units: int
    changed_at: datetime | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """Payouts that have not left yet."""

    count: int
    units: int


def payouts_waiting() -> Waiting:
    """How many payouts have not left us, and their sum."""
    found = Payout.objects.filter(sent_at=None).exclude(state="turned_down")
    told = found.aggregate(count=Count("pk"), units=Sum("units"))
    return Waiting(told["count"], told["units"] or 0)


def gateway_names() -> list[str]:
    """The gateways we take money through."""
    return list(settings.GATEWAYS)


def payouts_called(end_to_end_ids: Iterable[str]) -> dict[str, Payout]:
    """Payouts by their ids at the bank."""
    found = Payout.objects.filter(end_to_end_id__in=list(end_to_end_ids))
    return {one.end_to_end_id: one for one in found}


def payouts_moved_since(at: datetime, also: Iterable[int] = ()) -> QuerySet[Payout]:
    """Payouts on their way, and those that arrived or came back since then."""
    recent = Q(settled_at__gte=at) | Q(returned_at__gte=at)
    wanted = Q(state__in=ON_THE_WAY) | recent | Q(pk__in=list(also))
    return Payout.objects.filter(wanted, sent_at__isnull=False).order_by("pk")


def orders_settled_between(gateway: str, start: datetime, end: datetime) -> list[int]:
    """The order numbers of this gateway whose money was promised to us in that time."""
    rows = Attempt.objects.filter(gateway=gateway, settled_at__gte=start, settled_at__lt=end)
    return list(rows.order_by("pk").values_list("order_id", flat=True))


def orders_of(gateway: str, order_ids: Iterable[int]) -> dict[int, Order]:
    """What our book says about these orders: sold, less what the gateway gave back for us."""
    rows = Attempt.objects.filter(gateway=gateway, order_id__in=list(order_ids))
    attempts = list(rows)
    back: dict[int, list[Refund]] = defaultdict(list)
    refunds = Refund.objects.filter(attempt__in=attempts).exclude(route__in=("", PAYA))
    for refund in refunds:
        back[refund.attempt_id].append(refund)
    return {one.order_id: _order(one, back[one.pk]) for one in attempts}


def _order(attempt: Attempt, refunds: list[Refund]) -> Order:
    done = [one for one in refunds if one.state == "confirmed"]
    sold = attempt.amount_units if attempt.state == "settled" else 0
    moments = [attempt.settled_at, *(one.done_at for one in done)]
    return Order(
        attempt.order_id,
        sold - sum(one.units for one in done),
        max((at for at in moments if at is not None), default=None),
        attempt.state in OPEN or len(done) < len(refunds),
    )


def batches() -> QuerySet[Batch]:
    """Files to the bank, newest first."""
    return Batch.objects.order_by("-pk")


def payouts_in(batch_id: int) -> QuerySet[Payout]:
    """What stands in one file, largest first."""
    return Payout.objects.filter(batch=batch_id).order_by("-units", "pk")


@dataclass(frozen=True, slots=True)
class File:
    """One file to the bank: how many transfers, how much, and the largest of them."""

    batch: Batch
    count: int
    units: int
    sample: list[Payout]

    @property
    def state(self) -> Text:
        """How far the file has come, in words."""
        return BATCH.states[self.batch.state]

    @property
    def rail(self) -> Text:
        """The rail it goes by."""
        return RAILS[self.batch.rail]


def files(most: int, sample: int) -> list[File]:
    """The newest files to the bank, in three queries."""
    found = list(batches().exclude(state="dropped")[:most])
    inside: dict[int, list[Payout]] = defaultdict(list)
    for one in Payout.objects.filter(batch__in=found).order_by("-units", "pk"):
        assert one.batch_id is not None
        inside[one.batch_id].append(one)
    return [
        File(one, len(rows), sum(row.units for row in rows), rows[:sample])
        for one in found
        for rows in [inside[one.pk]]
    ]
