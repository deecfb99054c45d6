"""Money out to a payee's own account: set aside, approved, handed over, asked about.

Its id at the bank is made with the row and never changes; nothing is ever sent again under a new
one. What is set aside is a ledger hold on the account it comes from.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from amanat.capabilities.payments import events
from amanat.capabilities.payments.actions.intent import intend
from amanat.capabilities.payments.actions.locks import finance_only
from amanat.capabilities.payments.models import Block, Payout, Refund
from amanat.capabilities.payments.queries import (
    accounts,
    is_halted,
    parameters,
    payees,
    waiting_for_a_word,
)
from amanat.capabilities.payments.refusals import NeedsOtherAccount, SameKeyOtherPayout
from amanat.capabilities.payments.rules import payouts as rules
from amanat.capabilities.payments.rules.rails import Way, way_for
from amanat.kernel.ledger import book
from amanat.kernel.log.moves import move, record
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.event import Event
from amanat.words.refusal import WrongState, refuse_unless

ENDED = ("settled", "returned", "turned_down")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be paid out, and out of which account."""

    payee: payees.Payee
    units: int
    subject: str
    key: str
    source_account_id: int
    not_before: datetime
    promised_at: datetime
    asked_at: datetime


def step(
    act: Act,
    payout: Payout,
    verb: str,
    event: type[events.PayoutMoved],
    due_at: datetime | None = None,
) -> Payout:
    """Move one locked payout and record it; a refund on the rail has a fact of its own."""
    fact: Event = event(payout.person_id, payout.subject, payout.units, payout.business_id)
    if payout.refund_id is not None:
        fact = events.RefundTransferMoved(payout.refund_id, event.__name__, payout.units)
    move(act, payout, verb, fact, due_at=due_at)
    return payout


@atomic
def pay_out(
    act: Act,
    *,
    person_id: int | None = None,
    business_id: int | None = None,
    units: int,
    subject: str,
    key: str,
    ended_at: datetime | None = None,
    not_before: datetime | None = None,
    due_at: datetime | None = None,
) -> Payout:
    """Pay `units` out of what we owe this person or company, not before the cool-off, by the promised time.

    Both count from `ended_at`, when the deal ended: a worker that comes late moves no promise.
    The same key again gives the same payout back; with other content it is SameKeyOtherPayout.
    More than the rail's ceiling becomes several payouts of one subject; the first is returned.
    Above the two-person limit each waits for two signatures.
    """
    payee = payees.Payee(person_id, business_id)
    known = Payout.objects.filter(key=key).first()
    if known is not None:
        same = (payees.payee_of(known), known.subject) == (payee, subject)
        refuse_unless(same, SameKeyOtherPayout)
        return known
    ended = ended_at or act.at
    start = not_before or ended + parameters.minutes("payout_cool_off_minutes", ended)
    end = due_at or ended + parameters.minutes("payout_promise_minutes", ended)
    source = payees.owed_account_id(payee)
    needs_two = units > parameters.units("two_person_limit_units", act.at)
    made = [
        _set_aside(
            act,
            Order(payee, part, subject, _part_key(key, n), source, start, end, ended),
            needs_two,
        )
        for n, part in enumerate(way_of(units, start, end).parts)
    ]
    return made[0]


def way_of(units: int, start: datetime, promised_at: datetime) -> Way:
    """The rail for this sum if it may go from `start` on."""
    return way_for(
        units,
        not_before=start,
        promised_at=promised_at,
        rails=parameters.rails(start),
        is_working=parameters.working_days(),
    )


def _part_key(key: str, n: int) -> str:
    return key if n == 0 else f"{key}/part/{n + 1}"


def pay_refund(act: Act, refund: Refund) -> Payout:
    """Send a refund over the rail to the payer's own account, or ask him for one at once."""
    number = Payout.objects.filter(refund=refund).count() + 1
    order = Order(
        payees.Payee(refund.payment.payer_id), refund.units, refund.payment.subject,
        f"refund/{refund.pk}/paya/{number}", accounts.refunding_account_id(),
        act.at, act.at + parameters.minutes("payout_promise_minutes", act.at), act.at,
    )  # fmt: skip
    payout = _set_aside(act, order, False, refund)
    if payees.account_of(order.payee, act.at) is None:
        return wait_for_account(act.wearing(Role.CLOCK), payout_id=payout.pk)
    return payout


def _set_aside(
    act: Act,
    order: Order,
    needs_two: bool,
    refund: Refund | None = None,
    replaces: Payout | None = None,
) -> Payout:
    """Reserve the units in the ledger and queue the payout, or propose it to two people."""
    payout = Payout(
        person_id=order.payee.person_id, business_id=order.payee.business_id, units=order.units,
        subject=order.subject, key=order.key,
        source_account_id=order.source_account_id, reserve_id=book.next_id(),
        not_before=order.not_before, promised_at=order.promised_at, proposer_id=act.by,
        refund=refund, replaces=replaces, asked_at=order.asked_at,
    )  # fmt: skip
    house = act.wearing(Role.HOUSE)
    if needs_two:
        step(house, payout, "propose", events.PayoutProposed)
    else:
        step(house, payout, "queue_payout", events.PayoutQueued, next_gathering(payout, act.at))
    in_transit = accounts.in_transit_account_id()
    hold = book.Hold(payout.reserve_id, payout.source_account_id, in_transit, None,
                     order.payee.party_id, payout.units)  # fmt: skip
    book.write(act, hold, key=f"payout/{payout.pk}/set aside")
    return payout


def next_gathering(payout: Payout, at: datetime) -> datetime:
    """Choose the rail for a payout that is queued at `at`, and say when it joins its file."""
    start = max(payout.not_before, at)
    arrival = way_of(payout.units, start, payout.promised_at).arrival
    payout.rail = arrival.rail
    return rules.gather_at(start, arrival)


def came_back_from(payout: Payout, sheba: str) -> bool:
    """Whether this very account sent the money back before."""
    return payout.replaces is not None and payout.replaces.sheba == sheba


@atomic
def keep_back(act: Act, *, payout_id: int) -> Payout:
    """It is blocked, or payouts are halted: leave it in the queue, and look again later."""
    payout = Payout.objects.lock(payout_id)
    due_at = act.at + (rules.HALT_WAIT if is_halted() else rules.BLOCK_WAIT)
    return step(act, payout, "keep_back", events.PayoutHeldBack, due_at)


@atomic
def let_out(act: Act, *, payout_id: int) -> Payout:
    """No block is left: it joins the next file we reach."""
    payout = Payout.objects.lock(payout_id)
    due_at = next_gathering(payout, act.at)
    return step(act.wearing(Role.HOUSE), payout, "let_out", events.PayoutLetOut, due_at)


@atomic
def wait_for_account(act: Act, *, payout_id: int) -> Payout:
    """There is no checked account to pay into; look again in an hour."""
    payout = Payout.objects.lock(payout_id)
    due_at = act.at + rules.ACCOUNT_WAIT
    return step(act, payout, "wait_for_account", events.PayoutWaitsForAccount, due_at)


@atomic
def hold_back(act: Act, *, payout_id: int) -> Payout:
    """Its owner has named another Sheba: nothing leaves before that one counts."""
    payout = Payout.objects.lock(payout_id)
    account = payees.waiting_account_of(payees.payee_of(payout), act.at)
    refuse_unless(account is not None, WrongState, verb="hold_back", state=payout.state)
    until = account.active_from if account is not None else None
    return step(act, payout, "hold_back", events.PayoutHeld, until)


@atomic
def queue_again(act: Act, *, payout_id: int) -> Payout:
    """Look for a checked account; with one the payout joins the queue again."""
    if act.role is not Role.CLOCK and act.role is not Role.HOUSE:
        finance_only(act)
    payout = Payout.objects.lock(payout_id)
    due_at = next_gathering(payout, act.at)
    if payees.account_of(payees.payee_of(payout), act.at) is None:
        due_at = act.at + rules.ACCOUNT_WAIT  # The queue looks for the account again, then.
    return step(act, payout, "queue_again", events.PayoutQueued, due_at)


@atomic
def look_again(act: Act, *, person_id: int | None = None, business_id: int | None = None) -> int:
    """A payee's accounts have changed: what waited for one is queued again; answers how many."""
    mine = {"business_id": business_id} if person_id is None else {"person_id": person_id}
    waiting = Payout.objects.filter(state__in=("needs_account", "held"), **mine)
    found = list(waiting.order_by("pk").values_list("pk", flat=True)[: rules.LATE_PAGE])
    for pk in found:
        queue_again(act.wearing(Role.HOUSE), payout_id=pk)
    return len(found)


@atomic
def submit(act: Act, *, payout_id: int) -> Payout:
    """Its file is about to leave: what was set aside is now in transit."""
    payout = Payout.objects.lock(payout_id)
    assert payout.batch is not None, "Only what stands in a file is submitted."
    payout.sent_at = act.at
    due_at = rules.poll_again(payout.batch.cycle_at, act.at)
    others = siblings(payout).filter(sent_at__isnull=False)
    event = events.PayoutSentMore if others.exists() else events.PayoutSent
    return step(act, payout, "submit", event, due_at)


def siblings(payout: Payout) -> QuerySet[Payout]:
    """The other payouts of the same upper thing."""
    same = Payout.objects.filter(subject=payout.subject, refund__isnull=True)
    return same.exclude(pk=payout.pk)


@atomic
def poll(act: Act, *, payout_id: int) -> Payout:
    """Ask the bank how far it has come."""
    payout = Payout.objects.lock(payout_id)
    assert payout.batch is not None, "Only what was sent is asked about."
    due_at = rules.poll_again(payout.batch.cycle_at, act.at)
    step(act, payout, "poll", events.PayoutAsked, due_at)
    intend(act, "state", payout=payout)
    return payout


@atomic
def pay_again(act: Act, *, payout_id: int) -> Payout:
    """A returned payout goes out once more, under a new id, to another account of its payee.

    An account named just now counts a day later; until then the payout is held. What finance
    turned down, only finance orders again.
    """
    old = Payout.objects.lock(payout_id)
    payee = payees.payee_of(old)
    if act.role is Role.FINANCE or old.state == "turned_down":
        finance_only(act)
    elif act.by is not None:
        payees.check_own(act, payee)
    again = Payout.objects.filter(replaces=old).first()
    if again is not None:
        return again
    over = old.state in ("returned", "turned_down")
    refuse_unless(over, WrongState, verb="pay_again", state=old.state)
    account = payees.waiting_account_of(payee, act.at) or payees.account_of(payee, act.at)
    refuse_unless(account is not None and account.sheba != old.sheba, NeedsOtherAccount)
    promised_at = act.at + parameters.minutes("payout_promise_minutes", act.at)
    order = Order(payee, old.units, old.subject, f"payout/{old.pk}/again",
                  old.source_account_id, act.at, promised_at, act.at)  # fmt: skip
    is_large = old.units > parameters.units("two_person_limit_units", act.at)
    return _set_aside(act, order, is_large and old.refund is None, old.refund, replaces=old)


@atomic
def tell_late(act: Act) -> int:
    """Say of every payout that is past its promise that it is late, once; answers how many.

    What is kept for a check is not late: the promise is about money that may leave.
    """
    kept = Block.objects.filter(lifted_at=None).values("subject")
    late = Payout.objects.select_for_update(skip_locked=True).filter(
        promised_at__lte=act.at, late_at__isnull=True
    )
    found = list(
        late.exclude(state__in=ENDED).exclude(subject__in=kept).order_by("pk")[: rules.LATE_PAGE]
    )
    for payout in found:
        payout.late_at = act.at
        payout.save(update_fields=["late_at"])
        fact = events.PayoutLate(payout.person_id, payout.subject, payout.units, payout.business_id)
        record(act, fact, subject=payout)
    return len(found)


@atomic
def pay_what_stands(act: Act, *, business_id: int) -> Payout | None:
    """Pay out what stands for a company and nobody has ordered, once for each cause.

    That is money from before it had an account of its own. What a bank sent back, or finance
    turned down, is left to `pay_again`.
    """
    source = payees.owed_account_id(payees.Payee(business_id=business_id))
    units = (book.balance(source).free_units or 0) - waiting_for_a_word(business_id)
    if units <= 0:
        return None
    subject = f"business:{business_id}"
    return pay_out(
        act, business_id=business_id, units=units, subject=subject,
        key=f"{subject}/standing/{act.cause}",
    )  # fmt: skip
