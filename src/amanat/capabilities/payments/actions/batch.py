"""Files to the bank: payouts of one cycle gather, the file is frozen, sent, and sent again as it
is until the bank says that it has it."""

import hashlib
from datetime import datetime

from amanat.capabilities.payments import events, ports
from amanat.capabilities.payments.actions import blocks, landing
from amanat.capabilities.payments.actions import payout as payouts
from amanat.capabilities.payments.actions.intent import intend
from amanat.capabilities.payments.models import Batch, Call, Payout
from amanat.capabilities.payments.ports.bank import Transfer, pain_001
from amanat.capabilities.payments.ports.gateway import Answer
from amanat.capabilities.payments.queries import is_blocked, is_halted, parameters, payees
from amanat.capabilities.payments.rules import payouts as rules
from amanat.capabilities.payments.rules.answers import Kind
from amanat.capabilities.payments.rules.cycles import first_arrival
from amanat.capabilities.risk import queries as risk
from amanat.kernel.ledger import book
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role

NAMELESS = "Amanat"


def _step(
    act: Act,
    batch: Batch,
    verb: str,
    event: type[events.BatchMoved],
    due_at: datetime | None = None,
) -> Batch:
    units = list(batch.payouts.values_list("units", flat=True)) if batch.pk else []
    fact = event(batch.file_name, len(units), sum(units))
    move(act, batch, verb, fact, due_at=due_at)
    return batch


@atomic
def gather(act: Act, *, payout_id: int) -> Payout:
    """Put a queued payout into the file of the next cycle, with the account it goes to.

    Without a checked account it waits for one; what is blocked, and everything while payouts are
    halted, stays where it is. When its owner
    has just changed the Sheba, it is held until the new one counts: whoever took the phone gains
    nothing by hurrying.
    """
    payout = Payout.objects.lock(payout_id)
    if is_halted() or is_blocked(payout.subject):
        return payouts.keep_back(act, payout_id=payout_id)
    payee = payees.payee_of(payout)
    if payees.waiting_account_of(payee, act.at) is not None:
        return payouts.hold_back(act, payout_id=payout_id)
    account = payees.account_of(payee, act.at)
    if account is None or payouts.came_back_from(payout, account.sheba):
        return payouts.wait_for_account(act, payout_id=payout_id)
    if risk.is_number_listed("sheba", account.sheba, act.at):
        return payouts.keep_back(act, payout_id=payout_id)
    payout.sheba, payout.owner_name = account.sheba, account.owner_name or NAMELESS
    payout.batch = open_batch(act, rail=payout.rail)
    return payouts.step(act, payout, "gather", events.PayoutGathered)


@atomic
def open_batch(act: Act, *, rail: str) -> Batch:
    """The file that gathers for the next cycle we still reach, opened now or before."""
    timetable = parameters.every_rail(act.at)[rail]
    cycle = first_arrival(act.at, timetable, parameters.working_days()).cycle_at
    gathering = Batch.objects.filter(rail=rail, cycle_at=cycle, state="gathering")
    for batch in gathering.select_for_update():
        if batch.payouts.count() < rules.FILE_LIMIT:
            return batch
        send_batch(act, batch_id=batch.pk)
    batch = Batch(rail=rail, cycle_at=cycle)
    return _step(act, batch, "open_batch", events.BatchOpened, act.at + rules.GATHERING)


@atomic
def send_batch(act: Act, *, batch_id: int) -> Batch:
    """Freeze the file and hand it in; or hand the very same file in again. Not while halted."""
    batch = Batch.objects.lock(batch_id)
    if batch.state == "sending" and is_halted():
        return keep_batch(act, batch_id=batch_id)
    if batch.state == "gathering":
        _leave_out_what_is_blocked(act, batch)
        if not batch.payouts.exists():
            return drop_batch(act, batch_id=batch_id)
        _close(act, batch)
    batch.tries += 1
    _step(act, batch, "send_batch", events.BatchSent, act.at + rules.SEND_AGAIN)
    intend(act, "send", batch=batch)
    return batch


def _leave_out_what_is_blocked(act: Act, batch: Batch) -> None:
    """The last look before a file is frozen; while halted it leaves everything out."""
    is_stopped = is_halted()
    for pk, subject in batch.payouts.order_by("pk").values_list("pk", "subject"):
        if is_stopped or is_blocked(subject):
            blocks.pull_out(act.wearing(Role.HOUSE), payout_id=pk)


@atomic
def keep_batch(act: Act, *, batch_id: int) -> Batch:
    """Payouts are halted: hand the file in again only when they go on."""
    batch = Batch.objects.lock(batch_id)
    return _step(act, batch, "keep_batch", events.BatchKeptBack, act.at + rules.HALT_WAIT)


@atomic
def drop_batch(act: Act, *, batch_id: int) -> Batch:
    """Everything in it was taken out: there is nothing to send."""
    return _step(act, Batch.objects.lock(batch_id), "drop_batch", events.BatchDropped)


def _close(act: Act, batch: Batch) -> None:
    """Write the file, and say in the ledger that all its units are in transit."""
    rows = list(batch.payouts.select_for_update().order_by("pk"))
    transfers = [
        Transfer(row.end_to_end_id, row.sheba, row.owner_name, row.units, "Amanat") for row in rows
    ]
    batch.body = pain_001(
        ports.our_bank(), batch.file_name, transfers, made_at=act.at, on=batch.cycle_at
    )
    batch.digest = hashlib.sha256(batch.body.encode()).digest()
    steps = [book.Step(row.reserve_id, 1, book.StepKind.RELEASE) for row in rows]
    book.write(act, *steps, key=f"batch/{batch.pk}/sent")
    for row in rows:
        payouts.submit(act, payout_id=row.pk)


def about_batch(act: Act, call: Call, answer: Answer) -> None:
    """Hear whether the bank has the file."""
    assert call.batch_id is not None
    batch = Batch.objects.lock(call.batch_id)
    if batch.state != "sending":
        return
    if answer.kind is Kind.OK:
        accept_batch(act, batch_id=batch.pk)
    elif answer.kind is Kind.DECLINED and not _may_have_arrived(batch, call):
        refuse_batch(act, batch_id=batch.pk)


def _may_have_arrived(batch: Batch, call: Call) -> bool:
    """Whether another hand-in of this file got no clear answer, whichever was intended first."""
    others = Call.objects.filter(batch=batch, sent_at__isnull=False).exclude(pk=call.pk)
    return others.exclude(kind=Kind.DECLINED).exists()


@atomic
def accept_batch(act: Act, *, batch_id: int) -> Batch:
    """The bank has the file; each transfer now has a story of its own."""
    batch = Batch.objects.lock(batch_id)
    return _step(act, batch, "accept_batch", events.BatchAccepted)


@atomic
def refuse_batch(act: Act, *, batch_id: int) -> Batch:
    """The bank will not take this file: everything in it is owed again."""
    batch = Batch.objects.lock(batch_id)
    _step(act, batch, "refuse_batch", events.BatchRefused)
    for pk in batch.payouts.order_by("pk").values_list("pk", flat=True):
        landing.come_home(act, payout_id=pk, reason="file refused")
    return batch
