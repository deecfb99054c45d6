"""Many hands at once on one hold: exactly one wins, and the ledger says the same."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import cycle, islice

import pytest
from django.db import connection

from amanat.capabilities.escrow import actions as escrow
from amanat.capabilities.escrow import queries as holds
from amanat.config.demo.outside import Outside
from amanat.config.demo.player import Player
from amanat.kernel.clock import time as clock
from amanat.kernel.ledger import book
from amanat.words.act import Act, Role
from amanat.words.refusal import Refused
from stories.jobs import do_waiting_jobs

HANDS = 24
ROUNDS = 3
VERBS: tuple[tuple[Callable[..., object], Role], ...] = (
    (escrow.release, Role.BUYER),
    (escrow.refund, Role.SELLER),
    (escrow.freeze, Role.BUYER),
)


@pytest.fixture
def stage(wired: str, committed: None) -> Player:
    """A player whose deeds are really committed; these people and deals stay."""
    player = Player(Outside(wired), settle=do_waiting_jobs)
    player.outside.set_ahead(clock.ahead().total_seconds())
    return player


def test_release_refund_and_freeze_race_and_one_wins(stage: Player) -> None:
    stage.wait(timedelta(minutes=2))
    sara = stage.join("09140000001", "سارا محمدی")
    reza = stage.join("09140000002", "رضا کریمی", paid_at=14)
    for _ in range(ROUNDS):
        deal = stage.pay(stage.agree(sara, reza), sara)
        hold = holds.holds_of(deal.subject)[0]
        outcomes = race(hold.pk, sara.pk, reza.pk)
        assert outcomes.count("won") == 1, outcomes
        assert holds.hold(hold.pk).state in {"released", "refunded", "frozen"}
        position = holds.position(deal.subject)
        frozen = holds.hold(hold.pk).state == "frozen"
        assert position.held_units == (position.total_units if frozen else 0)
    assert book.broken_invariants() == []


def race(hold_id: int, buyer_id: int, seller_id: int) -> list[str]:
    def grab(turn: tuple[Callable[..., object], Role]) -> str:
        verb, role = turn
        who = buyer_id if role is Role.BUYER else seller_id
        try:
            verb(Act(who, role, clock.now()), hold_id=hold_id)
        except Refused as no:
            return no.code
        else:
            return "won"
        finally:
            connection.close()

    with ThreadPoolExecutor(HANDS) as hands:
        return list(hands.map(grab, islice(cycle(VERBS), HANDS)))
