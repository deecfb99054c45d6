"""One-time codes: asked for within limits, sent after the commit, accepted once."""

import hmac
import math
import secrets

from django.db import transaction

from amanat.capabilities.people import queries, rules
from amanat.capabilities.people.events import CodeAccepted, CodeMistyped, CodeRequested
from amanat.capabilities.people.models import OneTimeCode, Turnstile
from amanat.capabilities.people.refusals import (
    CodeLocked,
    CodeNeeded,
    TooManyCodes,
    WrongCode,
)
from amanat.kernel import sealing
from amanat.kernel.log.moves import record
from amanat.kernel.transactions import atomic
from amanat.words import identity
from amanat.words.act import Act
from amanat.words.persian import ascii_digits
from amanat.words.refusal import Refused

SECONDS_PER_MINUTE = 60
LONGEST_TYPED = 32


@atomic
def send_code(
    act: Act, *, phone: str, purpose: str, subject: str = "", network: str = ""
) -> OneTimeCode:
    """Make a code for one number, purpose and subject; the worker sends it after the commit.

    Only the newest code of the three is ever accepted. `network` is the asker's neighbourhood
    (`rules.network_of`), counted against floods. Refuses TooManyCodes.
    """
    number = identity.mobile(phone)
    _stand_in_line(number, network)
    _refuse_floods(act, number, network)
    code = f"{secrets.randbelow(10**rules.CODE_DIGITS):0{rules.CODE_DIGITS}d}"
    row = OneTimeCode(
        phone=number,
        purpose=purpose,
        subject=subject,
        network=network,
        created_at=act.at,
        expires_at=act.at + rules.CODE_LIFE,
    )
    row.sealed = sealing.seal(code, about=row.place())
    row.digest = digest(row, code)
    row.save()
    record(act, CodeRequested(purpose), subject=row)
    return row


def confirm_code(act: Act, *, phone: str, purpose: str, code: str, subject: str = "") -> None:
    """Accept the newest code for this number, purpose and subject, once; or refuse.

    It commits by itself, so that a wrong try stays counted although the step is refused. So the
    entry confirms the code first, and the verb it is for then calls `spend_confirmation` in its
    own transaction.
    """
    typed = ascii_digits(code[:LONGEST_TYPED])
    typed = "".join(sign for sign in typed if sign.isascii() and sign.isdigit())
    refusal = _judge(act, identity.mobile(phone), purpose, subject, typed)
    if refusal is not None:
        raise refusal("code")


@transaction.atomic(durable=True)
def _judge(act: Act, phone: str, purpose: str, subject: str, typed: str) -> type[Refused] | None:
    """Count one try against the newest code, and say what is wrong with it."""
    rows = OneTimeCode.objects.select_for_update()
    mine = rows.filter(phone=phone, purpose=purpose, subject=subject)
    row = mine.order_by("-created_at", "-pk").first()
    if row is None or row.spent_at is not None or row.expires_at <= act.at:
        return WrongCode
    if row.tries >= rules.MOST_TRIES:
        return CodeLocked
    row.tries += 1
    is_right = hmac.compare_digest(row.digest, digest(row, typed))
    row.spent_at = act.at if is_right else None
    row.save()
    event = CodeAccepted(purpose) if is_right else CodeMistyped(purpose, row.tries)
    record(act, event, subject=row)
    return None if is_right else WrongCode


@atomic
def spend_confirmation(act: Act, *, purpose: str, subject: str = "") -> None:
    """Use up the code this person has just confirmed for this step, or refuse CodeNeeded."""
    phone = queries.phone_of(act.by or 0)
    mine = OneTimeCode.objects.select_for_update().filter(
        phone=phone, purpose=purpose, subject=subject
    )
    row = mine.order_by("-created_at", "-pk").first()
    oldest = act.at - rules.CONFIRMATION_LIFE
    if row is None or row.spent_at is None or row.used_at is not None or row.spent_at < oldest:
        raise CodeNeeded("code")
    row.used_at = act.at
    row.save(update_fields=["used_at"])


def digest(row: OneTimeCode, code: str) -> str:
    """What is compared: bound to number, purpose, subject and moment, useless without the key."""
    return sealing.blind_index(code, about=row.place())


def _stand_in_line(phone: str, network: str) -> None:
    """Requests that share a number or a network pass one by one, in one order: no race, no
    deadlock."""
    marks = sorted({phone, network} - {""})
    Turnstile.objects.bulk_create([Turnstile(mark) for mark in marks], ignore_conflicts=True)
    list(Turnstile.objects.select_for_update().filter(mark__in=marks).order_by("mark"))


def _refuse_floods(act: Act, phone: str, network: str) -> None:
    waits = [rules.wait_until(rules.PER_NUMBER, queries.sent_codes(act.at, phone=phone), act.at)]
    if network:
        sent = queries.sent_codes(act.at, network=network)
        waits.append(rules.wait_until(rules.PER_NETWORK, sent, act.at))
    until = max((wait for wait in waits if wait is not None), default=None)
    if until is not None:
        minutes = math.ceil((until - act.at).total_seconds() / SECONDS_PER_MINUTE)
        raise TooManyCodes("phone", minutes=minutes)
