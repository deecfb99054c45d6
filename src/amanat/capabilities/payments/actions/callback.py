"""What the payer's browser brings back: kept raw first, then judged against our own row."""

import hashlib
from collections.abc import Callable

from amanat.capabilities.payments import ports
from amanat.capabilities.payments.actions import attempt as attempts
from amanat.capabilities.payments.actions.locks import lock_attempt
from amanat.capabilities.payments.actions.pursuit import pursue
from amanat.capabilities.payments.events import CallbackRefused
from amanat.capabilities.payments.models import Attempt, Callback, Payment
from amanat.capabilities.payments.ports.gateway import Forgotten, Returned
from amanat.capabilities.payments.rules.answers import Kind
from amanat.capabilities.payments.rules.units import is_tenfold
from amanat.capabilities.payments.states import AT_BANK, LATE, LIVE
from amanat.kernel.log.moves import record
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.storable import storable

BODY_LIMIT = 8_000
ADDRESS_LIMIT = 300
PICKED_UP = "unVerified"


@atomic
def keep_callback(
    act: Act, *, gateway: str, address: str, body: bytes, attempt_id: int | None
) -> Callback:
    """Keep what was posted, whoever posted it, before anything is decided about it."""
    return Callback.objects.create(
        attempt_id=attempt_id,
        gateway=storable(gateway)[:20],
        address=storable(address)[:ADDRESS_LIMIT],
        body=storable(body[:BODY_LIMIT].decode("utf-8", "replace")),
        body_hash=hashlib.sha256(body).digest(),
        at=act.at,
    )


@atomic
def hear_callback(act: Act, *, attempt_id: int, back: Returned) -> Attempt:
    """Judge what came back. Its claims move nothing but this attempt, and book nothing.

    Again, or when the outcome is known, it changes nothing: the payer sees the same page. A first
    answer that comes after its time is heard once.
    """
    payment, attempt = lock_attempt(attempt_id)
    is_late = attempt.state in LATE and attempt.returned_at is None
    if attempt.state not in AT_BANK and not is_late:
        return attempt
    return _judge(act.wearing(Role.BANK), payment, attempt, back, is_late=is_late)


@atomic
def pick_up(act: Act, *, gateway: str, sale: Forgotten) -> bool:
    """Take up a sale that its gateway lists as paid and never verified; whether it was news.

    No callback reached us, or only one that said no. Nothing is believed: the next step verifies.
    """
    found = Attempt.objects.filter(gateway=gateway, ref_id=sale.ref_id).first()
    if found is None:
        return False
    payment, attempt = lock_attempt(found.pk)
    if attempt.state not in (*AT_BANK, *LATE):
        return False
    back = Returned(Kind.OK, PICKED_UP, sale.ref_id, None, "", "", sale.amount_units)
    _judge(act.wearing(Role.BANK), payment, attempt, back, is_late=False)
    return True


def _judge(
    told: Act, payment: Payment, attempt: Attempt, back: Returned, *, is_late: bool
) -> Attempt:
    verdict = _verdict(payment, attempt, back)
    if is_late and verdict in (attempts.spoil, attempts.decline, attempts.cancel):
        if verdict is attempts.spoil:
            record(told, CallbackRefused(payment.pk, back.code), subject=attempt)
        return attempt
    if verdict is attempts.come_back:
        attempts.come_back(
            told, attempt_id=attempt.pk, reference=back.reference, card_mask=back.card_mask
        )
        return pursue(told, attempt_id=attempt.pk)  # The question is durable before it is asked.
    if verdict in (attempts.orphan, attempts.mismatch):
        _alarm_at_tenfold(told, attempt, back.final_units)
        return verdict(
            told, attempt_id=attempt.pk, code=back.code, returned_at=told.at,
            sale_reference_id=back.reference, card_mask=back.card_mask,
        )  # fmt: skip
    return verdict(told, attempt_id=attempt.pk, code=back.code)


def _alarm_at_tenfold(told: Act, attempt: Attempt, units: int | None) -> None:
    """An amount ten times ours, or a tenth of it, is a mistake of ours rather than of the payer."""
    if units is not None and is_tenfold(attempt.amount_units, units):
        attempts.alarm(told, attempt, "rial and toman were mixed up", str(units))


def _verdict(payment: Payment, attempt: Attempt, back: Returned) -> Callable[..., Attempt]:
    """The verb for what came back: the first thing that does not fit decides."""
    if not _is_ours(attempt, back):
        return attempts.spoil
    if back.kind is not Kind.OK:
        return _no(back)
    if not (back.reference or ports.MAKERS[attempt.gateway].inquires_by_token):
        return attempts.spoil
    if back.final_units is not None and back.final_units != attempt.amount_units:
        return attempts.mismatch
    rival = Attempt.objects.filter(payment=payment, state__in=LIVE).exclude(pk=attempt.pk)
    is_awaited = payment.state == "due" and not rival.exists()
    return attempts.come_back if is_awaited else attempts.orphan


def _no(back: Returned) -> Callable[..., Attempt]:
    """The bank's page said no. With a sale number beside it, the story contradicts itself."""
    if back.kind is Kind.MISMATCH and not back.reference:
        return attempts.spoil
    if back.reference:
        return attempts.mismatch
    return attempts.cancel if back.kind is Kind.CANCELLED else attempts.decline


def _is_ours(attempt: Attempt, back: Returned) -> bool:
    """RefId and order number are this attempt's own pair, and the sale is nobody else's."""
    pair = back.ref_id == attempt.ref_id and back.order_id in (None, str(attempt.order_id))
    used = Attempt.objects.filter(gateway=attempt.gateway, sale_reference_id=back.reference)
    return pair and not (back.reference and used.exclude(pk=attempt.pk).exists())
