"""What each step of money in and out writes into the ledger: guide escrow.md 2.9."""

from amanat.capabilities.payments.models import Attempt, Payment
from amanat.capabilities.payments.queries import accounts
from amanat.kernel.ledger import book
from amanat.words.act import Act


def hold(act: Act, payment: Payment, attempt: Attempt) -> None:
    """Verified: the gateway owes it to us, and it waits in the payment's own hold."""
    control = accounts.control_account_id()
    units = attempt.amount_units
    book.write(
        act,
        book.Transfer(accounts.unsettled_account_id(attempt.gateway), control, units, "verified"),
        book.Hold(
            payment.hold_id, control, payment.credit_account_id,
            payment.return_account_id, payment.party_id, units,
        ),
        key=f"attempt/{attempt.pk}/verified",
    )  # fmt: skip


def unhold(act: Act, payment: Payment, attempt: Attempt) -> None:
    """The bank took a verified sale back before it settled: as if it had never come."""
    unsettled = accounts.unsettled_account_id(attempt.gateway)
    back = book.Transfer(payment.return_account_id, unsettled, attempt.amount_units, "taken back")
    turn = book.hold_state(payment.hold_id).turns + 1
    book.write(
        act,
        book.Step(payment.hold_id, turn, book.StepKind.REFUND),
        back,
        key=f"attempt/{attempt.pk}/undone",
    )


def suspend(act: Act, attempt: Attempt) -> None:
    """Verified, and nobody waits for it: it stands in suspense until it is back."""
    _move(act, attempt, accounts.unsettled_account_id(attempt.gateway),
          accounts.suspense_account_id(), "suspended")  # fmt: skip


def unsuspend(act: Act, attempt: Attempt) -> None:
    """Reversed: the gateway no longer owes it to us, and we owe it to nobody."""
    _move(act, attempt, accounts.suspense_account_id(),
          accounts.unsettled_account_id(attempt.gateway), "reversed")  # fmt: skip


def settled(act: Act, attempt: Attempt) -> None:
    """Settled: the gateway will pay it into our account in its next cycle."""
    _move(act, attempt, accounts.receivable_account_id(attempt.gateway),
          accounts.unsettled_account_id(attempt.gateway), "settled")  # fmt: skip


def _move(act: Act, attempt: Attempt, debit_id: int, credit_id: int, kind: str) -> None:
    transfer = book.Transfer(debit_id, credit_id, attempt.amount_units, kind)
    book.write(act, transfer, key=f"attempt/{attempt.pk}/{kind}")
