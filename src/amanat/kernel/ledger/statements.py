"""The read side: statements filled behind the commit, and the chain over all batches."""

from amanat.kernel.ledger.items import StatementLine, StatementPage
from amanat.kernel.ledger.wire import ask, rows

BATCHES_AT_ONCE = 2_000
FRESH_SECONDS = 30  # How old "complete until" may grow while nothing moves.
BEHIND = """
    select coalesce(s.complete_until < clock_timestamp() - make_interval(secs => %s), true) or (
        select true from ledger_batch b where (b.xid, b.id) > (s.xid, s.batch_id)
        order by b.xid, b.id limit 1
    ) is not null
    from ledger_sequencer s
"""
PAGE_LINES = 50


def is_behind() -> bool:
    """Whether a batch waits for its lines, or statements say too old a moment."""
    return bool(ask(BEHIND, FRESH_SECONDS))


def sequence(limit: int = BATCHES_AT_ONCE) -> int:
    """Chain finished batches and write their statement lines; how many batches were taken.

    Only batches whose transactions, and all earlier ones, have ended are taken, so nobody can
    appear behind the cursor later. Zero when there is nothing, or another worker is at it.
    """
    return int(ask("select ledger_sequence_v1(%s)", limit))


def statement(
    account_id: int, *, before: int | None = None, lines: int = PAGE_LINES
) -> StatementPage:
    """One page of an account's posted movements, newest first, older than line `before`."""
    found = rows(
        "select n, kind, item_id, units, balance_units, at from ledger_statement_line"
        " where account_id = %s and n < %s order by n desc limit %s",
        account_id,
        before if before is not None else 2**62,
        min(lines, PAGE_LINES),
    )
    until = ask("select complete_until from ledger_sequencer")
    return StatementPage(tuple(StatementLine(*row) for row in found), until)
