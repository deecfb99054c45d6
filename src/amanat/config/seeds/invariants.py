"""What must hold after every step, whatever the weather.

The banks' own books are the judges: whatever our rows say, money is where the banks say it is.
"""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from amanat.capabilities.escrow.models import Hold
from amanat.capabilities.payments.models import Attempt, Payout, Refund
from amanat.capabilities.people.models import BankAccount
from amanat.config.seeds.books import KEPT, insist, sale, transfer

if TYPE_CHECKING:
    from amanat.config.seeds.history import History
    from amanat.config.seeds.look import Told

OUTSIDE = ("psp_unsettled:", "psp_receivable:", "bank:")
SLACK = timedelta(minutes=15)
DAY = timedelta(days=1)
TWO_PERSON_LIMIT = 1_000_000_000


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
        transfers = [transfer(history, payout) for payout in one.payouts.all()]
        arrived = any(row and row["status"] == "SETTLED" for row in transfers)
        insist(arrived, "A refund was told that did not arrive.")
    elif one.route == "reversal":
        state = sale(history, one.attempt)["state"]
        insist(state == "REVERSED", f"A refund was told, and the sale is {state}.")
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
    _right_account(payout, row["iban"])
    _signed_by_two(payout)
    insist(payout.sent_at >= payout.not_before, "Sent before the cool-off was over.")


def _right_account(payout: Payout, iban: str) -> None:
    """A first account counts at once, another one a day after it was named."""
    assert payout.sent_at is not None and payout.person_id is not None
    day_before = payout.sent_at - DAY
    mine = BankAccount.objects.filter(person_id=payout.person_id, state="confirmed")
    named = list(mine.filter(created_at__lte=payout.sent_at).order_by("created_at", "pk"))
    used = next((one for one in named if one.sheba == iban), None)
    insist(used, f"Sent to {iban}, which is not its owner's.")
    insist(used == named[0] or (used and used.created_at <= day_before), "Sent to a new Sheba.")
    fresh = [one for one in named[1:] if day_before < one.created_at < payout.sent_at - SLACK]
    insist(not fresh, "Sent while a changed Sheba waits for its day.")


def _signed_by_two(payout: Payout) -> None:
    whole = sum(Payout.objects.filter(subject=payout.subject, refund=None, replaces=None)
                .values_list("units", flat=True))  # fmt: skip
    if payout.refund_id is None and payout.replaces_id is None and whole > TWO_PERSON_LIMIT:
        hands = set(payout.signatures.values_list("person_id", flat=True))
        insist(len(hands) == 2, f"{whole} rial left with {len(hands)} signatures.")


def _may_go(history: "History", fact: "Told") -> None:
    """Nothing of what an order keeps is handed to a bank."""
    for bargain in history.bargains:
        is_its = fact.facts["subject"] == f"hold:{bargain.hold_id}"
        insist(not is_its or bargain.kept_since is None, f"{fact.name} of what an order keeps.")


def _owed_once(history: "History", rows: list[dict[str, Any]]) -> None:
    """Nobody has got more than is owed, whatever the names of the transfers."""
    subjects = {one.end_to_end_id: (one.person_id, one.subject, one.refund_id)
                for one in Payout.objects.all()}  # fmt: skip
    got: Counter[tuple[int | None, str, bool]] = Counter()
    for row in rows:
        if row["status"] not in ("NOT_SETTLED", "REJECTED"):
            person_id, subject, refund_id = subjects[row["track_id"]]
            got[person_id, subject, refund_id is not None] += row["amount_units"]
    for (person_id, subject, is_refund), units in got.items():
        owed = _owed(person_id, subject, is_refund)
        insist(units <= owed, f"I9: {units} sent for {subject}, {owed} owed.")


def _owed(person_id: int | None, subject: str, is_refund: bool) -> int:
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
    "RefundSent": (_may_go,),
    "PayoutSent": (_may_go,),
    "PayoutSentMore": (_may_go,),
    "PayoutSettled": (_arrived,),
    "PayoutPartSettled": (_arrived,),
    "PayoutReturned": (_came_home,),
}
