"""The cast of a quarrel: a market whose deals go wrong, and officers who may decide them."""

from datetime import timedelta

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Case, Deal, Offer
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.notices import jobs as notices
from amanat.capabilities.people import actions as people
from amanat.capabilities.people.models import Person
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role
from stories.market import DAY as DAY
from stories.market import HOUR as HOUR
from stories.market import Market, station

SECOND = timedelta(seconds=1)
PRICE = 320_000_000
WORDS = "لنز دوربین خط دارد و در تصویرها لکهٔ تیره می‌افتد؛ " * 3
REASONS = "عکس‌های پیش از ارسال سالم است و خط پس از تحویل پیدا شده است."


class Quarrel(Market):
    """Deals in inspection, in dispute, before an arbiter; and the arbiters."""

    @station
    def disputed(self, **terms: object) -> Deal:
        deal = self.play.receive(self.play.ship(self.funded(**terms), self.reza), self.sara)
        return self.play.report(deal, self.sara, "لنز دوربین لک دارد.")

    @station
    def before_arbiter(self) -> Case:
        """The two did not agree in three days: the case takes evidence."""
        deal = self.play.wait_until(self.disputed(), "review", within=4 * DAY)
        return queries.case_on(deal)

    @station
    def heard(self) -> Case:
        """The evidence is in: an arbiter may rule."""
        case = self.before_arbiter()
        self.until(case, "hearing", 4 * DAY)
        return case

    def ruled(self, price_units: int, officer: Person) -> Case:
        """Ruled, and both phones have the SMS."""
        case = self.heard()
        self.rule(case, price_units, officer)
        self.phones_ring()
        return case

    def rule(self, case: Case, price_units: int, officer: Person) -> None:
        act = self.signed(case, officer)
        deals.rule(act, case_id=case.pk, price_units=price_units, clause="C2", reasons=REASONS)
        self.play.settle()

    def rule_again(self, case: Case, price_units: int, officer: Person) -> None:
        act = self.signed(case, officer)
        deals.rule_again(
            act, case_id=case.pk, price_units=price_units, clause="C5", reasons=REASONS
        )
        self.play.settle()

    def signed(self, case: Case, officer: Person) -> Act:
        """An act of this officer, who has just typed the code that signs a decision."""
        self.play.confirm(case.deal, officer, queries.AWARD)
        return self.act(officer, Role.OFFICER)

    @station
    def officer(self, name: str = "نادر رستمی") -> Person:
        person = self.person(name)
        operator = self.act(None, Role.OPERATOR)
        people.give_hat(operator, person_id=person.pk, role=Role.OFFICER)
        return person

    def phones_ring(self) -> None:
        """The SMS that were sent arrive, and the provider says so."""
        self.play.wait(timedelta(minutes=2))
        notices.sweep(timestamp=0)

    def until(self, case: Case, state: str, within: timedelta) -> None:
        """Let time pass, from one deadline of the case to the next, until it is there."""
        end = clock.now() + within
        while self.case(case).state != state and clock.now() < end:
            due_at = self.case(case).due_at or end
            self.play.wait(max(min(due_at, end) - clock.now(), SECOND))
        assert self.case(case).state == state

    def case(self, case: Case) -> Case:
        return Case.objects.get(pk=case.pk)

    def offer(self, deal: Deal, side: Act, price_units: int) -> Offer:
        """An offer by this side; the buyer confirms by a code when money may leave."""
        self.let_money_go(deal, side, price_units)
        side = self.at_once(side)
        made = deals.make_offer(side, deal_id=deal.pk, price_units=price_units)
        self.play.settle()
        return made

    def accept(self, offer: Offer, side: Act) -> Deal:
        deal = self.play.fresh(offer.deal)
        self.let_money_go(deal, side, offer.price_units)
        deals.accept_offer(self.at_once(side), offer_id=offer.pk)
        self.play.settle()
        return self.play.fresh(deal)

    def let_money_go(self, deal: Deal, side: Act, price_units: int) -> None:
        if side.role is Role.BUYER and price_units:
            self.play.confirm(deal, self.sara)

    def at_once(self, side: Act) -> Act:
        return Act(side.by, side.role, clock.now())

    def counted(self, deal: Deal) -> tuple[int, int, int]:
        """Seller, fee, buyer's refund; together what the buyer paid, to the rial."""
        position = holds.position(deal.subject)
        got = (position.with_payee_units, position.fee_units, position.returned_units)
        assert sum(got) == position.total_units - position.with_payer_units
        return got
