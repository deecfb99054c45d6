"""The ledger's side of every verb: what it frees, raises, cuts and takes is one linked group.

A ceiling is an account of the asset CEILING with limit 0: raising posts credits into it, cutting
posts free units out, a promise is a hold. So "may not exceed" is one constraint of the database,
in any race and after any crash. The account holds what was decided; or, while what was sold before
a lowering stands above it, just that: then nothing is free, and what is freed later goes out first.

Whoever comes here has locked the ceiling's row, and the pool's row after it: balances stand still.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from amanat.capabilities.ceilings.models import Ceiling, Pool, Reservation
from amanat.capabilities.ceilings.queries import room
from amanat.capabilities.ceilings.refusals import CeilingExceeded, GroupExceeded
from amanat.capabilities.ceilings.rules.exposure import headroom
from amanat.kernel.ledger import book
from amanat.words.act import Act, Role
from amanat.words.refusal import refuse_unless

ASSET = "CEILING"
SOURCE = "ceilings"  # What all ceilings are credited from; it has no limit of its own.


@dataclass(frozen=True, slots=True)
class Taken:
    """What is held for one sale; nothing at first, and nothing when it is over.

    `start` is where its stretch of the rising counter begins, `number` its place among all sales.
    """

    hold_id: int | None = None
    pool_hold_id: int | None = None
    units: int = 0
    start: int = 0
    number: int = 0


NOTHING = Taken()


@dataclass(frozen=True, slots=True)
class Side:
    """One account that a sale stands in: its balance, what was decided, what is held for it."""

    account_id: int
    there: book.Balance
    target: int
    held_id: int | None


def open_accounts(code: str) -> tuple[int, int]:
    """The accounts of a business: its ceiling, and the gross balance of what buyers paid."""
    book.open_account(SOURCE, asset=ASSET, limit_units=None)
    return (
        book.open_account(f"ceiling:{code}", asset=ASSET),
        book.open_account(f"gross:{code}", asset=ASSET),
    )


def open_pool() -> Pool:
    """A pool with an account of its own."""
    book.open_account(SOURCE, asset=ASSET, limit_units=None)
    pool = Pool.objects.create(account_id=0)
    pool.account_id = book.open_account(f"ceiling-pool:{pool.pk}", asset=ASSET)
    pool.save(update_fields=["account_id"])
    return pool


def settle(act: Act, ceiling: Ceiling) -> None:
    """Make the accounts hold what is decided now, or what was promised, if that is more."""
    items = list(_level(book.balance(ceiling.account_id), ceiling.account_id, ceiling.units))
    if items:
        book.write(act, *items, key=f"ceiling/{ceiling.pk}/settle/{book.next_id()}")
    if ceiling.pool is not None:
        level_pool(act, ceiling.pool)


def level_pool(act: Act, pool: Pool, more: int = 0) -> None:
    """Bring a pool to what its firms may owe together; or to what they do, with `more` of it."""
    target = room.pool_units(pool)
    items = list(_level(book.balance(pool.account_id), pool.account_id, target, taken=more))
    if items:
        book.write(act, *items, key=f"ceiling-pool/{pool.pk}/{book.next_id()}")


def hold_in_pool(act: Act, ceiling: Ceiling, sales: Sequence[Reservation]) -> None:
    """Hold in the ceiling's pool what these sales already hold under the ceiling."""
    assert ceiling.pool is not None, "There is no pool to hold in."
    for sale in sales:
        sale.pool_hold_id = book.next_id()
    items = [
        _hold(one.pool_hold_id or 0, ceiling.pool.account_id, ceiling, one.exposure_units)
        for one in sales
    ]
    if items:
        book.write(act, *items, key=f"ceiling/{ceiling.pk}/join/{book.next_id()}")


def take(
    act: Act,
    ceiling: Ceiling,
    old: Taken,
    units: int,
    *,
    gross_units: int = 0,
    linked: Sequence[book.Item] = (),
    key: str = "",
) -> Taken:
    """Hold `units` in place of what was held for this sale; CeilingExceeded when they do not fit.

    `gross_units` is by how much the gross balance changes with it. What is `linked` is written in
    the same group, under `key`: if one of it cannot be done, nothing is.
    """
    sides = _sides(ceiling, old)
    for side, refusal in zip(sides, (CeilingExceeded, GroupExceeded), strict=False):
        free = headroom(side.target, side.there.pending_units - old.units)
        refuse_unless(units <= max(free, old.units), refusal, "units", free=free)
    return _write(act, ceiling, sides, old, units, gross_units, linked, key)


def grow(act: Act, ceiling: Ceiling, old: Taken, units: int) -> Taken:
    """The same for what nobody can refuse, such as compensation for delay: it may stand above."""
    return _write(act, ceiling, _sides(ceiling, old), old, units, 0)


def grow_many(act: Act, ceiling: Ceiling, wanted: Sequence[tuple[Taken, int]]) -> list[Taken]:
    """The same for many sales of one ceiling, in one batch; each stands in the ledger already."""
    sides = _sides(ceiling, NOTHING)
    freed, taken = sum(old.units for old, _ in wanted), sum(units for _, units in wanted)
    kind = book.StepKind.EXPIRE if act.role is Role.CLOCK else book.StepKind.REFUND
    key, *numbers = book.next_ids(1 + len(wanted) * len(sides))
    items: list[book.Item] = [
        book.Step(hold_id, 1, kind)
        for old, _ in wanted
        for hold_id in (old.hold_id, old.pool_hold_id)
        if hold_id is not None
    ]
    for side in sides:
        items += _level(side.there, side.account_id, side.target, freed, taken)
    grown: list[Taken] = []
    for place, (old, units) in enumerate(wanted):
        mine = numbers[place * len(sides) : (place + 1) * len(sides)]
        items += [
            _hold(number, side.account_id, ceiling, units)
            for number, side in zip(mine, sides, strict=True)
        ]
        pool_hold_id = mine[1] if len(sides) > 1 else None
        grown.append(Taken(mine[0], pool_hold_id, units, _count(ceiling, units - old.units)))
    book.write(act, *items, key=f"ceiling/{ceiling.pk}/grow/{key}")
    return grown


def _sides(ceiling: Ceiling, old: Taken) -> list[Side]:
    """The ceiling's own account, and that of its pool when it stands in one."""
    own = book.balance(ceiling.account_id)
    sides = [Side(ceiling.account_id, own, ceiling.units, old.hold_id)]
    if ceiling.pool is not None:
        together = book.balance(ceiling.pool.account_id)
        target = room.pool_units(ceiling.pool)
        sides.append(Side(ceiling.pool.account_id, together, target, old.pool_hold_id))
    return sides


def _write(
    act: Act,
    ceiling: Ceiling,
    sides: Sequence[Side],
    old: Taken,
    units: int,
    gross_units: int,
    linked: Sequence[book.Item] = (),
    key: str = "",
) -> Taken:
    """Free the old holds, level the accounts, hold anew: all of it or nothing."""
    kind = book.StepKind.EXPIRE if act.role is Role.CLOCK else book.StepKind.REFUND
    own, *numbers = book.next_ids(3)
    items: list[book.Item] = [
        book.Step(side.held_id, 1, kind) for side in sides if side.held_id is not None
    ]
    for side in sides:
        freed = 0 if side.held_id is None else old.units
        items += _level(side.there, side.account_id, side.target, freed, units)
    items += _gross(ceiling, gross_units)
    if units:
        items += [
            _hold(number, side.account_id, ceiling, units)
            for number, side in zip(numbers, sides, strict=False)
        ]
    items += linked
    if items:
        book.write(act, *items, key=key or f"ceiling/{ceiling.pk}/{own}")
    start = _count(ceiling, units - old.units)
    if old is NOTHING:
        ceiling.sales += 1
    pool_hold_id = numbers[1] if len(sides) > 1 else None
    return Taken(numbers[0], pool_hold_id, units, start, ceiling.sales) if units else NOTHING


def retake_many(act: Act, ceiling: Ceiling, changes: Sequence[tuple[Taken, int]]) -> list[Taken]:
    """Hold other units in place of what was held for each of many sales, in one linked group.

    CeilingExceeded when all of them together do not fit: then nothing changes.
    """
    old_units = sum(old.units for old, _ in changes)
    units = sum(new for _, new in changes)
    sides = _sides(ceiling, NOTHING)
    for side, refusal in zip(sides, (CeilingExceeded, GroupExceeded), strict=False):
        free = headroom(side.target, side.there.pending_units - old_units)
        refuse_unless(units <= max(free, old_units), refusal, "units", free=free)
    key, *numbers = book.next_ids(1 + len(sides) * len(changes))
    held = [
        [one for one in (old.hold_id, old.pool_hold_id)[: len(sides)] if one is not None]
        for old, _ in changes
    ]
    items: list[book.Item] = [
        book.Step(one, 1, book.StepKind.REFUND) for sale in held for one in sale
    ]
    for side in sides:
        items += _level(side.there, side.account_id, side.target, old_units, units)
    taken = []
    for place, (old, new) in enumerate(changes):
        own = numbers[place * len(sides) : (place + 1) * len(sides)] if new else []
        items += [
            _hold(number, side.account_id, ceiling, new)
            for number, side in zip(own, sides, strict=False)
        ]
        start = _count(ceiling, new - old.units)
        pool_hold_id = own[1] if len(own) > 1 else None
        taken.append(Taken(own[0], pool_hold_id, new, start) if own else NOTHING)
    if items:
        book.write(act, *items, key=f"ceiling/{ceiling.pk}/{key}")
    return taken


def take_many(act: Act, ceiling: Ceiling, units: Sequence[int]) -> list[Taken | None]:
    """Hold room for many new sales in order, in one batch; None for each that does not fit."""
    sides = _sides(ceiling, NOTHING)
    items = [
        (number, side, amount, group)
        for group, amount in enumerate(units, start=1)
        for number, side in zip(book.next_ids(len(sides)), sides, strict=True)
    ]
    answers = items and book.hold_batch(
        [number for number, _, _, _ in items],
        [side.account_id for _, side, _, _ in items],
        [ceiling.gross_account_id] * len(items),
        [amount for _, _, amount, _ in items],
        parties=[ceiling.business_id] * len(items),
        groups=[group for _, _, _, group in items],
        fresh=True,
    )
    refused = {item[3] for item, answer in zip(items, answers, strict=False) if answer}
    taken: list[Taken | None] = []
    for group, amount in enumerate(units, start=1):
        if group in refused:
            taken.append(None)
            continue
        first = (group - 1) * len(sides)
        ceiling.sales += 1
        pool_hold_id = items[first + 1][0] if len(sides) > 1 else None
        start = _count(ceiling, amount)
        taken.append(Taken(items[first][0], pool_hold_id, amount, start, ceiling.sales))
    return taken


def _hold(number: int, account_id: int, ceiling: Ceiling, units: int) -> book.Hold:
    """Units of a ceiling that a sale takes. It is never paid out, only freed: what it would be
    paid to is there because a hold has to name an account."""
    return book.Hold(number, account_id, ceiling.gross_account_id, None, ceiling.business_id, units)


def _count(ceiling: Ceiling, grown: int) -> int:
    """The two counters that only rise; their difference is what the ledger holds. Answers where
    the first of them stood."""
    start = ceiling.taken_units
    if grown > 0:
        ceiling.taken_units += grown
    else:
        ceiling.freed_units -= grown
    return start


def _level(
    there: book.Balance, account_id: int, target: int, freed: int = 0, taken: int = 0
) -> Iterator[book.Transfer]:
    """Bring an account to what is decided; while more is promised than that, to the promises."""
    change = max(target, there.pending_units - freed + taken) - there.units
    if change > 0:
        yield from _transfers(book.account(SOURCE), account_id, change, "raise")
    elif change < 0:
        yield from _transfers(account_id, book.account(SOURCE), -change, "cut")


def _gross(ceiling: Ceiling, units: int) -> Iterator[book.Transfer]:
    """Move the gross balance: up when a buyer paid, down when the goods or the money came."""
    if units > 0:
        yield from _transfers(book.account(SOURCE), ceiling.gross_account_id, units, "gross")
    elif units < 0:
        yield from _transfers(ceiling.gross_account_id, book.account(SOURCE), -units, "gross")


def _transfers(debit: int, credit: int, units: int, kind: str) -> Iterator[book.Transfer]:
    """As many transfers as the largest amount of one asks for."""
    while units:
        some = min(units, book.LARGEST_AMOUNT_UNITS)
        yield book.Transfer(debit, credit, some, kind)
        units -= some
