"""A complaint of delay: written beforehand, filed by one press, answered by the maker, or not."""

from datetime import timedelta

from django.db import IntegrityError, transaction

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.deliveries import queries
from amanat.capabilities.deliveries.events import (
    DelayAnswered,
    DelayComplained,
    DelayComplaintClosed,
    DelayUnanswered,
)
from amanat.capabilities.deliveries.models import Delivery, LateComplaint
from amanat.capabilities.deliveries.refusals import AnswerNeeded, ComplainedBefore, NotLate
from amanat.capabilities.deliveries.rules import complaint
from amanat.capabilities.deliveries.states import CLOSED, COMPLAINT, RUNNING_LATE
from amanat.capabilities.ranks import actions as ranks
from amanat.kernel.log.moves import move, subject_of
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.moments import tehran_day
from amanat.words.persian import normalise
from amanat.words.refusal import NotFound, refuse_unless


@atomic
def complain_of_delay(act: Act, *, delivery_id: int) -> LateComplaint:
    """The buyer presses once: what happened stands in the record already."""
    one = Delivery.objects.lock(delivery_id)
    refuse_unless(act.by == one.buyer_id, NotFound)
    refuse_unless(one.state in RUNNING_LATE, NotLate)
    cost = queries.cost(one, tehran_day(act.at))
    said = complaint.words(one.contract_code, one.promised, cost.days, cost.units)
    made = LateComplaint(
        delivery=one, business_id=one.business_id, words=said.fa, late_days=cost.days,
        units=cost.units, filed_at=act.at,
    )  # fmt: skip
    hours = queries.days_of(queries.ANSWER_HOURS, tehran_day(act.at))
    event = DelayComplained(one.contract_id, one.business_id, cost.days, cost.units)
    try:
        with transaction.atomic():
            move(act, made, "complain_of_delay", event, due_at=act.at + timedelta(hours=hours))
    except IntegrityError:
        raise ComplainedBefore from None
    _note(act, made, "complaint_filed")
    return made


@atomic
def answer_delay(act: Act, *, late_complaint_id: int, answer: str) -> LateComplaint:
    """The maker answers the buyer, late rather than never."""
    found = LateComplaint.objects.lock(late_complaint_id)
    businesses.check_mandate(act, found.business_id)
    COMPLAINT.row("answer_delay", found.state, act.role)
    text = normalise(answer, "answer")
    least, most = complaint.LEAST_ANSWER, complaint.LONGEST_ANSWER
    refuse_unless(least <= len(text) <= most, AnswerNeeded, "answer", least=least, most=most)
    found.answer, found.answered_at = text, act.at
    event = DelayAnswered(found.delivery.contract_id, found.business_id)
    move(act, found, "answer_delay", event)
    _note(act, found, "complaint_answered")
    return found


@atomic
def leave_unanswered(act: Act, *, late_complaint_id: int) -> LateComplaint:
    """The time to answer is over: silence counts against the maker."""
    found = LateComplaint.objects.lock(late_complaint_id)
    event = DelayUnanswered(found.delivery.contract_id, found.business_id)
    move(act, found, "leave_unanswered", event)
    return found


@atomic
def close_delay(act: Act, *, late_complaint_id: int) -> LateComplaint:
    """The goods came, and what the delay cost is final."""
    found = LateComplaint.objects.lock(late_complaint_id)
    event = DelayComplaintClosed(found.delivery.contract_id)
    move(act.wearing(Role.HOUSE), found, "close_delay", event)
    return found


def close_delay_of(act: Act, one: Delivery) -> None:
    """The same for the complaint of a delivery, when there is an open one."""
    found = queries.complaint_of(one)
    if found is not None and found.state != CLOSED:
        close_delay(act, late_complaint_id=found.pk)


def _note(act: Act, found: LateComplaint, kind: str) -> None:
    ranks.note(
        act.wearing(Role.HOUSE), business_id=found.business_id, kind=kind,
        day=tehran_day(act.at), subject=subject_of(found),
    )  # fmt: skip
