"""Our own licences: dated, seen by two officers, and over on their day. Never a logo."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from amanat.capabilities.people import actions as people
from amanat.capabilities.people.models import Person
from amanat.capabilities.people.tests.cast import new_phone
from amanat.capabilities.registry import actions as registry
from amanat.capabilities.registry import queries, refusals, rules
from amanat.capabilities.registry.models import Licence
from amanat.config import doctor_inside
from amanat.flows import sweeper
from amanat.kernel.clock import time as clock
from amanat.kernel.log.models import Entry
from amanat.words.act import Act, Role
from amanat.words.moments import read_day, spoken_date, tehran_day
from amanat.words.refusal import NotFound, NotYours, WrongState
from amanat.words.text import Text

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NAME = Text("نماد اعتماد الکترونیکی", "Electronic trust seal")
ISSUER = Text("مرکز توسعهٔ تجارت الکترونیکی", "Centre for electronic commerce")
ADDRESS = "https://trust.example/?id=1404"


@pytest.fixture
def nader() -> Person:
    return officer("نادر رستمی")


@pytest.fixture
def parvin() -> Person:
    return officer("پروین سلطانی")


def officer(name: str) -> Person:
    person = Person.objects.create(phone=new_phone(), name=name, created_at=clock.now())
    people.give_hat(Act(None, Role.OPERATOR, clock.now()), person_id=person.pk, role=Role.OFFICER)
    return person


def act(person: Person) -> Act:
    return Act(person.pk, Role.OFFICER, clock.now())


def propose(by: Person, *, left: int = 90, number: str = "1404-77", url: str = ADDRESS) -> Licence:
    today = tehran_day(clock.now())
    return registry.propose_licence(
        act(by), name=NAME, issuer=ISSUER, number=number, check_url=url,
        valid_from=today - 100 * DAY, valid_until=today + left * DAY,
    )  # fmt: skip


def in_force(by: Person, second: Person, **terms: object) -> Licence:
    return registry.confirm_licence(act(second), licence_id=propose(by, **terms).pk)


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page() -> str:
    return Client().get("/licences").content.decode()


def test_an_empty_list_says_so_and_never_shows_a_logo() -> None:
    assert "هیچ مجوز تأییدشده‌ای نداریم" in page()
    assert "no confirmed licence to show" in Client().get("/en/licences").content.decode()
    assert Client().get("/api/licences").json() == {"licences": []}


def test_nobody_sees_a_licence_before_a_second_officer_confirms_it(
    nader: Person, parvin: Person
) -> None:
    licence = propose(nader)
    assert NAME.fa not in page()
    with pytest.raises(refusals.SecondPairOfEyes):
        registry.confirm_licence(act(nader), licence_id=licence.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Licence.objects.filter(pk=licence.pk).update(confirmed_by=nader)
    registry.confirm_licence(act(parvin), licence_id=licence.pk)
    shown = page()
    assert NAME.fa in shown and "1404-77" in shown and "۹۰ روز مانده" in shown
    assert spoken_date(licence.valid_until, "fa") in shown and ADDRESS in shown
    (told,) = Client().get("/api/licences").json()["licences"]
    assert (told["state"], told["days_left"], told["number"]) == ("in_force", 90, "1404-77")
    facts = Entry.objects.filter(subject=f"licence:{licence.pk}").order_by("pk")
    assert [(one.name, one.by) for one in facts] == [
        ("LicenceProposed", nader.pk), ("LicenceConfirmed", parvin.pk)
    ]  # fmt: skip


def test_it_is_over_on_its_day_whether_or_not_the_clock_came_by(
    nader: Person, parvin: Person
) -> None:
    first = in_force(nader, parvin, left=0, number="A-1")
    second = in_force(nader, parvin, left=40, number="B-2")
    assert "امروز روز آخر آن است" in page()
    assert first.due_at == rules.end_of(first.valid_until)
    tomorrow = first.due_at + timedelta(seconds=1)
    found = queries.licences(tomorrow)
    assert [one.licence for one in found] == [second, first]
    assert [one.state for one in found] == ["in_force", "expired"], "Before the clock came by."
    assert not sweeper.fire(Licence, first.pk, first.due_at - timedelta(seconds=1))
    assert sweeper.fire(Licence, first.pk, tomorrow)
    first.refresh_from_db()
    assert first.state == "expired"
    assert "منقضی" in page() and "یک مجوز معتبر داریم" in page()


def test_an_officer_ends_one_and_everybody_reads_why(nader: Person, parvin: Person) -> None:
    licence = in_force(nader, parvin)
    answer = browser(nader).post(f"/desk/licences/{licence.pk}", {"reason": "withdrawn"})
    assert answer.status_code == 303
    assert "صادرکننده آن را پس گرفت" in page() and "هیچ مجوز" in page()
    with pytest.raises(WrongState):
        registry.end_licence(act(nader), licence_id=licence.pk, reason="withdrawn")


def test_two_officers_do_it_on_the_desk(nader: Person, parvin: Person) -> None:
    today = tehran_day(clock.now())
    typed = {
        "name_fa": NAME.fa, "name_en": NAME.en, "issuer_fa": ISSUER.fa, "issuer_en": ISSUER.en,
        "number": "۱۴۰۴-۷۷", "valid_from": "۱۴۰۴/۰۹/۳۱", "check_url": ADDRESS,
        "valid_until": (today + 50 * DAY).isoformat(),
    }  # fmt: skip
    desk = browser(nader)
    wrong = desk.post("/desk/licences", typed)
    assert wrong.status_code == 422 and "چنین روزی در تقویم نیست" in wrong.content.decode()
    assert "۱۴۰۴/۰۹/۳۱" in wrong.content.decode(), "What was typed stays."
    assert desk.post("/desk/licences", typed | {"valid_from": "۱۴۰۴/۰۹/۰۱"}).status_code == 303
    licence = Licence.objects.get()
    assert (licence.number, licence.valid_from) == ("1404-77", read_day("2025-11-22"))
    assert "تأیید با کارشناس دیگری" in desk.get(f"/desk/licences/{licence.pk}").content.decode()
    assert NAME.fa in browser(parvin).get("/desk/licences").content.decode()
    other = browser(parvin).post(f"/desk/licences/{licence.pk}/confirm_licence")
    assert other.status_code == 303 and NAME.fa in page()


def test_a_proposal_is_turned_down_and_the_same_one_may_come_again(
    nader: Person, parvin: Person
) -> None:
    licence = propose(nader)
    with pytest.raises(refusals.LicenceKnown):
        propose(parvin)
    registry.turn_down_licence(act(parvin), licence_id=licence.pk)
    in_force(nader, parvin)


@pytest.mark.parametrize("url", [
    "http://trust.example", "https://trust", "https://a@trust.example", "javascript:alert(1)",
    "https://trust.example/<b>", "https://trust.example:8080/",
])  # fmt: skip
def test_the_address_is_one_that_anybody_may_open(nader: Person, url: str) -> None:
    with pytest.raises(refusals.NoPublicAddress):
        propose(nader, url=url)


def test_what_has_not_begun_or_is_over_is_not_written_down(nader: Person, parvin: Person) -> None:
    with pytest.raises(refusals.LicenceOver):
        propose(nader, left=-1)
    today = tehran_day(clock.now())
    rules.check_term(today, today, today)
    with pytest.raises(refusals.LicenceNotBegun):
        rules.check_term(today + DAY, today + 2 * DAY, today)
    with pytest.raises(refusals.LicenceBackwards):
        rules.check_term(today, today - DAY, today)


def test_nobody_else_writes_licences_down(nader: Person) -> None:
    reza = Person.objects.create(phone=new_phone(), name="رضا", created_at=clock.now())
    with pytest.raises(NotFound):
        propose(reza)
    assert browser(reza).get("/desk/licences").status_code == 404
    licence = propose(nader)
    with pytest.raises(NotYours):
        registry.turn_down_licence(Act(reza.pk, Role.PERSON, clock.now()), licence_id=licence.pk)


def test_the_doctor_reminds_a_month_before(nader: Person, parvin: Person) -> None:
    in_force(nader, parvin, left=31, number="A-1")
    assert doctor_inside.licences().level == "ok"
    in_force(nader, parvin, left=30, number="B-2")
    found = doctor_inside.licences()
    assert found.level == "warn" and "B-2 ends in 30 days" in found.says and "A-1" not in found.says
