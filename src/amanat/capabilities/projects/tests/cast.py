"""A business with a project, buyers who paid into its account, and the people around it."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from amanat.capabilities.businesses.tests.cast import a_person, staff
from amanat.capabilities.ceilings import actions as ceilings
from amanat.capabilities.ceilings.tests.cast import Shop, a_shop
from amanat.capabilities.people.models import Person
from amanat.capabilities.projects import actions, queries
from amanat.capabilities.projects.models import Project, Receipt
from amanat.capabilities.projects.rules.terms import PlannedStage
from amanat.kernel.clock import time as clock
from amanat.kernel.ledger import book
from amanat.kernel.log.tests.kept import kept
from amanat.words.act import Act, Role
from amanat.words.moments import tehran_day

COST = 1_000_000
YEAR = timedelta(days=365)
HALVES = (PlannedStage("فونداسیون", 5_000), PlannedStage("پایان", 5_000))


def house() -> Act:
    return Act(None, Role.HOUSE, clock.now())


def by_clock() -> Act:
    return Act(None, Role.CLOCK, clock.now())


def as_(person: Person, role: Role) -> Act:
    return Act(person.pk, role, clock.now())


@dataclass
class Site:
    """One project, who runs it, and who decides about it."""

    shop: Shop
    pk: int
    finance: Person = field(
        default_factory=lambda: staff(Role.OFFICER, Role.FINANCE, name="هدی شریفی")
    )
    committee: Person = field(default_factory=lambda: staff(Role.COMMITTEE, name="منصور آریا"))

    @property
    def project(self) -> Project:
        return queries.project(self.pk)

    @property
    def holder(self) -> Act:
        return as_(self.shop.owner, Role.HOLDER)

    @property
    def officer(self) -> Act:
        return as_(self.shop.nader, Role.OFFICER)

    @kept
    def pay(
        self, units: int, *, buyer: Person | None = None, contract: int | None = None
    ) -> Receipt:
        """A buyer pays for a contract: room under the ceiling, money in the account, a receipt."""
        buyer = buyer or a_person("مینا احمدی")
        number = contract or random.randrange(10**9)
        subject = f"contract:{number}"
        key = f"{subject}/{random.random()}"
        sale = ceilings.reserve(
            house(), business_id=self.shop.pk, units=units, key=key, subject=subject
        )
        held = self._into_the_account(units)
        ceilings.confirm(house(), reservation_id=sale.pk, money_hold_id=held)
        step = book.Step(held, 1, book.StepKind.RELEASE)
        book.write(house(), step, key=f"test/contract/{held}")
        return actions.receive(
            house(), permit_id=self.project.permit_id, subject=subject, buyer_id=buyer.pk,
            units=units, reservation_id=sale.pk,
        )  # fmt: skip

    def _into_the_account(self, units: int) -> int:
        """A hold of rials that waits for the project's account."""
        bank = book.open_account("test:bank", normal="debit", limit_units=None)
        kept = book.open_account("test:control")
        number = book.next_id()
        book.write(
            house(), book.Transfer(bank, kept, units),
            book.Hold(number, kept, self.project.account_id, kept, 7, units),
            key=f"test/pay/{number}",
        )  # fmt: skip
        return number

    def standing(self, receipt: Receipt) -> queries.Standing:
        found = queries.standing(receipt.subject, clock.now())
        assert found is not None
        return found


@kept
def a_site(
    *,
    kind: str = "goods",
    cost_units: int = COST,
    stages: tuple[PlannedStage, ...] = HALVES,
    shop: Shop | None = None,
    last_delivery: date | None = None,
) -> Site:
    shop = shop or a_shop()
    made = actions.open_project(
        house(), permit_id=random.randrange(10**9), permit_code="PS-TEST", business_id=shop.pk,
        kind=kind, title="ویلاهای دماوند", cost_units=cost_units, stages=stages,
        last_delivery=last_delivery or tehran_day(clock.now()) + YEAR,
    )  # fmt: skip
    return Site(shop, made.pk)
