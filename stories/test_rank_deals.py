"""What deals tell the record of a business: deliveries, failures, and sales to oneself."""

from datetime import timedelta

import pytest

from amanat.capabilities.businesses import actions as businesses
from amanat.capabilities.businesses.tests.cast import SOURCE, officer, registered, staff
from amanat.capabilities.deals import actions as deals
from amanat.capabilities.notices.models import Notice
from amanat.capabilities.ranks.models import Note, SalesCase
from amanat.config.demo.player import Player
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role
from stories.jobs import do_waiting_jobs
from stories.market import Market
from stories.ranks import Trader


@pytest.fixture
def market(play: Player) -> Market:
    """Reza sells for his shop, which two officers know."""
    made = Market(play)
    made.shop = registered(made.reza, name="فروشگاه رضا")
    businesses.confirm_business(officer(staff()), business_id=made.shop.pk, source=SOURCE)
    do_waiting_jobs()
    return made


def noted(market: Market) -> list[tuple[str, str, int]]:
    rows = Note.objects.filter(business=market.shop).order_by("pk")
    return [(one.kind, one.subject, one.units) for one in rows]


def test_a_deal_that_ends_well_is_a_sale_on_time_of_the_seller_s_business(market: Market) -> None:
    play = market.play
    deal = play.pay(play.agree(market.sara, market.reza), market.sara)
    deal = play.approve(play.receive(play.ship(deal, market.reza), market.sara), market.sara)
    play.wait_until(deal, "completed", within=timedelta(days=5))
    began, sale = noted(market)
    assert began == ("began", f"business:{market.shop.pk}", 0)
    assert sale == ("sale_on_time", deal.subject, 320_000_000)


def test_a_seller_who_will_not_deliver_is_noted_too(market: Market) -> None:
    play = market.play
    deal = play.pay(play.agree(market.sara, market.reza), market.sara)
    deals.decline(market.seller, deal_id=deal.pk)
    do_waiting_jobs()
    assert noted(market)[1][:2] == ("sale_undelivered", deal.subject)


def test_a_sale_to_somebody_of_the_same_business_never_counts(market: Market) -> None:
    play = market.play
    businesses.give_mandate(
        Act(market.reza.pk, Role.HOLDER, clock.now()), business_id=market.shop.pk,
        phone=market.sara.phone, powers=["sell"],
    )  # fmt: skip
    deal = play.pay(play.agree(market.sara, market.reza), market.sara)
    deals.decline(market.seller, deal_id=deal.pk)
    do_waiting_jobs()
    assert noted(market)[1][:2] == ("sale_self_made", deal.subject)
    assert SalesCase.objects.get(business=market.shop).kind == "self_made"


@pytest.mark.django_db
def test_the_holder_hears_of_the_first_rank_and_of_lost_stars() -> None:
    kaveh = Trader().is_good()
    do_waiting_jobs()
    kaveh.noted("order_unpaid", 1, "order:1")
    kaveh.computed(1)
    kaveh.computed()
    do_waiting_jobs()
    sent = Notice.objects.filter(phone=kaveh.owner.phone, kind="rank").order_by("pk")
    first, fell = [one.body for one in sent]
    assert "نخستین رتبهٔ کسب‌وکارتان" in first and f"/org/{kaveh.business.code}/rank" in first
    assert "{" not in first and "ستاره‌های کسب‌وکارتان کم شد" in fell
