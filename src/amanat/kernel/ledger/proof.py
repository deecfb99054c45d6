"""Does the book add up? Asked after every bench, every drill, and every night."""

from amanat.kernel.ledger.items import AssetTotal
from amanat.kernel.ledger.wire import rows


def trial_balance() -> list[AssetTotal]:
    """Posted debits and credits of every asset: equal, or the book is broken."""
    found = rows(
        "select s.code, coalesce(sum(a.posted_debit_units), 0),"
        " coalesce(sum(a.posted_credit_units), 0), coalesce(sum(a.pending_debit_units), 0)"
        " from ledger_asset s left join ledger_account a on a.id %% 1000000 = s.id"
        " group by s.code order by s.code"
    )
    return [
        AssetTotal(code, int(debit), int(credit), int(held)) for code, debit, credit, held in found
    ]


def broken_invariants() -> list[str]:
    """One English sentence for each invariant that does not hold; empty when all do.

    Reads the whole book: for benches, drills and the night, not for pages.
    """
    return [str(row[0]) for row in rows("select sentence from ledger_broken_v1() as sentence")]


def balances(asset: str = "IRR") -> dict[str, tuple[int, bool]]:
    """Every named account of an asset: its posted units on its normal side, and whether that is
    the debit side."""
    found = rows(
        "select n.code, a.posted_debit_units - a.posted_credit_units, a.is_debit_normal"
        " from ledger_account a join ledger_account_name n on n.account_id = a.id"
        " join ledger_asset s on a.id %% 1000000 = s.id where s.code = %s order by n.code",
        asset,
    )
    return {code: (int(net) if debit else -int(net), bool(debit)) for code, net, debit in found}
