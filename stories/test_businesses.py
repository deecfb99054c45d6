"""Who sells: a business is registered, others act for it, its licences are confirmed and end."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from amanat.capabilities.businesses import actions as businesses
from amanat.capabilities.businesses import queries, refusals, rules
from amanat.capabilities.businesses.models import Business
from amanat.capabilities.businesses.tests.cast import (
    SOURCE,
    a_business,
    a_person,
    holder,
    new_domain,
    new_legal_id,
    officer,
    registered,
    staff,
    with_licence,
)
from amanat.capabilities.people.models import Person
from amanat.capabilities.people.tests.cast import new_national_id, new_sheba
from amanat.flows import sweeper
from amanat.kernel.clock import time as clock
from amanat.kernel.log.history import history
from amanat.kernel.log.models import Entry
from amanat.words import identity
from amanat.words.act import Act, Role
from amanat.words.moments import tehran_day
from amanat.words.refusal import NotFound, NotYours, WrongState

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


#  Registration


def test_a_company_is_registered_and_confirmed_after_an_inquiry(
    sara: Person, nader: Person
) -> None:
    one = registered(sara, name="پارس تجارت")
    assert (one.state, one.code[:2]) == ("registered", "B-")
    done = businesses.confirm_business(officer(nader), business_id=one.pk, source=SOURCE)
    assert (done.state, done.checked_by_id, done.check_source) == ("confirmed", nader.pk, SOURCE)
    assert facts_of("business", one.pk) == [
        "BusinessRegistered", "MandateGiven", "BusinessConfirmed",
    ]  # fmt: skip


def test_an_inquiry_that_does_not_agree_turns_it_down(sara: Person, nader: Person) -> None:
    one = registered(sara)
    businesses.turn_down_business(officer(nader), business_id=one.pk, why="differs")
    with pytest.raises(refusals.BusinessNotOpen):
        businesses.add_activity(holder(sara), business_id=one.pk, class_code="general")
    with pytest.raises(WrongState):
        businesses.confirm_business(officer(nader), business_id=one.pk, source=SOURCE)


def test_a_person_registers_under_their_own_national_id_which_stays_sealed() -> None:
    number = new_national_id()
    sara = a_person("سارا محمدی", number)
    one = businesses.register_business(
        Act(sara.pk, Role.PERSON, clock.now()), kind="natural", name="گل‌فروشی سارا",
        identity_number=number,
    )  # fmt: skip
    assert one.person_id == sara.pk
    stored = Business.objects.filter(pk=one.pk).values().get()
    assert number not in repr(
        {**stored, "national_id_sealed": bytes(one.national_id_sealed or b"")}
    )
    assert number not in repr(list(Entry.objects.values_list("facts", flat=True)))


def test_nobody_registers_under_another_s_national_id_or_without_an_identity(
    sara: Person, db: None
) -> None:
    act = Act(sara.pk, Role.PERSON, clock.now())
    with pytest.raises(refusals.NotYourNationalId):
        businesses.register_business(
            act, kind="natural", name="گل‌فروشی", identity_number=new_national_id()
        )
    stranger = Person.objects.create(phone="09120009999", created_at=clock.now())
    with pytest.raises(refusals.OwnIdNeeded):
        businesses.register_business(
            Act(stranger.pk, Role.PERSON, clock.now()), kind="legal", name="شرکت",
            identity_number=new_legal_id(),
        )  # fmt: skip


@pytest.mark.parametrize(("kind", "number", "refusal"), [
    ("legal", "10100302746", None), ("legal", "10100302747", identity.BadLegalId),
    ("legal", "11111111111", identity.BadLegalId), ("legal", "1010030274", identity.BadLegalId),
    ("natural", "0013542418", identity.BadNationalId), ("shop", "1", refusals.UnknownKind),
])  # fmt: skip
def test_check_digits_are_looked_at(
    sara: Person, kind: str, number: str, refusal: type[Exception] | None
) -> None:
    act = Act(sara.pk, Role.PERSON, clock.now())

    def register() -> Business:
        return businesses.register_business(
            act, kind=kind, name="پارس تجارت", identity_number=number
        )

    if refusal is None:
        assert register().legal_id == number
        return
    with pytest.raises(refusal):
        register()


def test_one_company_is_confirmed_once_whoever_registers_it_again(
    sara: Person, reza: Person, nader: Person
) -> None:
    first, act = registered(sara), Act(reza.pk, Role.PERSON, clock.now())
    again = businesses.register_business(
        act, kind="legal", name="پارس", identity_number=first.legal_id
    )
    businesses.confirm_business(officer(nader), business_id=first.pk, source=SOURCE)
    with pytest.raises(refusals.BusinessKnown):
        businesses.confirm_business(officer(nader), business_id=again.pk, source=SOURCE)
    with pytest.raises(refusals.BusinessKnown):
        businesses.register_business(act, kind="legal", name="پارس", identity_number=first.legal_id)


def test_nobody_registers_one_business_twice_or_too_many(sara: Person) -> None:
    first, act = registered(sara), Act(sara.pk, Role.PERSON, clock.now())
    with pytest.raises(refusals.BusinessYours):
        businesses.register_business(act, kind="legal", name="پارس", identity_number=first.legal_id)
    for _ in range(rules.MOST_REGISTERED - 1):
        registered(sara)
    with pytest.raises(refusals.TooManyBusinesses):
        registered(sara)


def test_the_holder_closes_it_and_nothing_is_added_afterwards(sara: Person) -> None:
    one = a_business(sara)
    businesses.close_business(holder(sara), business_id=one.pk)
    with pytest.raises(refusals.BusinessNotOpen):
        businesses.add_domain(holder(sara), business_id=one.pk, name=new_domain())


#  Mandates


def test_a_mandate_lets_another_act_in_what_it_names_and_no_more(
    sara: Person, reza: Person
) -> None:
    one = a_business(sara)
    businesses.give_mandate(
        holder(sara), business_id=one.pk, phone=reza.phone, powers=["papers"], last_day=today()
    )
    businesses.add_activity(holder(reza), business_id=one.pk, class_code="vehicle")
    with pytest.raises(refusals.PowerMissing):
        businesses.add_account(holder(reza), business_id=one.pk, sheba=new_sheba())
    with pytest.raises(refusals.PowerMissing):
        businesses.give_mandate(holder(reza), business_id=one.pk, phone=sara.phone, powers=["all"])
    later = Act(reza.pk, Role.HOLDER, clock.now() + DAY)
    with pytest.raises(NotFound):
        queries.check_mandate(later, one.pk)


def test_strangers_find_nothing_and_the_last_with_every_power_stays(
    sara: Person, reza: Person
) -> None:
    one = a_business(sara)
    with pytest.raises(NotFound):
        businesses.add_activity(holder(reza), business_id=one.pk, class_code="general")
    (mandate,) = queries.mandates(one.pk)
    with pytest.raises(refusals.LastMandate):
        businesses.end_mandate(holder(sara), mandate_id=mandate.pk)
    businesses.give_mandate(holder(sara), business_id=one.pk, phone=reza.phone, powers=["all"])
    businesses.end_mandate(holder(sara), mandate_id=mandate.pk)
    assert queries.of_person(sara.pk, clock.now()) == []
    assert queries.linked_people(one.pk) == {sara.pk, reza.pk}, "Once tied, always tied."


#  Licences


def test_a_licence_counts_from_the_inquiry_to_midnight_of_its_last_day(
    sara: Person, nader: Person
) -> None:
    one = registered(sara)
    licence = with_licence(one, sara, nader, valid_until=today())
    assert queries.valid_licences(one.pk, today()) == [licence]
    assert licence.due_at is not None
    clock.advance(licence.due_at - clock.now() - HOUR / 60)
    sweeper.sweep()
    assert queries.trade_licence(licence.pk).state == "in_force"
    clock.advance(HOUR / 60)
    sweeper.sweep()
    done = queries.trade_licence(licence.pk)
    assert (done.state, done.end_reason) == ("ended", "expired")
    assert facts_of("tradelicence", licence.pk)[-1] == "TradeLicenceEnded"


def test_a_licence_of_another_person_is_refused_by_its_name(
    sara: Person, reza: Person, nader: Person
) -> None:
    one, other = registered(sara), registered(reza)
    terms: dict[str, Any] = {
        "business_id": one.pk, "class_code": "general", "issuer_kind": "guild",
        "issuer": "اتحادیه", "number": "1", "valid_from": today(), "valid_until": today() + DAY,
    }  # fmt: skip
    with pytest.raises(refusals.LicenceOfAnother) as no:
        businesses.add_trade_licence(holder(sara), holder_id=other.legal_id, **terms)
    assert (no.value.code, no.value.status) == ("seal.licence_owner", 422)
    licence = businesses.add_trade_licence(holder(sara), holder_id=one.legal_id, **terms)
    with pytest.raises(refusals.LicenceOfAnother):
        businesses.confirm_trade_licence(
            officer(nader), trade_licence_id=licence.pk, holder_id=other.legal_id, source=SOURCE
        )
    businesses.take_back_trade_licence(holder(sara), trade_licence_id=licence.pk)
    with pytest.raises(WrongState):
        businesses.turn_down_trade_licence(
            officer(nader), trade_licence_id=licence.pk, why="not_found"
        )


@pytest.mark.parametrize(("first", "last", "refusal"), [
    (0, -1, refusals.TermBackwards), (-9, -1, refusals.TermOver), (0, 9000, refusals.TermBackwards),
])  # fmt: skip
def test_a_term_must_be_one(
    sara: Person, nader: Person, first: int, last: int, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        with_licence(registered(sara), sara, nader,
                     valid_from=today() + first * DAY, valid_until=today() + last * DAY)  # fmt: skip


def test_an_officer_turns_down_or_ends_a_licence_with_a_reason(sara: Person, nader: Person) -> None:
    one = registered(sara)
    licence = with_licence(one, sara, nader)
    businesses.end_trade_licence(officer(nader), trade_licence_id=licence.pk, why="withdrawn")
    assert queries.licence_end(one.pk, today()) is None
    with pytest.raises(NotYours):
        businesses.end_trade_licence(holder(sara), trade_licence_id=licence.pk, why="withdrawn")


def test_a_renewed_licence_carries_on_and_each_class_needs_its_own(
    sara: Person, nader: Person
) -> None:
    one = a_business(sara, licence_until=today() + 9 * DAY, clerk=nader)
    assert queries.licence_end(one.pk, today()) == today() + 9 * DAY
    with_licence(one, sara, nader, valid_from=today() + 10 * DAY, valid_until=today() + 40 * DAY)
    assert queries.licence_end(one.pk, today()) == today() + 40 * DAY
    businesses.add_activity(holder(sara), business_id=one.pk, class_code="vehicle")
    assert queries.licence_end(one.pk, today()) is None
    assert queries.uncovered_classes(one.pk, today()) == {"vehicle"}


def test_an_officer_with_a_tie_decides_nothing(sara: Person, nader: Person) -> None:
    one = registered(sara)
    assert not queries.is_in_conflict(nader.pk, one.pk)
    tie = businesses.declare_conflict(
        officer(nader), business_id=one.pk, words="پسرعموی مدیرعامل هستم."
    )
    assert queries.is_in_conflict(nader.pk, one.pk)
    with pytest.raises(refusals.OwnBusiness):
        businesses.confirm_business(officer(nader), business_id=one.pk, source=SOURCE)
    with pytest.raises(NotFound):
        businesses.end_conflict(officer(nader), conflict_id=tie.pk)
    businesses.end_conflict(officer(staff()), conflict_id=tie.pk)
    businesses.confirm_business(officer(nader), business_id=one.pk, source=SOURCE)


def test_an_officer_who_owns_a_share_is_found_in_the_papers(sara: Person) -> None:
    number = new_national_id()
    clerk = staff()
    relative = a_person("کارشناس", number)
    one = registered(sara)
    businesses.name_owner(
        holder(sara), business_id=one.pk, name="کارشناس", national_id=number, basis_points=1
    )
    assert queries.is_in_conflict(relative.pk, one.pk)
    assert not queries.is_in_conflict(clerk.pk, one.pk)
