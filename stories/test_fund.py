"""The protection fund: fed by each fee once, within its caps, and never below zero."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.protection import actions as protection
from amanat.capabilities.protection import queries as fund
from amanat.capabilities.protection.refusals import AboveFundCap
from amanat.config.demo.outside import Outside
from amanat.config.demo.player import Player
from amanat.kernel.clock import time as clock
from amanat.kernel.law.models import Parameter
from amanat.kernel.ledger import book
from amanat.words.act import Act, Role
from amanat.words.refusal import Refused
from stories.damage import Damage, endow
from stories.jobs import do_waiting_jobs

LAST_RIALS = 1_000
ROUNDS = 3


def house() -> Act:
    return Act(None, Role.HOUSE, clock.now())


def test_a_tenth_of_each_fee_feeds_the_fund_once(play: Player) -> None:
    damage = Damage(play)
    endow(0)
    deal = play.approve(damage.inspected(), damage.sara)
    assert fund.balance_units() == 320_000
    for hold in holds.holds_of(deal.subject):
        protection.feed(house(), hold_id=hold.pk)
    assert fund.balance_units() == 320_000
    assert book.broken_invariants() == []
    page = Client().get("/fund").content.decode()
    assert "۳۲٬۰۰۰" in page and "هنوز قطعی نشده‌اند" in page
    told = Client().get("/api/fund").json()
    assert (told["balance_units"], told["is_confirmed"]) == ("320000", False)


def test_one_person_has_a_cap_within_a_year(play: Player) -> None:
    reza = Damage(play).reza
    endow(2_000)
    Parameter.objects.filter(name="protection.cap_person_year_units").update(value=1_500)
    protection.compensate(house(), subject="claim:one", person_id=reza.pk, units=1_000)
    with pytest.raises(AboveFundCap):
        protection.compensate(house(), subject="claim:two", person_id=reza.pk, units=501)
    protection.compensate(house(), subject="claim:two", person_id=reza.pk, units=500)
    later = clock.now() + timedelta(days=366)
    assert fund.most_for(reza.pk, later) == 1_500


def test_two_claims_race_for_the_last_rials_and_one_wins(wired: str, committed: None) -> None:
    play = Player(Outside(wired), settle=do_waiting_jobs)
    play.outside.set_ahead(clock.ahead().total_seconds())
    play.wait(timedelta(minutes=2))
    people = [play.join("09140000031", "رضا کریمی"), play.join("09140000032", "مینا صدر")]
    for _ in range(ROUNDS):
        endow(LAST_RIALS)
        outcomes = race([person.pk for person in people])
        assert outcomes == ["fund_short", "won"]
        assert fund.balance_units() == 0
    assert book.broken_invariants() == []


def race(person_ids: list[int]) -> list[str]:
    """Each hand wants every rial the fund has."""
    number = book.next_id()

    def take(person_id: int) -> str:
        subject = f"race:{number}:{person_id}"
        try:
            protection.compensate(house(), subject=subject, person_id=person_id, units=LAST_RIALS)
        except Refused as no:
            return no.code
        else:
            return "won"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(person_ids)) as hands:
        return sorted(hands.map(take, person_ids))
