"""Who I am and where I am paid, for machines; and the key each request shows at the door.

Codes are asked for and typed by people, so signing in is not offered here.
"""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from ninja.security import HttpBearer

from amanat.capabilities.people import actions as people
from amanat.capabilities.people import queries
from amanat.capabilities.people.models import ApiKey, BankAccount, Person
from amanat.capabilities.people.refusals import ChangeOnThePage
from amanat.capabilities.people.states import BANK_ACCOUNT, CONFIRMED
from amanat.face.machines import (
    Gate,
    Given,
    Refusals,
    act_of,
    caller,
    change_in_steps,
)
from amanat.face.one_of import OneOf, states_of
from amanat.face.problems import KeyCannotWrite
from amanat.kernel.clock import time as clock
from amanat.words import identity
from amanat.words.act import Act, Role

READING = frozenset({"GET", "HEAD"})
router = Router(tags=["me"])
BankAccountState = Annotated[str, OneOf("BankAccountState", states_of(BANK_ACCOUNT))]


class Language(StrEnum):
    FA = "fa"
    EN = "en"


class Bearer(HttpBearer):
    """The key in the Authorization header: in force, allowed to do this, and not in a hurry."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = Gate()

    def authenticate(self, request: HttpRequest, token: str) -> ApiKey | None:
        at = clock.now()
        key = queries.key_in(token, at)
        if key is None:
            return None
        self.gate.pass_through(key.pk)
        if request.method not in READING and not key.may_write:
            raise KeyCannotWrite
        if queries.is_use_stale(key, at):
            people.note_use(Act(key.person_id, Role.PERSON, at), api_key_id=key.pk)
        request.user = key.person
        return key


class Me(Schema):
    name: str
    phone: str
    language: Language
    city_id: int | None
    is_identified: bool
    is_payable: bool


class IdentityIn(Given):
    national_id: str


class BankAccountIn(Given):
    sheba: str


class BankAccountOut(Schema):
    """`active_from` is when money starts to go there; empty until the bank has confirmed it."""

    id: int
    state: BankAccountState
    sheba: str
    owner_name: str
    active_from: datetime | None


class BankAccounts(Schema):
    accounts: list[BankAccountOut]


def shown(person: Person) -> Me:
    return Me(
        name=person.name,
        phone=person.phone,
        language=Language(person.language),
        city_id=person.city_id,
        is_identified=person.identity_checked_at is not None,
        is_payable=queries.payable_account(person.pk, clock.now()) is not None,
    )


def account(one: BankAccount) -> BankAccountOut:
    return BankAccountOut(
        id=one.pk,
        state=one.state,
        sheba=queries.masked_sheba(one.sheba),
        owner_name=one.owner_name,
        active_from=one.active_from,
    )


@router.get("", response={200: Me, **Refusals}, summary="Who I am")
def me(request: HttpRequest) -> Me:
    return shown(queries.person(caller(request)))


@router.post("/identity", response={200: Me, **Refusals}, summary="Confirm my national id")
def identify(request: HttpRequest, body: IdentityIn) -> HttpResponse:
    """Matches the national id with the owner of my phone number, once."""

    def first() -> Person:
        mine = caller(request)
        return people.check_identity(act_of(request), person_id=mine, national_id=body.national_id)

    return change_in_steps(request, Me, first, shown)


@router.get("/bank-accounts", response={200: BankAccounts, **Refusals}, summary="My bank accounts")
def bank_accounts(request: HttpRequest) -> BankAccounts:
    return BankAccounts(accounts=[account(one) for one in queries.bank_accounts(caller(request))])


@router.post(
    "/bank-accounts", response={201: BankAccountOut, **Refusals}, summary="Name my first account"
)
def add_bank_account(request: HttpRequest, body: BankAccountIn) -> HttpResponse:
    """The bank matches the owner at once. Changing an account is done by the person, on the page."""

    def first() -> BankAccount:
        mine = caller(request)
        sheba = identity.sheba(body.sheba)
        known = [one for one in queries.bank_accounts(mine) if one.state == CONFIRMED]
        if known and sheba not in {one.sheba for one in known}:
            raise ChangeOnThePage("sheba")
        return people.add_bank_account(act_of(request), person_id=mine, sheba=sheba)

    return change_in_steps(request, BankAccountOut, first, account, status=201)
