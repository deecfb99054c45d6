"""Around a deal: where to post it, what to insure, when money comes, is it real, how was it."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.pages.around import insurance
from amanat.capabilities.notices import queries as notices
from amanat.capabilities.payments import queries as payments
from amanat.capabilities.people.models import Person
from amanat.capabilities.places import queries as places
from amanat.capabilities.ratings import actions
from amanat.capabilities.ratings import queries as ratings
from amanat.capabilities.ratings.refusals import (
    AlreadyRated,
    NotOneself,
    RatingTooLate,
    StarsOutOfRange,
)
from amanat.config import importing
from amanat.config.demo.player import Player
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role
from amanat.words.refusal import NotYours, WrongState
from stories.market import Market

DAY = timedelta(days=1)
LONG_TITLE = "دوربین عکاسی حرفه‌ای با همهٔ لنزها و کیف"


@pytest.fixture
def market(play: Player) -> Market:
    """The two people, the seller in Tabriz."""
    market = Market(play)
    Person.objects.filter(pk=market.reza.pk).update(city=places.cities_called("تبریز")[0])
    return market


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def read(person: Person, address: str) -> str:
    page = browser(person).get(address)
    assert page.status_code == 200
    return page.content.decode()


def letters_to(market: Market, person: Person) -> list[str]:
    return [one["message"] for one in market.play.outside.inbox(person.phone)]


def test_the_seller_is_told_by_sms_to_ship_and_from_where(market: Market) -> None:
    market.funded(title="دوربین")
    told = next(text for text in letters_to(market, market.reza) if "پست مرکزی تبریز" in text)
    assert "(تقریبی)" in told
    assert notices.fits(told)


def test_a_long_title_leaves_no_room_for_the_office_and_the_sms_stays_short(
    market: Market,
) -> None:
    market.funded(title=LONG_TITLE)
    assert all(notices.fits(text) for text in letters_to(market, market.reza))


@pytest.mark.parametrize(("prefix", "office", "cover"), [
    ("", "نزدیک‌ترین ادارهٔ پست", "بیمهٔ مرسوله"),
    ("/en", "Nearest post office", "Insure the parcel"),
])  # fmt: skip
def test_the_ship_page_names_an_office_and_what_to_insure(
    market: Market, prefix: str, office: str, cover: str
) -> None:
    deal = market.funded()
    page = read(market.reza, f"{prefix}/deals/{deal.code}/ship")
    assert office in page
    assert cover in page
    assert "پست مرکزی تبریز" in page
    assert "پست مرکزی تبریز" in read(market.reza, f"{prefix}/deals/{deal.code}")
    assert "پست مرکزی تبریز" not in read(market.sara, f"{prefix}/deals/{deal.code}")


def test_a_seller_without_a_city_has_a_ship_page_too(market: Market) -> None:
    Person.objects.filter(pk=market.reza.pk).update(city=None)
    deal = market.funded()
    assert "پست مرکزی" not in read(market.reza, f"/deals/{deal.code}/ship")


@pytest.mark.django_db
@pytest.mark.parametrize(("price", "says"), [
    (10_000_000, "basic cover"), (10_000_001, "Declare the value"),
    (200_000_000, "Declare the value"), (200_000_001, "split the parcel"),
])  # fmt: skip
def test_what_to_insure_follows_the_figures_in_force(price: int, says: str) -> None:
    advice = insurance(price, clock.now())
    assert says in advice.says.en
    assert (advice.is_confirmed, advice.cap_units) == (False, 200_000_000)


@pytest.mark.parametrize(("prefix", "says"), [
    ("", "اگر همین اکنون تأیید می‌شد"), ("/en", "If it were approved now"),
])  # fmt: skip
def test_when_money_would_arrive_is_said_before_agreement(
    market: Market, prefix: str, says: str
) -> None:
    deal = market.play.offer(market.sara, Role.BUYER, market.reza)
    arrives = payments.eta(deal_price(deal), clock.now()).arrives_at
    page = read(market.reza, f"{prefix}/deals/{deal.code}/terms")
    assert says in page
    assert arrives.isoformat() in page
    draft = deals.begin(market.buyer, role=Role.BUYER, **draft_fields(market))
    assert says in read(market.sara, f"{prefix}/deals/{draft.code}/check")


def deal_price(deal: Deal) -> int:
    return queries.terms(deal).price_units


def draft_fields(market: Market) -> dict[str, object]:
    return {
        "title": "لپ‌تاپ", "description": "", "price_units": 320_000_000, "fee_payer": "half",
        "delivery": "post", "ship_hours": 96, "inspection_hours": 48,
        "other_phone": market.reza.phone,
    }  # fmt: skip


def test_both_sides_see_the_same_words_and_the_sms_proves_itself(market: Market) -> None:
    deal = market.funded(title="دوربین")
    watchword = queries.watchword_of(deal.code)
    for person in (market.sara, market.reza):
        assert watchword.phrase.fa in read(person, f"/deals/{deal.code}")
        assert watchword.phrase.en in read(person, f"/en/deals/{deal.code}")
    last = letters_to(market, market.sara)[0]
    assert last.endswith(f"نشانه {watchword.digits}")
    page = Client().post("/verify", {"code": deal.code, "digits": watchword.digits})
    assert watchword.phrase.fa in page.content.decode()


def test_the_invitation_proves_itself_as_far_as_it_has_room(market: Market) -> None:
    deal = market.play.offer(market.sara, Role.BUYER, market.reza, title="قلم", price_units=10**6)
    watchword = queries.watchword_of(deal.code)
    sent = next(text for text in letters_to(market, market.reza) if "قلم" in text)
    assert f"{deal.code} {watchword.digits}" in sent
    market.play.offer(market.sara, Role.BUYER, market.reza, title=LONG_TITLE)
    assert all(notices.fits(text) for text in letters_to(market, market.reza))


def ended(market: Market) -> Deal:
    deal = market.play.approve(market.inspected(), market.sara)
    return market.play.wait_until(deal, "completed", within=7 * DAY)


def test_neither_rating_shows_before_both_are_given(market: Market) -> None:
    deal = ended(market)
    deals.rate(market.buyer, deal_id=deal.pk, stars=4, words="خوب و به‌موقع")
    assert ratings.standing(market.reza.pk, clock.now()) is None
    assert "خوب و به‌موقع" not in read(market.reza, f"/deals/{deal.code}")
    deals.rate(market.seller, deal_id=deal.pk, stars=5)
    standing = ratings.standing(market.reza.pk, clock.now())
    assert standing == ratings.Standing(count=1, tenths=40)
    assert "خوب و به‌موقع" in read(market.reza, f"/deals/{deal.code}")
    assert "<b>۴٫۰</b>" in read(market.sara, f"/deals/{deal.code}")
    assert "<b>4.0</b> of 5, in 1 deals" in read(market.sara, f"/en/deals/{deal.code}")


def test_a_rating_nobody_answers_shows_after_sixty_days_and_not_a_second_before(
    market: Market,
) -> None:
    deal = ended(market)
    assert deal.ended_at is not None
    end = deal.ended_at + 60 * DAY
    deals.rate(market.buyer, deal_id=deal.pk, stars=2)
    assert ratings.standing(market.reza.pk, end - timedelta(seconds=1)) is None
    assert ratings.standing(market.reza.pk, end) == ratings.Standing(count=1, tenths=20)
    late = Act(market.reza.pk, Role.SELLER, end)
    with pytest.raises(RatingTooLate):
        deals.rate(late, deal_id=deal.pk, stars=1)
    deals.rate(Act(late.by, late.role, end - timedelta(seconds=1)), deal_id=deal.pk, stars=1)


def test_each_rates_once_in_range_and_only_what_has_ended(market: Market) -> None:
    with pytest.raises(WrongState):
        deals.rate(market.buyer, deal_id=market.funded().pk, stars=5)
    deal = ended(market)
    for stars in (0, 6, -1):
        with pytest.raises(StarsOutOfRange):
            deals.rate(market.buyer, deal_id=deal.pk, stars=stars)
    deals.rate(market.buyer, deal_id=deal.pk, stars=1)
    with pytest.raises(AlreadyRated):
        deals.rate(market.buyer, deal_id=deal.pk, stars=5)
    stranger = market.person("مهمان ناخوانده")
    with pytest.raises(NotYours):
        deals.rate(market.act(stranger, Role.BUYER), deal_id=deal.pk, stars=1)


def test_nobody_rates_himself(market: Market) -> None:

    with pytest.raises(NotOneself):
        actions.rate(market.buyer, subject="deal:1", about_id=market.sara.pk, stars=5,
                     words="", ended_at=clock.now())  # fmt: skip


@pytest.mark.parametrize(("prefix", "says"), [
    ("", "این معامله با طرف مقابل چگونه گذشت؟"), ("/en", "How was the other side in this deal?"),
])  # fmt: skip
def test_a_rating_is_given_on_its_page(market: Market, prefix: str, says: str) -> None:
    deal = ended(market)
    address = f"{prefix}/deals/{deal.code}/rate"
    assert says in read(market.sara, address)
    assert browser(market.sara).post(address, {"stars": "9"}).status_code == 422
    told = browser(market.sara).post(address, {"stars": "5", "words": "عالی"})
    assert (told.status_code, told["Location"]) == (303, f"{prefix}/deals/{deal.code}")
    assert browser(market.sara).get(address).status_code == 409
    assert browser(market.person("مهمان")).get(address).status_code == 404


def test_what_stands_around_a_deal_costs_two_queries_however_many_offices(
    market: Market, tmp_path: Path
) -> None:
    deal = market.funded()
    client = browser(market.reza)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/deals/{deal.code}")
        around = [
            one["sql"] for one in asked if "postoffice" in one["sql"] or "rating" in one["sql"]
        ]
        assert len(around) == 2
        return len(asked)

    before = cost()
    file = tmp_path / "offices.csv"
    rows = "".join(f"پست {n},آذربایجان شرقی,تبریز,ما,CC0\n" for n in range(30))
    file.write_text("name,province,city,source,licence\n" + rows, "utf-8")
    importing.offices(file, lambda _: None)
    assert cost() == before


@pytest.mark.django_db
def test_an_operator_hears_how_far_the_file_is(tmp_path: Path) -> None:
    file = tmp_path / "offices.csv"
    heading = "name,province,city,source,licence\n"
    file.write_text(f"{heading}پست الف,فارس,شیراز,ما,CC0\nپست ب,,ناکجا,ما,CC0\n", "utf-8")
    said: list[str] = []
    importing.offices(file, said.append)
    assert said[0].startswith("row 2: No city")
    assert said[1:] == ["2 of 2 rows", "1 post offices kept, 1 rows left out."]
