"""A sealed maker under a ceiling with a permit in force, for this room's stories and others'.

maker = permitted(quantity=100, price_units=1_000_000_000)
maker.permit, maker.shop, maker.owner
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from amanat.capabilities.businesses.tests.cast import staff
from amanat.capabilities.ceilings.tests.cast import Shop, a_shop, hold_at
from amanat.capabilities.people import actions as people
from amanat.capabilities.people import queries as persons
from amanat.capabilities.people.models import Person
from amanat.capabilities.people.tests.cast import new_national_id
from amanat.capabilities.permits import actions as permits
from amanat.capabilities.permits import queries
from amanat.capabilities.permits.models import Permit
from amanat.capabilities.permits.rules import tasks
from amanat.kernel.clock import time as clock
from amanat.kernel.log.tests.kept import kept
from amanat.words.act import Act, Role
from amanat.words.moments import tehran_day

WORDS = "پرونده را خواندیم و با صادرکننده هم گفت‌وگو کردیم."
PRICE = 8_000_000_000
CLASS_OF = {"vehicle": "vehicle", "property": "property"}
LONGEST_DAYS = {"immediate": 28, "firm": 240, "ordinary": 330, "partnership": 700, "custom": 80}


@dataclass
class Maker:
    """One maker, its people, and the desk; `permit` is the last one made."""

    shop: Shop
    permit: Permit | None = None
    signed: int = 0
    officer: Person = field(default_factory=lambda: staff(Role.OFFICER, name="نادر رستمی"))
    member: Person = field(default_factory=lambda: staff(Role.COMMITTEE, name="ژاله کاویانی"))
    second: Person = field(default_factory=lambda: staff(Role.COMMITTEE, name="کیوان سروش"))

    @property
    def owner(self) -> Person:
        return self.shop.owner

    @property
    def pk(self) -> int:
        assert self.permit is not None
        return self.permit.pk

    @property
    def now(self) -> Permit:
        """The permit as it stands."""
        return queries.permit(self.pk)

    def holder(self) -> Act:
        return Act(self.owner.pk, Role.HOLDER, clock.now())

    def desk(self) -> Act:
        return Act(self.officer.pk, Role.OFFICER, clock.now())

    def committee(self) -> Act:
        return Act(self.member.pk, Role.COMMITTEE, clock.now())

    def other(self) -> Act:
        return Act(self.second.pk, Role.COMMITTEE, clock.now())

    def house(self) -> Act:
        return Act(None, Role.HOUSE, clock.now())

    def clock(self) -> Act:
        return Act(None, Role.CLOCK, clock.now())

    # The stations of a permit, each reached by the verbs before it.

    @kept
    def draft(
        self, *, kind: str = "vehicle", method: str = "firm", title: str = "سپهر ۲"
    ) -> Permit:
        self.permit = permits.draft_permit(
            self.holder(), business_id=self.shop.pk, kind=kind, method=method, title=title
        )
        return self.permit

    def change(self, part: tasks.Part) -> Permit:
        return permits.change_permit(self.holder(), permit_id=self.pk, part=part)

    @kept
    def filled(
        self, *, quantity: int = 100, price_units: int = PRICE, prepayment: int = 3000,
        kind: str = "vehicle", method: str = "firm", sale_days: int = 60,
    ) -> Permit:  # fmt: skip
        self.draft(kind=kind, method=method)
        for part in parts(
            quantity=quantity, price_units=price_units, prepayment=prepayment, kind=kind,
            method=method, sale_days=sale_days,
        ):  # fmt: skip
            self.change(part)
        return self.now

    def sign(self) -> Act:
        """With a code by SMS; each later signature some minutes after the one before."""
        act, code = self.holder(), self.now.code
        act = replace(act, at=act.at + self.signed * timedelta(minutes=10))
        self.signed += 1
        row = people.send_code(act, phone=self.owner.phone, purpose=permits.SIGN, subject=code)
        sent = persons.code_for_delivery(row.pk, act.at)
        assert sent is not None
        people.confirm_code(
            act, phone=self.owner.phone, purpose=permits.SIGN, subject=code, code=sent.code
        )
        return act

    @kept
    def requested(self, **terms: object) -> Permit:
        if self.permit is None:
            self.filled(**terms)
        act = self.sign()
        sha256 = queries.application_sha256(self.now)
        return permits.request_permit(act, permit_id=self.pk, sha256=sha256)

    @kept
    def checked(self, **terms: object) -> Permit:
        one = self.requested(**terms)
        return permits.check_capacity(
            self.desk(), permit_id=one.pk, capacity=one.certified_capacity, words=WORDS
        )

    @kept
    def granted(self, **terms: object) -> Permit:
        one = self.checked(**terms)
        if one.total_units >= queries.two_members_from(clock.now()):
            permits.propose_grant(
                self.other(), permit_id=one.pk, quantity=one.quantity, words=WORDS
            )
        self.permit = permits.grant_permit(self.committee(), permit_id=one.pk, words=WORDS)
        return self.permit

    def suspended(self) -> Permit:
        if self.permit is None:
            self.granted()
        return permits.suspend_permit(self.house(), permit_id=self.pk, reason="production")


def parts(
    *, quantity: int = 100, price_units: int = PRICE, prepayment: int = 3000,
    kind: str = "vehicle", method: str = "firm", sale_days: int = 60,
) -> list[tasks.Part]:  # fmt: skip
    """The four parts of a whole application; delivery well within the method's limit."""
    today = tehran_day(clock.now())
    longest = LONGEST_DAYS[method]
    sale_days = min(sale_days, longest - 1)
    last = today + timedelta(days=longest)
    instalments = [{"basis_points": prepayment, "months": 0}]
    if prepayment < 10_000:
        instalments.append({"basis_points": 10_000 - prepayment, "months": 3})
    saturday = today + timedelta(days=(5 - today.weekday()) % 7)
    return [
        tasks.Goods(
            kind, method, "سپهر ۲", "سپهر", "توربو", ("سفید", "مشکی"), "خودروی سواری پنج‌در.",
            place="تهران، خیابان شکوفه، پلاک ۱۲",
        ),
        tasks.Price(quantity, price_units, tuple(instalments), 2600, 2000),
        tasks.Production(
            today, today + timedelta(days=sale_days), today, last, quantity * 2,
            "مؤسسهٔ بازرسی آوند", new_national_id(), "K-1405-77", None,
            ((saturday, quantity),), quantity * price_units * 8 // 10,
            (tasks.Stage("قطعه و مواد", 4000), tasks.Stage("ساخت", 4000),
             tasks.Stage("تحویل", 2000)),
        ),
        tasks.Guarantee(
            "bank_guarantee", "بانک ملت", "G-778", quantity * price_units // 10,
            last + timedelta(days=30),
        ),
    ]  # fmt: skip


@kept
def a_maker(*, ceiling: int | None = None, kind: str = "vehicle", name: str = "خودروسازی سپهر",
            owner: Person | None = None) -> Maker:  # fmt: skip
    """A sealed, ranked and licensed maker with a verified ceiling of 20 billion rial, or of just
    `ceiling` (which must not be above what its inputs allow)."""
    class_code = CLASS_OF.get(kind, "general")
    shop = a_shop(class_code=class_code, name=name, owner=owner)
    if class_code == "vehicle":
        shop.confirmed(shop.declare("revenue", 100_000_000_000))
    if class_code in {"vehicle", "property"}:
        shop.confirmed(shop.declare("capacity", 10**13))
        shop.confirmed(shop.declare("backlog", 0))
    if ceiling is not None:
        hold_at(shop, ceiling)
    return Maker(shop)


@kept
def permitted(
    *, quantity: int = 100, price_units: int = PRICE, prepayment: int = 3000,
    kind: str = "vehicle", method: str = "firm", ceiling: int | None = None,
    sale_days: int = 60, collateral: int = 0,
) -> Maker:  # fmt: skip
    """A maker with a permit in force and, unless told otherwise, a ceiling of 20 billion rial.

    `collateral` adds a cash deposit of so many rial, which lifts the ceiling by as much.
    """
    maker = a_maker(ceiling=ceiling, kind=kind)
    if collateral:
        maker.shop.confirmed(maker.shop.offer("cash_deposit", collateral))
    maker.granted(
        quantity=quantity, price_units=price_units, prepayment=prepayment, kind=kind,
        method=method, sale_days=sale_days,
    )  # fmt: skip
    return maker


def delivery_day(maker: Maker) -> date:
    """The last day of delivery of its permit."""
    last = maker.now.last_delivery
    assert last is not None
    return last
