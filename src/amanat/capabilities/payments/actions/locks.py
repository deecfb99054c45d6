"""One order of locks for everybody: the attempt, then its payment. And who finance is."""

from amanat.capabilities.payments.models import Attempt, Payment
from amanat.capabilities.people import queries as people
from amanat.words.act import Act, Role
from amanat.words.refusal import NotYours, refuse_unless


def lock_attempt(attempt_id: int) -> tuple[Payment, Attempt]:
    """The attempt and its payment, locked in the order of the sweeper: what is due comes first."""
    attempt = Attempt.objects.lock(attempt_id)
    return Payment.objects.lock(attempt.payment_id), attempt


def finance_only(act: Act) -> None:
    """Whoever says to be finance wears that hat."""
    wears = act.by is not None and Role.FINANCE in people.hats(act.by)
    refuse_unless(wears and act.role is Role.FINANCE, NotYours)
