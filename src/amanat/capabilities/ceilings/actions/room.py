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
    """What is held for one sale; nothing at first, and nothing when it is over."""

    hold_id: int | None = None
    pool_hold_id: int | None = None
    units: int = 0


NOTHING = Taken()


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
    items = [*_level(ceiling.account_id, ceiling.units)]
    if ceiling.pool is not None:
        items += _level(ceiling.pool.account_id, room.pool_units(ceiling.pool))
    if items:
        book.write(act, *items, key=f"ceiling/{ceiling.pk}/settle/{book.next_id()}")


def level_pool(act: Act, pool: Pool, more: int = 0) -> None:
    """Bring a pool to what its firms may owe together; or to what they do, with `more` of it."""
    items = list(_level(pool.account_id, room.pool_units(pool), taken=more))
    if items:
        book.write(act, *items, key=f"ceiling-pool/{pool.pk}/{book.next_id()}")


def hold_in_pool(act: Act, ceiling: Ceiling, sales: Sequence[Reservation]) -> None:
    """Hold in the ceiling's pool what these sales already hold under the ceiling."""
    assert ceiling.pool is not None, "There is no pool to hold in."
    source = book.account(SOURCE)
    for sale in sales:
        sale.pool_hold_id = book.next_id()
    items = [
        book.Hold(one.pool_hold_id or 0, ceiling.pool.account_id, source, None,
                  ceiling.business_id, one.exposure_units)
        for one in sales
    ]  # fmt: skip
    if items:
        book.write(act, *items, key=f"ceiling/{ceiling.pk}/join/{book.next_id()}")


def take(act: Act, ceiling: Ceiling, old: Taken, units: int, *, gross_units: int = 0) -> Taken:
    """Hold `units` in place of what was held for this sale; CeilingExceeded when they do not fit.

    `gross_units` is by how much the gross balance changes with it.
    """
    used = book.balance(ceiling.account_id).pending_units - old.units
    free = headroom(ceiling.units, used)
    refuse_unless(units <= max(free, old.units), CeilingExceeded, "units", free=free)
    if ceiling.pool is not None:
        together = book.balance(ceiling.pool.account_id).pending_units - old.units
        left = headroom(room.pool_units(ceiling.pool), together)
        refuse_unless(units <= max(left, old.units), GroupExceeded, "units", free=left)
    return _write(act, ceiling, old, units, gross_units)


def grow(act: Act, ceiling: Ceiling, old: Taken, units: int) -> Taken:
    """The same for what nobody can refuse, such as compensation for delay: it may stand above."""
    return _write(act, ceiling, old, units, 0)


def _write(act: Act, ceiling: Ceiling, old: Taken, units: int, gross_units: int) -> Taken:
    """Free the old holds, level the accounts, hold anew: all of it or nothing."""
    source = book.account(SOURCE)
    kind = book.StepKind.EXPIRE if act.role is Role.CLOCK else book.StepKind.REFUND
    numbers = book.next_ids(2) if units else [None, None]
    sides: list[tuple[int, int, int | None, int | None]] = [
        (ceiling.account_id, ceiling.units, old.hold_id, numbers[0])
    ]
    if ceiling.pool is not None:
        together = room.pool_units(ceiling.pool)
        sides.append((ceiling.pool.account_id, together, old.pool_hold_id, numbers[1]))
    items: list[book.Item] = [
        book.Step(held, 1, kind) for _, _, held, _ in sides if held is not None
    ]
    for account_id, target, held, _ in sides:
        items += _level(account_id, target, old.units if held is not None else 0, units)
    items += _gross(ceiling, source, gross_units)
    items += [
        book.Hold(number, account_id, source, None, ceiling.business_id, units)
        for account_id, _, _, number in sides
        if number is not None
    ]
    if items:
        book.write(act, *items, key=f"ceiling/{ceiling.pk}/{book.next_id()}")
    _count(ceiling, units - old.units)
    if not units:
        return NOTHING
    return Taken(numbers[0], numbers[1] if ceiling.pool is not None else None, units)


def _count(ceiling: Ceiling, grown: int) -> None:
    """The two counters that only rise; their difference is what the ledger holds."""
    if grown > 0:
        ceiling.taken_units += grown
    else:
        ceiling.freed_units -= grown


def _level(account_id: int, target: int, freed: int = 0, taken: int = 0) -> Iterator[book.Transfer]:
    """Bring an account to what is decided; while more is promised than that, to the promises."""
    there = book.balance(account_id)
    promised = there.pending_units - freed + taken
    change = max(target, promised) - there.units
    source = book.account(SOURCE)
    debit, credit = (source, account_id) if change > 0 else (account_id, source)
    yield from _transfers(debit, credit, abs(change), "raise" if change > 0 else "cut")


def _gross(ceiling: Ceiling, source: int, units: int) -> Sequence[book.Transfer]:
    """Move the gross balance: up when a buyer paid, down when the goods or the money came."""
    debit, credit = (source, ceiling.gross_account_id)
    if units < 0:
        debit, credit = credit, debit
    return list(_transfers(debit, credit, abs(units), "gross"))


def _transfers(debit: int, credit: int, units: int, kind: str) -> Iterator[book.Transfer]:
    """As many transfers as the largest amount of one asks for."""
    while units:
        some = min(units, book.LARGEST_AMOUNT_UNITS)
        yield book.Transfer(debit, credit, some, kind)
        units -= some
