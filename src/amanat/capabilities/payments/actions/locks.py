"""One order of locks for everybody: the payment, then what hangs on it."""

from amanat.capabilities.payments.models import Attempt, Payment
from amanat.words.refusal import NotFound


def lock_attempt(attempt_id: int) -> tuple[Payment, Attempt]:
    """The attempt and its payment, locked in the one order everybody uses."""
    found = Attempt.objects.filter(pk=attempt_id).values_list("payment_id", flat=True).first()
    if found is None:
        raise NotFound
    return Payment.objects.lock(found), Attempt.objects.lock(attempt_id)
