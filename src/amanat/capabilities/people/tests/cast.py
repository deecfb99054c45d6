"""The cast of these stories, and where their numbers come from."""

import random

from amanat.capabilities.people import actions as people
from amanat.capabilities.people import queries
from amanat.capabilities.people.models import Person
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role


def new_phone() -> str:
    return f"09{random.randrange(10**9):09d}"


def new_national_id() -> str:
    """A fresh right one: nine digits and their check digit."""
    nine = f"{random.randrange(10**9):09d}"
    rest = sum(int(digit) * (10 - place) for place, digit in enumerate(nine)) % 11
    return f"{nine}{rest if rest < 2 else 11 - rest}"


def new_sheba(bank: str = "054") -> str:
    account = f"{random.randrange(10**19):019d}"
    check = 98 - int(f"{bank}{account}182700") % 97
    return f"IR{check:02d}{bank}{account}"


def anybody() -> Act:
    return Act(None, Role.PERSON, at=clock.now())


def by(person: Person) -> Act:
    return Act(person.pk, Role.PERSON, at=clock.now())


def code_sent_to(phone: str, purpose: str = "sign_in", subject: str = "") -> str:
    """Ask for a code and read it where the SMS would take it from."""
    row = people.send_code(anybody(), phone=phone, purpose=purpose, subject=subject)
    wanted = queries.code_for_delivery(row.pk, clock.now())
    assert wanted is not None
    return wanted.code


def joined() -> Person:
    phone = new_phone()
    return people.sign_in(anybody(), phone=phone, code=code_sent_to(phone))


def identified() -> Person:
    """Somebody whose identity is checked; needs the `outside` fixture."""
    person = joined()
    return people.check_identity(by(person), person_id=person.pk, national_id=new_national_id())
