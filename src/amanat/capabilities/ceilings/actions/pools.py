"""Firms of one beneficial owner stand in one pool: what one of them sold, the others cannot.

Every verb takes locks in one order: ceilings by their number, then pools by theirs.
"""

from collections.abc import Collection, Iterable

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.ceilings.actions import room
from amanat.capabilities.ceilings.models import Ceiling, Pool, Reservation
from amanat.capabilities.ceilings.states import OPEN_SALES
from amanat.kernel.ledger import book
from amanat.kernel.log.rows import write_rows
from amanat.words.act import Act


def locked(ceiling_id: int) -> Ceiling:
    """The ceiling and then its pool, locked as they are: for what only frees room."""
    ceiling = Ceiling.objects.lock(ceiling_id)
    if ceiling.pool_id is not None:
        ceiling.pool = Pool.objects.lock(ceiling.pool_id)
    return ceiling


def gathered(act: Act, ceiling: Ceiling) -> Ceiling:
    """The same for what takes room: with all its owner's firms in one pool first.

    Sisters are read at the moment of acting, so an owner named a second ago counts already.
    """
    sisters = businesses.sister_businesses(ceiling.business_id)
    if not sisters and ceiling.pool_id is None:
        mine = locked(ceiling.pk)
        if mine.pool is None:
            return mine
    family = Ceiling.objects.filter(business_id__in=[ceiling.business_id, *sisters])
    pools = set(family.values_list("pool_id", flat=True))
    if _is_gathered(ceiling, pools, len(sisters)):
        mine = locked(ceiling.pk)
        if mine.pool_id == ceiling.pool_id:
            return mine
    firms = {pk: Ceiling.objects.lock(pk) for pk in sorted(family.values_list("pk", flat=True))}
    pool = _meeting_place(firms.values())
    for firm in firms.values():
        if firm.pool_id != pool.pk:
            _join(act, firm, pool)
    firms[ceiling.pk].pool = pool
    return firms[ceiling.pk]


def _is_gathered(mine: Ceiling, pools: Collection[int | None], sisters: int) -> bool:
    """Alone and in no pool, or all in one; a pool that others left is as good as its own."""
    if not sisters:
        return mine.pool is None or mine.pool.ceilings.count() == 1
    return mine.pool_id is not None and set(pools) == {mine.pool_id}


def _meeting_place(firms: "Iterable[Ceiling]") -> Pool:
    """The oldest pool any of them stands in, locked with the others; a new one when there is none,
    or when a firm that stands alone now has to leave its old sisters."""
    found = list(firms)
    known = sorted({one.pool_id for one in found if one.pool_id is not None})
    pools = [Pool.objects.lock(pk) for pk in known]
    if not pools or len(found) == 1:
        return Pool.objects.lock(room.open_pool().pk)
    return pools[0]


def _join(act: Act, ceiling: Ceiling, pool: Pool) -> None:
    """Hold in the new pool what is promised already, and free it in the old one.

    It may stand above what the pool allows: what was sold is served, and nothing new is.
    """
    old = ceiling.pool
    open_sales = list(Reservation.objects.filter(ceiling=ceiling, state__in=OPEN_SALES))
    steps = [
        book.Step(one.pool_hold_id, 1, book.StepKind.REFUND)
        for one in open_sales
        if one.pool_hold_id is not None
    ]
    if steps:
        book.write(act, *steps, key=f"ceiling/{ceiling.pk}/leave/{book.next_id()}")
    ceiling.pool = pool
    ceiling.save(update_fields=["pool"])
    if old is not None:
        room.level_pool(act, old)
    room.level_pool(act, pool, more=sum(one.exposure_units for one in open_sales))
    for one in open_sales:
        one.pool_hold_id = None
    room.hold_in_pool(act, ceiling, [one for one in open_sales if one.exposure_units])
    write_rows(open_sales, ["pool_hold_id"])
