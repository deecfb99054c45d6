"""A company is paid by its own name: into an account the bank says is its own, and no other."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client

from amanat.capabilities.businesses import actions as businesses
from amanat.capabilities.businesses.models import Account, Business, Mandate
from amanat.capabilities.businesses.refusals import (
    AccountKnown,
    CompanyNotConfirmed,
    CompanyOnly,
    NotCompanyAccount,
)
from amanat.capabilities.businesses.tests.cast import a_business, registered
from amanat.capabilities.payments import actions, letters, queries
from amanat.capabilities.payments.models import Payout
from amanat.capabilities.payments.queries import payees
from amanat.capabilities.payments.refusals import SameHands, SameKeyOtherPayout
from amanat.capabilities.payments.tests.cast import (
    GOOD_SHEBA,
    OTHER_SHEBA,
    SUNDAY_MORNING,
    Story,
    a_financier,
    a_person,
    fresh,
    units_in,
)
from amanat.capabilities.payments.tests.test_money_out import (
    LARGE,
    RETURNING_SHEBA,
    UNITS,
    at_the_bank,
    facts,
    owe,
    sign,
)
from amanat.capabilities.people.models import Person
from amanat.kernel.ledger import book
from amanat.kernel.log.models import Entry
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound, Refused

EARLIER = SUNDAY_MORNING - timedelta(days=9)


@pytest.fixture
def owner(story: Story) -> Person:
    return a_person(story.at)


@pytest.fixture
def firm(story: Story, owner: Person) -> Business:
    """A confirmed company; who runs it has done so for some days."""
    one = a_business(owner)
    Mandate.objects.filter(business=one).update(given_at=EARLIER)
    return one


def account(story: Story, firm: Business, owner: Person, sheba: str = GOOD_SHEBA) -> Account:
    """Named by the owner; the bank says that it is the company's."""
    holder = story.act(owner, Role.HOLDER)
    named = businesses.add_account(holder, business_id=firm.pk, sheba=sheba)
    return businesses.hear_owner(
        story.bank(), account_id=named.pk, is_ours=True, owner_name="شرکت پارس تجارت"
    )


def stands(story: Story, firm: Business, units: int = UNITS) -> str:
    """The company earned it: answers the account it stands in."""
    owe(story, units)
    code = f"payable:business:{firm.code}"
    payee = payees.Payee(business_id=firm.pk)
    earned = book.Transfer(
        queries.payable_account_id(story.seller.pk), payees.owed_account_id(payee), units, "draw"
    )
    book.write(story.bank(), earned, key=f"test/earned/{firm.pk}/{units}")
    return code


def ordered(story: Story, firm: Business, units: int = UNITS) -> Payout:
    return actions.pay_out(
        story.act(None, Role.HOUSE), business_id=firm.pk, units=units, subject="drawdown:7",
        key=f"drawdown/{firm.pk}",
    )  # fmt: skip


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_without_an_account_it_waits_and_goes_into_the_companys_own(
    story: Story, firm: Business, owner: Person
) -> None:
    code = stands(story, firm)
    payout = ordered(story, firm)
    story.wait(hours=3)
    assert fresh(payout).state == "needs_account"
    account(story, firm, owner)
    assert actions.look_again(story.act(None, Role.HOUSE), business_id=firm.pk) == 1
    story.wait(hours=8)
    paid = fresh(payout)
    assert (paid.state, paid.sheba, paid.owner_name) == ("settled", GOOD_SHEBA, "شرکت پارس تجارت")
    assert (units_in(code), units_in("bank:main")) == (0, -UNITS)
    told = at_the_bank(story, payout)
    assert (told["iban"], told["status"]) == (GOOD_SHEBA, "SETTLED")
    entry = Entry.objects.filter(subject=f"payout:{payout.pk}").order_by("pk")[0]
    assert (entry.facts["person_id"], entry.facts["business_id"]) == (None, firm.pk)


def test_what_a_bank_sends_back_stands_again_and_goes_to_another_account(
    story: Story, firm: Business, owner: Person
) -> None:
    account(story, firm, owner, RETURNING_SHEBA)
    code = stands(story, firm)
    payout = ordered(story, firm)
    story.wait(hours=12)
    assert (fresh(payout).state, units_in(code)) == ("returned", UNITS)
    assert actions.pay_what_stands(story.act(None, Role.HOUSE), business_id=firm.pk) is None
    account(story, firm, owner, OTHER_SHEBA)
    with pytest.raises(NotFound):
        actions.pay_again(story.act(story.seller, Role.HOLDER), payout_id=payout.pk)
    again = actions.pay_again(story.act(owner, Role.HOLDER), payout_id=payout.pk)
    story.wait(hours=12)
    assert (fresh(again).state, units_in(code)) == ("held", UNITS)  # The new one waits for a day.
    story.wait(hours=36)
    assert (fresh(again).state, fresh(again).sheba) == ("settled", OTHER_SHEBA)
    assert (units_in(code), units_in("bank:main")) == (0, -UNITS)


def test_what_stood_before_there_was_a_payout_goes_out_once(
    story: Story, firm: Business, owner: Person
) -> None:
    account(story, firm, owner)
    code = stands(story, firm)
    house = story.act(None, Role.HOUSE)
    made = actions.pay_what_stands(house, business_id=firm.pk)
    assert made is not None and (made.units, made.business_id) == (UNITS, firm.pk)
    assert actions.pay_what_stands(house, business_id=firm.pk) is None
    story.wait(hours=4)
    assert (fresh(made).state, units_in(code)) == ("settled", 0)
    assert facts(made)[-1] == "PayoutSettled"


def test_a_large_one_leaves_by_two_pairs_of_hands_without_a_tie_to_the_company(
    story: Story, firm: Business, owner: Person
) -> None:
    stands(story, firm, LARGE)
    payout = ordered(story, firm, LARGE)
    first, second, tied = (a_financier(story.at) for _ in range(3))
    businesses.declare_conflict(
        Act(tied.pk, Role.OFFICER, story.at), business_id=firm.pk, words="برادرم شریک است."
    )
    with pytest.raises(SameHands), transaction.atomic():
        sign(story, payout, tied)
    page = browser(first).get("/finance").content.decode()
    assert firm.name in page
    assert sign(story, payout, first, second).state == "queued"


def test_a_payout_has_one_payee_and_a_key_means_one(
    story: Story, firm: Business, owner: Person
) -> None:
    stands(story, firm)
    payout = ordered(story, firm)
    assert ordered(story, firm).pk == payout.pk
    with pytest.raises(SameKeyOtherPayout):
        actions.pay_out(
            story.bank(), person_id=owner.pk, units=UNITS, subject="drawdown:7",
            key=f"drawdown/{firm.pk}",
        )  # fmt: skip
    with pytest.raises(DatabaseError), transaction.atomic():  # It is not rewritten either.
        Payout.objects.filter(pk=payout.pk).update(business=None, person=owner)
    payout.pk, payout.key, payout.reserve_id = None, "another", book.next_id()
    payout.end_to_end_id, payout.person = "another", owner
    with pytest.raises(IntegrityError, match="payout_has_one_payee"), transaction.atomic():
        payout.save()


def test_its_people_see_it_and_strangers_do_not(
    story: Story, firm: Business, owner: Person
) -> None:
    stands(story, firm)
    account(story, firm, owner)
    payout = ordered(story, firm)
    paths = (f"/org/{firm.code}/money", f"/org/{firm.code}/money/payouts/{payout.pk}")
    for path in paths:
        assert browser(story.seller).get(path).status_code == 404
        assert browser(owner).get(path).status_code == 200
    assert browser(owner).get(f"/money/payouts/{payout.pk}").status_code == 404
    listed = browser(owner).get(paths[0]).content.decode()
    assert "۹۹٬۰۰۰" in listed and "در نوبت" in listed and "شرکت پارس تجارت" in listed
    story.wait(hours=4)
    assert "رسیده به حساب" in browser(owner).get(paths[0]).content.decode()


def test_only_what_the_bank_calls_the_companys_own_is_paid_into(
    story: Story, firm: Business, owner: Person, settings: Any
) -> None:
    story.outside.wire_up(settings)
    holder = story.act(owner, Role.HOLDER)
    good = businesses.add_account(holder, business_id=firm.pk, sheba=GOOD_SHEBA)
    bad = businesses.add_account(holder, business_id=firm.pk, sheba=OTHER_SHEBA)
    assert payees.account_of(payees.Payee(business_id=firm.pk), story.at) is None
    story.outside.post("/bank/steer.json", kind="iban", value=OTHER_SHEBA)
    with pytest.raises(NotCompanyAccount):
        businesses.check_account(holder, account_id=bad.pk)
    assert businesses.check_account(holder, account_id=good.pk).active_from == story.at
    into = payees.account_of(payees.Payee(business_id=firm.pk), story.at)
    assert into is not None and into.sheba == GOOD_SHEBA
    for one in (good, bad):
        with pytest.raises(AccountKnown):
            businesses.check_account(holder, account_id=one.pk)
    named = Entry.objects.filter(subject=f"business:{firm.pk}", name__contains="Account")
    assert [one.name for one in named.order_by("pk")][-2:] == [
        "BusinessAccountRefused",
        "BusinessAccountConfirmed",
    ]


def test_the_bank_is_not_asked_for_who_is_no_confirmed_company(story: Story) -> None:
    person = a_person(story.at)
    a_business(person)  # Gives them an identity.
    waiting = registered(person)
    Mandate.objects.filter(business=waiting).update(given_at=EARLIER)
    holder = story.act(person, Role.HOLDER)
    named = businesses.add_account(holder, business_id=waiting.pk, sheba=GOOD_SHEBA)
    with pytest.raises(CompanyNotConfirmed):
        businesses.check_account(holder, account_id=named.pk)
    assert CompanyOnly.fa and issubclass(CompanyOnly, Refused)


def test_every_step_of_a_companys_payout_has_its_letter() -> None:
    assert set(letters.COMPANY_LETTERS) == set(letters.PAYOUT_LETTERS)
    own = {name for name, said in letters.COMPANY_LETTERS.items()
           if said != letters.PAYOUT_LETTERS[name]}  # fmt: skip
    assert own >= {"PayoutSettled", "PayoutReturned", "PayoutWaitsForAccount", "PayoutHeld"}
