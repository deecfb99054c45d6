"""Every write about notices. A text is queued with the fact it tells, and sent after the commit.

What comes in is kept once. One digit answers the last question that number was asked, and never
moves money; anything else is left to a person.
"""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from procrastinate.contrib.django import app

from amanat.capabilities.notices import letters, queries, rules
from amanat.capabilities.notices.events import (
    NoticeAccepted,
    NoticeClaimed,
    NoticeDelivered,
    NoticeFailed,
    NoticeMissed,
    NoticePutBack,
    NoticeQueued,
    NoticeRepeated,
    OfficesSought,
    QuestionAnswered,
    QuestionAsked,
    SmsReceived,
)
from amanat.capabilities.notices.models import IncomingSms, Notice, Question
from amanat.capabilities.notices.ports.chain import sms
from amanat.capabilities.notices.ports.line import Answer, Fate
from amanat.capabilities.notices.refusals import (
    NoMessageId,
    NothingToRepeat,
    RepeatedLately,
    SmsTooLong,
)
from amanat.capabilities.notices.states import ACCEPTED, QUEUED, SENDING
from amanat.capabilities.people import queries as people
from amanat.capabilities.places import queries as places
from amanat.kernel import sealing
from amanat.kernel.log.moves import move, record
from amanat.kernel.questions import question
from amanat.kernel.transactions import atomic
from amanat.words import identity
from amanat.words.act import Act, Role
from amanat.words.refusal import refuse_unless
from amanat.words.text import Text

SEND_TASK, ASK_TASK, QUEUE = "notices.send", "notices.ask", "notices"
SECRETS_FIRST = 10
REPEAT, OFFICES = "repeat", "offices"


@atomic
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


@atomic
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
    known = _known(notice.dedupe_key).first()
    if known is not None:
        return known
    try:
        with transaction.atomic():
            move(act.wearing(Role.HOUSE), notice, "queue", NoticeQueued(notice.kind))
    except IntegrityError:  # Somebody queued the same at the same moment.
        return Notice.objects.get(dedupe_key=notice.dedupe_key)
    _later(SEND_TASK, notice)
    return notice


@question
def _known(dedupe_key: str) -> QuerySet[Notice]:
    return Notice.objects.filter(dedupe_key=dedupe_key)


def send(act: Act, *, notice_id: int) -> None:
    """Try to hand one queued notice to the provider. Harmless when somebody else has it."""
    notice = claim(act, notice_id=notice_id)
    if notice is None:
        return
    lines = sms()
    answer = Answer(Fate.NOT_NOW)
    if notice.unknown:
        answer = lines.find(notice.pk, notice.provider)
    if answer.fate is Fate.NOT_NOW:
        answer = lines.send(notice.pk, notice.phone, queries.body_of(notice))
    if answer.fate is Fate.ACCEPTED:
        accept(act, notice_id=notice_id, provider=answer.provider, provider_id=answer.provider_id)
    elif answer.fate is Fate.REFUSED or notice.tries >= rules.MOST_SENDS:
        fail(act, notice_id=notice_id, why=answer.why)
    else:
        put_back(act, notice_id=notice_id, answer=answer)


@transaction.atomic(durable=True)
def claim(act: Act, *, notice_id: int) -> Notice | None:
    """Take one notice for sending; None when it is taken, done, or too late to be of use."""
    notice = _in_no_other_hand(notice_id).first()
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


@question
def _in_no_other_hand(notice_id: int) -> QuerySet[Notice]:
    rows = Notice.objects.select_for_update(skip_locked=True, of=("self",))
    return rows.filter(pk=notice_id)


def _fell_silent(notice: Notice, act: Act) -> bool:
    return notice.claimed_at is not None and notice.claimed_at + rules.CLAIM_LIFE <= act.at


@atomic
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


@atomic
def put_back(act: Act, *, notice_id: int, answer: Answer) -> Notice:
    """It was not taken, or nobody knows: again after a growing wait, first asking if unknown."""
    notice = Notice.objects.lock(notice_id)
    wait = rules.RETRY_WAITS[min(notice.tries, len(rules.RETRY_WAITS)) - 1]
    notice.unknown = answer.fate is Fate.UNKNOWN
    notice.provider = answer.provider
    notice.why, notice.next_try_at = answer.why, act.at + wait
    move(act.wearing(Role.HOUSE), notice, "put_back", NoticePutBack(answer.why))
    _later(SEND_TASK, notice, wait)
    return notice


@atomic
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
    notice = _accepted(notice_id).first()
    if notice is None:
        return
    delivery = sms().delivery(notice.provider_id, notice.provider)
    if delivery.arrived is None:
        _ask_later(act, notice_id)
    elif delivery.arrived:
        deliver(act, notice_id=notice_id)
    else:
        miss(act, notice_id=notice_id, why=delivery.why)


@question
def _accepted(notice_id: int) -> QuerySet[Notice]:
    return Notice.objects.filter(pk=notice_id, state=ACCEPTED)


@atomic
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


@atomic
def deliver(act: Act, *, notice_id: int) -> Notice:
    """It reached the phone."""
    notice = Notice.objects.lock(notice_id)
    notice.next_try_at = None
    move(act.wearing(Role.HOUSE), notice, "deliver", NoticeDelivered(notice.kind))
    return notice


@atomic
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


@atomic
def repeat_last(act: Act, *, phone: str) -> Notice:
    """Send the last SMS of this number once more. Codes are never repeated."""
    number = identity.mobile(phone)
    mine = Notice.objects.filter(phone=number, secret=False).order_by("-pk")
    lately = mine.filter(kind=REPEAT, created_at__gt=act.at - rules.REPEAT_WAIT)
    refuse_unless(not lately.exists(), RepeatedLately)
    last = mine.exclude(kind=REPEAT).first()
    if last is None:
        raise NothingToRepeat
    text = Text(last.body, last.body)
    key = f"{REPEAT}:{last.pk}:{int(act.at.timestamp())}"
    again = queue(
        act, phone=number, kind=REPEAT, text=text, dedupe_key=key, person_id=last.person_id
    )
    record(act, NoticeRepeated(last.pk), subject=again)
    return again


@atomic
def ask_question(
    act: Act,
    *,
    phone: str,
    person_id: int,
    kind: str,
    about: str,
    text: Text,
    valid_until: datetime,
    dedupe_key: str,
) -> Question:
    """Ask something that the reader answers with one digit; once for each `dedupe_key`."""
    sent = queue(act, phone=phone, person_id=person_id, kind=kind, text=text, dedupe_key=dedupe_key)
    question, is_new = Question.objects.get_or_create(
        notice=sent,
        defaults={"phone": sent.phone, "kind": kind, "about": about, "asked_at": act.at,
                  "valid_until": valid_until},
    )  # fmt: skip
    if is_new:
        record(act, QuestionAsked(kind, about), subject=question)
    return question


@atomic
def receive_sms(
    act: Act, *, provider: str, provider_id: str, phone: str, words: str
) -> IncomingSms:
    """Keep one SMS that came in, and see what it is: an answer, a search, or for a person."""
    fine = 0 < len(provider_id) <= rules.LONGEST_PROVIDER_ID
    refuse_unless(fine, NoMessageId, "messageid")
    sms = IncomingSms(
        provider=provider, provider_id=provider_id, phone=identity.mobile(phone, "from"),
        words=rules.readable(words), at=act.at,
    )  # fmt: skip
    try:
        with transaction.atomic():
            sms.save()
    except IntegrityError:
        return IncomingSms.objects.get(provider=provider, provider_id=provider_id)
    city = rules.city_asked(sms.words)
    if not _answers(act, sms):
        record(act, OfficesSought() if city else SmsReceived(), subject=sms)
        if city:
            _tell_offices(act, sms, city)
    return sms


def _answers(act: Act, sms: IncomingSms) -> bool:
    """Whether it answers an open question of this number; then the answer is written down."""
    choice = rules.choice_in(sms.words)
    found = queries.open_question(sms.phone, act.at) if choice else None
    if found is None:
        return False
    question = Question.objects.select_for_update().get(pk=found.pk)
    if question.answered_at is not None:  # Another SMS of the same number was first.
        return False
    question.answered_at, question.choice = act.at, choice
    question.save(update_fields=["answered_at", "choice"])
    sms.question = question
    sms.save(update_fields=["question"])
    record(act, QuestionAnswered(question.kind, question.about, choice), subject=question)
    return True


def _tell_offices(act: Act, sms: IncomingSms, name: str) -> None:
    """The nearest post offices of the city they wrote, as many as two parts hold."""
    since = act.at - rules.SEARCHES_SINCE
    if Notice.objects.filter(phone=sms.phone, kind=OFFICES, created_at__gt=since).count() >= (
        rules.MOST_SEARCHES
    ):
        return  # Kept and recorded, but not answered any more within this hour.
    cities = places.cities_called(name)
    text = letters.NO_SUCH_CITY
    if cities:
        near = places.nearest_offices(cities[0].pk, most=rules.MOST_OFFICES)
        text = _offices_letter([_line(one) for one in near]) if near else text
    key = f"offices:{sms.pk}"
    queue(act, phone=sms.phone, kind=OFFICES, text=text, dedupe_key=key)


def _line(near: places.Near) -> Text:
    office = near.office
    name = letters.ROUGHLY.fill(name=office.name) if office.is_approximate else None
    told = name or Text(office.name, office.name)
    where = f"، {office.address}" if office.address else ""
    return Text(told.fa + where, told.en + where)


def _offices_letter(lines: list[Text]) -> Text:
    """The longest beginning of the list that goes out in two parts; never less than one office."""
    for count in range(len(lines), 1, -1):
        fa = " / ".join(line.fa for line in lines[:count])
        en = " / ".join(line.en for line in lines[:count])
        text = Text(letters.OFFICES.fa.format(offices=fa), letters.OFFICES.en.format(offices=en))
        if queries.fits(text.fa) and queries.fits(text.en):
            return text
    first = lines[0]
    return Text(
        letters.OFFICES.fa.format(offices=first.fa), letters.OFFICES.en.format(offices=first.en)
    )
