"""Signs of risk come to an officer; a blocked person gets a neutral no and a way to another look."""

import pytest
from django.test import Client

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals.models import OfficialHold
from amanat.capabilities.people import actions as people
from amanat.capabilities.people.models import Person
from amanat.capabilities.people.refusals import IdentityTaken, WrongCode
from amanat.capabilities.people.tests.program import Program
from amanat.capabilities.risk import actions as risk
from amanat.capabilities.risk import queries
from amanat.capabilities.risk.models import Entry, Sign
from amanat.capabilities.risk.refusals import (
    ListedBefore,
    NotOpenToYou,
    OwnSign,
    SecondPersonNeeded,
    TooLongAlone,
    TooManyAppeals,
)
from amanat.capabilities.risk.rules import WEIGHTS, card_mark, score
from amanat.capabilities.watch import queries as watch
from amanat.config.demo.player import national_id
from amanat.kernel.clock import time as clock
from amanat.kernel.law.models import Parameter
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound, NotYours
from stories.market import DAY, HOUR, NUMBERS, Market
from stories.test_deal_endings import GOODS

WHY = "سه نفر از این شماره شکایت کرده‌اند."


@pytest.fixture
def market(play) -> Market:
    made = Market(play)
    made.nader = play.hat(made.person("نادر رستمی"), Role.OFFICER)
    made.mina = play.hat(made.person("مینا شریفی"), Role.OFFICER)
    return made


def officer(person: Person) -> Act:
    return Act(person.pk, Role.OFFICER, clock.now())


def listed(market: Market, **more: object) -> Entry:
    fields = {"kind": "phone", "value": market.reza.phone, "words": WHY, "hours": 72, **more}
    return risk.place(officer(market.nader), **fields)


def limit(rule: str, most: int) -> None:
    """From today on another limit is in force: the rules are dated data."""
    Parameter.objects.create(
        name=f"risk.{rule}", value=most, valid_from=clock.tehran_day(clock.now()), source="a test"
    )


def begun(market: Market) -> int:
    deal = deals.begin(market.seller, role=Role.SELLER, **GOODS, other_phone=market.sara.phone)
    return deal.pk


def test_one_officer_lists_for_three_days_and_two_for_good(market: Market) -> None:
    with pytest.raises(TooLongAlone):
        listed(market, hours=73)
    with pytest.raises(NotYours):
        risk.place(officer(market.sara), kind="phone", value=market.reza.phone, words=WHY, hours=1)
    entry = listed(market)
    with pytest.raises(ListedBefore):
        listed(market)
    with pytest.raises(SecondPersonNeeded):
        risk.make_permanent(officer(market.nader), entry_id=entry.pk)
    market.play.wait(71 * HOUR)
    assert queries.is_listed(market.reza.pk, clock.now())
    risk.make_permanent(officer(market.mina), entry_id=entry.pk)
    market.play.wait(30 * DAY)
    assert queries.is_listed(market.reza.pk, clock.now())
    with pytest.raises(SecondPersonNeeded):
        risk.lift(officer(market.nader), entry_id=entry.pk)
    risk.lift(officer(market.mina), entry_id=entry.pk)
    assert not queries.is_listed(market.reza.pk, clock.now())


@pytest.mark.parametrize("kind", ["phone", "national_id", "sheba"])
def test_who_is_listed_by_any_number_gets_a_neutral_no(market: Market, kind: str) -> None:
    account = market.reza.bank_accounts.get().sheba
    number = national_id(int(market.reza.phone[2:]))
    value = {"phone": market.reza.phone, "sheba": account, "national_id": number}[kind]
    deal_id = begun(market)
    entry = listed(market, kind=kind, value=value, hours=2)
    assert value not in (entry.index, entry.shown)
    with pytest.raises(NotOpenToYou) as no:
        deals.propose(market.seller, deal_id=deal_id)
    assert "/appeal" in no.value.sentence.fa and "تقلب" not in no.value.sentence.fa
    market.play.wait(2 * HOUR)  # Without a second officer it runs out by itself.
    deals.propose(market.seller, deal_id=deal_id)


def test_a_blocked_person_cannot_accept_either_and_may_ask_for_another_look(
    market: Market,
) -> None:
    deal = market.play.offer(market.sara, Role.BUYER, market.reza)
    listed(market)
    with pytest.raises(NotOpenToYou):
        market.play.accept(deal, market.reza)
    client = Client()
    client.force_login(market.reza)
    assert client.post("/appeal", {"words": WHY}).status_code == 303
    for _ in range(2):
        risk.appeal(market.act(market.reza, Role.PERSON), words=WHY)
    with pytest.raises(TooManyAppeals):
        risk.appeal(market.act(market.reza, Role.PERSON), words=WHY)
    assert Sign.objects.filter(rule="appeal", person=market.reza, state="open").count() == 3


def test_one_national_id_is_one_person_so_nobody_sits_on_both_sides(market: Market) -> None:
    twin = market.play.sign_in(f"0{next(NUMBERS)}")
    with pytest.raises(IdentityTaken):
        people.check_identity(
            market.act(twin, Role.PERSON), person_id=twin.pk,
            national_id=national_id(int(market.reza.phone[2:])),
        )  # fmt: skip


def test_many_new_deals_in_a_day_raise_one_sign_that_grows(market: Market) -> None:
    limit("deals_per_day", 1)
    for _ in range(3):
        deals.propose(market.seller, deal_id=begun(market))
        market.play.settle()
    (sign,) = Sign.objects.filter(rule="deals_per_day")
    assert (sign.person_id, sign.value, sign.limit) == (market.reza.pk, 3, 1)
    assert sign.score == score("deals_per_day", 3, 1) == 3 * WEIGHTS["deals_per_day"]


def test_much_money_of_somebody_new_and_a_ring_are_seen(market: Market) -> None:
    market.agreed(price_units=1_100_000_000)
    (sign,) = Sign.objects.filter(rule="new_person_units")
    assert (sign.person_id, sign.value) == (market.sara.pk, 1_100_000_000)
    limit("ring", 1)
    market.agreed()
    (ring,) = Sign.objects.filter(rule="ring")
    assert sorted(ring.people) == sorted([market.sara.pk, market.reza.pk])


def test_two_people_who_pay_with_one_card_are_seen(market: Market) -> None:
    """The simulator has one card: whoever pays second shares it."""
    limit("people_per_card", 1)
    market.funded()
    other = market.person("کاوه نادری")
    market.play.pay(market.play.agree(other, market.reza), other)
    found = Sign.objects.filter(rule="people_per_card").first()
    assert found is not None and {market.sara.pk, other.pk} <= set(found.people)


def test_wrong_codes_are_counted(market: Market) -> None:
    act = Act(None, Role.PERSON, clock.now())
    for _ in range(3):
        market.play.wait(HOUR)
        act = Act(None, Role.PERSON, clock.now())
        people.send_code(act, phone=market.sara.phone, purpose="sign_in")
        for _ in range(4):
            with pytest.raises(WrongCode):
                people.confirm_code(act, phone=market.sara.phone, purpose="sign_in", code="no code")
    market.play.settle()
    (sign,) = Sign.objects.filter(rule="code_attempts")
    assert sign.person_id == market.sara.pk


def test_an_officer_keeps_the_money_and_a_second_one_confirms(market: Market) -> None:
    deal = market.funded(price_units=1_100_000_000)
    sign = Sign.objects.get(rule="new_person_units")
    market.play.hat(market.reza, Role.OFFICER)
    with pytest.raises(OwnSign):
        risk.hold_deal(officer(market.reza), sign_id=sign.pk, words=WHY)
    client = Client()
    client.force_login(market.nader)
    assert client.get("/desk/risk").status_code == 200
    assert client.get(f"/desk/risk/{sign.pk}").status_code == 200
    sent = {"verb": "hold_deal", "words": WHY}
    assert client.post(f"/desk/risk/{sign.pk}", sent).status_code == 303
    market.play.settle()
    hold = OfficialHold.objects.get(deal=deal)
    assert (hold.state, hold.proposer_id, hold.kind) == ("proposed", market.nader.pk, "fraud")
    deals.confirm_hold(officer(market.mina), official_hold_id=hold.pk)


def test_a_high_score_comes_to_the_watch_desk_and_leaves_it_when_cleared(market: Market) -> None:
    deal, house = market.funded(), Act(None, Role.HOUSE, clock.now())
    about = {"rule": "ring", "person_id": market.reza.pk, "limit": 5}
    signs = [
        risk.raise_sign(house, value=9, subject=where, **about) for where in (deal.subject, "")
    ]

    def found() -> set[str]:
        return {about for about, reason in watch.findings(clock.now()) if reason == "fraud_score"}

    assert found() == {deal.subject, f"person:{market.reza.pk}"}
    for sign in signs:
        risk.clear_sign(officer(market.nader), sign_id=sign.pk, words=WHY)
    assert found() == set()


def test_blocking_lists_every_number_of_the_person_for_three_days(market: Market) -> None:
    risk.raise_sign(
        Act(None, Role.HOUSE, clock.now()), rule="ring", person_id=market.reza.pk, value=9, limit=5
    )
    sign = Sign.objects.get(rule="ring")
    risk.block(officer(market.nader), sign_id=sign.pk, words=WHY)
    assert {one.kind for one in Entry.objects.all()} == {"phone", "sheba"}
    assert queries.is_listed(market.reza.pk, clock.now())
    with pytest.raises(NotFound):
        queries.check_officer(market.sara.pk)


def test_a_card_is_known_by_what_banks_show() -> None:
    assert card_mark("۶۲۱۹-۸۶۱۰-۱۲۳۴-۸۰۸۰") == card_mark("621986…8080") == "621986…8080"
    assert card_mark("1234") == ""


def test_officers_decide_by_machine_too_and_nobody_else_finds_anything(market: Market) -> None:
    nader, mina, sara = (Program.of(one) for one in (market.nader, market.mina, market.sara))
    house = Act(None, Role.HOUSE, clock.now())
    sign = risk.raise_sign(house, rule="ring", person_id=market.reza.pk, value=9, limit=5)
    there = f"/api/risk/signs/{sign.pk}"
    for path in ("/api/risk/signs", there, "/api/risk/list", "/api/risk/limits"):
        assert sara.get(path).status_code == 404
    assert sara.post(f"{there}/clear_sign", {"words": WHY}).status_code == 404
    (shown,) = nader.get("/api/risk/signs").json()["signs"]
    assert (shown["rule"], shown["state"], shown["value"], shown["limit"]) == ("ring", "open", 9, 5)
    assert nader.did(f"{there}/clear_sign", {"words": WHY})["state"] == "cleared"
    assert nader.post(f"{there}/block", {"words": WHY}).status_code == 409
    limits = {one["rule"]: one for one in nader.get("/api/risk/limits").json()["limits"]}
    assert limits["ring"] == {"rule": "ring", "limit": 5, "weight": WEIGHTS["ring"]}
    asked = {"kind": "phone", "value": market.sara.phone, "hours": 72, "words": WHY}
    made = nader.did("/api/risk/list", asked, status=201)
    one = f"/api/risk/list/{made['id']}"
    assert made["shown"] != market.sara.phone and made["until"] is not None
    assert nader.post(f"{one}/make_permanent").status_code == 403
    assert mina.did(f"{one}/make_permanent")["until"] is None
    assert [entry["id"] for entry in mina.get("/api/risk/list").json()["entries"]] == [made["id"]]
    assert mina.did(f"{one}/lift")["id"] == made["id"]
    sara.did("/api/risk/appeals", {"words": WHY}, status=201)
    assert nader.get("/api/risk/signs").json()["signs"][0]["rule"] == "appeal"
