"""Money that came straight into our bank account, many payments in one file of the bank."""

from collections.abc import Sequence

from django.db import transaction

from amanat.capabilities.payments.events import PaymentSettled
from amanat.capabilities.payments.models import Payment
from amanat.capabilities.payments.queries import accounts
from amanat.capabilities.payments.refusals import PaymentOver
from amanat.kernel.ledger import book
from amanat.kernel.log.moves import move
from amanat.words.act import Act, Role
from amanat.words.refusal import refuse_unless

MOST_IN_A_FILE = 1_000


@transaction.atomic
def receive_file(act: Act, *, payment_ids: Sequence[int], reference: str) -> list[Payment]:
    """These payments stand in one file of the bank, each in full: they are paid, all or none.

    PaymentOver when one of them is not due any more. The same file again changes nothing.
    """
    assert 0 < len(payment_ids) <= MOST_IN_A_FILE, "Send some, and fewer at a time."
    wanted = Payment.objects.select_for_update().filter(pk__in=list(payment_ids)).order_by("pk")
    payments = list(wanted)
    if payments and all(one.state == "paid" for one in payments):
        return payments
    refuse_unless(all(one.state == "due" for one in payments), PaymentOver)
    control = accounts.control_account_id()
    total = sum(one.units for one in payments)
    came = book.Transfer(accounts.bank_account_id(), control, total, "bank file")
    holds = [
        book.Hold(one.hold_id, control, one.credit_account_id, one.return_account_id,
                  one.party_id, one.units)
        for one in payments
    ]  # fmt: skip
    book.write(act, came, *holds, key=f"bank file/{reference}")
    for one in payments:
        one.paid_at = act.at
        event = PaymentSettled(one.pk, one.subject, one.units, one.hold_id)
        move(act.wearing(Role.BANK), one, "pay", event)
    return payments
