"""What must be true a day after the last fault: nothing is open, and every rial has an owner."""

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from amanat.capabilities.escrow.models import Hold, Part
from amanat.capabilities.payments.models import Attempt, Batch, Call, Payment, Payout, Refund
from amanat.capabilities.payments.rules import money
from amanat.config.seeds.books import Violation, insist, kept_units, transfer
from amanat.kernel.ledger import book
from amanat.kernel.log.models import Delivery

if TYPE_CHECKING:
    from amanat.config.seeds.history import History

STUCK_AFTER = timedelta(minutes=15)
RETURNS_WITHIN = timedelta(hours=24)  # On a Friday the bank's next cycle is far.


def at_the_end(history: "History") -> None:
    """L1: nothing is unknown, nothing stuck, and every rial has an owner."""
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
        state__in=("batched", *ON_THE_WAY), batch__cycle_at__lt=history.at - RETURNS_WITHIN
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
    fees = sum(one.ended_as.fee_units
               for one in Hold.objects.filter(pk__in=[one.hold_id for one in history.bargains]))  # fmt: skip
    earned = units.get(money.FEE, 0) + units.get(money.FUND, 0)
    insist(earned == fees, f"Fees of {fees}, and {earned} earned.")
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
    price: int = bargain.price.units
    fee = price * 100 // 10_000
    buyers = {"buyer": fee, "seller": 0, "half": fee - fee // 2}
    return price + buyers[str(bargain.fee_payer)]
