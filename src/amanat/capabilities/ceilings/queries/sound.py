"""Does what is written of sales agree with the ledger? Asked after drills and every night."""

import json
from collections.abc import Iterator
from itertools import pairwise

from django.db.models import QuerySet, Sum

from amanat.capabilities.ceilings.models import Ceiling, Pool, Receipt, Reservation
from amanat.capabilities.ceilings.rules import receipts
from amanat.capabilities.ceilings.states import OPEN_SALES
from amanat.kernel.ledger import book

MOST_RECEIPTS = 20_000


def broken(business_ids: list[int] | None = None) -> list[str]:
    """One English sentence for each thing that does not agree; of all businesses when None."""
    ceilings = Ceiling.objects.order_by("pk").select_related("business")
    if business_ids is not None:
        ceilings = ceilings.filter(business_id__in=business_ids)
    found = [line for one in ceilings for line in _of_ceiling(one)]
    pools = Pool.objects.filter(ceilings__in=ceilings).distinct().order_by("pk")
    return found + [line for pool in pools for line in _of_pool(pool)]


def _of_ceiling(ceiling: Ceiling) -> Iterator[str]:
    code = ceiling.business.code
    there = book.balance(ceiling.account_id)
    sales = Reservation.objects.filter(ceiling=ceiling, state__in=OPEN_SALES)
    owed, paid = _sum(sales, "exposure_units"), _sum(sales, "received_units")
    if owed != there.pending_units:
        yield f"{code}: sales owe {owed}, the ledger holds {there.pending_units}."
    if there.units != max(ceiling.units, there.pending_units):
        yield f"{code}: the account has {there.units}, decided are {ceiling.units}."
    if ceiling.taken_units - ceiling.freed_units != there.pending_units:
        yield f"{code}: the counters differ from the ledger."
    gross = book.balance(ceiling.gross_account_id).units
    if gross != paid:
        yield f"{code}: buyers paid {paid}, the ledger says {gross}."
    yield from _unlike_their_holds(code, sales)
    yield from _receipts(ceiling)


def _unlike_their_holds(code: str, sales: QuerySet[Reservation]) -> Iterator[str]:
    """Each sale is held for just what its buyer could lose."""
    rows = dict(sales.exclude(hold_id=None).values_list("hold_id", "exposure_units"))
    held = book.hold_states([pk for pk in rows if pk is not None])
    for hold_id, units in rows.items():
        there = held[hold_id].open_units if hold_id in held else 0
        if there != units:
            yield f"{code}: hold {hold_id} is {there}, its sale owes {units}."


def _receipts(ceiling: Ceiling) -> Iterator[str]:
    """No receipt says too much, and no two neighbours contradict each other."""
    rows = Receipt.objects.filter(reservation__ceiling=ceiling).order_by("reservation__number")
    told = [json.loads(text) for text in rows.values_list("text", flat=True)[:MOST_RECEIPTS]]
    for one in told:
        for fault in receipts.faults(one):
            yield f"receipt {one['code']}: {receipts.SAYS[fault].en}."
    for first, second in pairwise(told):
        for fault in receipts.contradict(first, second):
            yield f"receipts {first['code']}, {second['code']}: {receipts.SAYS[fault].en}."


def _of_pool(pool: Pool) -> Iterator[str]:
    there = book.balance(pool.account_id)
    sales = Reservation.objects.filter(ceiling__pool=pool, state__in=OPEN_SALES)
    owed = _sum(sales, "exposure_units")
    if owed != there.pending_units:
        yield f"pool {pool.pk}: its firms owe {owed}, the ledger holds {there.pending_units}."


def _sum(sales: QuerySet[Reservation], field: str) -> int:
    return int(sales.aggregate(n=Sum(field))["n"] or 0)
