"""The people of these tests, and the outside world they meet: simulators on a loopback socket."""

import itertools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx
from django.test import Client

from amanat.capabilities.payments import actions, queries
from amanat.capabilities.payments.models import Attempt, Batch, Call, Payment, Payout, Refund
from amanat.capabilities.people import actions as people
from amanat.capabilities.people.events import BankAccountNamed
from amanat.capabilities.people.models import BankAccount, Hat, Person
from amanat.kernel.ledger import book
from amanat.kernel.log import deadlines
from amanat.kernel.log.moves import Thing, move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.moments import TEHRAN
from amanat.words.refusal import Refused
from simulators.main import Simulators

SUNDAY_MORNING = datetime(2026, 11, 22, 10, 0, tzinfo=TEHRAN)  # An ordinary working day.
GOOD_SHEBA = "IR820540102680020817909002"
OTHER_SHEBA = "IR062960000000100324200001"
RETURNING_SHEBA_END = "9999"
THINGS: tuple[type[Thing], ...] = (Attempt, Refund, Payout, Batch)
MOST_ROUNDS = 400
WIRE = httpx.Client(trust_env=False, limits=httpx.Limits(max_keepalive_connections=0))
PHONES = itertools.count(1)


def a_person(at: datetime = SUNDAY_MORNING) -> Person:
    """Somebody new: tests that commit never share people."""
    last = Person.objects.order_by("-pk").first()
    number = 100_000_000 + (last.pk if last else 0) * 100 + next(PHONES) % 100
    return Person.objects.create(phone=f"09{number}", created_at=at)


def a_financier(at: datetime = SUNDAY_MORNING) -> Person:
    """One of the platform's own people, who may approve money."""
    person = a_person(at)
    Hat.objects.create(person=person, role=Role.FINANCE, given_at=at)
    return person


@atomic
def checked_account(person: Person, sheba: str, at: datetime = SUNDAY_MORNING) -> BankAccount:
    """The bank has matched this account with the person."""
    account = BankAccount(person=person, sheba=sheba, created_at=at)
    mine = Act(person.pk, Role.PERSON, at)
    event = BankAccountNamed(person.pk)
    move(mine, account, "add_bank_account", event, due_at=at + timedelta(days=1))
    bank = mine.wearing(Role.BANK)
    return people.confirm_owner(bank, bank_account_id=account.pk, owner_name="سارا احمدی")


def sheba(account: str) -> str:
    """A right Sheba for these 22 digits."""
    check = 98 - int(f"{account}182700") % 97
    return f"IR{check:02}{account}"


@dataclass
class Outside:
    """The simulators, steered as a tester would."""

    address: str

    def post(self, path: str, **wish: Any) -> dict[str, Any]:
        reply = WIRE.post(f"{self.address}{path}", json=wish)
        reply.raise_for_status()
        told: dict[str, Any] = reply.json()
        return told

    def get(self, path: str, **query: str) -> dict[str, Any]:
        told: dict[str, Any] = WIRE.get(f"{self.address}{path}", params=query).json()
        return told

    def arm(self, call: str, fault: str, **more: Any) -> None:
        provider, _, name = call.partition(".")
        self.post("/faults.json", **{"provider": provider, "call": name, "fault": fault,
                                "seconds": 0, **more})  # fmt: skip

    def clear(self) -> None:
        WIRE.request("DELETE", f"{self.address}/faults.json").raise_for_status()

    def set_time(self, at: datetime) -> None:
        ahead = (at - datetime.now(UTC)).total_seconds()
        self.post("/clock.json", offset_seconds=ahead)

    def choose(self, ref_id: str, choice: str = "pay") -> dict[str, Any]:
        """What the payer does on the bank's page; what the browser would then post, and where."""
        return self.post("/mellat/choose.json", ref_id=ref_id, choice=choice)

    def choose_at_parsian(self, token: str, choice: str = "pay") -> dict[str, Any]:
        """The same on Parsian's page."""
        return self.post("/parsian/choose.json", token=token, choice=choice)

    def choose_at_zarinpal(self, authority: str, choice: str = "pay") -> dict[str, Any]:
        """The same on ZarinPal's page, which sends the browser back by a GET."""
        return self.post("/zarinpal/choose.json", authority=authority, choice=choice)

    def order(self, order_id: int, gateway: str = "mellat") -> dict[str, Any]:
        reply = WIRE.get(f"{self.address}/{gateway}/orders.json", params={"order_id": order_id})
        found: dict[str, Any] = reply.json()["orders"][0]
        return found

    def wire_up(self, settings: Any) -> None:
        """Our settings point at these simulators."""
        settings.SIMULATORS_URL = self.address
        settings.GATEWAYS, settings.BANK = self.settings()
        settings.INQUIRY = {**settings.INQUIRY, "address": f"{self.address}/bank/inquiry"}
        settings.KAVENEGAR = {**settings.KAVENEGAR, "address": f"{self.address}/kavenegar"}
        settings.WHOIS = {"address": f"{self.address}/whois"}

    def settings(self) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
        mellat = {
            "service": f"{self.address}/mellat/pgwchannel/services/pgw",
            "page": f"{self.address}/mellat/pgwchannel/startpay.mellat",
            "terminal_id": "1234567", "user_name": "amanat", "password": "amanat",
        }  # fmt: skip
        bank = {"address": f"{self.address}/bank", "our_name": "Amanat", "our_sheba": GOOD_SHEBA}
        parsian = {
            "services": f"{self.address}/parsian/NewIPGServices",
            "page": f"{self.address}/parsian/NewIPG/",
            "pin": "amanat00000000000000",
        }
        zarinpal = {
            "service": f"{self.address}/zarinpal/pg/v4/payment",
            "page": f"{self.address}/zarinpal/pg/StartPay",
            "merchant_id": "00000000-0000-4000-8000-00000000a11a",
        }
        return {"mellat": mellat, "parsian": parsian, "zarinpal": zarinpal}, bank


@contextmanager
def simulators(folder: Path) -> Iterator[Outside]:
    """The outside world on a free port, in a thread."""
    world = Simulators("127.0.0.1", 0, folder, None)
    thread = threading.Thread(target=world.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield Outside(world.address)
    finally:
        world.shutdown()
        world.close()
        thread.join()


@dataclass
class Story:
    """A payer, a seller, and platform time that runs when told to."""

    outside: Outside
    at: datetime = SUNDAY_MORNING
    payer: Person = field(init=False)
    seller: Person = field(init=False)
    first: dict[type[Any], int] = field(init=False)

    def __post_init__(self) -> None:
        self.first = {
            model: getattr(model.objects.order_by("-pk").first(), "pk", 0)
            for model in (*THINGS, Call)
        }
        self.payer, self.seller = a_person(self.at), a_person(self.at)
        self.outside.clear()
        self.outside.set_time(self.at)

    def act(self, person: Person | None = None, role: Role = Role.PERSON) -> Act:
        return Act(person.pk if person else None, role, self.at)

    def bank(self) -> Act:
        return self.act(None, Role.BANK)

    def demand(self, units: int = 1_000_000, subject: str = "hold:1") -> Payment:
        return actions.demand(
            self.act(self.payer, Role.BUYER),
            payer_id=self.payer.pk,
            units=units,
            subject=subject,
            credit_account_id=queries.payable_account_id(self.seller.pk),
            return_account_id=queries.refundable_account_id(self.payer.pk),
            hold_id=book.next_id(),
            party_id=self.seller.pk,
            next_path="/deals/ABC",
        )

    def go(self, payment: Payment, gateway: str = "mellat") -> Attempt:
        return actions.go_to_bank(self.act(self.payer), payment_id=payment.pk, gateway=gateway)

    def come_back(self, back: dict[str, Any], **changed: str) -> Attempt:
        """The browser posts to us what the bank gave it."""
        fields = {**back["fields"], **changed}
        gateway, public_id, proof = urlsplit(back["callback_url"]).path.split("/")[-3:]
        return actions.come_back_from_bank(
            self.bank(), gateway=gateway, public_id=public_id, proof=proof,
            body=urlencode(fields).encode(), fields=fields,
        )  # fmt: skip

    def pay(self, payment: Payment) -> Attempt:
        """All goes well, from our page to the bank and back."""
        return self.come_back(self.outside.choose(self.go(payment).ref_id))

    def post_back(self, back: dict[str, Any], **changed: str) -> Any:
        """The same over HTTP, as another site's form does it: no cookie, no token."""
        path = urlsplit(back["callback_url"]).path
        return Client(enforce_csrf_checks=True).post(path, {**back["fields"], **changed})

    def wait(self, **span: float) -> None:
        """Let time pass, doing at each moment whatever falls due."""
        end = self.at + timedelta(**span)
        for _ in range(MOST_ROUNDS):
            self.do_due()
            upcoming = deadlines.next_due(self.at, end)
            if upcoming is None:
                break
            self._jump(upcoming)
        else:
            raise AssertionError("Something falls due again and again.")
        self._jump(end)
        self.do_due()

    def _jump(self, at: datetime) -> None:
        self.at = max(self.at, at)
        self.outside.set_time(self.at)

    def do_due(self) -> None:
        """What sweeper and workers do at this moment, until nothing is left to do."""
        for _ in range(MOST_ROUNDS):
            due = deadlines.models_due(self.at)
            done = [self._fire(model) for model in THINGS if model in due]
            asked = [actions.ask(self.bank(), call_id=pk) for pk in self._unasked()]
            if not any(done) and not asked:
                return
        raise AssertionError("Something falls due again and again at one moment.")

    def _unasked(self) -> list[int]:
        calls = Call.objects.filter(pk__gt=self.first[Call], sent_at__isnull=True)
        return list(calls.order_by("pk").values_list("pk", flat=True))

    def _fire(self, model: type[Thing]) -> int:
        clock, fired = self.act(None, Role.CLOCK), 0
        for thing in model.due(self.at).filter(pk__gt=self.first[model]):
            verb = thing.MACHINE.timers[thing.state].then
            do: Callable[..., object] = getattr(actions, verb)
            try:
                do(clock, **{f"{thing.MACHINE.name}_id": thing.pk})
                fired += 1
            except Refused:
                continue
        return fired


def units_in(code: str) -> int:
    """What an account holds; nothing when it was never opened."""
    return queries.balances().get(code, 0)


def fresh(thing: Any) -> Any:
    return type(thing).objects.get(pk=thing.pk)
