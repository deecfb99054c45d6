"""People come in, say who they are, and leave."""

from dataclasses import replace

from amanat.capabilities.people import rules
from amanat.capabilities.people.actions.codes import confirm_code
from amanat.capabilities.people.events import (
    PersonIntroduced,
    PersonJoined,
    SignedIn,
    SignedOutEverywhere,
)
from amanat.capabilities.people.models import Person, new_mark
from amanat.capabilities.people.refusals import Disabled, NameNeeded, UnknownLanguage
from amanat.capabilities.places import queries as places
from amanat.kernel.log.moves import record
from amanat.kernel.transactions import atomic
from amanat.words import identity, persian
from amanat.words.act import Act
from amanat.words.refusal import NotYours, refuse_unless

SIGN_IN = "sign_in"
LANGUAGES = frozenset({"fa", "en"})


def sign_in(act: Act, *, phone: str, code: str) -> Person:
    """Let the holder of a phone number in; the first time, this makes the person."""
    confirm_code(act, phone=phone, purpose=SIGN_IN, code=code)
    return _let_in(act, identity.mobile(phone))


@atomic
def _let_in(act: Act, phone: str) -> Person:
    person, is_new = Person.objects.get_or_create(phone=phone, defaults={"created_at": act.at})
    refuse_unless(person.is_active, Disabled, "phone")
    theirs = replace(act, by=person.pk)
    if is_new:
        record(theirs, PersonJoined(), subject=person)
    record(theirs, SignedIn(), subject=person)
    return person


@atomic
def introduce(
    act: Act,
    *,
    person_id: int,
    name: str,
    city_id: int | None = None,
    language: str | None = None,
) -> Person:
    """Write down what others call this person, where they live and which language they read."""
    refuse_unless(act.by == person_id, NotYours)
    person = Person.objects.lock(person_id)
    plain = persian.normalise(name, "name").replace("\n", " ")
    long_enough = rules.SHORTEST_NAME <= len(plain) <= rules.LONGEST_NAME
    refuse_unless(
        long_enough and any(sign.isalpha() for sign in plain),
        NameNeeded,
        "name",
        shortest=rules.SHORTEST_NAME,
        longest=rules.LONGEST_NAME,
    )
    refuse_unless(language is None or language in LANGUAGES, UnknownLanguage, "language")
    person.name = plain
    if city_id is not None:
        person.city = places.city(city_id)
    person.language = language or person.language
    person.save()
    record(act, PersonIntroduced(person.city_id, person.language), subject=person)
    return person


@atomic
def sign_out_everywhere(act: Act, *, person_id: int) -> Person:
    """End every session of this person, on every device."""
    refuse_unless(act.by == person_id, NotYours)
    person = Person.objects.lock(person_id)
    person.session_mark = new_mark()
    person.save(update_fields=["session_mark"])
    record(act, SignedOutEverywhere(), subject=person)
    return person
