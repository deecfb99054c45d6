"""Reminders of deadlines, and the question whether the goods came: answered by SMS with a digit."""

from dataclasses import replace

from django.db import transaction

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.actions.delivery import receive
from amanat.capabilities.deals.actions.outcome import report
from amanat.capabilities.deals.actions.tell import letter_text, send_letter
from amanat.capabilities.deals.events import AnsweredBySms, DealReminded
from amanat.capabilities.deals.letters import (
    ANSWER_TOO_LATE,
    ARRIVAL_QUESTION,
    HAS_ARRIVED,
    NOT_ARRIVED_WORDS,
    REMINDERS,
)
from amanat.capabilities.deals.models import Deal, Reminder
from amanat.capabilities.notices import actions as notices
from amanat.capabilities.people import queries as people
from amanat.kernel.log.moves import record
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.refusal import Refused, WrongState, refuse_unless

YES = "1"


@atomic
def remind(act: Act, *, deal_id: int) -> Deal:
    """Tell a side what its newest passed threshold says, once for each threshold and deadline."""
    deal = Deal.objects.lock(deal_id)
    due = queries.is_still_due(deal, act.at)
    if due is None:
        return deal
    _, is_new = Reminder.objects.get_or_create(
        deal=deal, name=due.name, until=due.until, defaults={"at": act.at}
    )
    if not is_new:
        return deal
    record(act, DealReminded(due.name), subject=deal)
    key = f"remind:{deal.pk}:{due.name}:{int(due.until.timestamp())}"
    for role, letter in REMINDERS.get(due.name, {}).items():
        kind = f"deal.{due.name}"
        send_letter(act, deal, role, letter, kind=kind, key=f"{key}:{role}", until=due.until)
    if due.name == HAS_ARRIVED and deal.buyer_id is not None:
        notices.ask_question(
            act,
            phone=people.phone_of(deal.buyer_id),
            person_id=deal.buyer_id,
            kind=HAS_ARRIVED,
            about=deal.subject,
            text=letter_text(deal, ARRIVAL_QUESTION),
            valid_until=due.until,
            dedupe_key=key,
        )
    return deal


@atomic
def answer_by_sms(act: Act, *, deal_id: int, kind: str, choice: str) -> Deal:
    """The buyer said by SMS whether the goods came. Neither answer lets money go: "yes" begins
    the time to look at them, "no" keeps the money and opens the talk about it."""
    deal = Deal.objects.lock(deal_id)
    refuse_unless(kind == HAS_ARRIVED, WrongState)
    buyer = replace(act, by=deal.buyer_id, role=Role.BUYER)
    done = True
    try:
        with transaction.atomic():
            _do(buyer, deal, choice)
    except Refused:  # The deal moved on meanwhile: the answer changes nothing, and we say so.
        done = False
        key = f"too_late:{act.cause}"
        letter = ANSWER_TOO_LATE
        send_letter(act, deal, Role.BUYER, letter, kind="deal.answer_too_late", key=key)
    record(buyer, AnsweredBySms(kind, choice, done), subject=deal)
    return Deal.objects.get(pk=deal_id)


def _do(buyer: Act, deal: Deal, choice: str) -> None:
    if choice == YES:
        receive(buyer, deal_id=deal.pk)
        return
    refuse_unless(deal.state == "shipped", WrongState)
    words = NOT_ARRIVED_WORDS.fa
    report(buyer, deal_id=deal.pk, kind="not_received", words=words, wants="talk")
