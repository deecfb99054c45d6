"""What deliveries ask of buyers and makers, as lines of the inbox."""

from collections.abc import Iterator

from django.urls import reverse

from amanat.capabilities.deliveries import queries
from amanat.capabilities.deliveries.models import Delivery
from amanat.capabilities.deliveries.pages.late import tone_of
from amanat.capabilities.deliveries.states import (
    COMPLAINT,
    DELIVERY,
    FILED,
    HANDED,
    HANDED_LATE,
    LATE,
    OPEN,
    OWED,
    READY,
    RUNNING_LATE,
    SHEET,
    UNANSWERED,
)
from amanat.capabilities.permits import queries as permits
from amanat.face.tasks import Business, Reader, Task
from amanat.words.moments import last_second_of, tehran_day
from amanat.words.powers import SELL
from amanat.words.text import Text

LOOK = Text("ببینید و بگویید درست رسیده است یا نه", "Look at it, and say whether it is right")
FETCH = Text("با کد تحویل، خودرو را بگیرید", "Fetch it with your hand-over code")
THEY_ARE_LATE = Text("دیر شده است؛ جبران هر روز شمرده می‌شود", "It is late; each day is compensated")
ON_ITS_WAY = Text("در راه است", "It is on its way")
DELIVER = Text("{n} خودرو دیر شده است: تحویل دهید", "Deliver what is late: {n}")
COMPENSATE = Text("{n} دیرکرد جبران نشده است: بپردازید", "Pay compensation that is open: {n}")
CONFIRM = Text("پروندهٔ بررسی‌شده را تأیید کنید", "Confirm the file that was checked")
ANSWER = Text("به شکایت دیرکرد پاسخ دهید", "Answer the complaint of a delay")


def waiting(reader: Reader) -> Iterator[Task]:
    """The reader's own deliveries, and complaints about those of the reader's businesses."""
    yield from _of_buyer(reader.act.person)
    yield from _of_makers(reader)


def _of_buyer(person_id: int) -> Iterator[Task]:
    found = [one for one in queries.all_of_buyer(person_id) if one.state in (*OPEN, HANDED)]
    sold = permits.permits_of({one.permit_id for one in found})
    for one in found:
        what, is_mine = _what(one)
        timer = DELIVERY.timers.get(one.state)
        yield Task(
            what=what,
            url=reverse("deliveries:mine_one", args=[one.contract_code]),
            title=sold[one.permit_id].title,
            state=DELIVERY.states[one.state],
            tone=tone_of(one),
            due_at=one.due_at,
            at_zero=timer.says if timer and one.due_at else None,
            is_mine=is_mine,
        )


def _what(one: Delivery) -> tuple[Text, bool]:
    """What is to be done, and whether it is the buyer's to do."""
    if one.state == HANDED:
        return LOOK, True
    if one.state in READY and one.due_paid_on is not None:
        return FETCH, True
    return (THEY_ARE_LATE if one.state in RUNNING_LATE else ON_ITS_WAY), False


def _of_makers(reader: Reader) -> Iterator[Task]:
    """Whoever acts for a business answers complaints; to deliver and to pay asks for a power."""
    makers, sellers = reader.businesses, reader.holding(SELL)
    for behind in queries.overdue_of(sellers):
        yield from _behind(sellers[behind.business_id], behind)
    for sheet in queries.to_confirm(sellers, tehran_day(reader.act.at)):
        yield Task(
            what=CONFIRM,
            url=reverse("deliveries:sheet", args=[sheet.pk]),
            title=sheet.name,
            with_whom=sellers[sheet.business_id].name,
            state=SHEET.states[sheet.state],
            tone="due",
        )
    for one in queries.open_complaints(makers):
        timer = COMPLAINT.timers.get(one.state)
        yield Task(
            what=ANSWER,
            url=reverse("deliveries:delivery", args=[one.delivery_id]),
            title=one.delivery.contract_code,
            with_whom=makers[one.delivery.business_id].name,
            state=COMPLAINT.states[one.state],
            tone="due" if one.state == FILED else "dispute",
            due_at=one.due_at,
            at_zero=timer.says if timer else None,
            is_overdue=one.state == UNANSWERED,
        )


def _behind(maker: Business, behind: queries.Overdue) -> Iterator[Task]:
    """Many buyers wait for one maker: each kind of delay is one line."""
    page = reverse("deliveries:deliveries", args=[maker.code])
    late = last_second_of(behind.promised) if behind.promised else None
    owing = OWED if behind.owed else HANDED_LATE
    lines = (
        (behind.late, DELIVER, "late", LATE, late, True),
        (behind.owing, COMPENSATE, "owing", owing, behind.owing_until, behind.owed > 0),
    )
    for count, what, show, state, due_at, is_overdue in lines:
        if count:
            yield Task(
                what=what.fill(n=count),
                url=f"{page}?show={show}",
                with_whom=maker.name,
                state=DELIVERY.states[state],
                tone="dispute",
                due_at=due_at,
                is_overdue=is_overdue,
            )
