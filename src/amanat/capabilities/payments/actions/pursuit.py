"""The clock's side of an attempt: what to ask the bank next, and when again.

`pursue` only writes an intent and the next deadline; asking is somebody else's job. So a sweep,
a callback and a dead worker may all pursue, and at worst the bank is asked twice.
"""

from collections.abc import Callable
from datetime import datetime

from amanat.capabilities.payments import ports
from amanat.capabilities.payments.actions import attempt as attempts
from amanat.capabilities.payments.actions.intent import intend
from amanat.capabilities.payments.actions.locks import lock_attempt
from amanat.capabilities.payments.events import GatewayAsked
from amanat.capabilities.payments.models import Attempt, Call
from amanat.capabilities.payments.queries import parameters
from amanat.capabilities.payments.rules import routes, timing
from amanat.capabilities.payments.rules.answers import Kind
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.refusal import WrongState

PAID = (Kind.OK, Kind.STATE)  # What an inquiry by token answers about money that was taken.
VERIFY, SETTLE, INQUIRY, REVERSAL = "verify", "settle", "inquiry", "reversal"


@atomic
def pursue(act: Act, *, attempt_id: int) -> Attempt:
    """Take an attempt whose outcome is open one question further."""
    _, attempt = lock_attempt(attempt_id)
    chase = CHASES.get(attempt.state)
    if chase is None:
        raise WrongState(verb="pursue", state=attempt.state)
    return chase(act, attempt)


def _ask(act: Act, attempt: Attempt, call: str, due_at: datetime) -> Attempt:
    """Write down the question and when it is asked again."""
    attempt.tries += 1
    move(act, attempt, "pursue", GatewayAsked(attempt.payment_id, call), due_at=due_at)
    intend(act, call, attempt=attempt)
    return attempt


def _first_verify(act: Act, attempt: Attempt) -> Attempt:
    attempt.asked_since, attempt.tries = act.at, 0
    return _ask(act, attempt, VERIFY, timing.verify_again(1, act.at))


def _verify_again(act: Act, attempt: Attempt) -> Attempt:
    assert attempt.returned_at is not None, "Nobody is asked before the payer is back."
    _alarm_when_late(act, attempt, "not verified yet")
    stop = parameters.verify_stop(attempt.gateway, act.at)
    if not timing.may_verify(attempt.returned_at, act.at, stop):
        return _ask_what_happened(act, attempts.lose(act, attempt_id=attempt.pk))
    again = timing.verify_again(attempt.tries + 1, act.at)
    return _ask(act, attempt, VERIFY, min(again, attempt.returned_at + stop))


def _find_out(act: Act, attempt: Attempt) -> Attempt:
    """Nobody knows: ask what happened; verify while that is allowed and known to be missing."""
    assert attempt.returned_at is not None and attempt.asked_since is not None
    _alarm_when_late(act, attempt, "outcome unknown")
    if ports.MAKERS[attempt.gateway].inquires_by_token:
        again = timing.inquire_again(attempt.asked_since, act.at)
        return _ask(act, attempt, VERIFY if _is_known_paid(attempt) else INQUIRY, again)
    if not ports.MAKERS[attempt.gateway].inquires:
        return _ask_what_happened(act, attempt)
    if _is_known_unverified(attempt) and timing.may_verify(attempt.returned_at, act.at):
        return _ask(act, attempt, VERIFY, timing.inquire_again(attempt.asked_since, act.at))
    if act.at - attempt.asked_since >= timing.GIVE_BACK_AFTER:
        return _reverse(act, attempts.give_back(act, attempt_id=attempt.pk))
    return _inquire(act, attempt)


def _ask_what_happened(act: Act, attempt: Attempt) -> Attempt:
    """By an inquiry; where there is none, a reversal ends the doubt: it goes back, or never came."""
    if ports.MAKERS[attempt.gateway].inquires:
        return _inquire(act, attempt)
    return _reverse(act, attempts.give_back(act, attempt_id=attempt.pk))


def _is_known_unverified(attempt: Attempt) -> bool:
    last = Call.objects.filter(attempt=attempt, answered_at__isnull=False).order_by("-pk").first()
    return last is not None and (last.name, last.kind) == (INQUIRY, Kind.STATE)


def _is_known_paid(attempt: Attempt) -> bool:
    """Whether the bank's last word was that the sale was paid, verified or not."""
    last = Call.objects.filter(attempt=attempt, answered_at__isnull=False).order_by("-pk").first()
    return last is not None and last.name == INQUIRY and last.kind in PAID


def _inquire(act: Act, attempt: Attempt) -> Attempt:
    since = attempt.asked_since or act.at
    return _ask(act, attempt, INQUIRY, timing.inquire_again(since, act.at))


def _first_settle(act: Act, attempt: Attempt) -> Attempt:
    if not ports.MAKERS[attempt.gateway].settles:
        return attempts.settle(act.wearing(Role.BANK), attempt_id=attempt.pk, code=attempt.code)
    attempt.asked_since, attempt.tries, attempt.alarmed_at = act.at, 0, None
    return _ask(act, attempt, SETTLE, timing.settle_again(1, act.at))


def _settle_again(act: Act, attempt: Attempt) -> Attempt:
    if not ports.MAKERS[attempt.gateway].settles:
        return attempts.settle(act.wearing(Role.BANK), attempt_id=attempt.pk, code=attempt.code)
    _alarm_when_late(act, attempt, "not settled yet")
    return _ask(act, attempt, SETTLE, timing.settle_again(attempt.tries + 1, act.at))


def _watch_it_go_back(act: Act, attempt: Attempt) -> Attempt:
    """Quarantined: what is booked is reversed; what is not, should return by itself."""
    if attempt.money_in == Attempt.SUSPENSE:
        return _reverse(act, attempts.give_back(act, attempt_id=attempt.pk))
    if not (attempt.sale_reference_id or ports.MAKERS[attempt.gateway].inquires_by_token):
        return attempts.reverse(act.wearing(Role.BANK), attempt_id=attempt.pk)
    if attempt.asked_since is None:
        attempt.asked_since = act.at
    if act.at - attempt.asked_since >= timing.STAFF_AFTER:
        attempts.alarm(act, attempt, "money that must go back is still out", attempt.code)
    return _ask_what_happened(act, attempt)


def _reverse(act: Act, attempt: Attempt) -> Attempt:
    assert attempt.asked_since is not None, "Giving back has a beginning."
    _alarm_when_late(act, attempt, "not given back yet")
    verified_at = attempt.verified_at if attempt.money_in == Attempt.SUSPENSE else None
    window = parameters.reversal_window(attempt.gateway, act.at)
    reversals = Call.objects.filter(attempt=attempt, name=REVERSAL)
    is_late = verified_at is not None and not routes.may_reverse(verified_at, act.at, window)
    if is_late and not reversals.exists():
        return attempts.fail_to_reverse(act, attempt_id=attempt.pk)
    #  A reversal whose answer was lost may have happened, and what we never saw verified may
    #  have been: we ask until the bank is definite, however late.
    again = timing.reverse_again(attempt.asked_since, act.at)
    last = reversals.filter(code__isnull=False).order_by("-pk").first()
    is_too_late = last is not None and last.code == routes.WINDOW_OVER
    return _ask(act, attempt, VERIFY if is_too_late else REVERSAL, again)


def _alarm_when_late(act: Act, attempt: Attempt, why: str) -> None:
    since = attempt.asked_since or act.at
    if act.at - since >= timing.ALARM_AFTER:
        attempts.alarm(act, attempt, why, attempt.code)


CHASES: dict[str, Callable[[Act, Attempt], Attempt]] = {
    "returned": _first_verify,
    "verifying": _verify_again,
    "verify_unknown": _find_out,
    "verified": _first_settle,
    "settling": _settle_again,
    "orphan": _watch_it_go_back,
    "mismatch": _watch_it_go_back,
    "reversing": _reverse,
}
