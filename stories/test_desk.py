"""An officer decides a quarrel: sees both sides, types a code and a reason, and the money moves."""

from datetime import timedelta

import pytest
from django.test import Client

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.refusals import ConflictOfInterest
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.people import actions as people
from amanat.capabilities.people.models import Person
from amanat.capabilities.people.refusals import CodeNeeded
from amanat.config.demo.player import CODE_PAUSE, Player
from amanat.kernel.clock import time as clock
from amanat.kernel.ledger import book
from amanat.words.act import Act, Role
from amanat.words.refusal import NotYours

HELD = 320_000_000 + 1_600_000
REASON = "عکس‌ها شکستگی را پیش از ارسال نشان می‌دهند."


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


def code_for(play: Player, officer: Person, deal: Deal) -> str:
    play.wait(CODE_PAUSE)
    known = len(play.outside.inbox(officer.phone))
    assert browser(officer).post(f"/desk/deals/{deal.code}/code").status_code == 303
    play.settle()
    return play.outside.code(officer.phone, known)


def test_the_officer_reads_both_sides_and_returns_the_money(
    play: Player, quarrel: Deal, nader: Person
) -> None:
    desk = browser(nader)
    assert quarrel.code in desk.get("/desk").content.decode()
    page = desk.get(f"/desk/deals/{quarrel.code}").content.decode()
    assert "صفحه شکسته است" in page
    assert "هنگام ارسال سالم بود" in page

    sent = {"reason": REASON, "code": code_for(play, nader, quarrel)}
    assert desk.post(f"/desk/deals/{quarrel.code}/award_buyer", sent)["Location"] == "/desk"
    play.settle()
    deal = play.wait_until(quarrel, "refunded", within=timedelta(days=5))
    assert holds.position(deal.subject).returned_units == HELD
    assert book.broken_invariants() == []


def test_the_officer_gives_the_money_to_the_seller(
    play: Player, quarrel: Deal, nader: Person, reza: Person
) -> None:
    sent = {"reason": REASON, "code": code_for(play, nader, quarrel)}
    browser(nader).post(f"/en/desk/deals/{quarrel.code}/award_seller", sent)
    play.settle()
    deal = play.wait_until(quarrel, "completed", within=timedelta(days=5))
    assert holds.position(deal.subject).with_payee_units == 320_000_000 - 1_600_000
    assert REASON in browser(reza).get(f"/deals/{deal.code}").content.decode()


def test_a_decision_needs_a_code_and_a_reason(play: Player, quarrel: Deal, nader: Person) -> None:
    desk, address = browser(nader), f"/en/desk/deals/{quarrel.code}/award_buyer"
    page = desk.post(address, {"reason": "short", "code": "000000"})
    assert page.status_code == 422
    assert "short" in page.content.decode()
    with pytest.raises(CodeNeeded):
        deals.award_buyer(play.act(nader, Role.OFFICER), deal_id=quarrel.pk, reason=REASON)
    assert play.fresh(quarrel).state == "review"


def test_an_officer_who_is_a_side_does_not_decide(
    play: Player, quarrel: Deal, sara: Person
) -> None:
    page = browser(with_hat(sara)).get(f"/desk/deals/{quarrel.code}").content.decode()
    assert "award_buyer" not in page
    with pytest.raises(ConflictOfInterest):
        deals.award_buyer(play.act(sara, Role.OFFICER), deal_id=quarrel.pk, reason=REASON)


def test_nobody_decides_by_claiming_the_hat(play: Player, quarrel: Deal) -> None:
    stranger = play.join("09120000034", "کاوه صادقی")
    with pytest.raises(NotYours):
        deals.award_seller(play.act(stranger, Role.OFFICER), deal_id=quarrel.pk, reason=REASON)
    assert browser(stranger).get(f"/desk/deals/{quarrel.code}").status_code == 404


def test_a_deal_that_is_not_in_review_is_not_the_officers_to_read(
    play: Player, sara: Person, reza: Person, nader: Person
) -> None:
    deal = play.agree(sara, reza)
    assert browser(nader).get(f"/desk/deals/{deal.code}").status_code == 404


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
    with limit(40) as asked:  # type: ignore[operator]  # pytest-django's fixture
        client.get("/desk")
    return len(asked)
