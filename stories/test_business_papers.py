"""What a business says of itself: activities, shares, accounts; its portal, and the bench."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from amanat.capabilities.businesses import actions as businesses
from amanat.capabilities.businesses import queries, refusals
from amanat.capabilities.businesses.models import Owner
from amanat.capabilities.businesses.tests.cast import (
    SOURCE,
    a_business,
    a_person,
    holder,
    registered,
    staff,
)
from amanat.capabilities.people.models import Person
from amanat.capabilities.people.tests.cast import new_national_id, new_sheba
from amanat.capabilities.places import queries as places
from amanat.kernel.clock import time as clock
from amanat.kernel.law.parameters import NoValueForDate
from amanat.kernel.log.history import history
from amanat.words import identity
from amanat.words.act import Act, Role
from amanat.words.moments import tehran_day

pytestmark = pytest.mark.django_db
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def sara() -> Person:
    return a_person("سارا محمدی")


@pytest.fixture
def reza() -> Person:
    return a_person("رضا کریمی")


@pytest.fixture
def nader() -> Person:
    return staff(name="نادر رستمی")


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def today() -> Any:
    return tehran_day(clock.now())


def facts_of(kind: str, pk: int) -> list[str]:
    return [line.name for line in history(f"{kind}:{pk}")]


@pytest.mark.parametrize(("day", "status", "confidence"), [
    ("2018-03-20", "allowed", "unconfirmed"), ("2018-03-21", "prohibited", "unconfirmed"),
    ("2018-04-01", "prohibited", "unconfirmed"), ("2025-10-18", "prohibited", "unconfirmed"),
    ("2025-10-19", "restricted", "reported"), ("2026-11-22", "restricted", "reported"),
])  # fmt: skip
def test_coins_are_judged_by_the_rule_of_the_day_which_is_never_called_law(
    day: str, status: str, confidence: str
) -> None:
    rule = queries.activity_rule("coin_gold", date.fromisoformat(day))
    assert (rule.status, rule.parameter.status, rule.is_law) == (status, confidence, False)


def test_a_day_without_a_rule_is_not_guessed() -> None:
    with pytest.raises(NoValueForDate):
        queries.activity_rule("coin_gold", date(2000, 1, 1))


def test_shares_never_exceed_the_whole_whoever_writes_them(sara: Person) -> None:
    one = registered(sara)

    def name(basis_points: int) -> Owner:
        return businesses.name_owner(
            holder(sara), business_id=one.pk, name="مالک", national_id=new_national_id(),
            basis_points=basis_points,
        )  # fmt: skip

    first = name(6_000)
    with pytest.raises(refusals.SharesAboveWhole) as no:
        name(4_001)
    assert no.value.facts == {"left": 4_000}
    name(4_000)
    with pytest.raises(DatabaseError), transaction.atomic():
        Owner.objects.filter(pk=first.pk).update(basis_points=6_001)
    businesses.end_owner(holder(sara), owner_id=first.pk)
    name(6_000)


def test_businesses_with_an_owner_in_common_are_sisters(sara: Person, reza: Person) -> None:
    number = new_national_id()
    one, two, three = registered(sara), registered(reza), registered(reza)
    for holds, business in ((sara, one), (reza, two)):
        businesses.name_owner(
            holder(holds), business_id=business.pk, name="مالک مشترک", national_id=number,
            basis_points=5_000,
        )  # fmt: skip
    assert queries.sister_businesses(one.pk) == [two.pk]
    assert queries.sister_businesses(three.pk) == []


def test_accounts_and_premises_are_written_down_and_checked(sara: Person) -> None:
    one, city = registered(sara), places.cities_called("شیراز")[0]
    sheba = new_sheba()
    account = businesses.add_account(holder(sara), business_id=one.pk, sheba=sheba)
    with pytest.raises(refusals.ShebaNamed):
        businesses.add_account(holder(sara), business_id=one.pk, sheba=sheba)
    with pytest.raises(identity.BadSheba):
        businesses.add_account(holder(sara), business_id=one.pk, sheba="IR00")
    businesses.end_account(holder(sara), account_id=account.pk)
    named = businesses.name_premises(
        holder(sara), business_id=one.pk, city_id=city.pk, postal_code="۷۱۳۴۸۵۶۷۸۹",
        address="خیابان زند", phone="071-3222-3344",
    )  # fmt: skip
    assert (named.postal_code, named.phone) == ("7134856789", "07132223344")


def test_the_portal_lists_what_a_seal_asks_for(sara: Person) -> None:
    one = a_business(sara, name="پارس تجارت")
    page = browser(sara).get(f"/org/{one.code}").content.decode()
    assert page.count("آماده</span>") == 3, "Activities, licences and domains are ready."
    assert browser(sara).get("/org").status_code == 303
    assert browser(a_person()).get(f"/org/{one.code}").status_code == 404
    english = browser(sara).get(f"/en/org/{one.code}/activities").content.decode()
    assert "it is not shown as law" in english


SHEETS = ("", "/licences", "/activities", "/premises", "/accounts", "/owners", "/team", "/domains")


def test_every_sheet_opens_in_both_languages_for_its_holder_alone(sara: Person) -> None:
    one, mine, stranger = a_business(sara), browser(sara), browser(a_person())
    for address in (
        f"{prefix}/org/{one.code}{sheet}" for prefix in ("", "/en") for sheet in SHEETS
    ):
        told = (mine.get(address).status_code, stranger.get(address).status_code)
        assert told == (200, 404), address


def test_forms_keep_what_was_typed_beside_the_sentence(sara: Person) -> None:
    one = registered(sara)
    told = browser(sara).post(f"/org/{one.code}/domains", {"name": "127.0.0.1"})
    page = told.content.decode()
    assert (told.status_code, 'value="127.0.0.1"' in page) == (422, True)
    assert "باشد: نشانی عددی دامنه نیست." in page


def test_the_bench_confirms_without_showing_a_national_id(nader: Person) -> None:
    number = new_national_id()
    sara = a_person("سارا محمدی", number)
    one = businesses.register_business(
        Act(sara.pk, Role.PERSON, clock.now()), kind="natural", name="گل‌فروشی سارا",
        identity_number=number,
    )  # fmt: skip
    licence = businesses.add_trade_licence(
        holder(sara), business_id=one.pk, class_code="general", issuer_kind="guild",
        issuer="اتحادیهٔ گل", number="۱۲۳", holder_id=number, valid_from=today(),
        valid_until=today() + DAY,
    )  # fmt: skip
    desk = browser(nader)
    for address in ("/desk/businesses", f"/desk/businesses/{one.code}",
                    f"/desk/businesses/licences/{licence.pk}"):  # fmt: skip
        page = desk.get(address).content.decode()
        assert ("گل‌فروشی سارا" in page, number in page) == (True, False)
        assert browser(sara).get(address).status_code == 404
    answer = {"holder_id": number, "source": SOURCE}
    told = desk.post(f"/desk/businesses/licences/{licence.pk}/confirm", answer)
    assert told.status_code == 303
    assert queries.trade_licence(licence.pk).state == "in_force"
