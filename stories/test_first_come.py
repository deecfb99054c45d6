"""First come, first served, from the announcement to the next in line: units, offers and prices."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache

import pytest

from amanat.capabilities.permits import queries as permits
from amanat.capabilities.permits.tests.cast import Maker, permitted
from amanat.capabilities.presale import actions, queries
from amanat.capabilities.presale.models import Campaign, Offer, Opening
from amanat.capabilities.presale.queries import Place
from amanat.capabilities.presale.states import ENDED, FIRST_COME, OFFERED
from amanat.capabilities.presale.tests.cast import buyers, decide_all
from amanat.kernel.clock import time as clock
from amanat.kernel.ledger import book
from amanat.words.act import Act, Role

pytestmark = pytest.mark.usefixtures("committed")
QUANTITY, SEATS, PRICE, NEW_PRICE = 10, 3, 500_000_000, 600_000_000
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@cache
def a_permitted_maker() -> Maker:
    """One for both stories: each gives all its units back."""
    return permitted(quantity=QUANTITY, price_units=PRICE)


@dataclass
class Sale:
    """A maker's campaign for who comes first, and the times at which things happen in it."""

    maker: Maker = field(default_factory=a_permitted_maker)
    campaign_id: int = 0

    def announced(self) -> "Sale":
        begin = clock.now() + 4 * DAY
        self.campaign_id = actions.announce_campaign(
            self.maker.holder(), permit_id=self.maker.pk, opens_at=begin, closes_at=begin + DAY,
            groups=[actions.Group("everybody", SEATS)], kind=FIRST_COME,
        ).pk  # fmt: skip
        return self

    def opened(self) -> "Sale":
        self.announced()
        opens_at = self.line.opens_at
        actions.open_campaign(self.at(opens_at, Role.CLOCK), campaign_id=self.campaign_id)
        began = clock.now() - HOUR  # By the clock that the queue itself reads.
        announced = Campaign.objects.filter(pk=self.campaign_id)
        announced.update(announced_at=began - 4 * DAY, opens_at=began)
        Opening.objects.filter(pk=self.line.pk).update(opens_at=began)
        return self

    @property
    def line(self) -> Opening:
        found = queries.opening_of(self.campaign_id)
        assert found is not None
        return found

    def at(self, moment: datetime, role: Role = Role.HOUSE) -> Act:
        return Act(None, role, moment)

    def apply(self, *people: int) -> list[int]:
        return actions.apply_all([self.line.pk] * len(people), people, [1] * len(people))

    def tend(self) -> None:
        decide_all(self.line)
        while actions.make_offers(self.maker.house(), opening_id=self.line.pk):
            pass

    def place(self, buyer: int) -> Place:
        found = queries.application(self.line.pk, buyer)
        assert found is not None
        return found.place

    def offer(self, buyer: int) -> Offer:
        return Offer.objects.get(campaign_id=self.campaign_id, buyer_id=buyer)

    @property
    def free(self) -> tuple[int, int]:
        """What the permit may still sell, and what the opening may."""
        own = book.balance(self.line.ceiling_account_id).free_units
        return permits.free_stock(self.maker.pk), own or 0


def test_seats_of_an_opening_are_set_aside_and_what_is_unpaid_goes_down_the_line() -> None:
    sale, (one, two, three, four, five) = Sale().opened(), buyers(5)
    assert sale.free == (QUANTITY - SEATS, SEATS)
    tickets = sale.apply(one, two)
    actions.price_campaign(sale.maker.house(), campaign_id=sale.campaign_id, units=NEW_PRICE)
    tickets += sale.apply(three, four, five)
    sale.tend()
    offers = [sale.offer(buyer) for buyer in (one, two, three)]
    assert [offer.stock_hold_id for offer in offers] == tickets[:3]
    assert [offer.price_units for offer in offers] == [PRICE, PRICE, NEW_PRICE]
    assert [sale.place(buyer) for buyer in (three, four)] == [Place.ACCEPTED, Place.REFUSED]

    due_at = offers[1].due_at
    assert due_at is not None
    actions.lapse_offer(sale.at(due_at, Role.CLOCK), offer_id=offers[1].pk)
    sale.tend()
    assert [sale.place(buyer) for buyer in (two, four, five)] == [
        Place.GIVEN_BACK, Place.ACCEPTED, Place.REFUSED,
    ]  # fmt: skip
    assert sale.offer(four).state == OFFERED and sale.free == (QUANTITY - SEATS, 0)
    assert queries.broken_promises() == []

    actions.close_campaign(sale.at(sale.line.closes_at, Role.CLOCK), campaign_id=sale.campaign_id)
    Opening.objects.filter(pk=sale.line.pk).update(closes_at=clock.now() - HOUR / 2)
    assert sale.campaign_id not in queries.campaigns_through()  # Three may still pay.
    for buyer in (one, three, four):
        actions.decline_offer(Act(buyer, Role.BUYER, clock.now()), offer_id=sale.offer(buyer).pk)
        sale.tend()
    actions.decline_offer(Act(five, Role.BUYER, clock.now()), offer_id=sale.offer(five).pk)
    actions.end_openings(sale.maker.house())
    assert queries.campaign(sale.campaign_id).state == ENDED
    assert sale.free == (QUANTITY, 0)


def test_a_permit_suspended_in_the_middle_loses_nobody_and_a_revoked_one_gives_all_back() -> None:
    sale, (one, two, three) = Sale().opened(), buyers(3)
    sale.apply(one)
    decide_all(sale.line)
    sale.apply(two)
    actions.pause_campaign(sale.maker.house(), campaign_id=sale.campaign_id)
    assert sale.apply(three) == [actions.STOPPED]
    assert actions.allocate(sale.line.pk) == 0 and sale.place(two) is Place.WAITING
    assert actions.make_offers(sale.maker.house(), opening_id=sale.line.pk) == 0
    closes_at = sale.line.closes_at
    later = sale.at(clock.now() + HOUR)
    actions.resume_campaign(later, campaign_id=sale.campaign_id)
    assert sale.line.stopped_at is None and sale.line.closes_at > closes_at
    actions.cancel_campaign(sale.maker.house(), campaign_id=sale.campaign_id)
    assert [sale.place(buyer) for buyer in (one, two)] == [Place.GIVEN_BACK, Place.ENDED]
    assert sale.free == (QUANTITY, 0) and actions.allocate(sale.line.pk) == 0
    assert queries.broken_promises() == []
