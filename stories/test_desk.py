"""The officers' desk: cases that wait for a ruling, for those who may give one."""

from datetime import timedelta

import pytest
from django.test import Client

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.states import DEAL
from amanat.capabilities.escrow import actions as escrow
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.people import actions as people
from amanat.capabilities.people.models import Person
from amanat.config.demo.player import Player
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role
from amanat.words.refusal import NotYours, WrongState


@pytest.fixture
def sara(play: Player) -> Person:
    return play.join("09120000031", "سارا محمدی")


@pytest.fixture
def reza(play: Player) -> Person:
    return play.join("09120000032", "رضا کریمی", paid_at=32)


@pytest.fixture
def nader(play: Player) -> Person:
    return with_hat(play.join("09120000033", "نادر رستمی"))


def with_hat(person: Person) -> Person:
    people.give_hat(Act(None, Role.OPERATOR, clock.now()), person_id=person.pk, role=Role.OFFICER)
    return person


@pytest.fixture
def quarrel(play: Player, sara: Person, reza: Person) -> Deal:
    """Both have spoken, the time to agree is over."""
    deal = play.receive(play.ship(play.pay(play.agree(sara, reza), sara), reza), sara)
    deal = play.report(deal, sara, "صفحه شکسته است و روشن نمی‌شود.")
    play.say(deal, reza, "هنگام ارسال سالم بود.")
    return play.wait_until(deal, "review", within=timedelta(days=30))


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_the_officer_finds_the_case_on_the_desk_and_reads_both_sides(
    play: Player, quarrel: Deal, nader: Person
) -> None:
    desk = browser(nader)
    bench = desk.get("/en/desk").content.decode()
    assert f"/en/deals/review/{quarrel.code}" in bench
    assert "Evidence" in bench, "How far the case has come stands in the list."
    page = desk.get(f"/deals/review/{quarrel.code}").content.decode()
    for said in ("صفحه شکسته است", "هنگام ارسال سالم بود", "سارا محمدی", "رضا کریمی"):
        assert said in page


def test_nobody_moves_money_without_a_ruling_that_can_be_appealed(
    play: Player, quarrel: Deal, nader: Person
) -> None:
    for hold in holds.holds_of(quarrel.subject):
        for verb in (escrow.release, escrow.refund):
            with pytest.raises((NotYours, WrongState)):
                verb(play.act(nader, Role.OFFICER), hold_id=hold.pk)
    assert all(Role.OFFICER not in row.who for row in DEAL)
    assert browser(nader).get(f"/desk/deals/{quarrel.code}").status_code == 404


def test_an_officer_who_is_a_side_sees_the_deal_but_does_not_open_it(
    play: Player, quarrel: Deal, sara: Person
) -> None:
    side = browser(with_hat(sara))
    bench = side.get("/en/desk").content.decode()
    assert "You are a side" in bench
    assert f"review/{quarrel.code}" not in bench
    assert side.get(f"/deals/review/{quarrel.code}").status_code == 404


def test_an_officer_who_stood_aside_sees_it_no_more(
    play: Player, quarrel: Deal, nader: Person
) -> None:
    case = queries.case_on(quarrel)
    deals.close_evidence(Act(None, Role.CLOCK, clock.now()), case_id=case.pk)
    deals.stand_aside(play.act(nader, Role.OFFICER), case_id=case.pk)
    bench = browser(nader).get("/en/desk").content.decode()
    assert "You stood aside" in bench
    assert f"review/{quarrel.code}" not in bench


def test_nobody_reads_a_case_by_claiming_the_hat(play: Player, quarrel: Deal) -> None:
    stranger = play.join("09120000034", "کاوه صادقی")
    assert browser(stranger).get(f"/deals/review/{quarrel.code}").status_code == 404


def test_a_deal_that_is_not_in_review_is_not_the_officers_to_read(
    play: Player, sara: Person, reza: Person, nader: Person
) -> None:
    deal = play.agree(sara, reza)
    assert browser(nader).get(f"/deals/review/{deal.code}").status_code == 404


def test_the_list_of_reviews_costs_the_same_for_each_officer_and_deal(
    play: Player, quarrel: Deal, sara: Person, reza: Person, nader: Person,
    django_assert_max_num_queries: object,
) -> None:  # fmt: skip
    desk = browser(nader)
    desk.get("/desk")
    costs = [cost(desk, django_assert_max_num_queries)]
    other = play.receive(play.ship(play.pay(play.agree(sara, reza), sara), reza), sara)
    play.report(other, sara, "این یکی هم روشن نمی‌شود.")
    play.wait_until(other, "review", within=timedelta(days=30))
    costs.append(cost(desk, django_assert_max_num_queries))
    assert costs[0] == costs[1]


def cost(client: Client, limit: object) -> int:
    with limit(40) as asked:
        client.get("/desk")
    return len(asked)
