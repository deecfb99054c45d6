"""What seals ask of their holders and of the desk, as lines of the inbox."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from amanat.capabilities.seals import queries, rules
from amanat.capabilities.seals.models import Letter, Seal
from amanat.capabilities.seals.pages.holder import TONES
from amanat.capabilities.seals.queries import agenda
from amanat.capabilities.seals.states import LETTER, SEAL
from amanat.face.tasks import Reader, Task
from amanat.words import powers
from amanat.words.moments import tehran_day
from amanat.words.text import Text

#  The states in which nothing goes on without the holder.
WHAT = {
    "draft": Text("درخواست نماد را بفرستید", "Send the application for the seal"),
    "defect": Text("نقص‌ها را برطرف کنید", "Mend the defects"),
    "signing": Text("تعهدنامه را امضا کنید", "Sign the undertaking"),
    "suspended": Text("رفع تعلیق را بخواهید", "Ask for the suspension to be lifted"),
}
MEND = Text("علت تعلیق را برطرف کنید", "Mend the cause of the suspension")
UNANSWERED = "unanswered"
RENEW = Text("نماد را تمدید کنید", "Renew the seal")
ANSWER = Text("به نامهٔ مرکز پاسخ دهید", "Answer the letter of the centre")


def waiting(reader: Reader) -> Iterator[Task]:
    """Applications, seals and letters that wait for their holder; for the staff, what they may do."""
    letters = queries.open_letters(reader.holding(powers.SEAL))
    yield from (_letter(one) for one in letters)
    yield from _of_holders(reader, {one.seal_id for one in letters if one.state == UNANSWERED})
    if queries.STAFF & reader.hats:
        yield from _of_desk(reader)


def _of_holders(reader: Reader, written: set[int]) -> Iterator[Task]:
    """A suspended seal waits for its causes to go first: for the answer to a letter, or others."""
    seals = queries.of_businesses(reader.holding(powers.SEAL), (*WHAT, "granted"))
    day = tehran_day(reader.act.at)
    window = queries.renewal_window(reader.act.at) if seals else 0
    for one in seals:
        if one.state == "granted":
            if _may_renew(one, day, window):
                yield _of_holder(one, RENEW)
        elif one.lift_asked_at is None and one.pk not in written:
            is_open = one.state == "suspended" and queries.open_causes(one, day)
            yield _of_holder(one, MEND if is_open else WHAT[one.state])


def _may_renew(one: Seal, day: date, window: int) -> bool:
    until = one.period_until
    return (
        until is not None and one.renewal_asked_at is None and rules.may_renew(day, until, window)
    )


def _of_holder(one: Seal, what: Text) -> Task:
    timer = SEAL.timers.get(one.state)
    return Task(
        what=what,
        url=reverse("seals:seal", args=[one.business.code, one.code]),
        title=one.domain,
        with_whom=one.business.name,
        state=SEAL.states[one.state],
        tone=TONES[one.state],
        due_at=one.due_at,
        at_zero=timer.says if timer else None,
    )


def _letter(one: Letter) -> Task:
    timer = LETTER.timers.get(one.state)
    return Task(
        what=ANSWER,
        url=reverse("seals:seal", args=[one.seal.business.code, one.seal.code]),
        title=one.seal.domain,
        with_whom=one.seal.business.name,
        state=one.state_label,
        tone="due" if one.state == "sent" else "dispute",
        due_at=one.due_at,
        at_zero=timer.says if timer else None,
        is_overdue=one.state == UNANSWERED,
    )


def _of_desk(reader: Reader) -> Iterator[Task]:
    for row in agenda.queue(reader.act.at, reader.hats):
        is_free = row.seal.business_id not in reader.tied and reader.act.person not in row.first
        if is_free:
            yield Task(
                what=row.says,
                url=reverse("seals:bench", args=[row.seal.code]),
                title=row.seal.domain,
                with_whom=row.seal.business.name,
                state=SEAL.states[row.seal.state],
                tone=TONES[row.seal.state],
                due_at=row.due_at,
                is_overdue=row.is_late,
            )
