"""One key, one answer: a repeated request is answered again, never done again."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now

from amanat.kernel.log.models import Answer
from amanat.words.refusal import Refused

LONGEST_KEY = 255
LEASE = timedelta(minutes=3)  # After this, a claim without an answer belongs to a dead process.
TRANSIENT = frozenset({429, 503})  # "Later" is no answer: the same key may be tried again.


class KeyTooLong(Refused):
    """An Idempotency-Key has at most {most} characters."""

    fa = "کلید تکرارناپذیری حداکثر {most} نویسه دارد."
    status = 422


class RequestKeyReused(Refused):
    """This Idempotency-Key was used for another request. Take a fresh key."""

    fa = "این کلید پیش‌تر برای درخواستی دیگر به کار رفته است؛ کلیدی تازه بسازید."


class StillBeingDone(Refused):
    """A request with this Idempotency-Key is still being done. Send it again in {seconds} seconds."""

    fa = "درخواستی با همین کلید هنوز در حال انجام است. {seconds} ثانیهٔ دیگر دوباره بفرستید."


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
    digest = _digest(key, content)
    with transaction.atomic():
        row, made = Answer.objects.get_or_create(
            caller=caller, key=key, defaults={"digest": digest}
        )
        if not made:
            return _again(row, digest)
        told = do()
        _keep(row, told)
    return told


def once_in_steps(
    caller: int, key: str, content: bytes, first: Callable[[], Callable[[], Told]]
) -> Told:
    """The same for work whose first part commits by itself: a bank is asked, a code is spent.

    The key is claimed first, in a transaction of its own. `first` does what commits by itself and
    gives back the last step, which runs in the transaction that keeps the answer. Whoever comes
    meanwhile is told StillBeingDone. A claim whose process died is taken over after `LEASE`: so
    what `first` does must be repeatable.
    """
    digest = _digest(key, content)
    row = _claim(caller, key, digest)
    if row.status is not None:
        return _again(row, digest)
    try:
        last = first()
        with transaction.atomic():
            told = last()
            _keep(row, told)
    except BaseException:
        Answer.objects.filter(pk=row.pk, status=None).delete()
        raise
    return told


@transaction.atomic(durable=True)
def _claim(caller: int, key: str, digest: bytes) -> Answer:
    """The key's row: ours to answer while it has no status, or answered before."""
    row, made = Answer.objects.get_or_create(caller=caller, key=key, defaults={"digest": digest})
    if made or row.status is not None or bytes(row.digest) != digest:
        return _checked(row, digest)
    forgotten = Answer.objects.filter(pk=row.pk, status=None, at__lt=Now() - LEASE)
    if not forgotten.update(at=Now()):
        raise StillBeingDone("Idempotency-Key", seconds=1)
    return row


def _digest(key: str, content: bytes) -> bytes:
    if len(key) > LONGEST_KEY:
        raise KeyTooLong("Idempotency-Key", most=LONGEST_KEY)
    return hashlib.sha256(content).digest()


def _checked(row: Answer, digest: bytes) -> Answer:
    if bytes(row.digest) != digest:
        raise RequestKeyReused("Idempotency-Key")
    return row


def _again(row: Answer, digest: bytes) -> Told:
    _checked(row, digest)
    assert row.status is not None, "A committed key has its answer."
    return Told(row.status, row.body, again=True)


def _keep(row: Answer, told: Told) -> None:
    """Write the answer beside its key, unless it only says "later"."""
    mine = Answer.objects.filter(pk=row.pk, status=None)
    if told.status in TRANSIENT:
        mine.delete()
    elif not mine.update(status=told.status, body=told.body):
        raise StillBeingDone("Idempotency-Key", seconds=1)
