"""The jobs that talk to the outside: what is there before, what the worker does, what must be true
once another worker has had its turn. Everything is measured at the bank's own book."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, ClassVar

from django.db import transaction

from amanat.capabilities.notices import actions as notices
from amanat.capabilities.notices.models import Notice
from amanat.capabilities.payments import actions
from amanat.capabilities.payments.models import Call, Payout
from amanat.capabilities.payments.tests import cast
from amanat.capabilities.payments.tests.cast import Story, checked_account, fresh, sheba
from amanat.capabilities.people import actions as people
from amanat.capabilities.people.models import BankAccount
from amanat.config.money.tests import death, places, tills
from amanat.config.money.tests.far import Far
from amanat.config.money.tests.places import UNITS, Trip
from amanat.kernel.ledger import book
from amanat.words.act import Act, Role
from amanat.words.text import Text

PAID_UNITS = 990_000


@dataclass
class Work(ABC):
    """One job that asks the outside once."""

    far: Far
    story: Story = field(init=False)
    question: ClassVar[str]
    points: ClassVar[tuple[str, ...]] = death.POINTS
    queues: ClassVar[tuple[str, ...]] = ("banks",)
    patience: ClassVar[timedelta] = timedelta(hours=5)

    def __post_init__(self) -> None:
        self.story = Story(self.far.outside)
        self.prepare()

    @abstractmethod
    def prepare(self) -> None:
        """Bring everything to the moment before the intent is written."""

    @abstractmethod
    def begin(self) -> None:
        """Write the intent, as the page or the clock does."""

    @abstractmethod
    def paid(self) -> tuple[int, int]:
        """What the bank's own book says was moved, and what should have been."""

    @abstractmethod
    def is_stuck(self) -> bool:
        """Whether somebody still waits after the recovery."""

    def trap(self, point: str) -> None:
        death.set_trap(point, self.question)

    def doomed(self, point: str) -> None:
        """In a process of its own: dies at `point`."""
        self.trap(point)
        self.begin()
        death.work_the_queue(self.story.at, *self.queues)

    def recover(self) -> None:
        """In a fresh process: a worker takes what waits, and the clock goes on."""
        death.work_the_queue(self.story.at, *self.queues)
        self.story.wait(seconds=self.patience.total_seconds())

    def go_on(self) -> None:
        """Back in the parent, whose clock follows."""
        self.story.at += self.patience


@dataclass
class MoneyIn(Work):
    """A payer who pays; the worker dies while it asks the gateway."""

    trip: Trip = field(init=False)
    place: ClassVar[Any]

    def prepare(self) -> None:
        self.trip = Trip(self.story, "mellat")
        if self.place is not None:
            places.arrive(self.trip, self.place)

    def begin(self) -> None:
        actions.pursue(self.story.act(None, Role.CLOCK), attempt_id=self.trip.attempt.pk)

    def kept(self) -> int:
        found = self.far.count(
            "SELECT sum(final_units - refunded_units) FROM mellat_order WHERE state = 'SETTLED'"
            " AND callback_url LIKE '%' || ? || '%'", self.trip.attempt.public_id,
        )  # fmt: skip
        return found

    def paid(self) -> tuple[int, int]:
        return self.kept(), UNITS

    def is_stuck(self) -> bool:
        return fresh(self.trip.payment).state != "paid"


class Start(MoneyIn):
    """Dies before the payer has a page to go to: the payer begins again, and pays once."""

    question, place = "start", None

    def begin(self) -> None:
        places.created(self.trip)

    def go_on(self) -> None:
        super().go_on()
        self.trip.pay_at_the_bank()
        self.trip.deliver()


class Verify(MoneyIn):
    question, place = "verify", staticmethod(places.returned)


class Settle(MoneyIn):
    question, place = "settle", staticmethod(places.verifying)

    def begin(self) -> None:
        """The job that verifies waits already; what follows from it is the intent to settle."""


class Inquiry(MoneyIn):
    question, place = "inquiry", staticmethod(places.verify_unknown_done)


class Reversal(MoneyIn):
    """Nobody waits for the money: all of it must go back."""

    question, place = "reversal", staticmethod(places.orphan_to_be)

    def begin(self) -> None:
        self.story.at += timedelta(seconds=6)
        super().begin()

    def go_on(self) -> None:
        self.story.at += timedelta(seconds=6)
        super().go_on()

    def paid(self) -> tuple[int, int]:
        row = tills.sale("mellat", self.trip.attempt.order_id)
        assert row is not None
        return self.kept() + UNITS * (row["state"] in self.trip.till.hanging), 0

    def is_stuck(self) -> bool:
        return fresh(self.trip.attempt).state not in ("reversed", "settled")


class Refunding(MoneyIn):
    """Part of it goes back to the card."""

    question, place = "refund", staticmethod(places.returned_to_payer)

    def begin(self) -> None:
        places.refund(self.trip, places.PART_UNITS)

    def paid(self) -> tuple[int, int]:
        return UNITS - self.kept(), places.PART_UNITS

    def is_stuck(self) -> bool:
        return not self.trip.payment.refunds.filter(state="confirmed").exists()

    def go_on(self) -> None:
        """Where not even the intent was committed, whoever asked for it asks again."""
        super().go_on()
        if not self.trip.payment.refunds.exists():
            self.begin()
            self.story.wait(minutes=5)


@dataclass
class MoneyOut(Work):
    """A seller who is paid out; the worker dies while it talks to the bank."""

    payout: Payout = field(init=False)
    sheba: str = field(init=False)
    patience: ClassVar[timedelta] = timedelta(hours=9)

    def prepare(self) -> None:
        story = self.story
        self.sheba = sheba(f"054010268002{story.seller.pk:010}")
        with transaction.atomic():
            checked_account(story.seller, self.sheba)
        payment = story.demand(PAID_UNITS, f"sale:{story.seller.pk}")
        story.pay(payment)
        release = book.Step(payment.hold_id, 1, book.StepKind.RELEASE)
        book.write(story.bank(), release, key=f"drill/release/{payment.pk}")
        self.payout = actions.pay_out(
            story.act(story.seller, Role.HOUSE), person_id=story.seller.pk, units=PAID_UNITS,
            subject=f"hold:{story.seller.pk}", key=f"drill/{story.seller.pk}",
        )  # fmt: skip
        story.wait(hours=2, minutes=20, seconds=30)  # Gathered, and not yet sent.

    def paid(self) -> tuple[int, int]:
        return self.far.paid_to(self.sheba), PAID_UNITS

    def is_stuck(self) -> bool:
        return fresh(self.payout).state != "settled"


class SendBatch(MoneyOut):
    question = "send"

    def begin(self) -> None:
        batch_id = fresh(self.payout).batch_id
        actions.send_batch(self.story.act(None, Role.CLOCK), batch_id=batch_id)


class PayoutState(MoneyOut):
    question = "state"

    def prepare(self) -> None:
        super().prepare()
        self.story.wait(minutes=5)

    def begin(self) -> None:
        actions.poll(self.story.act(None, Role.CLOCK), payout_id=self.payout.pk)


class SendSms(Work):
    """One text to one phone."""

    question = "sms"
    points = tuple(death.SMS_TRAPS)
    queues = ("notices",)
    notice: Notice

    def prepare(self) -> None:
        self.phone = self.story.payer.phone
        self.notice = notices.queue(
            self.story.act(None, Role.HOUSE), phone=self.phone, kind="drill.sms",
            text=Text("پول شما رسید.", "Your money is here."), dedupe_key=f"drill:{self.phone}",
        )  # fmt: skip

    def begin(self) -> None:
        """The job waits already: it was queued with its row."""

    def trap(self, point: str) -> None:
        death.SMS_TRAPS[point]()

    def recover(self) -> None:
        """The sweep of every minute, and a worker: until the retries have had their time."""
        for minutes in (0, 3, 5, 10, 30):
            self.story.at += timedelta(minutes=minutes)
            notices.send(Act(None, Role.HOUSE, self.story.at), notice_id=self.notice.pk)

    def paid(self) -> tuple[int, int]:
        reply = self.far.outside
        return len(_texts(reply.address, self.phone)), 1

    def is_stuck(self) -> bool:
        return Notice.objects.get(pk=self.notice.pk).state != "accepted"


def _texts(address: str, phone: str) -> list[Any]:

    found: list[Any] = cast.WIRE.get(f"{address}/sms.json", params={"receptor": phone}).json()[
        "messages"
    ]
    return found


class Owner(Work):
    """Somebody names an account; the process of the page dies; the same click again ends it."""

    question = "owner"
    points = tuple(death.OWNER_TRAPS)

    def prepare(self) -> None:
        payer = self.story.payer
        self.sheba = sheba(f"054010268003{payer.pk:010}")
        people.check_identity(
            self.story.act(payer), person_id=payer.pk, national_id=a_national_id(payer.pk)
        )

    def begin(self) -> None:
        people.add_bank_account(
            self.story.act(self.story.payer), person_id=self.story.payer.pk, sheba=self.sheba
        )

    def trap(self, point: str) -> None:
        death.OWNER_TRAPS[point]()

    def doomed(self, point: str) -> None:
        self.trap(point)
        self.begin()

    def recover(self) -> None:
        if not self._accounts().filter(state="confirmed").exists():
            self.begin()

    def _accounts(self) -> Any:
        return BankAccount.objects.filter(person=self.story.payer, sheba=self.sheba)

    def paid(self) -> tuple[int, int]:
        return self._accounts().count(), 1

    def is_stuck(self) -> bool:
        return self._accounts().get().state != "confirmed"


def a_national_id(number: int) -> str:
    """A right national id for this number."""
    body = f"{number % 10**9:09}"
    rest = sum(int(digit) * (10 - place) for place, digit in enumerate(body)) % 11
    return f"{body}{rest if rest < 2 else 11 - rest}"


WORKS: tuple[type[Work], ...] = (
    Start, Verify, Settle, Inquiry, Reversal, Refunding, SendBatch, PayoutState, SendSms, Owner,
)  # fmt: skip
QUESTIONS = {work.question for work in WORKS}


def calls_named() -> set[str]:
    """Every question the product ever wrote down in this database."""
    return set(Call.objects.values_list("name", flat=True).distinct())
