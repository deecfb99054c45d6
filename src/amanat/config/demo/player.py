"""Plays stories on the real verbs: people, codes by SMS, a bank's page, and time that runs.

The same player serves the demo, the seed of `make run` and the tests in `stories/`. How the
workers' jobs get done is handed in: a running worker, or a test that does them itself.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.payments import actions as payments
from amanat.capabilities.payments.models import Attempt
from amanat.capabilities.people import actions as people
from amanat.capabilities.people.models import Person
from amanat.config.demo.outside import Outside
from amanat.flows import sweeper
from amanat.kernel.clock import time as clock
from amanat.kernel.log import deadlines
from amanat.words.act import Act, Role

MOST_JUMPS = 500
MOST_GOES = 15
CODE_PAUSE = timedelta(seconds=61)  # One code a minute for each number: the next one waits.

GOODS = {
    "title": "لپ‌تاپ ایسوس، کارکرده",
    "description": "یک سال کار کرده، بدون خط، با شارژر و کیف.",
    "price_units": 320_000_000,
    "fee_payer": "half",
    "delivery": "post",
    "ship_hours": 96,
    "inspection_hours": 48,
    "checks": ["صفحه بدون لکه است", "باتری دست‌کم سه ساعت کار می‌کند", "شارژر در جعبه هست"],
}


def national_id(number: int) -> str:
    """A right national id for a made-up person; never all-equal."""
    nine = f"{number % 1_000_000_000:09d}"
    rest = (
        sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
    )
    return f"{nine}{rest if rest < 2 else 11 - rest}"


def sheba(number: int) -> str:
    """A right Sheba at bank 012 for a made-up account."""
    account = f"012{number:019d}"
    check = 98 - int(f"{account}182700") % 97
    return f"IR{check:02d}{account}"


def tracking_code(number: int) -> str:
    return f"{number:024d}"


@dataclass
class Player:
    """A stage: the outside world, a way to get jobs done, and the people who have come on."""

    outside: Outside
    settle: Callable[[], None]
    cast: dict[str, Person] = field(default_factory=dict)

    def act(self, person: Person, role: Role = Role.PERSON) -> Act:
        return Act(person.pk, role, clock.now())

    def join(
        self, phone: str, name: str, *, paid_at: int = 0, city_id: int | None = None
    ) -> Person:
        """Sign in by the code in the SMS, say a name, prove the identity, name an account."""
        person = self.sign_in(phone)
        number = int(phone[2:])
        people.introduce(self.act(person), person_id=person.pk, name=name, city_id=city_id)
        people.check_identity(
            self.act(person), person_id=person.pk, national_id=national_id(number)
        )
        if paid_at:
            people.add_bank_account(self.act(person), person_id=person.pk, sheba=sheba(paid_at))
        person.refresh_from_db()
        self.cast[name] = person
        return person

    def sign_in(self, phone: str) -> Person:
        code = self._code(phone, "sign_in")
        return people.sign_in(Act(None, Role.PERSON, clock.now()), phone=phone, code=code)

    def _code(self, phone: str, purpose: str, subject: str = "") -> str:
        """Ask for a code and read it from the phone."""
        known = len(self.outside.inbox(phone))
        act = Act(None, Role.PERSON, clock.now())
        people.send_code(act, phone=phone, purpose=purpose, subject=subject)
        self.settle()
        return self.outside.code(phone, known)

    def offer(self, starter: Person, role: Role, other: Person, **terms: Any) -> Deal:
        """Write an offer and send it; the other side gets the invitation."""
        fields = {**GOODS, "other_phone": other.phone, **terms}
        deal = deals.begin(self.act(starter, role), role=role, **fields)
        deals.propose(self.act(starter, role), deal_id=deal.pk)
        self.settle()
        deals.join(self.act(other), token=queries.invitation_token(deal))
        return self.fresh(deal)

    def accept(self, deal: Deal, person: Person) -> Deal:
        deal = self.fresh(deal)
        version = queries.version_on_table(deal)
        deals.accept(self._mine(deal, person), deal_id=deal.pk, sha256=version.sha256)
        self.settle()
        return self.fresh(deal)

    def agree(self, buyer: Person, seller: Person, **terms: Any) -> Deal:
        """The buyer offers, the seller accepts."""
        deal = self.offer(buyer, Role.BUYER, seller, **terms)
        return self.accept(deal, seller)

    def pay(self, deal: Deal, buyer: Person) -> Deal:
        """Pay every part through the bank's page, one after another."""
        while (part := holds.next_unpaid(deal.subject)) is not None:
            self.pay_part(part.payment_id, buyer)
        return self.fresh(deal)

    def pay_part(self, payment_id: int, buyer: Person, gateway: str = "") -> None:
        """Pay one part, through this gateway or the one that is offered first."""
        attempt = self._at_the_bank(payment_id, buyer, gateway)
        pays = {
            "mellat": self.outside.pay,
            "parsian": self.outside.pay_at_parsian,
            "zarinpal": self.outside.pay_at_zarinpal,
        }
        self.come_back(pays[attempt.gateway](attempt.ref_id))
        self.settle()

    def _at_the_bank(self, payment_id: int, buyer: Person, gateway: str) -> Attempt:
        """Go until the bank's token is there: a busy machine may keep a payer waiting."""
        for _ in range(MOST_GOES):
            found = payments.go_to_bank(self.act(buyer), payment_id=payment_id, gateway=gateway)
            if found.ref_id:
                return found
        raise AssertionError(f"The bank gives no token: the attempt is {found.state}.")

    def come_back(self, back: dict[str, Any]) -> None:
        """The browser brings the bank's answer to our callback."""
        fields = back["fields"]
        gateway, public_id, proof = urlsplit(back["callback_url"]).path.split("/")[-3:]
        payments.come_back_from_bank(
            Act(None, Role.BANK, clock.now()), gateway=gateway, public_id=public_id, proof=proof,
            body=urlencode(fields).encode(), fields=fields,
        )  # fmt: skip

    def ship(self, deal: Deal, seller: Person) -> Deal:
        code = tracking_code(deal.pk)
        deals.ship(self._mine(deal, seller), deal_id=deal.pk, carrier="post", code=code)
        return self._settled(deal)

    def receive(self, deal: Deal, buyer: Person) -> Deal:
        deals.receive(self._mine(deal, buyer), deal_id=deal.pk)
        return self._settled(deal)

    def approve(self, deal: Deal, buyer: Person) -> Deal:
        """Ask for a code, type it, release the money."""
        self.confirm(deal, buyer)
        deals.approve(self._mine(deal, buyer), deal_id=deal.pk)
        return self._settled(deal)

    def confirm(self, deal: Deal, person: Person, purpose: str = "approve") -> None:
        """Somebody asks for the code that lets this deal's money go, and types it."""
        self.prove(person, purpose, deal.code)

    def prove(self, person: Person, purpose: str, subject: str) -> None:
        """Somebody asks for a code for this purpose, and types it."""
        self.wait(CODE_PAUSE)
        code = self._code(person.phone, purpose, subject)
        act = self.act(person)
        people.confirm_code(act, phone=person.phone, purpose=purpose, code=code, subject=subject)

    def report(self, deal: Deal, buyer: Person, words: str) -> Deal:
        act = self._mine(deal, buyer)
        deals.report(act, deal_id=deal.pk, kind="not_as_described", words=words, wants="refund")
        return self._settled(deal)

    def give_back(self, deal: Deal, seller: Person) -> Deal:
        deals.give_back(self._mine(deal, seller), deal_id=deal.pk)
        return self._settled(deal)

    def hat(self, person: Person, role: Role) -> Person:
        """An operator gives a role to a person."""
        people.give_hat(Act(None, Role.OPERATOR, clock.now()), person_id=person.pk, role=role)
        return person

    def say(self, deal: Deal, person: Person, words: str) -> None:
        deals.write_message(self._mine(deal, person), deal_id=deal.pk, words=words)

    def wait(self, length: timedelta) -> None:
        """Let platform time pass; at each deadline on the way, what falls due is done."""
        end = clock.now() + length
        self._do_due()
        for _ in range(MOST_JUMPS):
            upcoming = deadlines.next_due(clock.now(), end)
            self._jump(upcoming or end)
            if upcoming is None:
                return
        raise AssertionError("Something falls due again and again.")

    def skip(self, length: timedelta) -> None:
        """Let time pass in one leap: what fell due meanwhile is done at its end."""
        self._jump(clock.now() + length)

    def wait_until(self, deal: Deal, state: str, within: timedelta) -> Deal:
        """Let time pass from deadline to deadline until the deal is there."""
        end = clock.now() + within
        self._do_due()
        for _ in range(MOST_JUMPS):
            if self.fresh(deal).state == state:
                return self.fresh(deal)
            upcoming = deadlines.next_due(clock.now(), end)
            if upcoming is None:
                break
            self._jump(upcoming)
        raise AssertionError(f"{deal.code} is {self.fresh(deal).state}, not {state}.")

    def _jump(self, to: datetime) -> None:
        by = to - clock.now()
        if by > timedelta():
            clock.advance(by)
        self.outside.set_ahead(clock.ahead().total_seconds())
        self._do_due()

    def _do_due(self) -> None:
        """What the clock says now, and what follows from it, until nothing is left."""
        for _ in range(MOST_JUMPS):
            moved = sweeper.sweep()
            self.settle()
            if not moved:
                return
        raise AssertionError("Something falls due again and again at one moment.")

    def fresh(self, deal: Deal) -> Deal:
        return Deal.objects.get(pk=deal.pk)

    def _settled(self, deal: Deal) -> Deal:
        self.settle()
        return self.fresh(deal)

    def _mine(self, deal: Deal, person: Person) -> Act:
        role = self.fresh(deal).role_of(person.pk)
        assert role is not None, "This person is no side of the deal."
        return self.act(person, role)
