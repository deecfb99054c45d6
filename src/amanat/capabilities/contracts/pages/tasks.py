"""What contracts ask of their buyers and makers, as lines of the inbox."""

from collections.abc import Iterator

from django.urls import reverse

from amanat.capabilities.contracts import queries
from amanat.capabilities.contracts.models import Assignment, Instalment
from amanat.capabilities.contracts.pages.shown import PART_LABELS, TONES
from amanat.capabilities.contracts.states import ASSIGNMENT, CONTRACT, ORDERED, SIGNED, WITHDRAWN
from amanat.capabilities.permits import queries as permits
from amanat.capabilities.presale import queries as presale
from amanat.face.tasks import Reader, Task
from amanat.words.moments import last_second_of
from amanat.words.powers import SELL
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
PAY_BACK = Text("پول {n} خریدار را بازگردانید", "Pay buyers back: {n}")
TAKEN = Text("پس از آن از حساب پروژه و تضمین‌ها برداشته می‌شود.",
             "After that it is taken from the project’s account and from collateral.")  # fmt: skip
STAYS = Text("بی‌پاسخ، قرارداد نزد خریدار کنونی می‌ماند.", "Unanswered, it stays with its buyer.")


def waiting(reader: Reader) -> Iterator[Task]:
    """Offers to sign, payments asked for, and contracts on their way to another buyer."""
    person_id = reader.act.person
    yield from _to_sign(person_id)
    yield from (_to_pay(one) for one in queries.asked_of(person_id))
    for one in queries.assignments_to(person_id):
        yield _to_answer(one, TAKE_OVER, "contracts:list", is_mine=one.state == "asked")
    makers = reader.holding(SELL)
    for one in queries.assignments_for(makers):
        yield _to_answer(one, CONSENT, "contracts:orders", is_mine=True)
    for owing in queries.owing_of(makers):
        state = ORDERED if owing.ordered else WITHDRAWN
        yield Task(
            what=PAY_BACK.fill(n=owing.count),
            url=f"{reverse('contracts:orders')}?state={state}",
            with_whom=makers[owing.business_id].name,
            units=owing.units,
            state=CONTRACT.states[state],
            tone="dispute",
            due_at=owing.due_at,
            at_zero=TAKEN if owing.due_at else None,
            is_overdue=owing.ordered > 0,
        )


def _to_sign(person_id: int) -> Iterator[Task]:
    offers = presale.offers_to_sign(person_id)
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
        )


def _to_pay(one: Instalment) -> Task:
    """The first payment has the contract's own deadline; an instalment the end of its day."""
    contract = one.contract
    is_first = contract.state == SIGNED
    day_over = last_second_of(one.due_on) if one.due_on else None
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
    )


def _to_answer(one: Assignment, what: Text, page: str, *, is_mine: bool) -> Task:
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
    )
