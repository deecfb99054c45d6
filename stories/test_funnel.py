"""The owner of the product sees where deals are lost, and nobody can be recognised in it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from amanat.capabilities.deals import queries
from amanat.capabilities.desk.pages.funnel import chart_of
from amanat.capabilities.desk.rules import shown
from amanat.capabilities.people.models import Person
from amanat.kernel.clock import time as clock
from amanat.words.act import Role
from stories.market import Market

STAGES = ("drafted", "proposed", "joined", "agreed", "paid", "shipped", "approved", "paid_out")


@pytest.fixture
def market(play) -> Market:
    return Market(play)


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_each_deal_counts_in_every_stage_it_reached(market: Market) -> None:
    market.play.offer(market.sara, Role.BUYER, market.reza)
    market.play.offer(market.reza, Role.SELLER, market.sara)
    market.agreed()
    market.shipped()
    at = clock.now() + timedelta(seconds=1)
    whole = queries.whole_funnel(at, 4)
    assert [whole.counts[stage] for stage in STAGES] == [4, 4, 4, 2, 1, 1, 0, 0]
    assert sum(week.counts["drafted"] for week in queries.funnel(at, 4)) == 4
    sellers = queries.whole_funnel(at, 4, role="seller")
    assert (sellers.counts["drafted"], sellers.counts["agreed"]) == (1, 0)
    assert queries.whole_funnel(at, 4, kind="coin").counts["drafted"] == 0
    assert whole.medians["agreed"] is not None and whole.medians["approved"] is None


def test_the_chart_says_what_it_shows_and_hides_what_is_few() -> None:
    counts = dict(zip(STAGES, (60, 55, 50, 45, 20, 19, 18, 4), strict=True))
    chart = chart_of(queries.Week(clock_free_moment(), counts, dict.fromkeys(STAGES)))
    assert "۳۳" in chart.finding.fa and "Paid" in chart.finding.en
    assert [bar.value for bar in chart.bars] == [60, 55, 50, 45, 20, 19, 18, None]
    assert [shown(count) for count in (0, 1, 4, 5)] == [0, None, None, 5]


def clock_free_moment() -> datetime:
    return datetime(2026, 11, 21, tzinfo=UTC)


def test_the_page_and_its_table_are_for_officers_and_cost_the_same(market: Market) -> None:
    officer = browser(market.play.hat(market.person("نادر رستمی"), Role.OFFICER))
    market.agreed()
    with CaptureQueriesContext(connection) as few:
        page = officer.get("/desk/funnel?weeks=4&role=buyer&kind=goods")
    for _ in range(3):
        market.play.offer(market.sara, Role.BUYER, market.reza)
    with CaptureQueriesContext(connection) as many:
        officer.get("/desk/funnel?weeks=4&role=buyer&kind=goods")
    assert page.status_code == 200 and len(few) == len(many)
    assert "<svg" in page.content.decode() and 'style="' not in page.content.decode()
    assert officer.get("/en/desk/funnel?weeks=nonsense").status_code == 200
    table = officer.get("/desk/funnel.csv?weeks=4").content.decode("utf-8-sig").splitlines()
    assert len(table) == 5 and table[0].startswith("week_from,drafted,proposed")
    assert browser(market.sara).get("/desk/funnel").status_code == 404
    assert browser(market.sara).get("/desk/funnel.csv").status_code == 404
