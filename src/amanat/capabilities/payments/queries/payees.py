"""Whom money goes out to: a person, or a company by its own name; and who speaks for either."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.payments.models import Payout
from amanat.capabilities.payments.queries import accounts
from amanat.capabilities.people import queries as people
from amanat.words.act import Act
from amanat.words.powers import MONEY
from amanat.words.refusal import NotYours, refuse_unless


@dataclass(frozen=True, slots=True)
class Payee:
    """One of the two. A natural person who sells is paid as a person, a company as itself."""

    person_id: int | None = None
    business_id: int | None = None

    def __post_init__(self) -> None:
        assert (self.person_id is None) != (self.business_id is None), "Exactly one is paid."

    @property
    def party_id(self) -> int:
        """How a hold of the ledger names whose it is."""
        found = self.business_id if self.person_id is None else self.person_id
        assert found is not None, "One of the two is there."
        return found


class Checked(Protocol):
    """A row of either room: an account, and what the bank said of it."""

    @property
    def sheba(self) -> str: ...
    @property
    def owner_name(self) -> str: ...
    @property
    def active_from(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True)
class Into:
    """An account that is paid into, whose it is at the bank, and from when on it counts."""

    sheba: str
    owner_name: str
    active_from: datetime


def payee_of(payout: Payout) -> Payee:
    return Payee(payout.person_id, payout.business_id)


def payee_of_seller(business_id: int) -> Payee:
    """Who gets what a business has earned."""
    one = businesses.business(business_id)
    return Payee(business_id=one.pk) if one.person_id is None else Payee(person_id=one.person_id)


def owed_account_id(payee: Payee) -> int:
    """The account of the ledger in which what we owe them stands."""
    if payee.person_id is not None:
        return accounts.payable_account_id(payee.person_id)
    return accounts.payable_business_account_id(businesses.business(payee.party_id).code)


def account_of(payee: Payee, at: datetime) -> Into | None:
    """Where they are paid at `at`: the newest checked account that counts already."""
    if payee.person_id is None:
        return _into(businesses.payable_account(payee.party_id, at))
    return _into(people.payable_account(payee.person_id, at))


def waiting_account_of(payee: Payee, at: datetime) -> Into | None:
    """The changed account whose day has not come: until then nothing goes out."""
    if payee.person_id is None:
        return _into(businesses.waiting_account(payee.party_id, at))
    return _into(people.waiting_account(payee.person_id, at))


def _into(found: Checked | None) -> Into | None:
    if found is None or found.active_from is None:
        return None
    return Into(found.sheba, found.owner_name, found.active_from)


def hearers(payee: Payee, at: datetime) -> list[int]:
    """Who is told how a payout stands: the person, or those who have a mandate for the money."""
    if payee.person_id is not None:
        return [payee.person_id]
    return businesses.money_people(payee.party_id, at)


def check_own(act: Act, payee: Payee) -> None:
    """Only the person, or somebody with a mandate for the company's money, goes on."""
    if payee.person_id is None:
        businesses.check_mandate(act, payee.party_id, MONEY)
    else:
        refuse_unless(act.by == payee.person_id, NotYours)


def is_tied(person_id: int | None, payee: Payee) -> bool:
    """Whether somebody gets the money, or has a tie to the company that does."""
    if payee.person_id is not None or person_id is None:
        return person_id == payee.person_id
    return businesses.is_in_conflict(person_id, payee.party_id)


def names_of(payouts: Iterable[Payout]) -> dict[int, str]:
    """The payee's name for each payout, in two reads."""
    found = list(payouts)
    names = people.names(one.person_id for one in found if one.person_id is not None)
    firms = businesses.many(one.business_id for one in found if one.business_id is not None)
    return {
        one.pk: firms[one.business_id].name
        if one.business_id is not None
        else names.get(one.person_id or 0, "")
        for one in found
    }
