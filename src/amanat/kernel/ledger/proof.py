"""Does the book add up? Asked after every bench, every drill, and every night."""

from amanat.kernel.ledger.items import AssetTotal
from amanat.kernel.ledger.wire import rows


def trial_balance() -> list[AssetTotal]:
    """Posted debits and credits of every asset: equal, or the book is broken."""
    found = rows(
        "select s.code, coalesce(sum(a.posted_debit_units), 0),"
        " coalesce(sum(a.posted_credit_units), 0), coalesce(sum(a.pending_debit_units), 0)"
        " from ledger_asset s left join ledger_account a on a.id %% 1000 = s.id"
        " group by s.code order by s.code"
    )
    return [AssetTotal(code, int(debit), int(credit), int(held)) for code, debit, credit, held in found]


def broken_invariants() -> list[str]:
    """One English sentence for each invariant that does not hold; empty when all do.

    Reads the whole book: for benches, drills and the night, not for pages.
    """
    return [str(row[0]) for row in rows("select sentence from ledger_broken_v1() as sentence")]
