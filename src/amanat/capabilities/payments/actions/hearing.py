"""What an answer about an attempt leads to: one small function for each question we ask.

All run inside `hear`, with payment and attempt locked, in the role of the bank. An answer that
comes when the attempt has moved on changes nothing: its call still keeps it.
"""

from collections.abc import Callable
from datetime import datetime

from amanat.capabilities.payments import ports
from amanat.capabilities.payments.actions import attempt as attempts
from amanat.capabilities.payments.actions.callback import pick_up
from amanat.capabilities.payments.actions.intent import was_asked
from amanat.capabilities.payments.actions.locks import lock_attempt
from amanat.capabilities.payments.actions.pursuit import pursue
from amanat.capabilities.payments.models import Attempt, Call, Payment
from amanat.capabilities.payments.ports.gateway import Answer, Forgotten
from amanat.capabilities.payments.rules import routes, timing
from amanat.capabilities.payments.rules.answers import Kind
from amanat.capabilities.payments.states import ASKING
from amanat.words.act import Act

QUARANTINED = ("orphan", "mismatch")
SURELY_NOT = (Kind.DECLINED, Kind.REVERSED)


def about_attempt(act: Act, call: Call, answer: Answer) -> None:
    """Hear one answer about the attempt of `call`."""
    assert call.attempt_id is not None
    payment, attempt = lock_attempt(call.attempt_id)
    if answer.kind in (Kind.CONFIG, Kind.DUPLICATE):
        attempts.alarm(act, attempt, "our set-up at the bank is wrong", answer.code)
    HEARERS[call.name](act, payment, attempt, call, answer)


def _started(act: Act, payment: Payment, attempt: Attempt, call: Call, answer: Answer) -> None:
    if attempt.state != "created":
        return  # Too late: nobody was sent to the bank with this token, and nobody will be.
    if answer.kind is Kind.OK:
        attempts.issue(act, attempt_id=attempt.pk, ref_id=answer.reference)
    else:
        attempts.misconfigure(act, attempt_id=attempt.pk, code=answer.code)


def _verified(act: Act, payment: Payment, attempt: Attempt, call: Call, answer: Answer) -> None:
    if attempt.state == "reversing":
        _too_late_to_reverse(act, attempt, answer)
    if attempt.state not in ASKING:
        return
    known_before = answer.kind is Kind.ALREADY and was_asked(call, attempt=attempt)
    if answer.kind is Kind.OK or known_before:
        _believe(act, payment, attempt, answer)
    elif answer.kind is Kind.REVERSED:
        attempts.auto_reverse(act, attempt_id=attempt.pk, code=answer.code)
    elif answer.kind is Kind.MISMATCH:
        #  Refused for its amount, or taken with another one.
        is_booked = not _by_token(attempt)
        attempts.mismatch(act, attempt_id=attempt.pk, code=answer.code, is_booked=is_booked)
    elif answer.kind in (Kind.DECLINED, Kind.CANCELLED):
        attempts.decline(act, attempt_id=attempt.pk, code=answer.code)
    elif answer.kind in (Kind.ALREADY, Kind.STATE) and attempt.state == "verifying":
        #  Verified by nobody we know, or a wrong order of calls: ask what happened.
        attempts.lose(act, attempt_id=attempt.pk, code=answer.code)
        pursue(act, attempt_id=attempt.pk)


def _too_late_to_reverse(act: Act, attempt: Attempt, answer: Answer) -> None:
    """The bank takes no reversal any more, and nobody saw its verify succeed: had it?"""
    if answer.kind in (Kind.OK, Kind.ALREADY):
        attempts.fail_to_reverse(act, attempt_id=attempt.pk, code=answer.code)
    elif answer.kind in (Kind.DECLINED, Kind.REVERSED):
        attempts.reverse(act, attempt_id=attempt.pk, code=answer.code)


def _believe(act: Act, payment: Payment, attempt: Attempt, answer: Answer) -> None:
    """The bank is sure. Is anybody waiting for this money?"""
    taken = Attempt.objects.filter(payment=payment, money_in=Attempt.HOLD).exists()
    number = _number_of(attempt, answer)
    if payment.state == "due" and not taken:
        attempts.verify(act, attempt_id=attempt.pk, code=answer.code, card_mask=answer.card_mask,
                        reference=number)  # fmt: skip
    else:
        attempts.orphan(act, attempt_id=attempt.pk, code=answer.code, is_booked=True,
                        sale_reference_id=number)  # fmt: skip
    pursue(act, attempt_id=attempt.pk)


def _number_of(attempt: Attempt, answer: Answer) -> str:
    """The sale's number, for the gateways that name it only now; never one that is taken."""
    if not _by_token(attempt):
        return attempt.sale_reference_id
    used = Attempt.objects.filter(gateway=attempt.gateway, sale_reference_id=answer.reference)
    return "" if used.exclude(pk=attempt.pk).exists() else answer.reference


def _by_token(attempt: Attempt) -> bool:
    return ports.MAKERS[attempt.gateway].inquires_by_token


def _inquired(act: Act, payment: Payment, attempt: Attempt, call: Call, answer: Answer) -> None:
    if attempt.state in QUARANTINED:
        _looked(act, attempt, answer)
    if _by_token(attempt):
        _told_by_token(act, attempt, answer)
        return
    if attempt.state != "verify_unknown":
        return
    if answer.kind in (Kind.OK, Kind.ALREADY):
        _believe(act, payment, attempt, answer)
    elif answer.kind is Kind.REVERSED or _went_back_unverified(act, attempt, answer):
        attempts.auto_reverse(act, attempt_id=attempt.pk, code=answer.code)
    elif answer.kind is Kind.DECLINED:
        attempts.decline(act, attempt_id=attempt.pk, code=answer.code)
    elif answer.kind is Kind.STATE and attempt.returned_at is not None:
        _verify_while_allowed(act, attempt)


def _told_by_token(act: Act, attempt: Attempt, answer: Answer) -> None:
    """The bank says where its session stands. What was paid still has to be verified."""
    is_paid = answer.kind in (Kind.OK, Kind.STATE)
    if attempt.state == "verify_unknown" and is_paid:
        pursue(act, attempt_id=attempt.pk)
    elif attempt.state == "verify_unknown" and answer.kind is Kind.REVERSED:
        attempts.auto_reverse(act, attempt_id=attempt.pk, code=answer.code)
    elif attempt.state == "redirected" and is_paid:
        sale = Forgotten(attempt.ref_id, attempt.amount_units)
        pick_up(act, gateway=attempt.gateway, sale=sale)
    elif attempt.state in ("verify_unknown", "redirected") and answer.kind in SURELY_NOT:
        attempts.decline(act, attempt_id=attempt.pk, code=answer.code)


def _verify_while_allowed(act: Act, attempt: Attempt) -> None:
    """The bank has the sale and no verify: say it once more, in the next step of the clock."""
    assert attempt.returned_at is not None
    if timing.may_verify(attempt.returned_at, act.at):
        pursue(act, attempt_id=attempt.pk)


def _went_back_unverified(act: Act, attempt: Attempt, answer: Answer) -> bool:
    assert attempt.returned_at is not None
    is_over = timing.window_is_over(attempt.returned_at, act.at)
    return answer.kind is Kind.STATE and is_over and not _by_token(attempt)


def _looked(act: Act, attempt: Attempt, answer: Answer) -> None:
    """Did the quarantined sale go back by itself?"""
    never_paid = _by_token(attempt) and answer.kind is Kind.DECLINED
    is_back = answer.kind is Kind.REVERSED or _went_back_unverified(act, attempt, answer)
    if is_back or never_paid:
        attempts.reverse(act, attempt_id=attempt.pk, code=answer.code)
    elif answer.kind in (Kind.OK, Kind.ALREADY):
        attempts.give_back(act, attempt_id=attempt.pk, code=answer.code)
        pursue(act, attempt_id=attempt.pk)


def _settled(act: Act, payment: Payment, attempt: Attempt, call: Call, answer: Answer) -> None:
    if attempt.state != "settling":
        return
    if answer.kind in (Kind.OK, Kind.ALREADY):
        attempts.settle(act, attempt_id=attempt.pk, code=answer.code)
    elif answer.kind is Kind.REVERSED:
        attempts.auto_reverse(act, attempt_id=attempt.pk, code=answer.code)


def _reversed(act: Act, payment: Payment, attempt: Attempt, call: Call, answer: Answer) -> None:
    if attempt.state != "reversing":
        return
    if _is_still_out(attempt, answer, act.at):
        return  # Nobody may be told "it is back" before it is; the clock asks again.
    is_booked = attempt.money_in != Attempt.NOWHERE
    is_ours = is_booked or _by_token(attempt)  # Only what its bank calls verified is reversed.
    is_kept = is_ours and routes.is_closed(attempt.gateway, answer.code)
    if answer.kind in (Kind.DECLINED, Kind.ALREADY) or is_kept:
        attempts.fail_to_reverse(act, attempt_id=attempt.pk, code=answer.code)
    elif answer.kind in (Kind.OK, Kind.REVERSED) or _was_never_verified(attempt, answer):
        attempts.reverse(act, attempt_id=attempt.pk, code=answer.code)


def _was_never_verified(attempt: Attempt, answer: Answer) -> bool:
    """There is nothing to reverse. "Too late" says so only of what we never asked to verify."""
    if attempt.money_in != Attempt.NOWHERE or answer.kind is not Kind.STATE:
        return False
    asked = Call.objects.filter(attempt=attempt, name="verify").exists()
    return answer.code != routes.WINDOW_OVER or not asked


def _is_still_out(attempt: Attempt, answer: Answer, at: datetime) -> bool:
    """What was never verified goes back by the bank's own rule, and not before its time."""
    if not _was_never_verified(attempt, answer) or attempt.returned_at is None:
        return False
    return not timing.window_is_over(attempt.returned_at, at)


HEARERS: dict[str, Callable[[Act, Payment, Attempt, Call, Answer], None]] = {
    "start": _started,
    "verify": _verified,
    "inquiry": _inquired,
    "settle": _settled,
    "reversal": _reversed,
}
