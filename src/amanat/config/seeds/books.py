"""The banks' own books, and what is said when ours does not agree with them."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from amanat.capabilities.payments.models import Attempt, Payout
from simulators.clock import moment

if TYPE_CHECKING:
    from amanat.config.seeds.history import History

KEPT = frozenset({"VERIFIED", "SETTLED", "CONFIRMED"})  # The gateway has the payer's money for us.


class Violation(AssertionError):
    """Money is not where it should be, or somebody was told what is not true."""

    def __init__(self, words: str, history: "History | None" = None) -> None:
        super().__init__(words)
        self.history = history


def insist(condition: object, words: str) -> None:
    if not condition:
        raise Violation(words)


def sale(history: "History", attempt: Attempt) -> dict[str, Any]:
    """The gateway's own row of an attempt: its state, what it took, and what it gave back."""
    name, (paid, text) = attempt.gateway, SALES[attempt.gateway]
    rows = history.wire.rows(text, attempt.order_id)
    if not rows:
        return {"state": "", "amount_units": attempt.amount_units, "final_units": 0,
                "refunded_units": 0}  # fmt: skip
    row = rows[0]
    if row["state"] == paid and history.at - moment(row["sale_at_ms"]) > WINDOWS[name]:
        row["state"] = "AUTO_REVERSED"  # By its own rule; the row says so when next asked.
    return row


SALES = {
    "mellat": ("SALE_OK", "select state, amount_units, final_units, refunded_units, sale_at_ms"
               " from mellat_order where order_id = ?"),
    "parsian": ("PAID", "select state, amount_units, paid_units as final_units,"
                " 0 as refunded_units, sale_at_ms from parsian_order where order_id = ?"),
}  # fmt: skip
WINDOWS = {"mellat": timedelta(minutes=20), "parsian": timedelta(minutes=30)}


def kept_units(history: "History", attempt: Attempt) -> int:
    """What the gateway keeps for us of one attempt, after what it gave back."""
    row = sale(history, attempt)
    return row["final_units"] - row["refunded_units"] if row["state"] in KEPT else 0


def transfer(history: "History", payout: Payout) -> dict[str, Any] | None:
    """Our bank's own row of a transfer."""
    rows = history.wire.rows("select * from paya_transfer where track_id = ?", payout.end_to_end_id)
    return rows[0] if rows else None
