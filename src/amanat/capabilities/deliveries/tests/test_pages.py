"""What the maker, the buyer and a stranger see of deliveries, and a call that is taken back."""

import pytest
from django.test import Client

from amanat.capabilities.businesses.tests.cast import a_person
from amanat.capabilities.contracts import queries as known
from amanat.capabilities.deliveries import actions as deliveries
from amanat.capabilities.deliveries import refusals
from amanat.capabilities.deliveries.models import Delivery
from amanat.capabilities.deliveries.tests.cast import DAY, Line, a_line, vin_of
from amanat.capabilities.people.models import Person
from amanat.words.moments import spoken_date
from amanat.words.refusal import WrongState

pytestmark = pytest.mark.django_db
LANGUAGES = {"fa": ("", 'lang="fa" dir="rtl"'), "en": ("/en", 'lang="en" dir="ltr"')}


@pytest.fixture
def line() -> Line:
    return a_line(method="custom", collateral=50_000_000_000)


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def answers(client: Client, paths: list[str]) -> dict[str, int]:
    return {path: client.get(path).status_code for path in paths}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_opens_for_its_own_people_alone(line: Line, language: str) -> None:
    prefix, direction = LANGUAGES[language]
    one = line.called(line.planned())
    owner, buyer = line.sale.maker.owner, Person.objects.get(pk=one.buyer_id)
    org = f"{prefix}/org/{line.sale.maker.shop.business.code}/deliveries"
    makers = [org, f"{org}?show=late", f"{org}/upload", f"{prefix}/org/deliveries/{one.pk}"]
    buyers = [f"{prefix}/deliveries/{one.contract_code}"]
    stranger = as_(a_person("غریبه"))
    for person, own, others in ((owner, makers, buyers), (buyer, buyers, makers)):
        client = as_(person)
        assert set(answers(client, own).values()) == {200}
        assert set(answers(client, others).values()) == {404}
        assert direction in client.get(own[0]).content.decode()
    assert set(answers(stranger, makers + buyers).values()) == {404}
    everybody = f"{prefix}/permits/{line.sale.maker.now.code}/deliveries"
    assert answers(Client(), [everybody]) == {everybody: 200}
    assert one.contract_code not in stranger.get(f"{prefix}/deliveries").content.decode()
    turned = Client().get(buyers[0])
    assert turned.status_code in {302, 303} and "sign-in" in turned["location"]


def test_a_mistyped_vehicle_is_taken_back_on_the_page_and_free_for_another(line: Line) -> None:
    one, other = line.called(line.planned(), vin=vin_of(7)), line.planned()
    client, path = as_(line.sale.maker.owner), f"/org/deliveries/{one.pk}"
    assert client.post(f"{path}/take-call-back", {"reason": "؟"}).status_code == 422
    said = client.post(f"{path}/take-call-back", {"reason": "شناسهٔ خودرو اشتباه بود"})
    assert said.status_code == 303
    one = line.now(one)
    assert (one.state, one.vin, one.ready_on) == ("planned", None, None)
    assert known.contract(one.contract_id).state == "in_force"
    assert line.called(other, vin=vin_of(7)).vin == vin_of(7)
    with pytest.raises(refusals.VinTaken):
        line.called(one, vin=vin_of(7))


def test_what_was_paid_between_two_calls_counts_and_the_price_stays(line: Line) -> None:
    one = line.called(line.planned())
    due = one.due_units
    back = deliveries.take_call_back(line.holder(), delivery_id=one.pk, reason="خودروی دیگر")
    assert line.paid(back).due_paid_on is None, "Nobody is called just now."
    one = line.called(line.now(one))
    assert (one.state, one.due_units, one.due_paid_on) == ("called", due, line.today)
    line.on(one.ready_on or line.today)
    assert line.handed(one).state == "handed"
    with pytest.raises(WrongState):
        deliveries.take_call_back(line.holder(), delivery_id=one.pk, reason="خودروی دیگر")


def test_a_late_delivery_whose_call_is_taken_back_stays_late(line: Line) -> None:
    one: Delivery = line.late_by(line.planned(), 3)
    one = line.called(one)
    back = deliveries.take_call_back(line.holder(), delivery_id=one.pk, reason="خودروی دیگر")
    assert (back.state, back.accrued_units) == ("late", one.accrued_units)
    line.on(line.today + DAY)
    line.counted()
    assert line.now(back).accrued_units > one.accrued_units


def test_a_file_is_ready_with_the_contracts_that_wait_and_half_a_code_costs_no_try(
    line: Line,
) -> None:
    planned, called = line.planned(), line.paid(line.called(line.planned()))
    client = as_(line.sale.maker.owner)
    at = f"/org/{line.sale.maker.shop.business.code}/deliveries"
    calls = client.get(f"{at}/call.csv").content.decode()
    hands = client.get(f"/en{at}/deliver.csv").content.decode()
    assert planned.contract_code in calls and called.contract_code not in calls
    assert f"{called.contract_code},{called.vin}" in hands and "code" in hands.splitlines()[0]
    assert client.get(f"{at}/other.csv").status_code == 404
    path = f"/org/deliveries/{called.pk}"
    said = client.post(f"{path}/hand-over", {"code": "۱۲", "defects": "خراش"})
    assert said.status_code == 422 and "خراش" in said.content.decode()
    assert line.now(called).code_tries == 0
    early = client.post(f"{path}/take-call-back", {"reason": "شناسهٔ خودرو اشتباه بود"})
    assert early.status_code == 303
    soon = client.post(f"{path}/call", {"vin": vin_of(8), "day": f"{line.today}"})
    first = spoken_date(line.today + 7 * DAY, "fa")
    assert f"از {first}." in soon.content.decode(), "A Jalali day on a Persian page."
