"""The public pages: the promise, the map, and real or fake; in both languages."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from amanat.capabilities.deals import queries as deals
from amanat.capabilities.payments import queries as payments
from amanat.capabilities.registry import actions, queries, rules
from amanat.capabilities.registry.models import Look
from amanat.capabilities.registry.refusals import TooManyLooks
from amanat.capabilities.registry.tests.cast import HOUR, funded, payout
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> datetime:
    return clock.now()


def arrived(at: datetime, *waits: float) -> None:
    for hours in waits:
        payout(at - 20 * HOUR - hours * HOUR, at - 20 * HOUR)


def test_below_five_payouts_nothing_is_told(client: Client, at: datetime) -> None:
    arrived(at, 2, 3, 4, 30)
    assert payments.promise_kept(at, 30).count is None
    assert "کمتر از ۵ واریز" in client.get("/promise").content.decode()
    row = client.get("/promise.csv").content.decode("utf-8-sig").splitlines()[1]
    assert row == "30,,,,,"


def test_the_promise_counts_median_worst_and_what_was_broken(at: datetime) -> None:
    arrived(at, 2, 3, 4, 12, 12.001)
    kept = payments.promise_kept(at, 30)
    assert (kept.count, kept.median, kept.breaches) == (5, 4 * HOUR, 1)
    assert kept.worst == 12.001 * HOUR
    assert kept.kept_percent == 80


def test_a_payout_that_is_late_and_on_its_way_is_a_broken_promise_too(at: datetime) -> None:
    arrived(at, 2, 2, 2, 2)
    payout(at - 40 * HOUR, None)
    payout(at - 11 * HOUR, None)
    kept = payments.promise_kept(at, 30)
    assert (kept.count, kept.breaches, kept.still_late, kept.worst) == (5, 1, 1, 40 * HOUR)


def test_money_that_came_home_is_counted_from_the_first_try(at: datetime) -> None:
    arrived(at, 2, 2, 2, 2)
    first = payout(at - 60 * HOUR, at - 50 * HOUR)
    type(first).objects.filter(pk=first.pk).update(state="returned")
    payout(at - 24 * HOUR, at - 20 * HOUR, replaces=first)
    kept = payments.promise_kept(at, 30)
    assert (kept.count, kept.worst, kept.breaches) == (5, 40 * HOUR, 1)


def test_a_month_and_a_quarter_are_told_apart(at: datetime) -> None:
    arrived(at - timedelta(days=40), 1, 1, 1, 1, 1)
    month, quarter = queries.promises(at)
    assert (month.count, quarter.count) == (None, 5)


@pytest.mark.parametrize(("address", "says"), [
    ("/promise", "در ۳۰ روز گذشته از هر ۱۰۰ واریز ۱۰۰ تا در زمان قول رسید"),
    ("/en/promise", "In the last 30 days, 100 of every 100 payouts arrived as promised"),
])  # fmt: skip
def test_the_title_of_the_promise_is_its_finding(
    client: Client, at: datetime, address: str, says: str
) -> None:
    arrived(at, 2, 3, 4, 5, 6)
    assert f"<h1>{says}</h1>" in client.get(address).content.decode()


def test_machines_read_the_promise_without_a_key(client: Client, at: datetime) -> None:
    arrived(at, 2, 3, 4, 5, 6)
    month = client.get("/api/promise").json()["promises"][0]
    assert (month["payouts"], month["median_minutes"], month["promised_minutes"]) == (5, 240, 720)


def some_deals(at: datetime) -> None:
    for _ in range(6):
        funded("تهران", "شیراز", at - HOUR, price=20_000_000)
    for _ in range(5):
        funded("مرند", "تهران", at - HOUR, price=600_000_000)
    funded("یزد", "کرمان", at - HOUR)


def test_the_spread_of_deals_over_the_country(at: datetime) -> None:
    some_deals(at)
    found = queries.spread(at, 30)
    assert (found.total, found.provinces_reached, found.cities_reached) == (12, 5, 5)
    shown = {row.province.name: row.origin for row in found.provinces if row.origin}
    assert shown == {"تهران": 6}, "Marand is hidden with Yazd: else Yazd's one deal would show."
    assert [(one.origin.name, one.destination.name, one.count) for one in found.routes] == [
        ("تهران", "فارس", 6),
        ("آذربایجان شرقی", "تهران", 5),
    ]
    assert found.outside_percent == 41
    assert queries.spread(at + timedelta(days=31), 30).total is None


def test_a_deal_without_cities_is_counted_and_shown_nowhere(at: datetime) -> None:
    for _ in range(7):
        funded(None, None, at - HOUR)
    found = queries.spread(at, 30)
    assert (found.total, found.cities_reached, found.routes) == (7, 0, [])


@pytest.mark.parametrize(("address", "says"), [
    ("/stats", "تهران ۵۰ درصد معامله‌ها را فرستاد"),
    ("/en/stats", "Tehran sent 50 percent of all deals"),
])  # fmt: skip
def test_the_title_of_the_map_is_its_finding(
    client: Client, at: datetime, address: str, says: str
) -> None:
    some_deals(at)
    page = client.get(address).content.decode()
    assert says in page
    assert page.count('<ul class="tiles">') == 2
    assert page.count('class="q') == 2 * 31 + 2 * 5
    assert " style=" not in page


def test_an_empty_country_has_its_page_too(client: Client) -> None:
    assert "هنوز معاملهٔ کافی" in client.get("/stats").content.decode()
    assert client.get("/api/stats").json()["deals"] is None
    assert client.get("/stats", {"days": "'"}).status_code == 200


def test_the_table_can_be_taken_away(client: Client, at: datetime) -> None:
    some_deals(at)
    lines = client.get("/stats.csv").content.decode("utf-8-sig").splitlines()
    assert lines[0] == "province,city,deals_from,deals_to"
    assert "تهران,,6," in lines
    assert "تهران,تهران,6," in lines
    assert client.get("/api/stats?days=30").json()["deals"] == 12


@pytest.mark.parametrize("address", ["/stats", "/promise"])
def test_a_public_page_costs_the_same_however_many_deals(
    client: Client, at: datetime, address: str
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    some_deals(at)
    arrived(at, 1, 1, 1, 1, 1)
    before = cost()
    some_deals(at)
    arrived(at, 1, 1, 1)
    assert cost() == before


def ask(client: Client, code: str, digits: str, prefix: str = "") -> str:
    told = client.post(f"{prefix}/verify", {"code": code, "digits": digits})
    assert told.status_code == 200
    return told.content.decode()


@pytest.mark.parametrize(("prefix", "says"), [("", "این معامله از ماست"), ("/en", "This deal is")])
def test_a_real_code_shows_its_phrase_in_both_languages(
    client: Client, at: datetime, prefix: str, says: str
) -> None:
    deal = funded("تهران", "شیراز", at)
    watchword = deals.watchword_of(deal.code)
    page = ask(client, deal.code.lower().replace("-", " "), watchword.digits, prefix)
    assert says in page
    assert watchword.phrase.fa in page
    assert watchword.phrase.en in page


def test_wrong_digits_and_an_unknown_deal_get_the_very_same_page(
    client: Client, at: datetime
) -> None:
    deal, nobody = funded("تهران", "شیراز", at), "D-7K4Q-92MX-5TB3"
    right = deals.watchword_of(deal.code).digits
    wrong = f"{(int(right) + 1) % 10_000:04d}"
    pages = [
        said(ask(client, deal.code, wrong)),
        said(ask(client, nobody, right)),
        said(ask(client, nobody, deals.watchword_of(nobody).digits)),
    ]
    assert pages[0] == pages[1] == pages[2]
    assert "چنین معامله‌ای با این رقم‌ها نداریم" in pages[0]


def said(page: str) -> str:
    """The answer of the page, without the form that repeats what was typed."""
    return page[page.index('<section class="card"') : page.index("<form method")]


@pytest.mark.parametrize("digits", ["12", "۱۲۳۴۵", "abcd", "\u0661\u0662", "'; --"])
def test_digits_that_are_no_digits_are_simply_wrong(
    client: Client, at: datetime, digits: str
) -> None:
    assert "نداریم" in ask(client, funded("تهران", "شیراز", at).code, digits)


def test_guessing_the_digits_of_one_deal_ends_soon(client: Client, at: datetime) -> None:
    deal = funded("تهران", "شیراز", at)
    for guess in range(rules.MOST_LOOKS_AT_A_CODE):
        ask(client, deal.code, f"{guess:04d}")
    right = deals.watchword_of(deal.code).digits
    told = client.post("/verify", {"code": deal.code, "digits": right})
    assert (told.status_code, "کمی صبر کنید" in told.content.decode()) == (429, True)


def test_one_neighbourhood_may_not_try_codes_without_end(at: datetime) -> None:
    look = actions.look
    act = Act(None, Role.PERSON, at)
    for number in range(rules.MOST_LOOKS_OF_A_NETWORK):
        look(act, code=f"D-{number}", digits="1234", network="203.0.113.0/24")
    with pytest.raises(TooManyLooks):
        look(act, code="D-x", digits="1234", network="203.0.113.0/24")
    look(act, code="D-x", digits="1234", network="198.51.100.0/24")
    later = Act(None, Role.PERSON, at + rules.LOOK_SPAN)
    look(later, code="D-x", digits="1234", network="203.0.113.0/24")
    assert Look.objects.count() == 1, "What is older than the span is forgotten."
