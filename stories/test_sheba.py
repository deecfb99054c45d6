"""A Sheba changed minutes before the money leaves: held, told, and never paid to a thief."""

from datetime import timedelta

import pytest

from amanat.capabilities.payments import actions
from amanat.capabilities.payments.models import Payout
from amanat.capabilities.people import actions as people
from amanat.capabilities.people import queries as persons
from amanat.capabilities.people.models import BankAccount
from amanat.capabilities.people.refusals import NotYourAccount
from amanat.config.demo.player import Player, sheba
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role
from stories.market import DAY, HOUR, NUMBERS, Market
from stories.test_payout_return import owed, page, payout_of, released, texts

MINUTE = timedelta(minutes=1)


@pytest.fixture
def market(play: Player) -> Market:
    return Market(play)


def change(market: Market, number: int) -> BankAccount:
    mine = Act(market.reza.pk, Role.PERSON, clock.now())
    account = people.add_bank_account(mine, person_id=market.reza.pk, sheba=sheba(number))
    market.play.settle()
    return account


def gathered(payout: Payout) -> Payout:
    """What the clock does when a payout's file gathers."""
    assert payout.due_at is not None
    return actions.gather(Act(None, Role.CLOCK, payout.due_at), payout_id=payout.pk)


def test_a_change_before_the_payout_holds_it_for_a_day_and_the_owner_is_told(
    market: Market,
) -> None:
    """A24: the new account is checked with the bank, counts a day later, and then is paid."""
    old, new = next(NUMBERS), next(NUMBERS)
    deal = released(market, old)
    account = change(market, new)
    assert account.active_from is not None
    assert persons.masked_sheba(sheba(new)) in texts(market, market.reza)
    payout = gathered(payout_of(market.reza))
    assert (payout.state, payout.due_at) == ("held", account.active_from)
    market.play.settle()
    assert "می‌ماند. کار شما نیست" in texts(market, market.reza)
    assert "این تغییر کار من نبود" in page(market.reza, f"/money/payouts/{payout.pk}")
    assert market.play.fresh(deal).state == "accepted"
    market.ends(deal, "completed", within=4 * DAY)
    assert payout_of(market.reza).sheba == sheba(new)


def test_whoever_did_not_change_it_puts_it_aside_and_is_paid_at_once(market: Market) -> None:
    old = next(NUMBERS)
    owed(market, old)
    account = change(market, next(NUMBERS))
    payout = gathered(payout_of(market.reza))
    assert payout.state == "held"
    mine = Act(market.reza.pk, Role.PERSON, clock.now())
    people.withdraw(mine, bank_account_id=account.pk)
    market.play.settle()
    assert payout_of(market.reza).state == "queued"
    market.play.wait(DAY)
    assert payout_of(market.reza).state == "settled"
    assert payout_of(market.reza).sheba == sheba(old)


def test_a_payout_that_stands_in_a_file_is_not_touched(market: Market) -> None:
    old = next(NUMBERS)
    owed(market, old)
    payout = gathered(payout_of(market.reza))
    assert payout.state == "batched"
    change(market, next(NUMBERS))
    market.play.wait(DAY)
    assert payout_of(market.reza).state == "settled"
    assert payout_of(market.reza).sheba == sheba(old)


def test_anothers_account_is_refused_and_holds_nothing(market: Market) -> None:
    owed(market, next(NUMBERS))
    others = sheba(next(NUMBERS))
    market.play.outside._post("/bank/steer.json", kind="iban", value=others)
    mine = Act(market.reza.pk, Role.PERSON, clock.now())
    with pytest.raises(NotYourAccount):
        people.add_bank_account(mine, person_id=market.reza.pk, sheba=others)
    assert gathered(payout_of(market.reza)).state == "batched"


def test_finance_cannot_shorten_the_day(market: Market) -> None:
    owed(market, next(NUMBERS))
    change(market, next(NUMBERS))
    payout = gathered(payout_of(market.reza))
    clerk = market.play.hat(market.person("نیلوفر صدر"), Role.FINANCE)
    actions.queue_again(market.act(clerk, Role.FINANCE), payout_id=payout.pk)
    assert gathered(payout_of(market.reza)).state == "held"
    assert clock.now() + 20 * HOUR < (payout_of(market.reza).due_at or clock.now())
