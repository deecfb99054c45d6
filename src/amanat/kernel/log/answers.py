"""One key, one answer: a repeated request is answered again, never done again."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from amanat.kernel.log.models import Answer
from amanat.words.refusal import Refused

LONGEST_KEY = 255


class KeyTooLong(Refused):
    """An Idempotency-Key has at most {most} characters."""

    fa = "کلید تکرارناپذیری حداکثر {most} نویسه دارد."
    status = 422


class RequestKeyReused(Refused):
    """This Idempotency-Key was used for another request. Take a fresh key."""

    fa = "این کلید پیش‌تر برای درخواستی دیگر به کار رفته است؛ کلیدی تازه بسازید."


@dataclass(frozen=True, slots=True)
class Told:
    """An HTTP answer as it was, or will be, given."""

    status: int
    body: str
    again: bool = False


def once(caller: int, key: str, content: bytes, do: Callable[[], Told]) -> Told:
    """Do it and keep the answer in the same transaction; or give the kept answer again.

    Two requests with one key at the same moment queue on the key's row: the second one finds the
    first one's answer. The same key with other content is refused.
    """
    if len(key) > LONGEST_KEY:
        raise KeyTooLong("Idempotency-Key", most=LONGEST_KEY)
    digest = hashlib.sha256(content).digest()
    with transaction.atomic():
        row, made = Answer.objects.get_or_create(
            caller=caller, key=key, defaults={"digest": digest}
        )
        if not made:
            if bytes(row.digest) != digest:
                raise RequestKeyReused("Idempotency-Key")
            assert row.status is not None, "A committed key has its answer."
            return Told(row.status, row.body, again=True)
        told = do()
        Answer.objects.filter(pk=row.pk).update(status=told.status, body=told.body)
    return told
