"""The halt switch: the house, or one person of finance, stops everything that leaves; going on
takes two people, and nothing that is still wrong."""

from collections.abc import Iterable

from amanat.capabilities.payments import events
from amanat.capabilities.payments.actions import batch as batches
from amanat.capabilities.payments.actions import payout as payouts
from amanat.capabilities.payments.actions import refund as refunds
from amanat.capabilities.payments.actions.locks import finance_only
from amanat.capabilities.payments.models import Batch, Halt, Payout, Refund
from amanat.capabilities.payments.queries import halt as queries
from amanat.capabilities.payments.queries import is_blocked
from amanat.capabilities.payments.refusals import (
    HaltedAlready,
    HaltWordsNeeded,
    RestartNeedsTwo,
    StillWrong,
)
from amanat.capabilities.payments.rules.grounds import BY_HAND, LONGEST_WORDS
from amanat.capabilities.payments.rules.payouts import HALT_WAIT
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.persian import normalise
from amanat.words.refusal import refuse_unless


@atomic
def halt(act: Act, *, grounds: Iterable[str] = (BY_HAND,), words: str = "") -> Halt:
    """Stop every payout and refund that has not left. A person says why."""
    if act.role is not Role.HOUSE:
        finance_only(act)
        words = _words(words)
    refuse_unless(queries.open_halt() is None, HaltedAlready)
    named = sorted(set(grounds))
    one = Halt(grounds=_found(named), words=words, since=act.at, halted_by_id=act.by)
    move(act, one, "halt", events.PayoutsHalted(" ".join(named), words))
    return one


@atomic
def heed(act: Act, *, grounds: Iterable[str]) -> Halt | None:
    """The house has looked at the money: stop while anything is wrong, and note what still is.

    It never lets anything go on by itself: an empty list only opens the way for two people.
    """
    named = sorted(set(grounds))
    found = queries.open_halt()
    if found is None:
        return halt(act.wearing(Role.HOUSE), grounds=named) if named else None
    one = Halt.objects.lock(found.pk)
    is_new = set(named) - set(one.grounds)
    if named == one.grounds:
        return one
    one.grounds = named
    if is_new or one.state == "halted":
        one.asked_by_id = None
        move(act.wearing(Role.HOUSE), one, "keep_halted", events.HaltKept(" ".join(named)))
    else:
        one.save(update_fields=["grounds"])
    return one


@atomic
def ask_to_restart(act: Act, *, halt_id: int, words: str) -> Halt:
    """The first of two people: everything that was wrong is explained."""
    finance_only(act)
    one = Halt.objects.lock(halt_id)
    refuse_unless(not one.grounds, StillWrong)
    one.asked_by_id = act.by
    move(act, one, "ask_to_restart", events.RestartAsked(_words(words)))
    return one


@atomic
def keep_halted(act: Act, *, halt_id: int) -> Halt:
    """The second person does not agree: nothing leaves yet."""
    finance_only(act)
    one = Halt.objects.lock(halt_id)
    one.asked_by_id = None
    move(act, one, "keep_halted", events.HaltKept(" ".join(one.grounds)))
    return one


@atomic
def restart(act: Act, *, halt_id: int) -> Halt:
    """The second of two people: money leaves again."""
    finance_only(act)
    one = Halt.objects.lock(halt_id)
    refuse_unless(act.by != one.asked_by_id, RestartNeedsTwo)
    refuse_unless(not one.grounds, StillWrong)
    one.restarted_by_id, one.ended_at = act.by, act.at
    seconds = int((act.at - one.since).total_seconds())
    move(act, one, "restart", events.PayoutsRestarted(seconds))
    return one


@atomic
def go_on(act: Act) -> int:
    """After a restart: what stood still joins the next files now; answers how many that were."""
    if queries.is_halted():
        return 0  # Halted again meanwhile.
    soon = {"due_at__gt": act.at, "due_at__lte": act.at + HALT_WAIT}
    queued = Payout.objects.filter(state="queued", not_before__lte=act.at, **soon).order_by("pk")
    waiting = [pk for pk, subject in queued.values_list("pk", "subject") if not is_blocked(subject)]
    for pk in waiting:
        payouts.let_out(act, payout_id=pk)
    stuck = Refund.objects.filter(state="queued", **soon).order_by("pk")
    free = [
        one.pk for one in stuck.select_related("payment") if not is_blocked(one.payment.subject)
    ]
    for pk in free:
        refunds.let_refund_out(act, refund_id=pk)
    files = Batch.objects.filter(state="sending", **soon).order_by("pk")
    for pk in list(files.values_list("pk", flat=True)):
        batches.send_batch(act.wearing(Role.CLOCK), batch_id=pk)
    return len(waiting) + len(free)


def _found(named: list[str]) -> list[str]:
    """What has to be mended; an order of the finance desk is not something that is wrong."""
    return [one for one in named if one != BY_HAND]


def _words(words: str) -> str:
    words = normalise(words)
    refuse_unless(0 < len(words) <= LONGEST_WORDS, HaltWordsNeeded, "words", most=LONGEST_WORDS)
    return words
