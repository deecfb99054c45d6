"""The book: accounts, transfers, holds and steps. The only Python face of the ledger.

Import it as a module: `from amanat.kernel.ledger import book`. Every verb of a capability writes
through `write`; only what settles thousands at once calls the `_batch` functions.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple
from datetime import UTC, datetime
from typing import Literal

from django.db import transaction

from amanat.kernel.ledger.batches import (
    hold_batch,
    hold_items,
    post_batch,
    post_items,
    step_batch,
    step_items,
)
from amanat.kernel.ledger.items import (
    BATCH_LIMIT,
    LARGEST_AMOUNT_UNITS,
    AssetTotal,
    Balance,
    Hold,
    HoldState,
    Item,
    StatementLine,
    StatementPage,
    Step,
    StepKind,
    Transfer,
)
from amanat.kernel.ledger.proof import balances, broken_invariants, trial_balance
from amanat.kernel.ledger.refusals import (
    ACCEPTED,
    IN_A_FAILED_GROUP,
    NOT_THERE,
    REFUSALS,
    NoSuchAccount,
    NoSuchHold,
)
from amanat.kernel.ledger.statements import is_behind, sequence, statement
from amanat.kernel.ledger.wire import again, ask, rows, said_no
from amanat.kernel.transactions import atomic
from amanat.words.act import Act

__all__ = [
    "BATCH_LIMIT",
    "LARGEST_AMOUNT_UNITS",
    "AssetTotal",
    "Balance",
    "Hold",
    "HoldState",
    "Item",
    "StatementLine",
    "StatementPage",
    "Step",
    "StepKind",
    "Transfer",
    "account",
    "accounts",
    "balance",
    "balances",
    "broken_invariants",
    "hold_batch",
    "hold_state",
    "hold_states",
    "is_behind",
    "next_id",
    "next_ids",
    "open_account",
    "post_batch",
    "sequence",
    "statement",
    "step_batch",
    "trial_balance",
    "write",
]


def open_account(
    code: str,
    *,
    asset: str = "IRR",
    normal: Literal["credit", "debit"] = "credit",
    limit_units: int | None = 0,
) -> int:
    """The account of this name, opened now or before under the same terms; else AccountDiffers.

    `limit_units` says how far below zero it may go: 0 never, None without a limit. The first
    account of a new asset brings "fees:ASSET" with it, which earns the fees of releases.
    """
    with said_no(), transaction.atomic():
        return int(
            ask(
                "select ledger_open_account_v1(%s, %s, %s, %s)",
                code,
                asset,
                normal == "debit",
                limit_units,
            )
        )


def account(code: str) -> int:
    """The number of the account of this name; NoSuchAccount when none is open."""
    found = rows("select account_id from ledger_account_name where code = %s", code)
    if not found:
        raise NoSuchAccount
    return int(found[0][0])


def accounts(codes: Iterable[str]) -> dict[str, int]:
    """The numbers of those of these names that are open, in one read."""
    found = rows(
        "select code, account_id from ledger_account_name where code = any(%s::text[])",
        list(codes),
    )
    return {code: int(number) for code, number in found}


def balance(account_id: int) -> Balance:
    """What is in the account now: one row, whatever its history."""
    found = rows(
        "select is_debit_normal, pending_debit_units, posted_debit_units, posted_credit_units,"
        " limit_units from ledger_account where id = %s",
        account_id,
    )
    if not found:
        raise NoSuchAccount
    is_debit_normal, pending, debit, credit, limit = found[0]
    units = debit - credit if is_debit_normal else credit - debit
    taken = 0 if is_debit_normal else pending
    free = None if limit is None else units - taken + limit
    return Balance(units, pending, free, limit)


def next_id() -> int:
    """A number for one hold, larger than those of earlier calls."""
    return next_ids(1)[0]


def next_ids(count: int) -> list[int]:
    """Rising numbers for transfers and holds, which share one sequence; at most 8,000."""
    return [int(number) for number in ask("select ledger_ids_v1(%s)", count)]


def write(act: Act, *items: Item, key: str) -> None:
    """Do all of `items` in order, or none, in the caller's transaction, once per `key`.

    The same key with the same items does nothing more; with other items it is KeyReused. The
    first item that cannot be done decides the refusal. Under a new key everything must be new: a
    hold or a step that is there already is refused, so what is linked to it never happens twice.
    """
    assert items, "Nothing to write."
    with said_no():
        again(lambda: _write_once(act, items, key))


@atomic
def _write_once(act: Act, items: Sequence[Item], key: str) -> None:
    if not _begin(act, items, key):
        return
    for group, run in enumerate(_runs(items), start=1):
        for answer in _do(run, group):
            if answer == NOT_THERE and isinstance(run[0], Step):
                raise NoSuchHold
            if answer not in (ACCEPTED, IN_A_FAILED_GROUP):
                raise REFUSALS[answer]


def _begin(act: Act, items: Sequence[Item], key: str) -> bool:
    """Claim the key (True when it is new) and lock every account of the group, ascending."""
    accounts: set[int] = set()
    for item in items:
        if not isinstance(item, Step):
            accounts |= {item.debit_id, item.credit_id}
        if isinstance(item, Hold) and item.return_id is not None:
            accounts.add(item.return_id)
    holds = [item.hold_id for item in items if isinstance(item, Step)]
    return bool(
        ask(
            "select ledger_begin_v1(%s, %s, %s, %s, %s, %s::bigint[], %s::bigint[])",
            key,
            _digest(items),
            act.by,
            act.role.value,
            act.cause,
            sorted(accounts),
            holds,
        )
    )


def _digest(items: Sequence[Item]) -> bytes:
    """What the group says, independent of when and where it is said again."""
    content = [[type(item).__name__, *map(_plain, astuple(item))] for item in items]
    return hashlib.sha256(json.dumps(content, separators=(",", ":")).encode()).digest()


def _plain(value: object) -> object:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value


def _runs(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Neighbours of one type, cut where a hold would be decided twice in one batch."""
    run: list[Item] = []
    for item in items:
        decided_twice = isinstance(item, Step) and any(
            isinstance(other, Step) and other.hold_id == item.hold_id for other in run
        )
        if run and (type(run[0]) is not type(item) or decided_twice or len(run) == BATCH_LIMIT):
            yield run
            run = []
        run.append(item)
    yield run


def _do(run: Sequence[Item], group: int) -> list[int]:
    transfers = [item for item in run if isinstance(item, Transfer)]
    if transfers:
        return post_items(next_ids(len(transfers)), transfers, group)
    holds = [item for item in run if isinstance(item, Hold)]
    if holds:
        return hold_items(holds, group)
    return step_items([item for item in run if isinstance(item, Step)])


def hold_state(hold_id: int) -> HoldState:
    """What is held under this number and what was decided; NoSuchHold when nothing is."""
    state = hold_states([hold_id]).get(hold_id)
    if state is None:
        raise NoSuchHold
    return state


def hold_states(hold_ids: Sequence[int]) -> dict[int, HoldState]:
    """The same for many holds in one read; numbers that hold nothing are left out."""
    found = rows(
        "select h.id, h.amount_units, coalesce(s.turn, 0), s.kind from ledger_hold h"
        " left join lateral (select turn, kind from ledger_step where hold_id = h.id"
        " order by turn desc limit 1) s on true"
        " where h.id = any(%s::bigint[]) and h.result = 0",
        list(hold_ids),
    )
    return {row[0]: _state(*row[1:]) for row in found}


def _state(units: int, turns: int, last: int | None) -> HoldState:
    kind = None if last is None else StepKind(last)
    is_open = kind in (None, StepKind.FREEZE, StepKind.UNFREEZE)
    return HoldState(units, units if is_open else 0, turns, kind, kind is StepKind.FREEZE)
