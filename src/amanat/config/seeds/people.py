"""The people of a seed: who pays, who sells, who signs, and who tries what is not theirs.

They stand where deals stand: above escrow. What they do is drawn by the seed's own dice, apart
from the weather, so that the same people meet another weather when only faults change.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from amanat.capabilities.escrow import actions as escrow
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.escrow.models import Hold
from amanat.capabilities.payments import actions as payments
from amanat.capabilities.payments import queries
from amanat.capabilities.payments.models import Payout
from amanat.capabilities.people import actions as accounts
from amanat.capabilities.people.events import BankAccountNamed
from amanat.capabilities.people.models import BankAccount, Hat, Person
from amanat.config.seeds.books import Violation
from amanat.config.seeds.payer import Payer
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.moments import TEHRAN
from amanat.words.money import Money
from amanat.words.refusal import Refused

if TYPE_CHECKING:
    from amanat.config.seeds.history import History
    from amanat.config.seeds.look import Told

BEFORE = datetime(2026, 11, 1, tzinfo=TEHRAN)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
FEE_BASIS_POINTS = 100
PRICES = (
    10_000,
    10_001,
    12_345,
    999_999,
    1_000_001,
    149_999_999,
    500_000_001,
    1_234_567_891,
    2_400_000_001,
)
MOST_AT_ONCE = 1_900_000_000
ENDINGS = ("release", "release", "release", "refund", "split", "split", "freeze", "freeze", "leave")


def sheba(number: int, end: str = "0001") -> str:
    """A right Sheba at bank 012; one that ends in 9999 sends money back."""
    account = f"012{number:015d}{end}"
    return f"IR{98 - int(f'{account}182700') % 97:02}{account}"


@dataclass(frozen=True)
class Cast:
    """Everybody who may appear, written once; each seed plays with them and undoes it."""

    payers: list[int]
    sellers: list[int]
    finance: list[int]

    @classmethod
    def hire(cls) -> "Cast":
        payers, sellers = [_person(n) for n in (1, 2, 3)], [_person(n) for n in (11, 12, 13, 14)]
        finance = [_person(n) for n in (21, 22)]
        for person_id in finance:
            Hat.objects.create(person_id=person_id, role=Role.FINANCE, given_at=BEFORE)
        for n, person_id in enumerate((*payers[:2], *sellers[:2])):
            name_account(person_id, sheba(n), BEFORE)
        name_account(sellers[2], sheba(3, "9999"), BEFORE)  # The last seller has no account.
        return cls(payers, sellers, finance)


def _person(n: int) -> int:
    return Person.objects.create(phone=f"09{n:09}", created_at=BEFORE).pk


@atomic
def name_account(person_id: int, number: str, at: datetime) -> None:
    """The person names an account and the bank agrees that it is theirs."""
    mine = Act(person_id, Role.PERSON, at)
    account = BankAccount(person_id=person_id, sheba=number, created_at=at)
    move(mine, account, "add_bank_account", BankAccountNamed(person_id), due_at=at + 24 * HOUR)
    bank = mine.wearing(Role.BANK)
    accounts.confirm_owner(bank, bank_account_id=account.pk, owner_name="سارا احمدی")


@dataclass
class Bargain:
    """One sale of the seed, from promise to end."""

    history: "History"
    payer_id: int
    payee_id: int
    price: Money
    fee_payer: holds.FeePayer
    count: int
    ending: str
    hold_id: int = 0
    ended: str = ""
    percent: int = 50  # Of the price, when it is split.
    released: int = 0  # How much of the price was let go to the seller.
    is_kept: bool = False
    kept_since: datetime | None = None

    @property
    def bill(self) -> holds.Bill:
        return holds.bill(self.price, basis_points=FEE_BASIS_POINTS, payer=self.fee_payer)

    def promise(self) -> None:
        bill, dice = self.bill, self.history.dice
        first = bill.buyer_pays.units // self.count
        parts = [Money(first)] * (self.count - 1)
        parts.append(Money(bill.buyer_pays.units - first * (self.count - 1)))
        hold = escrow.promise(
            self.history.act(Role.BUYER, self.payer_id), subject=self.subject,
            payer_id=self.payer_id, payee_id=self.payee_id, parts=parts, fee=bill.fee,
            next_path="/deals/1",
        )  # fmt: skip
        self.hold_id = hold.pk
        for part in hold.parts.all():
            payer = Payer(self.history, self.payer_id, part.payment_id)
            self.history.after(dice.randrange(120) * MINUTE, "pays", payer.visit)
        waits = timedelta(hours=dice.randrange(3, 9))
        self.history.after(waits, "nobody waits any more", self.drop)

    @property
    def subject(self) -> str:
        return f"bargain:{id_of(self)}"

    def drop(self) -> None:
        """The time to pay is over, whatever was paid."""
        if Hold.objects.get(pk=self.hold_id).state != "awaiting":
            return
        try:
            escrow.drop(self.history.act(Role.CLOCK), hold_id=self.hold_id)
        except Refused as no:
            self.history.say(f"  refused: {no.code}")
            self.history.after(15 * MINUTE, "nobody waits any more", self.drop)

    def funded(self) -> None:
        """All is paid: what happens next was drawn before."""
        history, dice = self.history, self.history.dice
        history.after(dice.randrange(1, 300) * MINUTE, "ends", self.end)
        if dice.random() < 0.2:
            history.after(dice.randrange(1, 300) * MINUTE, "an order keeps it", self.keep)
        if dice.random() < 0.2:
            history.after(dice.randrange(1, 300) * MINUTE, "changes the Sheba", self.change)

    def end(self) -> None:
        """Release, refund or split; or freeze first."""
        if self.ending == "leave" or self.ended:
            return
        if self.ending == "freeze":
            self.freeze()
            return
        try:
            self._end(self.ending)
        except Refused as no:
            self.history.say(f"  refused: {no.code}")
            if no.code == "kept_for_a_check":
                self.history.after(HOUR, "ends", self.end)

    def _end(self, how: str) -> None:
        act = self.history.act(Role.HOUSE)
        if how == "split":
            share = holds.split(
                self.bill, self.part, basis_points=FEE_BASIS_POINTS, payer=self.fee_payer
            )
            escrow.split(act, hold_id=self.hold_id, share=share)
        else:
            verb: Callable[..., object] = {"release": escrow.release, "refund": escrow.refund}[how]
            verb(act, hold_id=self.hold_id)

    @property
    def part(self) -> Money:
        """What of the price a split lets go."""
        return Money(self.price.units * self.percent // 100)

    def freeze(self) -> None:
        """A quarrel: nobody may move it, and somebody tries."""
        history = self.history
        escrow.freeze(history.act(Role.HOUSE), hold_id=self.hold_id)
        history.after(history.dice.randrange(1, 60) * MINUTE, "grabs what is frozen", self.grab)
        wait = history.dice.randrange(60, 240) * MINUTE
        self.ending = history.dice.choice(("release", "refund", "split"))
        history.after(wait, "the quarrel is over", self.thaw)

    def grab(self) -> None:
        for verb in (escrow.release, escrow.refund):
            if Hold.objects.get(pk=self.hold_id).state != "frozen":
                return
            try:
                verb(self.history.act(Role.HOUSE), hold_id=self.hold_id)
            except Refused:
                continue
            raise Violation(f"{verb.__name__} moved what is frozen.")

    def thaw(self) -> None:
        if Hold.objects.get(pk=self.hold_id).state == "frozen":
            escrow.thaw(self.history.act(Role.HOUSE), hold_id=self.hold_id)
        self.end()

    def keep(self) -> None:
        """An officer keeps the money of this subject, and lets it go hours later."""
        history = self.history
        escrow.keep(history.act(Role.OFFICER), subject=self.subject, key="check")
        self.kept_since = self.kept_since or history.at
        wait = history.dice.randrange(30, 900) * MINUTE
        if not self.is_kept:
            history.after(wait, "the order is lifted", self.let_go)
        self.is_kept = True

    def let_go(self) -> None:
        escrow.let_go(self.history.act(Role.OFFICER), subject=self.subject, key="check")
        self.kept_since = None

    def change(self) -> None:
        """The seller, or whoever holds the phone, names another Sheba."""
        name_new_account(self.history, self.payee_id)


def id_of(bargain: Bargain) -> int:
    return bargain.history.bargains.index(bargain) + 1


def arrive(history: "History") -> None:
    """Who meets whom in this seed."""
    dice, cast = history.dice, history.cast
    for _ in range(dice.choice((1, 1, 1, 1, 2))):
        price = dice.choice((*PRICES, dice.randrange(10_000, 2_000_000)))
        count = 2 if price > MOST_AT_ONCE else dice.choice((1, 1, 1, 2))
        bargain = Bargain(
            history, dice.choice(cast.payers), dice.choice(cast.sellers), Money(price),
            dice.choice(list(holds.FeePayer)), count, dice.choice(ENDINGS),
            percent=dice.randrange(10, 91),
        )  # fmt: skip
        history.bargains.append(bargain)
        history.after(dice.randrange(60) * MINUTE, "promise", bargain.promise)


def name_new_account(history: "History", person_id: int) -> None:
    """Another account of the same person: it counts a day later, unless it is the first."""
    known = BankAccount.objects.filter(person_id=person_id).count()
    name_account(person_id, sheba(1_000 + person_id * 10 + known), history.at)


# ---- what people do when they hear of something ------------------------------------------------


def hear(history: "History", fact: "Told") -> None:
    """Somebody acts on a fact of the log."""
    if fact.name in HEARD:
        HEARD[fact.name](history, fact)


def _bargain(history: "History", hold_id: int) -> Bargain:
    return next(one for one in history.bargains if one.hold_id == hold_id)


def _funded(history: "History", fact: "Told") -> None:
    _bargain(history, fact.id).funded()


def _ended(history: "History", fact: "Told") -> None:
    """What was decided, as the log has it: the banks are held against it at the end."""
    bargain = _bargain(history, fact.id)
    bargain.ended = fact.name
    parts = {"HoldReleased": bargain.price.units, "HoldSplit": bargain.part.units}
    bargain.released = parts.get(fact.name, 0)
    _kept_in_between(history, bargain, 2)


def _gathered(history: "History", fact: "Told") -> None:
    """It stands in a file that leaves within a minute."""
    if fact.facts["subject"].startswith("hold:"):
        _kept_in_between(history, _bargain(history, int(fact.facts["subject"][5:])), 50)


def _kept_in_between(history: "History", bargain: Bargain, seconds: int) -> None:
    """An order comes at the worst moment: after the decision, before the money has left."""
    if history.dice.random() < 0.12 and not bargain.is_kept:
        wait = timedelta(seconds=history.dice.randrange(seconds))
        history.after(wait, "an order keeps it", bargain.keep)


def _returned(history: "History", fact: "Told") -> None:
    """The seller names another account, and the money goes out again."""
    wait = history.dice.randrange(1, 600) * MINUTE

    def again() -> None:
        payout = Payout.objects.get(pk=fact.id)
        if Payout.objects.filter(replaces=payout).exists():
            return
        assert payout.person_id is not None, "Only people are paid in a history."
        if queries_account(payout.person_id, payout.sheba, history.at) is None:
            name_new_account(history, payout.person_id)
        act = history.act(Role.PERSON, payout.person_id)
        payments.pay_again(act, payout_id=payout.pk)

    history.after(wait, "names another Sheba", again)


def queries_account(person_id: int, other_than: str, at: datetime) -> BankAccount | None:
    rows = BankAccount.objects.filter(person_id=person_id, state="confirmed")
    newest = rows.order_by("-active_from", "-pk").first()
    return newest if newest is not None and newest.sheba != other_than else None


def _needs_account(history: "History", fact: "Told") -> None:
    person_id = queries.payout(fact.id).person_id
    assert person_id is not None, "Only people are paid in a history."

    def name() -> None:
        if not BankAccount.objects.filter(person_id=person_id, state="confirmed").exists():
            name_new_account(history, person_id)

    history.after(history.dice.randrange(1, 300) * MINUTE, "names a first Sheba", name)


def _proposed(history: "History", fact: "Told") -> None:
    """Two of finance sign; the first also tries to sign for the second."""
    first, second = history.cast.finance

    def sign(verb: Callable[..., object], person_id: int) -> None:
        act = history.act(Role.FINANCE, person_id)
        verb(act, payout_id=fact.id, sha256=queries.content_sha256(queries.payout(fact.id)))

    def alone() -> None:
        if queries.payout(fact.id).state != "awaiting_second":
            return
        try:
            sign(payments.countersign, first)
        except Refused:
            return
        raise Violation("One person signed twice.")

    wait = history.dice.randrange(1, 120) * MINUTE
    history.after(wait, "the first signs", lambda: sign(payments.approve, first))
    history.after(wait + 4 * MINUTE, "the first signs again", alone)
    history.after(
        wait + 30 * MINUTE, "the second signs", lambda: sign(payments.countersign, second)
    )


def _on_the_rail_back(history: "History", fact: "Told") -> None:
    """What a payee does about his payout, a payer does about his refund."""
    if fact.facts["step"] in ("PayoutReturned", "PayoutWaitsForAccount"):
        HEARD[fact.facts["step"]](history, fact)


HEARD: dict[str, Callable[["History", "Told"], None]] = {
    "HoldFunded": _funded,
    "HoldReleased": _ended,
    "HoldRefunded": _ended,
    "HoldSplit": _ended,
    "HoldDropped": _ended,
    "PayoutGathered": _gathered,
    "PayoutReturned": _returned,
    "PayoutWaitsForAccount": _needs_account,
    "PayoutProposed": _proposed,
    "RefundTransferMoved": _on_the_rail_back,
}
