"""Every write of the watch desk. Rules open and close tasks; people do what lies between."""

from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction

from amanat.capabilities.deals import queries as deals
from amanat.capabilities.notices import actions as notices
from amanat.capabilities.notices import queries as phones
from amanat.capabilities.people import queries as people
from amanat.capabilities.watch import letters, queries, rules
from amanat.capabilities.watch.events import (
    CallMade,
    NumberShown,
    SideCalled,
    TaskClosed,
    TaskFinished,
    TaskHandedOver,
    TaskOpened,
    TaskRescheduled,
    TaskTaken,
    TaskWoken,
)
from amanat.capabilities.watch.models import CallNote, Task
from amanat.capabilities.watch.queries import Finding
from amanat.capabilities.watch.refusals import (
    NobodyToCall,
    NotPhoneHours,
    NumberNotSeen,
    OwnDealWatched,
    TaskOfAnother,
    TaskWordsNeeded,
    UnknownDesk,
    UnknownOutcome,
    UnknownRest,
)
from amanat.kernel.log.moves import move, record
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.persian import normalise
from amanat.words.refusal import NotYours, refuse_unless


def sweep(act: Act) -> int:
    """Open a task for each reason the rules find, and close those whose reason is gone.

    Answers how many tasks it opened or closed; done twice, the second time does nothing.
    """
    found, live = queries.findings(act.at), queries.live_tasks()
    rested = queries.finished_lately(act.at)
    wanted = [one for key, one in found.items() if key not in live and key not in rested]
    gone = [
        task_id
        for (about, reason), task_id in live.items()
        if (about, reason) not in found and reason not in rules.ASKED_FOR
    ]
    opened = sum(open_task(act, finding=one) is not None for one in wanted)
    return opened + sum(close_task(act, task_id=task_id) is not None for task_id in gone)


@atomic
def open_task(act: Act, *, finding: Finding) -> Task | None:
    """One live task for one thing and one reason; None when there is one already."""
    reason = rules.REASONS[finding.reason]
    task = Task(
        about=finding.about, reason=reason.code, weight=reason.weight, desk=reason.desk,
        deal_id=finding.deal_id, person_id=finding.person_id, phone=finding.phone,
        opened_at=act.at, look_by=act.at + reason.look_within,
    )  # fmt: skip
    event = TaskOpened(reason.code, finding.about)
    try:
        with transaction.atomic():
            move(act.wearing(Role.HOUSE), task, "open_task", event)
    except IntegrityError:  # Another sweep was first.
        return None
    return task


@atomic
def close_task(act: Act, *, task_id: int) -> Task | None:
    """Its reason holds no longer: nobody has to look. None when it has ended already."""
    task = Task.objects.lock(task_id)
    if task.ended_at is not None:
        return None
    task.ended_at = act.at
    move(act.wearing(Role.HOUSE), task, "close_task", TaskClosed(task.reason))
    return task


@atomic
def call_unreachable(act: Act, *, notice_id: int) -> Task | None:
    """An SMS did not arrive: when it is the second in a row, somebody calls instead."""
    phone = phones.notice(notice_id).phone
    if phone not in phones.unreachable(act.at, phone):
        return None
    found = queries.unreachable_finding(phone, phones.notice(notice_id).person_id)
    if found.key in queries.finished_lately(act.at):
        return None
    return open_task(act, finding=found)


@atomic
def ask_for_call(
    act: Act, *, about: str, phone: str, person_id: int | None, deal_id: int | None
) -> Task | None:
    """Somebody wants to be called: now if it is the hour for it, else when the phones open."""
    number = "" if person_id else phone
    task = open_task(act, finding=Finding(about, "call_back", deal_id, person_id, number))
    if task is not None:
        hours = phones.phone_hours(act.at)
        task.look_by = hours.next_open + rules.REASONS["call_back"].look_within
        task.save(update_fields=["look_by"])
    return task


@atomic
def take_task(act: Act, *, task_id: int) -> Task:
    """This person sees to it from now on."""
    task = Task.objects.lock(task_id)
    _staff(act)
    if task.deal_id is not None:
        is_side = deals.deal_of(task.deal_id).role_of(act.by) is not None
        refuse_unless(not is_side, OwnDealWatched)
    task.owner_id = act.person
    move(act, task, "take_task", TaskTaken(task.reason))
    return task


@atomic
def show_number(act: Act, *, task_id: int) -> str:
    """The number to call, for the one who took the task, within phone hours; the look is noted."""
    task = _mine(act, task_id)
    refuse_unless(task.can_call, NobodyToCall)
    hours = phones.phone_hours(act.at)
    opens, closes = f"{hours.opens:%H:%M}", f"{hours.closes:%H:%M}"
    refuse_unless(hours.is_open, NotPhoneHours, opens=opens, closes=closes)
    task.seen_at = act.at
    move(act, task, "show_number", NumberShown())
    return people.phone_of(task.person_id) if task.person_id else task.phone


@atomic
def note_call(act: Act, *, task_id: int, outcome: str, words: str = "") -> Task:
    """How the call went. After three calls without an answer an SMS is written instead."""
    task = _mine(act, task_id)
    refuse_unless(outcome in rules.OUTCOMES, UnknownOutcome, "outcome")
    refuse_unless(task.seen_at is not None, NumberNotSeen)
    is_reached = outcome == rules.REACHED
    words = _words(words) if is_reached or words.strip() else ""
    task.tries += 0 if is_reached else 1
    task.outcome, task.seen_at = outcome, None
    move(act, task, "note_call", CallMade(outcome, task.tries))
    CallNote.objects.create(
        task=task, officer_id=act.person, outcome=outcome, words=words, at=act.at
    )
    if task.deal_id is not None:
        event = SideCalled(task.reason, outcome)
        record(act, event, subject=deals.deal_of(task.deal_id))
    if not is_reached and task.tries >= rules.MOST_TRIES:
        _write_instead(act, task)
    return task


def _write_instead(act: Act, task: Task) -> None:
    """Three calls are enough: an SMS goes out, and the task is done."""
    text = letters.NOT_REACHED_ANYBODY.fill(link=f"{settings.SITE_URL}/support")
    if task.deal_id is not None:
        code = deals.deal_of(task.deal_id).code
        text = letters.NOT_REACHED.fill(link=f"{settings.SITE_URL}/deals/{code}")
    phone = people.phone_of(task.person_id) if task.person_id else task.phone
    notices.queue(
        act, phone=phone, person_id=task.person_id, kind="watch.not_reached", text=text,
        dedupe_key=f"not_reached:{task.pk}",
    )  # fmt: skip
    task.outcome, task.ended_at = "sms", act.at
    move(act, task, "finish_task", TaskFinished(task.reason, task.tries))


@atomic
def reschedule(act: Act, *, task_id: int, hours: int) -> Task:
    """Put it off; it comes back to the same person by itself."""
    task = _mine(act, task_id)
    refuse_unless(hours in rules.REST_HOURS, UnknownRest, "hours")
    until = act.at + timedelta(hours=hours)
    task.look_by = until
    move(act, task, "reschedule", TaskRescheduled(until.isoformat()), due_at=until)
    return task


@atomic
def wake(act: Act, *, task_id: int) -> Task:
    """The time it was put off to has come."""
    task = Task.objects.lock(task_id)
    move(act, task, "wake", TaskWoken())
    return task


@atomic
def hand_over(act: Act, *, task_id: int, desk: str, words: str) -> Task:
    """Another desk goes on with it; what was found so far goes with it."""
    task = _mine(act, task_id)
    refuse_unless(desk in rules.DESKS, UnknownDesk, "desk")
    task.desk, task.outcome, task.owner = desk, _words(words), None
    move(act, task, "hand_over", TaskHandedOver(desk))
    return task


@atomic
def finish_task(act: Act, *, task_id: int, words: str) -> Task:
    """It was seen to: what was done, in words."""
    task = _mine(act, task_id)
    task.outcome, task.ended_at = _words(words), act.at
    move(act, task, "finish_task", TaskFinished(task.reason, task.tries))
    return task


def _mine(act: Act, task_id: int) -> Task:
    """The task, locked, for the one who took it."""
    task = Task.objects.lock(task_id)
    _staff(act)
    refuse_unless(task.owner_id in {None, act.by}, TaskOfAnother)
    return task


def _staff(act: Act) -> None:
    """Whoever says to be staff wears that hat."""
    wears = act.by is not None and act.role in people.hats(act.by)
    refuse_unless(wears, NotYours)


def _words(words: str) -> str:
    words = normalise(words, "words")
    least, most = rules.LEAST_WORDS, rules.LONGEST_WORDS
    refuse_unless(least <= len(words) <= most, TaskWordsNeeded, "words", least=least, most=most)
    return words
