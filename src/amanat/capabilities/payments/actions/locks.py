"""One order of locks for everybody: the payment, then what hangs on it. And who finance is."""

from amanat.capabilities.payments.models import Attempt, Payment
from amanat.capabilities.people import queries as people
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound, NotYours, refuse_unless


def lock_attempt(attempt_id: int) -> tuple[Payment, Attempt]:
    """The attempt and its payment, locked in the one order everybody uses."""
    found = Attempt.objects.filter(pk=attempt_id).values_list("payment_id", flat=True).first()
    if found is None:
        raise NotFound
    return Payment.objects.lock(found), Attempt.objects.lock(attempt_id)


def finance_only(act: Act) -> None:
    """Whoever says to be finance wears that hat."""
    wears = act.by is not None and Role.FINANCE in people.hats(act.by)
    refuse_unless(wears and act.role is Role.FINANCE, NotYours)
