"""Released money of a company: its people name a Sheba, the bank says whose it is, the money comes."""

from datetime import timedelta

import pytest
from django.test import Client

from amanat.capabilities.businesses.models import Business
from amanat.capabilities.businesses.tests.cast import a_business
from amanat.capabilities.payments.models import Payout
from amanat.capabilities.payments.queries import accounts, payees
from amanat.capabilities.people.models import Person
from amanat.capabilities.people.tests.program import Program
from amanat.config.demo.player import Player, sheba
from amanat.kernel.clock import time as clock
from amanat.kernel.ledger import book
from amanat.words.act import Act, Role

UNITS = 318_400_000
ACCOUNT, CHANGED = 5_310_001, 5_310_002
DAY = timedelta(days=1)


@pytest.fixture
def owner(play: Player) -> Person:
    return play.join("09120000041", "مینا سازنده")


@pytest.fixture
def firm(owner: Person) -> Business:
    """A company for which money of a project stands since before it had an account."""
    one = a_business(owner)
    owed = payees.owed_account_id(payees.Payee(business_id=one.pk))
    came = book.Transfer(accounts.receivable_account_id("mellat"), owed, UNITS, "draw")
    book.write(Act(None, Role.HOUSE, clock.now()), came, key=f"story/company/{one.pk}")
    return one


def page(person: Person, path: str) -> str:
    client = Client()
    client.force_login(person)
    reply = client.get(path)
    assert reply.status_code == 200, path
    return reply.content.decode()


def named(program: Program, firm: Business, number: int) -> None:
    """Its people name an account, and have the bank asked whose it is."""
    told = program.did(f"/api/businesses/{firm.code}/add_account", {"sheba": sheba(number)})
    newest = max(int(one["id"]) for one in told["accounts"])
    program.did(f"/api/businesses/{firm.code}/check_account", {"account_id": newest})


def test_what_stood_for_a_company_reaches_its_own_account_and_its_people_are_told(
    play: Player, firm: Business, owner: Person
) -> None:
    path = f"/org/{firm.code}/money"
    assert "نوشتن شبای شرکت" in page(owner, path)
    program = Program.of(owner)
    named(program, firm, ACCOUNT)
    play.settle()
    (payout,) = Payout.objects.filter(business=firm)
    assert (payout.units, payout.state) == (UNITS, "queued")
    play.wait(3 * DAY)
    payout = Payout.objects.get(pk=payout.pk)
    assert (payout.state, payout.sheba) == ("settled", sheba(ACCOUNT))
    assert book.balance(payout.source_account_id).units == 0
    assert "نشست در حساب" in page(owner, path)
    (one,) = program.get(f"/api/payments/companies/{firm.code}/payouts").json()["payouts"]
    assert (one["state"], one["units"]) == ("settled", str(UNITS))
    named(program, firm, CHANGED)
    play.settle()
    told = "\n".join(str(one["message"]) for one in play.outside.inbox(owner.phone))
    assert "به حساب شرکت نشست" in told and "حساب تازه دارد. کار شماست؟" in told
