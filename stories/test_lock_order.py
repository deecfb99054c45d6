"""One order of locks: a thing is locked after what it is within, by people and by the clock."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pytest
from django.apps import apps
from django.db import connection, models, transaction

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Case, Deal, Offer
from amanat.config.demo.outside import Outside
from amanat.config.demo.player import Player
from amanat.flows import sweeper
from amanat.kernel.clock import time as clock
from amanat.kernel.log.guard import things
from amanat.kernel.log.moves import Thing
from amanat.words.act import Act
from stories.jobs import do_waiting_jobs
from stories.quarrel import DAY, SECOND, Quarrel

PATIENCE = "set lock_timeout = '5s'"  # A wait for each other becomes a failure, not a stop.
ROUNDS = 1
T = TypeVar("T")


@pytest.mark.parametrize("thing", things(apps), ids=lambda thing: thing.MACHINE.name)
def test_what_belongs_to_a_deal_is_locked_after_it(thing: type[Thing]) -> None:
    keys = {key.name for key in thing._meta.get_fields() if isinstance(key, models.ForeignKey)}
    assert thing.WITHIN in {"", *keys}
    assert "deal" not in keys or thing.WITHIN == "deal", f'Give {thing.__name__} WITHIN = "deal".'


@pytest.fixture
def quarrel(wired: str, committed: None) -> Quarrel:
    """Deeds that are really committed; these people and deals stay."""
    player = Player(Outside(wired), settle=do_waiting_jobs)
    player.outside.set_ahead(clock.ahead().total_seconds())
    return Quarrel(player)


def test_the_clock_leaves_a_thing_alone_while_somebody_has_its_deal(quarrel: Quarrel) -> None:
    """Deterministic: the deal is in a person's hands; the clock comes for its case and offer."""
    case = before_arbiter(quarrel)
    offer = quarrel.offer(quarrel.play.fresh(case.deal), quarrel.seller, 1)
    with transaction.atomic():
        Deal.objects.lock(case.deal_id)
        for thing in (case, offer):
            assert thing.due_at is not None
            assert not aside(sweeper.fire, type(thing), thing.pk, thing.due_at + SECOND)
    assert aside(sweeper.fire, Offer, offer.pk, clock.now() + 4 * DAY)


def test_a_person_and_the_clock_come_at_once_and_nobody_waits_for_ever(quarrel: Quarrel) -> None:
    for _ in range(ROUNDS):
        case = before_arbiter(quarrel)
        together = Barrier(2)
        with ThreadPoolExecutor(2) as hands:
            person = hands.submit(hand, together, give_back, quarrel.seller, case.deal_id)
            tick = hands.submit(hand, together, close_evidence, case)
        assert person.result() == "done"
        assert tick.result() in {"done", "nothing to do"}
        assert queries.case(case.pk).state == "closed"


def before_arbiter(quarrel: Quarrel) -> Case:
    """The clock's hand reaches this deal alone: others that were committed here stay as they are."""
    deal = quarrel.disputed()
    assert deal.due_at is not None
    assert sweeper.fire(Deal, deal.pk, deal.due_at + SECOND)
    return queries.case_on(deal)


def hand(together: Barrier, do: Callable[..., str], *given: object) -> str:
    """Do it at the same moment as the other hand."""
    together.wait()
    return patiently(do, *given)


def aside(do: Callable[..., T], *given: object) -> T:
    """Do it in a thread of its own, with a connection of its own."""
    with ThreadPoolExecutor(1) as hands:
        return hands.submit(patiently, do, *given).result()


def patiently(do: Callable[..., T], *given: object) -> T:
    """Do it over a connection that does not wait for ever, and close it."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(PATIENCE)
        return do(*given)
    finally:
        connection.close()


def give_back(act: Act, deal_id: int) -> str:
    deals.give_back(act, deal_id=deal_id)
    return "done"


def close_evidence(case: Case) -> str:
    assert case.due_at is not None
    fired = sweeper.fire(Case, case.pk, case.due_at + SECOND)
    return "done" if fired else "nothing to do"
