"""Bank accounts: named by their owner, confirmed by the bank, in force at once or after a wait."""

from typing import NamedTuple

from django.db import transaction

from amanat.capabilities.people import rules
from amanat.capabilities.people.actions.inquiries import answer, ask
from amanat.capabilities.people.actions.national_ids import open_national_id
from amanat.capabilities.people.events import (
    BankAccountAdded,
    BankAccountChanged,
    BankAccountLapsed,
    BankAccountNamed,
    BankAccountRefused,
    BankAccountWithdrawn,
)
from amanat.capabilities.people.models import BankAccount, Person
from amanat.capabilities.people.ports.inquiry import Ownership, Unanswered, matching
from amanat.capabilities.people.refusals import (
    BeingChecked,
    IdentityFirst,
    NotYourAccount,
    SameAccount,
)
from amanat.capabilities.people.states import CHECKING, CONFIRMED, WITHDRAWN
from amanat.kernel import sealing
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words import identity
from amanat.words.act import Act, Role
from amanat.words.refusal import NotYours, refuse_unless

INDEX = "bank_account.sheba"
SHEBA = "sheba"
COMPANY_SHEBA = "company_sheba"
WHY_READ = "owner_match"  # A word that the pages say in the reader's language.


class Question(NamedTuple):
    """What the bank is asked."""

    bank_account_id: int
    national_id: str
    inquiry_id: int


def add_bank_account(act: Act, *, person_id: int, sheba: str) -> BankAccount:
    """Name an account and have the bank match its owner (gate G3).

    The first account counts at once; a changed one waits 24 hours, and its owner is warned. When
    the bank does not answer the account stays "being checked": the same call asks again.
    """
    number = identity.sheba(sheba)
    question = _name(act, person_id, number)
    try:
        owner = matching().sheba_belongs_to(number, question.national_id)
    except Unanswered:
        raise BeingChecked("sheba") from None
    bank, account_id = act.wearing(Role.BANK), question.bank_account_id
    answer(act, question.inquiry_id, owner)
    if not owner.matched:
        refuse_owner(bank, bank_account_id=account_id, owner_name=owner.owner_name)
        raise NotYourAccount("sheba")
    return confirm_owner(bank, bank_account_id=account_id, owner_name=owner.owner_name)


@transaction.atomic(durable=True)
def _name(act: Act, person_id: int, number: str) -> Question:
    """Write down what is asked, under the person's lock: one question at a time."""
    refuse_unless(act.by == person_id, NotYours)
    act = act.wearing(Role.PERSON)
    person = Person.objects.lock(person_id)
    refuse_unless(person.identity_checked_at is not None, IdentityFirst, "sheba")
    live = BankAccount.objects.filter(
        person=person, sheba=number, state__in=[CHECKING, CONFIRMED]
    ).first()
    refuse_unless(live is None or live.state == CHECKING, SameAccount, "sheba")
    about = sealing.blind_index(number, about=INDEX)
    limit = rules.MOST_BANK_ACCOUNTS_A_DAY
    inquiry = ask(act, person, SHEBA, about, most_a_day=limit, param="sheba")
    if live is None:
        live = BankAccount(person=person, sheba=number, created_at=act.at)
        due_at = act.at + rules.CHECKING_LIFE
        move(act, live, "add_bank_account", BankAccountNamed(person.pk), due_at=due_at)
    national_id = open_national_id(act, person, why=WHY_READ, case=f"bank_account:{live.pk}")
    return Question(live.pk, national_id, inquiry.pk)


def whose_sheba(act: Act, *, sheba: str, legal_id: str) -> Ownership:
    """Ask the bank whether an account is held by this company, for somebody who acts for it.

    Outside transactions. Whoever asks has so many questions a day; BeingChecked when the bank does
    not answer: the same call asks again.
    """
    inquiry_id = _ask_of_a_company(act, sheba)
    try:
        found = matching().sheba_belongs_to(sheba, legal_id)
    except Unanswered:
        raise BeingChecked("account_id") from None
    answer(act, inquiry_id, found)
    return found


@transaction.atomic(durable=True)
def _ask_of_a_company(act: Act, sheba: str) -> int:
    """Write down what is asked, under the asker's lock."""
    asker = Person.objects.lock(act.person)
    about = sealing.blind_index(sheba, about=INDEX)
    limit = rules.MOST_BANK_ACCOUNTS_A_DAY
    return ask(act, asker, COMPANY_SHEBA, about, most_a_day=limit, param="account_id").pk


@atomic
def confirm_owner(act: Act, *, bank_account_id: int, owner_name: str) -> BankAccount:
    """The bank says yes: the account is in force now, or after the wait if it replaces one."""
    account = _locked(bank_account_id)
    earlier = BankAccount.objects.filter(
        person_id=account.person_id, state__in=[CONFIRMED, WITHDRAWN]
    )
    is_change = earlier.exclude(pk=account.pk).exists()
    active_from = act.at + rules.CHANGED_ACCOUNT_WAIT if is_change else act.at
    account.owner_name = owner_name
    account.owner_checked_at, account.active_from = act.at, active_from
    event: BankAccountAdded | BankAccountChanged = (
        BankAccountChanged(account.person_id, active_from.isoformat())
        if is_change
        else BankAccountAdded(account.person_id)
    )
    move(act, account, "confirm_owner", event)
    return account


@atomic
def refuse_owner(act: Act, *, bank_account_id: int, owner_name: str = "") -> BankAccount:
    """The bank says no: somebody else holds this account."""
    account = _locked(bank_account_id)
    account.owner_checked_at = act.at
    move(act, account, "refuse_owner", BankAccountRefused(account.person_id))
    return account


@atomic
def lapse(act: Act, *, bank_account_id: int) -> BankAccount:
    """The bank never answered: the question ends, and may be asked anew."""
    account = _locked(bank_account_id)
    move(act, account, "lapse", BankAccountLapsed(account.person_id))
    return account


@atomic
def withdraw(act: Act, *, bank_account_id: int) -> BankAccount:
    """Its owner puts an account aside; an earlier confirmed one, if any, counts again."""
    account = _locked(bank_account_id)
    refuse_unless(act.by == account.person_id, NotYours)
    event = BankAccountWithdrawn(account.person_id)
    move(act.wearing(Role.PERSON), account, "withdraw", event)
    return account


def _locked(bank_account_id: int) -> BankAccount:
    """The account, behind its person's lock: changes of one person's accounts take turns."""
    found = BankAccount.objects.filter(pk=bank_account_id).values_list("person_id", flat=True)
    for person_id in found:
        Person.objects.lock(person_id)
    return BankAccount.objects.lock(bank_account_id)
