"""The hot path: many items in one call and one commit, arrays in, answers out.

An empty answer list means that every item was accepted; otherwise there is one answer per item, in
order, as docs/reference/ledger.md lists them. Repeating a call gives the same answers.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

from amanat.kernel.ledger.items import Hold, Step, Transfer
from amanat.kernel.ledger.wire import Bigints, Ints, Packed, Smallints, again, send

Argument = Packed | tuple[str, object]


def post_batch(
    ids: Sequence[int],
    debits: Sequence[int],
    credits: Sequence[int],
    amounts: Sequence[int],
    *,
    groups: Sequence[int] = (),
    kinds: Sequence[str] = (),
) -> list[int]:
    """Transfer in order. Equal neighbours in `groups` are linked: all or nothing."""
    return _settle(
        "ledger_post_v1",
        Bigints(ids),
        Bigints(debits),
        Bigints(credits),
        Bigints(amounts),
        Ints(groups),
        ("text[]", list(kinds)),
    )


def hold_batch(
    ids: Sequence[int],
    debits: Sequence[int],
    credits: Sequence[int],
    amounts: Sequence[int],
    *,
    returns: Sequence[int | None] = (),
    parties: Sequence[int] = (),
    groups: Sequence[int] = (),
    dues: Sequence[datetime | None] = (),
    fresh: bool = False,
) -> list[int]:
    """Hold in order. Without `returns`, what is not paid is simply free again.

    `fresh` refuses numbers that already hold something, also the same.
    """
    return _settle(
        "ledger_hold_v1",
        Bigints(ids),
        Bigints(debits),
        Bigints(credits),
        _perhaps(returns),
        Bigints(parties),
        Bigints(amounts),
        Ints(groups),
        ("timestamptz[]", list(dues) if any(dues) else []),
        ("boolean", fresh),
    )


def step_batch(
    holds: Sequence[int],
    turns: Sequence[int],
    kinds: Sequence[int],
    *,
    pays: Sequence[int] = (),
    fees: Sequence[int] = (),
    fresh: bool = False,
) -> list[int]:
    """Decide holds, at most one step for each. Whoever inserts a turn first wins it.

    `fresh` refuses turns that were taken before, also by the same step.
    """
    return _settle(
        "ledger_step_v1",
        Bigints(holds),
        Smallints(turns),
        Smallints(kinds),
        Bigints(pays),
        Bigints(fees),
        ("boolean", fresh),
    )


def post_items(ids: Sequence[int], items: Sequence[Transfer], group: int) -> list[int]:
    return post_batch(
        ids,
        [item.debit_id for item in items],
        [item.credit_id for item in items],
        [item.units for item in items],
        groups=[group] * len(items),
        kinds=[item.kind for item in items],
    )


def hold_items(items: Sequence[Hold], group: int) -> list[int]:
    return hold_batch(
        [item.hold_id for item in items],
        [item.debit_id for item in items],
        [item.credit_id for item in items],
        [item.units for item in items],
        returns=[item.return_id for item in items],
        parties=[item.party_id for item in items],
        groups=[group] * len(items),
        dues=[item.due_at for item in items],
        fresh=True,
    )


def step_items(items: Sequence[Step]) -> list[int]:
    return step_batch(
        [item.hold_id for item in items],
        [item.turn for item in items],
        [item.kind for item in items],
        pays=[item.paid_units for item in items],
        fees=[item.fee_units for item in items],
        fresh=True,
    )


def _perhaps(numbers: Sequence[int | None]) -> Argument:
    """Packed where every number is there; the driver's own, slower form where some are not."""
    known = [number for number in numbers if number is not None]
    if len(known) == len(numbers):
        return Bigints(known)
    return ("bigint[]", list(numbers) if known else [])


def _settle(function: str, *arguments: Argument) -> list[int]:
    if not connection.in_atomic_block:
        return again(lambda: send(function, *arguments))
    with transaction.atomic():
        return send(function, *arguments)
