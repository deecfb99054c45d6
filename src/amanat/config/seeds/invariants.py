"""What must hold after every step, and what must be true a day after the last fault.

The banks' own books are the judges: whatever our rows say, money is where the banks say it is.
"""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from amanat.capabilities.escrow.models import Hold, Part
from amanat.capabilities.payments.models import Attempt, Batch, Call, Payment, Payout, Refund
from amanat.capabilities.payments.rules import money
from amanat.capabilities.people.models import BankAccount
from amanat.kernel.ledger import book
from amanat.kernel.log.models import Delivery
from simulators.clock import moment, to_ms

if TYPE_CHECKING:
    from amanat.config.seeds.history import History
    from amanat.config.seeds.look import Told

OUTSIDE = ("psp_unsettled:", "psp_receivable:", "bank:")
KEPT = frozenset({"VERIFIED", "SETTLED", "CONFIRMED"})  # The gateway has the payer's money for us.
STUCK_AFTER = timedelta(minutes=15)
GONE = ("TRANSFERRED", "SETTLED")
FREE = timedelta(seconds=1)


class Violation(AssertionError):
    """Money is not where it should be, or somebody was told what is not true."""

    def __init__(self, words: str, history: "History | None" = None) -> None:
        super().__init__(words)
        self.history = history


def insist(condition: object, words: str) -> None:
    if not condition:
        raise Violation(words)


# ---- the banks' books --------------------------------------------------------------------------


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


# ---- after every step --------------------------------------------------------------------------


def safe(history: "History") -> None:
    """I1, I3, and whatever was told just now; what moved at the banks is looked at as well."""
    accounts = history.seen.accounts
    total = sum(net for net, _ in accounts.values())
    insist(total == 0, f"I1: the book is off by {total} rial.")
    for code, (net, is_debit) in accounts.items():
        units = net if is_debit else -net
        insist(units >= 0 or code.startswith(OUTSIDE), f"I3: {code} is at {units}.")
    for fact in history.seen.facts:
        for check in TOLD.get(fact.name, ()):
            check(history, fact)
    _bank_moved(history)
    _gateways_moved(history)


def _verified(history: "History", fact: "Told") -> None:
    """I8: nothing is held without money that the gateway itself has verified, the same amount."""
    attempt = Attempt.objects.select_related("payment").get(pk=fact.id)
    row = sale(history, attempt)
    insist(row["state"] in KEPT, f"I8: held, and the gateway says {row['state']!r}.")
    amounts = {row["final_units"], attempt.amount_units, attempt.payment.units}
    insist(len(amounts) == 1, f"I8: held {attempt.amount_units}, the gateway took {row}.")


def _settled(history: "History", fact: "Told") -> None:
    attempt = Attempt.objects.get(payment_id=fact.id, money_in=Attempt.HOLD)
    row = sale(history, attempt)
    insist(row["state"] in ("SETTLED", "CONFIRMED"), f"Counted as paid, and it is {row['state']}.")


def _not_kept(history: "History", fact: "Told") -> None:
    """Whoever is told "failed" or "given back" has their money, or gets it by itself."""
    attempt = Attempt.objects.get(pk=fact.id)
    row = sale(history, attempt)
    insist(row["state"] not in KEPT, f"{fact.name} was told, and the gateway keeps {row}.")
    insist(fact.name not in SAID_BACK or row["state"] not in ("SALE_OK", "PAID"),
           f"{fact.name} was told, and the money is still out.")  # fmt: skip


SAID_BACK = ("PaymentReversed", "BankTookBack")


def _issued(history: "History", fact: "Told") -> None:
    attempt = Attempt.objects.get(pk=fact.id)
    row = sale(history, attempt)
    insist(row["amount_units"] == attempt.amount_units, f"Asked for {row['amount_units']} rial.")


def _refunded(history: "History", fact: "Told") -> None:
    """A letter says the money is back: so the bank says too."""
    if fact.name == "OrphanRefundMoved" and fact.facts["step"] != "RefundSettled":
        return
    one = Refund.objects.select_related("attempt").get(pk=fact.id)
    if one.route == "paya":
        rows = [transfer(history, payout) for payout in one.payouts.all()]
        insist(any(row and row["status"] == "SETTLED" for row in rows), "Refund told, not sent.")
    elif one.route == "reversal":
        state = sale(history, one.attempt)["state"]
        insist(state == "REVERSED", f"Refund told, and the sale is {state}.")
    else:
        rows = history.wire.rows("select units from mellat_refund where order_id = ?", one.order_id)
        insist([row["units"] for row in rows] == [one.units], f"Refund of {one.units}: {rows}.")


def _arrived(history: "History", fact: "Told") -> None:
    payout = Payout.objects.get(pk=fact.id)
    row = transfer(history, payout)
    insist(row is not None and row["status"] == "SETTLED", f"Arrived, says the letter: {row}.")
    assert row is not None
    insist(row["amount_units"] == payout.units, f"{payout.units} owed, {row} sent.")


def _came_home(history: "History", fact: "Told") -> None:
    row = transfer(history, Payout.objects.get(pk=fact.id))
    insist(row is None or row["status"] in ("NOT_SETTLED", "REJECTED"),
           f"Returned, says the letter: {row}.")  # fmt: skip


Check = Callable[["History", "Told"], None]
TOLD: dict[str, tuple[Check, ...]] = {
    "TokenIssued": (_issued,),
    "PaymentVerified": (_verified,),
    "PaymentSettled": (_settled,),
    "PaymentDeclined": (_not_kept,),
    "PaymentCancelled": (_not_kept,),
    "TokenExpired": (_not_kept,),
    "BankTookBack": (_not_kept,),
    "PaymentReversed": (_not_kept,),
    "RefundSettled": (_refunded,),
    "OrphanRefundMoved": (_refunded,),
    "PayoutSettled": (_arrived,),
    "PayoutPartSettled": (_arrived,),
    "PayoutReturned": (_came_home,),
}


def _bank_moved(history: "History") -> None:
    """I9: what our bank has taken on is owed, once, to an account that counts, and not kept."""
    rows = history.wire.rows("select * from paya_transfer order by rowid")
    fresh = [row for row in rows if row["track_id"] not in history.sent]
    for row in fresh:
        history.sent.add(row["track_id"])
        _may_leave(history, row)
    if fresh:
        _owed_once(history, rows)


def _may_leave(history: "History", row: dict[str, Any]) -> None:
    payout = Payout.objects.filter(end_to_end_id=row["track_id"]).first()
    insist(payout is not None and payout.sent_at is not None,
           "The bank has a transfer of which we have no committed row.")  # fmt: skip
    assert payout is not None and payout.sent_at is not None
    insist(row["amount_units"] == payout.units, f"{payout.units} owed, {row} sent.")
    counts = BankAccount.objects.filter(
        person_id=payout.person_id, sheba=row["iban"], state="confirmed",
        active_from__lte=payout.sent_at,
    )  # fmt: skip
    insist(counts.exists(), f"Sent to {row['iban']}, which does not count for its owner.")
    waits = BankAccount.objects.filter(
        person_id=payout.person_id, state="confirmed", created_at__lt=payout.sent_at,
        active_from__gt=payout.sent_at + STUCK_AFTER,
    ).exclude(created_at__gt=payout.sent_at - STUCK_AFTER)  # fmt: skip
    insist(not waits.exists(), "Sent while a changed Sheba waits for its day.")
    insist(payout.sent_at >= payout.not_before, "Sent before the cool-off was over.")
    for bargain in history.bargains:
        since = bargain.kept_since
        kept = since is not None and payout.subject == f"hold:{bargain.hold_id}"
        insist(not kept or (since and payout.sent_at < since), "Sent while an order keeps it.")


def _owed_once(history: "History", rows: list[dict[str, Any]]) -> None:
    """Nobody has got more than is owed, whatever the names of the transfers."""
    subjects = {one.end_to_end_id: (one.person_id, one.subject, one.refund_id)
                for one in Payout.objects.all()}  # fmt: skip
    got: Counter[tuple[int, str, bool]] = Counter()
    for row in rows:
        if row["status"] not in ("NOT_SETTLED", "REJECTED"):
            person_id, subject, refund_id = subjects[row["track_id"]]
            got[person_id, subject, refund_id is not None] += row["amount_units"]
    for (person_id, subject, is_refund), units in got.items():
        owed = _owed(person_id, subject, is_refund)
        insist(units <= owed, f"I9: {units} sent for {subject}, {owed} owed.")


def _owed(person_id: int, subject: str, is_refund: bool) -> int:
    if is_refund:
        refunds = Refund.objects.filter(payment__subject=subject, payment__payer_id=person_id)
        return sum(refunds.values_list("units", flat=True))
    if not subject.startswith("hold:"):
        return 0
    hold = Hold.objects.get(pk=int(subject.removeprefix("hold:")))
    return hold.ended_as.paid_units if hold.payee_id == person_id else 0


def _gateways_moved(history: "History") -> None:
    """I5: a gateway has given back no more than we ordered, and no more than was paid."""
    rows = history.wire.rows(
        "select o.order_id, o.final_units, sum(r.units) as units, count(*) as number"
        " from mellat_refund r join mellat_order o on o.id = r.sale_id group by o.id"
        " order by o.id"
    )
    for row in rows:
        key = (row["order_id"], row["number"])
        if key in history.refunds_seen:
            continue
        history.refunds_seen.add(key)
        attempt = Attempt.objects.get(gateway="mellat", order_id=row["order_id"])
        ordered = sum(attempt.refunds.values_list("units", flat=True))
        insist(row["units"] <= ordered, f"{row['units']} refunded, {ordered} ordered.")
        insist(ordered <= attempt.amount_units, f"I5: {ordered} of {attempt.amount_units}.")


# ---- a day after the last fault ----------------------------------------------------------------


def at_the_end(history: "History") -> None:
    """L1: nothing is unknown, nothing stuck, and every rial has an owner."""
    to_ms(history.at)
    history.wire.ask("GET", "/bank/paya/transfers/none")  # The bank's cycles run up to now.
    nothing_is_stuck(history)
    gateways_agree(history)
    our_bank_agrees(history)
    every_rial_has_an_owner(history)
    everybody_has_what_is_theirs(history)
    broken = book.broken_invariants()
    insist(not broken, "; ".join(broken))


OVER = (
    "settled", "declined", "user_cancelled", "failed_config", "token_expired", "invalid",
    "auto_reversed", "reversed",
)  # fmt: skip


def nothing_is_stuck(history: "History") -> None:
    late = history.at - STUCK_AFTER
    for attempt in Attempt.objects.exclude(state__in=OVER):
        raise Violation(f"L1: an attempt is {attempt.state} since {attempt.started_at:%d %H:%M}.")
    for one in Refund.objects.exclude(state__in=("confirmed", "manual", "on_the_rail")):
        raise Violation(f"L1: a refund is {one.state}.")
    for payout in Payout.objects.filter(due_at__lt=late):
        raise Violation(f"L1: a payout is {payout.state}, due {payout.due_at:%d %H:%M}.")
    for payout in Payout.objects.filter(
        state__in=("batched", *ON_THE_WAY), batch__cycle_at__lt=history.at - timedelta(hours=7)
    ):
        raise Violation(f"L1: a payout is {payout.state} long after its cycle.")
    for batch in Batch.objects.filter(due_at__lt=late):
        raise Violation(f"L1: a file is {batch.state}.")
    asked = Call.objects.filter(sent_at=None, intended_at__lt=late)
    insist(not asked.exists(), "L1: a question was never asked.")
    insist(not Delivery.objects.filter(parked_at__isnull=False, done_at=None).exists(),
           "L1: what follows from a fact is parked.")  # fmt: skip
    waiting = [name for name, jobs in history.waiting.items() if jobs]
    insist(not waiting, f"L1: jobs of {waiting} never ran.")


def gateways_agree(history: "History") -> None:
    """What the gateways keep for us is what our book says they owe us, attempt by attempt."""
    kept: Counter[str] = Counter()
    for attempt in Attempt.objects.order_by("pk"):
        units = kept_units(history, attempt)
        kept[attempt.gateway] += units
        insist(bool(units) <= (attempt.state == "settled"),
               f"The gateway keeps {units} of an attempt that is {attempt.state}.")  # fmt: skip
    accounts = history.seen.accounts
    for gateway in ("mellat", "parsian"):
        ours = sum(accounts.get(code, (0, True))[0]
                   for code in (money.unsettled(gateway), money.receivable(gateway)))  # fmt: skip
        insist(ours == kept[gateway], f"{gateway} keeps {kept[gateway]}, our book says {ours}.")
        insist(not accounts.get(money.unsettled(gateway), (0, True))[0], "Settling was given up.")


def our_bank_agrees(history: "History") -> None:
    """What has left our account at the bank is what our book says has arrived."""
    left = sum(row["amount_units"] for row in history.wire.rows(
        "select amount_units from paya_transfer where status = 'SETTLED'"))  # fmt: skip
    ours = -history.seen.accounts.get(money.BANK, (0, True))[0]
    arriving = sum(one.units for one in Payout.objects.filter(state__in=ON_THE_WAY)
                   if (row := transfer(history, one)) and row["status"] == "SETTLED")  # fmt: skip
    insist(left - arriving == ours, f"The bank paid {left}, our book says {ours} + {arriving}.")


ON_THE_WAY = ("submitted", "unknown", "transferred")


def every_rial_has_an_owner(history: "History") -> None:
    """The house's own passages hold exactly what passes through them."""
    units = {code: -net for code, (net, is_debit) in history.seen.accounts.items() if not is_debit}
    going = Payout.objects.filter(state__in=ON_THE_WAY)
    passing = {
        money.SUSPENSE: 0,
        money.RETURNED: 0,
        money.IN_TRANSIT: sum(going.values_list("units", flat=True)),
        money.CONTROL: _held(history),
    }
    for code, expected in passing.items():
        insist(units.get(code, 0) == expected, f"{code}: {units.get(code, 0)}, not {expected}.")
    open_refunds = Refund.objects.exclude(state="confirmed")
    refunding = sum(open_refunds.values_list("units", flat=True)) - sum(
        going.filter(refund__isnull=False).values_list("units", flat=True)
    )
    insist(units.get(money.REFUNDING, 0) == refunding, f"Refunding: {units.get(money.REFUNDING)}.")


def _held(history: "History") -> int:
    """What waits on a condition: the paid parts of holds that have not ended."""
    holds = Hold.objects.filter(pk__in=[one.hold_id for one in history.bargains])
    going = holds.filter(state__in=("awaiting", "held", "frozen"))
    return sum(Part.objects.filter(hold__in=going, is_paid=True).values_list("units", flat=True))


def everybody_has_what_is_theirs(history: "History") -> None:
    """Of every bargain: what was paid is with the seller, the buyer and the fee, to the rial."""
    for bargain in history.bargains:
        hold = Hold.objects.filter(pk=bargain.hold_id).first()
        if hold is None:
            continue
        paid = Payment.objects.filter(subject=f"hold:{hold.pk}", state="paid")
        insist(set(hold.parts.filter(is_paid=True).values_list("payment_id", flat=True))
               == set(paid.values_list("pk", flat=True)), "A payment is paid, its part is not.")  # fmt: skip
        if hold.state in ("released", "split", "refunded", "dropped"):
            _shares(history, bargain, hold, sum(paid.values_list("units", flat=True)))


def _shares(history: "History", bargain: Any, hold: Hold, paid: int) -> None:
    bill, released = _bill(bargain), bargain.released
    fee = released * 100 // 10_000
    buyers = {"buyer": fee, "seller": 0, "half": fee - fee // 2}[bargain.fee_payer]
    seller = released - (fee - buyers)
    insist(hold.units == bill, f"Asked {hold.units} for a price of {bargain.price.units}.")
    insist((hold.ended_as.paid_units, hold.ended_as.fee_units) == (seller, fee),
           f"Of {paid} the seller gets {hold.ended_as}, not {seller} and {fee} of fee.")  # fmt: skip
    payouts = Payout.objects.filter(subject=f"hold:{hold.pk}", refund=None)
    live = payouts.filter(replaced_by=None)
    insist(sum(live.values_list("units", flat=True)) == seller, "The payouts are not the share.")
    refunds = Refund.objects.filter(payment__subject=f"hold:{hold.pk}").exclude(purpose="orphan")
    back = sum(refunds.values_list("units", flat=True))
    insist(back == paid - seller - fee, f"Of {paid}: seller {seller}, fee {fee}, back {back}.")


def _bill(bargain: Any) -> int:
    fee = bargain.price.units * 100 // 10_000
    return (
        int(bargain.price.units)
        + {"buyer": fee, "seller": 0, "half": fee - fee // 2}[str(bargain.fee_payer)]
    )
