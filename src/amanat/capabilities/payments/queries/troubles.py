"""Money that needs a look: what is unclear, late, or came back. For those who watch deals."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from amanat.capabilities.payments.models import Payout, Refund
from amanat.capabilities.payments.queries.money_in import unclear_attempts
from amanat.capabilities.payments.queries.promise import ARRIVED_OR_ENDED
from amanat.capabilities.payments.rules.waits import WANT_ACCOUNT

MOST_TROUBLES = 5_000


class Trouble(StrEnum):
    UNCLEAR = "unclear"  # The bank's answer to a payment is open for too long.
    SLOW = "slow"  # A payout is on its way for too long.
    NO_ACCOUNT = "no_account"  # A payout waits for a checked account.
    CAME_BACK = "came_back"  # A payout was returned, and no other replaces it.
    STUCK = "stuck"  # A refund found no road.
    PAYER_UNKNOWN = "payer_unknown"  # A refund waits for an account, or for another, of the payer.


@dataclass(frozen=True, slots=True)
class Found:
    """One trouble of one upper thing ("hold:12"), and since when."""

    subject: str
    trouble: Trouble
    since: datetime


def troubles(at: datetime, *, slow_after: timedelta) -> list[Found]:
    """Everything that needs a look at `at`, in five queries, whatever the number."""
    unclear = unclear_attempts(at).values_list("payment__subject", "returned_at")
    stuck = Refund.objects.filter(state="manual").values_list("payment__subject", "asked_at")
    payouts = Payout.objects.filter(refund__isnull=True)
    going = payouts.exclude(state__in=ARRIVED_OR_ENDED).filter(asked_at__lte=at - slow_after)
    returned = payouts.filter(state="returned", replaced_by__isnull=True)
    back = Payout.objects.filter(refund__isnull=False, replaced_by__isnull=True)
    payers = back.filter(state__in=WANT_ACCOUNT).values_list("subject", "asked_at")
    return [
        *(
            Found(subject, Trouble.UNCLEAR, since)
            for subject, since in unclear[:MOST_TROUBLES]
            if since is not None
        ),
        *(Found(subject, Trouble.STUCK, since) for subject, since in stuck[:MOST_TROUBLES]),
        *(
            Found(subject, Trouble.PAYER_UNKNOWN, since)
            for subject, since in payers[:MOST_TROUBLES]
        ),
        *(
            Found(subject, Trouble.NO_ACCOUNT if state == "needs_account" else Trouble.SLOW, since)
            for subject, state, since in going.values_list("subject", "state", "asked_at")[
                :MOST_TROUBLES
            ]
        ),
        *(
            Found(subject, Trouble.CAME_BACK, since)
            for subject, since in returned.values_list("subject", "asked_at")[:MOST_TROUBLES]
        ),
    ]
