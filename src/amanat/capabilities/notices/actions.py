"""Every write about notices. A text is queued with the fact it tells, and sent after the commit."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from procrastinate.contrib.django import app

from amanat.capabilities.notices import queries, rules
from amanat.capabilities.notices.events import (
    NoticeAccepted,
    NoticeClaimed,
    NoticeDelivered,
    NoticeFailed,
    NoticeMissed,
    NoticePutBack,
    NoticeQueued,
)
from amanat.capabilities.notices.models import Notice
from amanat.capabilities.notices.ports.kavenegar import Answer, Fate, sms
from amanat.capabilities.notices.refusals import SmsTooLong
from amanat.capabilities.notices.states import ACCEPTED, QUEUED, SENDING
from amanat.capabilities.people import queries as people
from amanat.kernel import sealing
from amanat.kernel.log.moves import move
from amanat.words import identity
from amanat.words.act import Act, Role
from amanat.words.refusal import refuse_unless
from amanat.words.text import Text

SEND_TASK, ASK_TASK, QUEUE = "notices.send", "notices.ask", "notices"
SECRETS_FIRST = 10


@transaction.atomic
def queue(
    act: Act,
    *,
    phone: str,
    kind: str,
    text: Text,
    dedupe_key: str,
    person_id: int | None = None,
) -> Notice:
    """Send one SMS after the commit, in the reader's language; once for each `dedupe_key`."""
    notice, body = _drafted(act, phone, kind, text, dedupe_key, person_id)
    notice.body = body
    return _queued(act, notice)


@transaction.atomic
def queue_secret(
    act: Act,
    *,
    phone: str,
    kind: str,
    text: Text,
    dedupe_key: str,
    person_id: int | None = None,
) -> Notice:
    """The same for a one-time code: sealed until the provider has it, then erased; sent first."""
    notice, body = _drafted(act, phone, kind, text, dedupe_key, person_id)
    notice.secret, notice.body_sealed = True, sealing.seal(body, about=dedupe_key)
    return _queued(act, notice)


def _drafted(
    act: Act, phone: str, kind: str, text: Text, dedupe_key: str, person_id: int | None
) -> tuple[Notice, str]:
    """A notice without its text, and the text in the reader's language."""
    number = identity.mobile(phone)
    reader = people.person(person_id) if person_id is not None else people.by_phone(number)
    body = text.into(reader.language if reader else "fa")
    parts = rules.parts_of(body)
    fits = len(body) <= rules.MOST_CHARACTERS
    refuse_unless(fits, SmsTooLong, "text", parts=parts, most=rules.MOST_PARTS)
    notice = Notice(
        dedupe_key=dedupe_key,
        person=reader,
        phone=number,
        kind=kind,
        parts=parts,
        next_try_at=act.at,
        created_at=act.at,
    )
    return notice, body


def _queued(act: Act, notice: Notice) -> Notice:
    """The notice, written once; a repeat of its key finds the first."""
    known = Notice.objects.filter(dedupe_key=notice.dedupe_key).first()
    if known is not None:
        return known
    try:
        with transaction.atomic():
            move(act.wearing(Role.HOUSE), notice, "queue", NoticeQueued(notice.kind))
    except IntegrityError:  # Somebody queued the same at the same moment.
        return Notice.objects.get(dedupe_key=notice.dedupe_key)
    _later(SEND_TASK, notice)
    return notice


def send(act: Act, *, notice_id: int) -> None:
    """Try to hand one queued notice to the provider. Harmless when somebody else has it."""
    notice = claim(act, notice_id=notice_id)
    if notice is None:
        return
    provider = sms()
    answer = Answer(Fate.NOT_NOW)
    if notice.unknown:
        answer = provider.find(notice.pk)
    if answer.fate is Fate.NOT_NOW:
        answer = provider.send(notice.pk, notice.phone, queries.body_of(notice))
    if answer.fate is Fate.ACCEPTED:
        accept(act, notice_id=notice_id, provider=provider.name, provider_id=answer.provider_id)
    elif answer.fate is Fate.REFUSED or notice.tries >= rules.MOST_SENDS:
        fail(act, notice_id=notice_id, why=answer.why)
    else:
        put_back(act, notice_id=notice_id, answer=answer)


@transaction.atomic(durable=True)
def claim(act: Act, *, notice_id: int) -> Notice | None:
    """Take one notice for sending; None when it is taken, done, or too late to be of use."""
    rows = Notice.objects.select_for_update(skip_locked=True, of=("self",))
    notice = rows.filter(pk=notice_id).first()
    if notice is None:
        return None
    house = act.wearing(Role.HOUSE)
    if notice.state == SENDING and _fell_silent(notice, act):
        notice.unknown = True
        move(house, notice, "put_back", NoticePutBack("the worker fell silent"))
    if notice.state != QUEUED:
        return None
    notice.tries += 1
    notice.claimed_at = act.at
    move(house, notice, "claim", NoticeClaimed(notice.tries))
    if notice.secret and act.at > notice.created_at + rules.SECRET_LIFE:
        _fail(house, notice, "too late to be of use")
        return None
    return notice


def _fell_silent(notice: Notice, act: Act) -> bool:
    return notice.claimed_at is not None and notice.claimed_at + rules.CLAIM_LIFE <= act.at


@transaction.atomic
def accept(act: Act, *, notice_id: int, provider: str, provider_id: str) -> Notice:
    """The provider has it. A secret text is erased; delivery is asked about from now on."""
    notice = Notice.objects.lock(notice_id)
    notice.provider, notice.provider_id, notice.accepted_at = provider, provider_id, act.at
    notice.unknown, notice.body_sealed = False, None
    notice.next_try_at = act.at + rules.DELIVERY_ASKS[0]
    event = NoticeAccepted(provider, provider_id)
    move(act.wearing(Role.HOUSE), notice, "accept", event)
    _later(ASK_TASK, notice, rules.DELIVERY_ASKS[0])
    return notice


@transaction.atomic
def put_back(act: Act, *, notice_id: int, answer: Answer) -> Notice:
    """It was not taken, or nobody knows: again after a growing wait, first asking if unknown."""
    notice = Notice.objects.lock(notice_id)
    wait = rules.RETRY_WAITS[min(notice.tries, len(rules.RETRY_WAITS)) - 1]
    notice.unknown = notice.unknown or answer.fate is Fate.UNKNOWN
    notice.why, notice.next_try_at = answer.why, act.at + wait
    move(act.wearing(Role.HOUSE), notice, "put_back", NoticePutBack(answer.why))
    _later(SEND_TASK, notice, wait)
    return notice


@transaction.atomic
def fail(act: Act, *, notice_id: int, why: str) -> Notice:
    """It will not be sent."""
    notice = Notice.objects.lock(notice_id)
    _fail(act.wearing(Role.HOUSE), notice, why)
    return notice


def _fail(house: Act, notice: Notice, why: str) -> None:
    notice.why, notice.body_sealed, notice.next_try_at = why, None, None
    move(house, notice, "fail", NoticeFailed(notice.kind, why))


def ask(act: Act, *, notice_id: int) -> None:
    """Ask once whether an accepted notice reached the phone, and write the answer down."""
    notice = Notice.objects.filter(pk=notice_id, state=ACCEPTED).first()
    if notice is None:
        return
    delivery = sms().delivery(notice.provider_id)
    if delivery.arrived is None:
        _ask_later(act, notice_id)
    elif delivery.arrived:
        deliver(act, notice_id=notice_id)
    else:
        miss(act, notice_id=notice_id, why=delivery.why)


@transaction.atomic
def _ask_later(act: Act, notice_id: int) -> None:
    """The next moment of the plan; after the last one nobody asks any more."""
    notice = Notice.objects.lock(notice_id)
    if notice.state != ACCEPTED or notice.accepted_at is None:
        return
    notice.delivery_asks += 1
    notice.next_try_at = None
    if notice.delivery_asks < len(rules.DELIVERY_ASKS):
        notice.next_try_at = notice.accepted_at + rules.DELIVERY_ASKS[notice.delivery_asks]
        _later(ASK_TASK, notice, max(notice.next_try_at - act.at, timedelta()))
    notice.save(update_fields=["delivery_asks", "next_try_at"])


@transaction.atomic
def deliver(act: Act, *, notice_id: int) -> Notice:
    """It reached the phone."""
    notice = Notice.objects.lock(notice_id)
    notice.next_try_at = None
    move(act.wearing(Role.HOUSE), notice, "deliver", NoticeDelivered(notice.kind))
    return notice


@transaction.atomic
def miss(act: Act, *, notice_id: int, why: str) -> Notice:
    """It did not reach the phone."""
    notice = Notice.objects.lock(notice_id)
    notice.why, notice.next_try_at = why, None
    move(act.wearing(Role.HOUSE), notice, "miss", NoticeMissed(notice.kind, why))
    return notice


def _later(task: str, notice: Notice, wait: timedelta = timedelta()) -> None:
    """A job in this transaction; the worker hears of it at the commit."""
    priority = SECRETS_FIRST if notice.secret else 0
    job = app.configure_task(
        task,
        queue=QUEUE,
        priority=priority,
        schedule_in={"seconds": int(wait.total_seconds())} if wait else None,
    )
    job.defer(notice_id=notice.pk)
