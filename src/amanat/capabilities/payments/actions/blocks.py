"""Money that must not leave: blocked by an upper stair, by subject, until the same order lifts it."""

from amanat.capabilities.payments import events
from amanat.capabilities.payments.actions import payout as payouts
from amanat.capabilities.payments.actions import refund as refunds
from amanat.capabilities.payments.models import Block, Payout, Refund
from amanat.capabilities.payments.queries import is_blocked, is_halted
from amanat.capabilities.payments.rules.payouts import BLOCK_WAIT, HALT_WAIT
from amanat.kernel.log.moves import record
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role


@atomic
def block(act: Act, *, subject: str, key: str) -> Block:
    """From now on no payout and no refund of this subject leaves; queued ones stay queued.

    What stands in a file that has not left is taken out of it. What the bank has, it has.
    """
    found, is_new = Block.objects.select_for_update().get_or_create(
        subject=subject, key=key, defaults={"since": act.at}
    )
    if is_new or found.lifted_at is not None:
        found.since, found.lifted_at = act.at, None
        found.save(update_fields=["since", "lifted_at"])
        record(act, events.MoneyBlocked(subject), subject=found)
    waiting = Payout.objects.filter(subject=subject, state="batched").order_by("pk")
    for pk in waiting.values_list("pk", flat=True):
        pull_out(act.wearing(Role.HOUSE), payout_id=pk)
    return found


@atomic
def unblock(act: Act, *, subject: str, key: str) -> None:
    """This order is over; the money may leave unless another order keeps it."""
    mine = Block.objects.select_for_update().filter(subject=subject, key=key, lifted_at=None)
    for found in mine:
        found.lifted_at = act.at
        found.save(update_fields=["lifted_at"])
        record(act, events.MoneyUnblocked(subject), subject=found)
    if not is_blocked(subject):
        _let_out(act, subject)


def _let_out(act: Act, subject: str) -> None:
    """What waited goes on."""
    payouts_waiting = Payout.objects.filter(subject=subject, state="queued").order_by("pk")
    for pk in payouts_waiting.values_list("pk", flat=True):
        payouts.let_out(act, payout_id=pk)
    refunds_waiting = Refund.objects.filter(payment__subject=subject, state="queued")
    for pk in refunds_waiting.order_by("pk").values_list("pk", flat=True):
        refunds.let_refund_out(act, refund_id=pk)


@atomic
def pull_out(act: Act, *, payout_id: int) -> Payout:
    """Take a payout out of a file that has not left; it waits in the queue again."""
    payout = Payout.objects.lock(payout_id)
    if payout.state != "batched":
        return payout  # The file left first.
    payout.batch = None  # Its account is chosen anew when it joins a file again.
    due_at = act.at + (HALT_WAIT if is_halted() else BLOCK_WAIT)
    return payouts.step(act, payout, "pull_out", events.PayoutPulledOut, due_at)
