"""What contracts ask of their buyers and makers, as lines of the inbox."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.contracts import queries
from amanat.capabilities.contracts.models import Assignment, Instalment
from amanat.capabilities.contracts.pages.shown import PART_LABELS, TONES
from amanat.capabilities.contracts.states import ASSIGNMENT, CONTRACT, SIGNED
from amanat.capabilities.permits import queries as permits
from amanat.capabilities.presale import queries as presale
from amanat.face.tasks import Task
from amanat.words.act import Act
from amanat.words.moments import start_of
from amanat.words.text import Text

SIGN = Text("قرارداد را بخوانید و امضا کنید", "Read the contract and sign it")
TAKE_OVER = Text(
    "پاسخ دهید: قراردادی به شما واگذار می‌شود", "Answer: a contract is passed on to you"
)
CONSENT = Text("پاسخ دهید: خریدار قراردادش را واگذار می‌کند", "Answer: a buyer passes a contract on")
PAY = {kind: Text(f"بپردازید: {name.fa}", f"Pay: {name.en}") for kind, name in PART_LABELS.items()}
NEXT_IN_LINE = Text(
    "اگر پرداخت نشود، نوبت به نفر بعد می‌رسد.", "Unpaid, the place goes to the next."
)
LAST_MINUTE = timedelta(hours=23, minutes=59)  # Of a day, as people say it.
STAYS = Text("بی‌پاسخ، قرارداد نزد خریدار کنونی می‌ماند.", "Unanswered, it stays with its buyer.")


def waiting(act: Act) -> Iterator[Task]:
    """Offers to sign, payments asked for, and contracts on their way to another buyer."""
    yield from _to_sign(act)
    yield from (_to_pay(one, act) for one in queries.asked_of(act.person))
    for one in queries.assignments_to(act.person):
        yield _to_answer(one, act, TAKE_OVER, "contracts:list", is_mine=one.state == "asked")
    makers = [one.pk for one in businesses.of_person(act.person, act.at)]
    for one in queries.assignments_for(makers):
        yield _to_answer(one, act, CONSENT, "contracts:orders", is_mine=True)


def _to_sign(act: Act) -> Iterator[Task]:
    offers = presale.offers_to_sign(act.person)
    sold = permits.permits_of({one.permit_id for one in offers})
    for one in offers:
        yield Task(
            what=SIGN,
            url=reverse("contracts:sign", args=[one.pk]),
            title=sold[one.permit_id].title,
            units=one.price_units,
            state=one.MACHINE.states[one.state],
            tone="due",
            due_at=one.due_at,
            at_zero=NEXT_IN_LINE,
            is_late=one.due_at is not None and one.due_at <= act.at,
        )


def _to_pay(one: Instalment, act: Act) -> Task:
    """The first payment has the contract's own deadline; an instalment the end of its day."""
    contract = one.contract
    is_first = contract.state == SIGNED
    day_over = start_of(one.due_on) + LAST_MINUTE if one.due_on else None
    due_at = contract.due_at if is_first else day_over
    return Task(
        what=PAY[one.kind],
        url=reverse("contracts:contract", args=[contract.code]),
        title=queries.terms_of(contract).title,
        with_whom=contract.business.name,
        units=one.units,
        state=CONTRACT.states[contract.state],
        tone=TONES[contract.state],
        due_at=due_at,
        at_zero=NEXT_IN_LINE if is_first else None,
        is_late=due_at is not None and due_at <= act.at,
    )


def _to_answer(one: Assignment, act: Act, what: Text, page: str, *, is_mine: bool) -> Task:
    return Task(
        what=what if is_mine else ASSIGNMENT.states[one.state],
        url=reverse(page),
        title=queries.terms_of(one.contract).title,
        with_whom=one.from_person.name,
        units=one.contract.price_units,
        state=ASSIGNMENT.states[one.state],
        tone="due",
        due_at=one.due_at,
        at_zero=STAYS,
        is_mine=is_mine,
        is_late=one.due_at is not None and one.due_at <= act.at,
    )
