"""A business that may pre-sell: confirmed, sealed, ranked, with verified revenue; and its staff."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from amanat.capabilities.businesses.models import Business
from amanat.capabilities.businesses.tests.cast import a_business, a_person, staff
from amanat.capabilities.ceilings import actions as ceilings
from amanat.capabilities.ceilings import queries
from amanat.capabilities.ceilings.models import Ceiling, Input, Reservation
from amanat.capabilities.people.models import Person
from amanat.capabilities.people.tests.cast import new_national_id
from amanat.capabilities.ranks.models import Score
from amanat.capabilities.seals import events as seal_events
from amanat.capabilities.seals.models import Seal
from amanat.kernel.clock import time as clock
from amanat.kernel.ledger import book
from amanat.kernel.log.moves import move
from amanat.kernel.log.tests.kept import kept
from amanat.kernel.transactions import atomic
from amanat.words import codes
from amanat.words.act import Act, Role
from amanat.words.moments import tehran_day

DAY = timedelta(days=1)
YEAR = timedelta(days=365)
FAR = timedelta(days=300)
REVENUE = 100_000_000_000
SEAL_ROAD = (
    ("apply_for_seal", Role.HOLDER), ("submit_seal", Role.HOLDER), ("finish_checks", Role.HOUSE),
    ("sign_undertaking", Role.HOLDER), ("grant_seal", Role.SUPERVISOR),
)  # fmt: skip
TIMED = {"draft", "signing", "review", "granted"}


def house() -> Act:
    return Act(None, Role.HOUSE, clock.now())


def as_(person: Person, role: Role) -> Act:
    return Act(person.pk, role, clock.now())


@dataclass
class Shop:
    """One business under a ceiling, and the people around it."""

    business: Business
    owner: Person
    nader: Person = field(default_factory=lambda: staff(Role.OFFICER, name="نادر رستمی"))
    parvin: Person = field(
        default_factory=lambda: staff(Role.OFFICER, Role.SUPERVISOR, name="پروین سلطانی")
    )

    @property
    def pk(self) -> int:
        return self.business.pk

    @property
    def ceiling(self) -> Ceiling:
        return queries.ceiling_of(self.pk)

    @property
    def now(self) -> queries.InForce:
        return queries.in_force(self.pk, clock.now())

    @kept
    def declare(self, kind: str, units: int, **more: object) -> Input:
        terms = {
            "certifier": "مؤسسهٔ حسابرسی آوند", "certifier_id": new_national_id(),
            "number": f"{random.randrange(10**9)}", "valid_until": tehran_day(clock.now()) + FAR,
        } | more  # fmt: skip
        return ceilings.declare(
            as_(self.owner, Role.HOLDER), business_id=self.pk, kind=kind, units=units, **terms
        )

    @kept
    def offer(self, kind: str, units: int, **more: object) -> Input:
        terms = {
            "issuer": "بانک ملت", "number": f"G-{random.randrange(10**9)}",
            "valid_until": tehran_day(clock.now()) + FAR,
        } | more  # fmt: skip
        return ceilings.top_up(
            as_(self.owner, Role.HOLDER), business_id=self.pk, kind=kind, units=units, **terms
        )

    @kept
    def confirmed(self, found: Input) -> Input:
        """Two people look at it, and the ceiling follows as the worker would have it."""
        ceilings.verify_input(as_(self.nader, Role.OFFICER), ceiling_input_id=found.pk)
        done = ceilings.confirm_input(as_(self.parvin, Role.OFFICER), ceiling_input_id=found.pk)
        self.set()
        return done

    def set(self) -> Ceiling:
        return ceilings.set_ceiling(house(), business_id=self.pk, cause="input")

    @kept
    def reserve(self, units: int, key: str = "", **more: object) -> Reservation:
        return ceilings.reserve(
            house(), business_id=self.pk, units=units, key=key or f"{random.random()}", **more
        )

    @kept
    def paid(self, sale: Reservation, *, in_escrow: bool = False) -> Reservation:
        """The buyer's money comes; without escrow it goes straight on to the seller."""
        held = money(sale.units, in_escrow=in_escrow)
        return ceilings.confirm(house(), reservation_id=sale.pk, money_hold_id=held)

    def rank(self, basis_points: int | None, stars: int | None, *, caps: tuple[str, ...] = (),
             day: date | None = None) -> Score:  # fmt: skip
        return rank(self.pk, basis_points, stars, caps=caps, day=day)

    def stand_ready(self, today: date) -> None:
        """Good scores of that day and the one before: with an old one, or the one that a worker
        would reckon for a shop without any deals, nothing is sold."""
        for day in (today - timedelta(days=1), today):
            if not Score.objects.filter(business_id=self.pk, day=day).exists():
                self.rank(8000, 3, day=day)


def money(units: int, *, in_escrow: bool = False) -> int:
    """A hold of rials in the ledger, released to a seller unless it stays in escrow."""
    act = house()
    bank = book.open_account("test:bank", normal="debit", limit_units=None)
    kept = book.open_account("test:control")
    seller = book.open_account("test:seller")
    number = book.next_id()
    book.write(
        act, book.Transfer(bank, kept, units), book.Hold(number, kept, seller, seller, 7, units),
        key=f"test/money/{number}",
    )  # fmt: skip
    if not in_escrow:
        step = book.Step(number, 1, book.StepKind.RELEASE)
        book.write(act, step, key=f"test/money/{number}/out")
    return number


def rank(
    business_id: int, basis_points: int | None, stars: int | None, *, caps: tuple[str, ...] = (),
    day: date | None = None,
) -> Score:  # fmt: skip
    """The score of a day, today's unless told, as the ranks would record it."""
    day = day or tehran_day(clock.now())
    return Score.objects.create(
        business_id=business_id, day=day, edition=1, basis_points=basis_points, stars=stars,
        factors={}, caps=[{"name": name, "most_stars": 0} for name in caps], reasons={},
        changes={}, inputs={}, parameter_set="test", formula="test", digest="",
        computed_at=clock.now(),
    )  # fmt: skip


@atomic
def seal(business: Business, owner: Person, class_code: str = "general") -> Seal:
    """A granted seal, moved along its own machine."""
    today = tehran_day(clock.now())
    made = Seal(
        business=business, code=codes.new_code("S"), domain=f"{random.randrange(10**9)}.example",
        classes=[class_code], asked_level=1, applied_by=owner, applied_at=clock.now(),
    )  # fmt: skip
    for verb, role in SEAL_ROAD:
        if verb == "grant_seal":
            made.level, made.granted_at = 1, clock.now()
            made.period_from, made.period_until = today, today + YEAR
            made.ends_on = today + YEAR
        row = made.MACHINE.find(verb, made.state)
        assert row is not None
        due = clock.now() + YEAR if row.new in TIMED else None
        move(as_(owner, role), made, verb, seal_events.SealDraftRemoved(), due_at=due)
    return made


@atomic
def suspend(business: Business) -> None:
    """The seal is suspended, by its own machine."""
    found = Seal.objects.get(business=business)
    due = clock.now() + YEAR
    move(house(), found, "suspend_seal", seal_events.SealDraftRemoved(), due_at=due)


@kept
def a_shop(
    *,
    units: int | None = None,
    class_code: str = "general",
    stars: int = 3,
    basis_points: int = 8000,
    owner: Person | None = None,
    founded_on: date = date(2015, 3, 21),
    name: str = "پارس تجارت",
) -> Shop:
    """A business with a ceiling of 20 billion rial, or of just `units`, by a hand of two officers."""
    owner = owner or a_person("رضا کریمی")
    business = a_business(owner, class_code=class_code, name=name)
    Business.objects.filter(pk=business.pk).update(founded_on=founded_on)
    shop = Shop(business, owner)
    seal(business, owner, class_code)
    shop.rank(basis_points, stars, day=tehran_day(clock.now()) - DAY)
    if class_code == "general":
        shop.confirmed(shop.declare("revenue", REVENUE))
    if units is not None:
        hold_at(shop, units)
    return shop


def hold_at(shop: Shop, units: int) -> None:
    """Two people hold the ceiling at `units`."""
    change = ceilings.propose_change(
        as_(shop.nader, Role.OFFICER), business_id=shop.pk, kind="set", units=units,
        words="برای آزمودن همین اندازه بس است.",
    )  # fmt: skip
    ceilings.approve_change(as_(shop.parvin, Role.SUPERVISOR), ceiling_change_id=change.pk)
