"""Asking a bank: claim the question, ask it outside every transaction, write the answer down."""

import time
from collections.abc import Callable

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse as address_of

from amanat.capabilities.payments import ports
from amanat.capabilities.payments.actions import batch, hearing, landing, refund
from amanat.capabilities.payments.models import Attempt, Call
from amanat.capabilities.payments.ports.gateway import Answer, Sale
from amanat.capabilities.payments.queries import is_halted
from amanat.capabilities.payments.rules.addresses import seal
from amanat.kernel.questions import question
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound

MOST_QUESTIONS_IN_A_ROW = 4
PAGE_WAIT_SECONDS = 6.0
PAGE_POLL_SECONDS = 0.05
LETS_GO = Q(batch__isnull=False) | Q(refund__isnull=False)


def ask(act: Act, *, call_id: int) -> bool:
    """Ask the bank what was intended, unless somebody else already does; whether we asked.

    Never call it inside a transaction: the bank may take fifteen seconds. While payouts are
    halted nothing that lets money go is asked; it stays written down, and is asked afterwards.
    """
    if is_halted() and Call.objects.filter(LETS_GO, pk=call_id).exists():
        return False
    claimed = Call.objects.filter(pk=call_id, sent_at__isnull=True).update(sent_at=act.at)
    if not claimed:
        return False
    call = _call(call_id).get()
    hear(act, call_id=call_id, answer=_asker(call)(call))
    return True


def carry(act: Act, *, attempt_id: int) -> Attempt:
    """Ask whatever is intended for this attempt, and what follows from it, while somebody waits.

    A worker may be asking the same question already; then its answer is waited for, a while.
    """
    for _ in range(MOST_QUESTIONS_IN_A_ROW):
        call = _open_calls(attempt_id).first()
        if call is None:
            break
        if not ask(act, call_id=call.pk) and not _is_answered_soon(call.pk):
            break
    return _attempt(attempt_id).get()


@question
def _attempt(attempt_id: int) -> QuerySet[Attempt]:
    return Attempt.objects.select_related("payment").filter(pk=attempt_id)


@question
def _open_calls(attempt_id: int) -> QuerySet[Call]:
    return Call.objects.filter(attempt_id=attempt_id, answered_at__isnull=True).order_by("-pk")


def _is_answered_soon(call_id: int) -> bool:
    """Whether the worker that asks this question hears an answer while the page can wait."""
    until = time.monotonic() + PAGE_WAIT_SECONDS
    while time.monotonic() < until:
        if Call.objects.filter(pk=call_id, answered_at__isnull=False).exists():
            return True
        time.sleep(PAGE_POLL_SECONDS)
    return False


@atomic
def hear(act: Act, *, call_id: int, answer: Answer) -> None:
    """Write a bank's answer down, once, and do what follows from it."""
    told = act.wearing(Role.BANK)
    call = _call(call_id).first()
    if call is None:
        raise NotFound
    Call.objects.filter(pk=call_id, answered_at__isnull=True).update(
        answered_at=act.at, kind=answer.kind, code=answer.code, raw=answer.raw
    )
    _hearer(call)(told, call, answer)


@question
def _call(call_id: int) -> QuerySet[Call]:
    return Call.objects.filter(pk=call_id)


def _hearer(call: Call) -> Callable[[Act, Call, Answer], None]:
    if call.attempt_id is not None:
        return hearing.about_attempt
    if call.refund_id is not None:
        return refund.about_refund
    return landing.about_payout if call.payout_id is not None else batch.about_batch


def _asker(call: Call) -> Callable[[Call], Answer]:
    if call.attempt_id is not None:
        return _ask_about_attempt
    if call.refund_id is not None:
        return _ask_about_refund
    return _ask_for_payout if call.payout_id is not None else _send_batch


def _ask_about_attempt(call: Call) -> Answer:
    assert call.attempt_id is not None
    attempt = _attempt(call.attempt_id).get()
    gateway = ports.gateway(attempt.gateway)
    if call.name == "start":
        return gateway.start(sale_of(attempt), call.intended_at)
    questions = {
        "verify": gateway.verify,
        "settle": gateway.settle,
        "inquiry": gateway.inquiry,
        "reversal": gateway.reversal,
    }
    return questions[call.name](sale_of(attempt))


def _ask_about_refund(call: Call) -> Answer:
    one = call.refund
    assert one is not None
    gateway, sale = ports.gateway(one.attempt.gateway), sale_of(one.attempt)
    if call.name == "reversal":
        return gateway.reversal(sale)
    assert one.order_id is not None, "A refund has an order number of its own."
    asked = Call.objects.filter(refund=one, name=call.name, sent_at__isnull=False, pk__lt=call.pk)
    ask = gateway.refund_again if asked.exists() else gateway.refund
    return ask(sale, one.order_id, one.units)


def _ask_for_payout(call: Call) -> Answer:
    assert call.payout is not None
    return ports.our_bank().state(call.payout.end_to_end_id, call.payout.rail)


def _send_batch(call: Call) -> Answer:
    assert call.batch is not None
    return ports.our_bank().send(call.batch.body, call.batch.rail)


def sale_of(attempt: Attempt) -> Sale:
    """Everything a gateway hears about an attempt comes from our own row."""
    proof = seal(settings.SECRET_KEY, attempt.gateway, attempt.public_id)
    path = address_of("payments:back", args=[attempt.gateway, attempt.public_id, proof])
    return Sale(
        order_id=attempt.order_id,
        amount_units=attempt.amount_units,
        callback_url=f"{settings.SITE_URL}{path}",
        ref_id=attempt.ref_id,
        sale_reference_id=attempt.sale_reference_id,
    )
