"""A business for the stories of other rooms, made by the real verbs."""

import random
from datetime import date, timedelta

from amanat.capabilities.businesses import actions as businesses
from amanat.capabilities.businesses import queries
from amanat.capabilities.businesses.models import Business, TradeLicence
from amanat.capabilities.people import actions as people
from amanat.capabilities.people import queries as persons
from amanat.capabilities.people.models import Person
from amanat.capabilities.people.tests.cast import new_national_id, new_phone
from amanat.kernel import sealing
from amanat.kernel.clock import time as clock
from amanat.kernel.log.tests.kept import kept
from amanat.words.act import Act, Role
from amanat.words.moments import tehran_day

SOURCE = "پاسخ سامانهٔ استعلام"
YEAR = timedelta(days=365)
_LEGAL_WEIGHTS = (29, 27, 23, 19, 17) * 2


def new_legal_id() -> str:
    """A fresh right one: ten digits and their check digit."""
    ten = f"{random.randrange(10**10):010d}"
    shift = int(ten[9]) + 2
    pairs = zip(ten, _LEGAL_WEIGHTS, strict=True)
    return f"{ten}{sum((int(digit) + shift) * weight for digit, weight in pairs) % 11 % 10}"


def new_domain() -> str:
    return f"shop-{random.randrange(10**12):012d}.example"


@kept
def a_person(name: str = "", national_id: str = "") -> Person:
    """Somebody whose identity is checked, without asking anybody outside."""
    number = national_id or new_national_id()
    person = Person.objects.create(phone=new_phone(), name=name, created_at=clock.now())
    person.national_id_index = persons.national_id_mark(number)
    person.national_id_sealed = sealing.seal(number, about=f"person.national_id:{person.pk}")
    person.identity_checked_at = clock.now()
    person.save()
    return person


@kept
def staff(*hats: Role, name: str = "") -> Person:
    """Somebody with these hats, an officer when none is named."""
    person = a_person(name)
    for hat in hats or (Role.OFFICER,):
        people.give_hat(Act(None, Role.OPERATOR, clock.now()), person_id=person.pk, role=hat)
    return person


def holder(person: Person) -> Act:
    return Act(person.pk, Role.HOLDER, clock.now())


def officer(person: Person) -> Act:
    return Act(person.pk, Role.OFFICER, clock.now())


@kept
def registered(
    owner: Person, *, name: str = "پارس تجارت", founded_on: date | None = None
) -> Business:
    """A company that waits for its inquiry."""
    return businesses.register_business(
        Act(owner.pk, Role.PERSON, clock.now()), kind="legal", name=name,
        identity_number=new_legal_id(), founded_on=founded_on,
    )  # fmt: skip


def with_licence(
    one: Business,
    owner: Person,
    clerk: Person,
    *,
    class_code: str = "general",
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> TradeLicence:
    """A confirmed licence for one class, good for a year unless days are given."""
    today = tehran_day(clock.now())
    licence = businesses.add_trade_licence(
        holder(owner), business_id=one.pk, class_code=class_code, issuer_kind="guild",
        issuer="اتحادیهٔ کسب‌وکارهای مجازی", number=f"{random.randrange(10**9):09d}",
        holder_id=one.legal_id, valid_from=valid_from or today - YEAR,
        valid_until=valid_until or today + YEAR,
    )  # fmt: skip
    return businesses.confirm_trade_licence(
        officer(clerk), trade_licence_id=licence.pk, holder_id=one.legal_id, source=SOURCE
    )


def prove(one: Business, owner: Person, name: str) -> None:
    """A domain whose two proofs our crawler has seen."""
    domain = businesses.add_domain(holder(owner), business_id=one.pk, name=name)
    see(domain.pk, "dns", "file")


def see(domain_id: int, *methods: str) -> None:
    """A look of the crawler that finds just these proofs, now."""
    check = queries.domain(domain_id).checks.create(asked_at=clock.now())
    businesses.note_look(
        Act(None, Role.HOUSE, clock.now()), check_id=check.pk,
        sightings=[businesses.Sighting(way, way in methods) for way in ("dns", "file", "meta")],
    )  # fmt: skip


@kept
def a_business(
    owner: Person,
    *,
    name: str = "پارس تجارت",
    class_code: str = "general",
    domain: str = "",
    licence_until: date | None = None,
    clerk: Person | None = None,
) -> Business:
    """A confirmed company of `owner` with a confirmed licence, an activity and a proven domain.

    `owner` gets an identity if there is none yet; `clerk` is the officer who confirms.
    """
    if owner.identity_checked_at is None:
        number = new_national_id()
        owner.national_id_index = persons.national_id_mark(number)
        owner.national_id_sealed = sealing.seal(number, about=f"person.national_id:{owner.pk}")
        owner.identity_checked_at = clock.now()
        owner.save()
    clerk = clerk or staff()
    one = registered(owner, name=name)
    businesses.confirm_business(officer(clerk), business_id=one.pk, source=SOURCE)
    with_licence(one, owner, clerk, class_code=class_code, valid_until=licence_until)
    businesses.add_activity(holder(owner), business_id=one.pk, class_code=class_code)
    prove(one, owner, domain or new_domain())
    return queries.business(one.pk)
