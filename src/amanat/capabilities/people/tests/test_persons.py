"""People come in, introduce themselves and leave."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from amanat.capabilities.people import actions as people
from amanat.capabilities.people import queries, refusals
from amanat.capabilities.people.models import Person
from amanat.capabilities.people.tests.cast import (
    anybody,
    by,
    code_sent_to,
    joined,
    new_phone,
)
from amanat.capabilities.places import queries as places
from amanat.kernel.log.history import history
from amanat.words.refusal import NotFound, NotYours

pytestmark = pytest.mark.django_db


def test_the_first_sign_in_makes_the_person_and_the_log_says_so() -> None:
    person = joined()
    facts = history(f"person:{person.pk}")
    assert [line.name for line in facts] == ["PersonJoined", "SignedIn"]
    assert queries.by_phone(f"+98{person.phone[1:]}") == person


def test_a_person_is_called_by_name_or_by_a_masked_number() -> None:
    person = joined()
    assert queries.display_name(person.pk) == f"{person.phone[:4]}•••{person.phone[-4:]}"
    city = places.cities_of(places.provinces()[0].pk)[0]
    people.introduce(
        by(person), person_id=person.pk, name="علي  كريمي", city_id=city.pk, language="en"
    )
    assert queries.display_name(person.pk) == "علی کریمی"
    assert queries.person(person.pk).city == city
    assert queries.names([person.pk, 0]) == {person.pk: "علی کریمی"}


@pytest.mark.parametrize("name", ["", "  ", "ع", "۱۲۳۴۵", "x" * 81])
def test_a_name_has_letters_enough(name: str) -> None:
    person = joined()
    with pytest.raises(refusals.NameNeeded):
        people.introduce(by(person), person_id=person.pk, name=name)


def test_nobody_introduces_somebody_else() -> None:
    person, stranger = joined(), joined()
    with pytest.raises(NotYours):
        people.introduce(by(stranger), person_id=person.pk, name="دیگری")


def test_a_city_must_exist() -> None:
    person = joined()
    with pytest.raises(NotFound):
        people.introduce(by(person), person_id=person.pk, name="علی رضایی", city_id=10**6)


def test_a_closed_account_does_not_let_in() -> None:
    phone = new_phone()
    Person.objects.create(phone=phone, created_at=anybody().at, is_active=False)
    with pytest.raises(refusals.Disabled):
        people.sign_in(anybody(), phone=phone, code=code_sent_to(phone))


def test_leaving_everywhere_changes_the_mark_that_sessions_hang_on() -> None:
    person = joined()
    before = person.get_session_auth_hash()
    after = people.sign_out_everywhere(by(person), person_id=person.pk)
    assert after.get_session_auth_hash() != before


def test_the_database_refuses_what_the_code_would_not_write() -> None:
    for wrong in ({"phone": "12"}, {"language": "de"}, {"national_id_index": "x"}):
        row = {"phone": new_phone(), "created_at": anybody().at} | wrong
        with pytest.raises(IntegrityError), transaction.atomic():
            Person.objects.create(**row)


def test_nobody_is_no_person() -> None:
    with pytest.raises(NotFound):
        queries.person(0)
    with pytest.raises(NotFound):
        queries.display_name(0)
    with pytest.raises(NotYours):
        people.introduce(replace(anybody()), person_id=joined().pk, name="هیچ‌کس")
