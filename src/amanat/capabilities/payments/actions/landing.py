"""What the bank says about a payout it has: gone out, arrived, or on its way back."""

from amanat.capabilities.payments import events
from amanat.capabilities.payments.actions import refund as refunds
from amanat.capabilities.payments.actions.payout import siblings, step
from amanat.capabilities.payments.models import Call, Payout
from amanat.capabilities.payments.ports import bank
from amanat.capabilities.payments.ports.gateway import Answer
from amanat.capabilities.payments.queries import accounts
from amanat.capabilities.payments.rules import payouts as rules
from amanat.capabilities.payments.rules.answers import Kind
from amanat.kernel.ledger import book
from amanat.kernel.transactions import atomic
from amanat.words.act import Act

ON_THE_WAY = ("submitted", "unknown", "transferred")
DONE = ("settled", "turned_down")


def about_payout(act: Act, call: Call, answer: Answer) -> None:
    """Hear how far a payout has come. What we already know is not news."""
    assert call.payout_id is not None
    payout = Payout.objects.lock(call.payout_id)
    if payout.state not in ON_THE_WAY:
        return
    if answer.kind is Kind.STATE:
        _never_seen(act, payout)
    elif answer.kind is not Kind.OK:
        return
    elif answer.code == bank.SETTLED:
        land(act, payout_id=payout.pk)
    elif answer.code in (bank.NOT_SETTLED, bank.REJECTED):
        come_home(act, payout_id=payout.pk, reason=answer.reference)
    elif answer.code == bank.TRANSFERRED and payout.state != "transferred":
        transfer(act, payout_id=payout.pk)


def _never_seen(act: Act, payout: Payout) -> None:
    """The bank does not know it. Perhaps not yet: the same file is still being handed in."""
    assert payout.batch is not None
    if payout.state == "submitted" and payout.batch.state == "accepted":
        doubt(act, payout_id=payout.pk)


@atomic
def doubt(act: Act, *, payout_id: int) -> Payout:
    """The bank took the file and does not know the transfer: keep asking, send nothing."""
    payout = Payout.objects.lock(payout_id)
    return step(act, payout, "doubt", events.PayoutUnclear, act.at + rules.POLL_STEP)


@atomic
def transfer(act: Act, *, payout_id: int) -> Payout:
    """It has left our account with the cycle."""
    payout = Payout.objects.lock(payout_id)
    assert payout.batch is not None
    due_at = rules.poll_again(payout.batch.cycle_at, act.at)
    return step(act, payout, "transfer", events.PayoutTransferred, due_at)


@atomic
def land(act: Act, *, payout_id: int) -> Payout:
    """It is in the person's account."""
    payout = Payout.objects.lock(payout_id)
    payout.settled_at = act.at
    missing = siblings(payout).filter(replaced_by__isnull=True).exclude(state__in=DONE)
    event = events.PayoutPartSettled if missing.exists() else events.PayoutSettled
    step(act, payout, "land", event)
    paid = book.Transfer(
        accounts.in_transit_account_id(), accounts.bank_account_id(), payout.units, "paid out"
    )
    book.write(act, paid, key=f"payout/{payout.pk}/arrived")
    if payout.refund_id is not None:
        refunds.land_refund(act, refund_id=payout.refund_id)
    return payout


@atomic
def come_home(act: Act, *, payout_id: int, reason: str = "") -> Payout:
    """The bank sent it back, perhaps days later: we owe it again, and ask for another account."""
    payout = Payout.objects.lock(payout_id)
    had_arrived = payout.state == "settled"
    payout.reason, payout.returned_at = reason[:200], act.at
    step(act, payout, "come_home", events.PayoutReturned)
    source = accounts.bank_account_id() if had_arrived else accounts.in_transit_account_id()
    returned = accounts.returned_account_id()
    book.write(
        act,
        book.Transfer(source, returned, payout.units, "returned"),
        book.Transfer(returned, payout.source_account_id, payout.units, "owed again"),
        key=f"payout/{payout.pk}/returned",
    )
    return payout
