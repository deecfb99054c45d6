"""Every read of payments that others may use."""

from amanat.capabilities.payments.queries.accounts import (
    control_account_id,
    fee_account_id,
    open_house_accounts,
    payable_account_id,
    refundable_account_id,
    suspense_account_id,
)
from amanat.capabilities.payments.queries.money_in import (
    attempt_at,
    attempt_for,
    attempts_of,
    calls_of,
    held_attempt,
    is_being_paid,
    is_subject_being_paid,
    live_attempt,
    open_refunds,
    payment,
    payments_of,
    reason,
    refunds_of,
    refunds_to,
    unclear_attempts,
)
from amanat.capabilities.payments.queries.money_out import (
    awaiting_approval,
    eta,
    payout,
    payouts_of,
    payouts_on,
    stuck_refunds,
)
from amanat.capabilities.payments.queries.parameters import in_force
from amanat.capabilities.payments.queries.promise import Kept, promise_kept, promised_within
from amanat.capabilities.payments.queries.proof import Proof, balances, conservation, owed_to
from amanat.capabilities.payments.rules.cycles import Arrival

__all__ = [
    "Arrival",
    "Kept",
    "Proof",
    "attempt_at",
    "attempt_for",
    "attempts_of",
    "awaiting_approval",
    "balances",
    "calls_of",
    "conservation",
    "control_account_id",
    "eta",
    "fee_account_id",
    "held_attempt",
    "in_force",
    "is_being_paid",
    "is_subject_being_paid",
    "live_attempt",
    "open_house_accounts",
    "open_refunds",
    "owed_to",
    "payable_account_id",
    "payment",
    "payments_of",
    "payout",
    "payouts_of",
    "payouts_on",
    "promise_kept",
    "promised_within",
    "reason",
    "refundable_account_id",
    "refunds_of",
    "refunds_to",
    "stuck_refunds",
    "suspense_account_id",
    "unclear_attempts",
]
