"""Random deals through every ending: what the buyer paid is what the others got, to the rial."""

import os
import random

import pytest

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Case, Deal
from amanat.capabilities.escrow import queries as holds
from amanat.config.demo.player import Player
from amanat.kernel.clock import time as clock
from amanat.kernel.ledger import book
from amanat.words.act import Act, Role
from stories.quarrel import REASONS, WORDS, Quarrel

COUNT = int(os.environ.get("STORY_DEALS", "8"))  # The long drill plays two hundred.


@pytest.fixture
def quarrel(play: Player) -> Quarrel:
    return Quarrel(play)


class Endings:
    """Each method ends one deal its own way. Amounts are drawn by the dice."""

    def __init__(self, quarrel: Quarrel, dice: random.Random) -> None:
        self.quarrel, self.dice = quarrel, dice

    def fresh(self) -> dict[str, object]:
        price = self.dice.choice([10_000, 10_001, 999_999, 499_999_999, 1_234_567_891])
        payer = self.dice.choice(["buyer", "seller", "half"])
        return {"price_units": price, "fee_payer": payer}

    def share(self, deal: Deal) -> int:
        """Anything from nothing to the price; the ends as likely as the middle."""
        price = queries.terms(deal).price_units
        return self.dice.choice([0, 1, 99, price // 3, price - 1, price])

    def clock(self, thing: Deal | Case) -> Act:
        thing = type(thing).objects.get(pk=thing.pk)
        assert thing.due_at is not None
        return Act(None, Role.CLOCK, thing.due_at)

    def disputed(self) -> Deal:
        return self.quarrel.disputed(**self.fresh())

    def heard(self) -> Case:
        deal = self.disputed()
        deals.escalate(self.clock(deal), deal_id=deal.pk)
        case = queries.case_on(deal)
        deals.close_evidence(self.clock(case), case_id=case.pk)
        return case

    def ruled(self) -> Case:
        case = self.heard()
        self.quarrel.rule(case, self.share(case.deal), self.quarrel.officer())
        return case

    def end_decline(self) -> Deal:
        deal = self.quarrel.funded(**self.fresh())
        return deals.decline(self.quarrel.seller, deal_id=deal.pk)

    def end_nothing_shipped(self) -> Deal:
        deal = self.quarrel.funded(**self.fresh())
        return deals.call_off(self.clock(deal), deal_id=deal.pk)

    def end_agreed_cancel(self) -> Deal:
        deal = self.quarrel.funded(**self.fresh())
        deals.ask_cancel(self.quarrel.seller, deal_id=deal.pk)
        return deals.agree_cancel(self.quarrel.buyer, deal_id=deal.pk)

    def end_ignored_cancel(self) -> Deal:
        deal = self.quarrel.funded(**self.fresh())
        deals.ask_cancel(self.quarrel.buyer, deal_id=deal.pk)
        deals.ignore_cancel(self.clock(deal), deal_id=deal.pk)
        return deals.give_back(self.quarrel.seller, deal_id=deal.pk)

    def end_silence(self) -> Deal:
        sent = self.quarrel.play.ship(self.quarrel.funded(**self.fresh()), self.quarrel.reza)
        deal = self.quarrel.play.receive(sent, self.quarrel.sara)
        return deals.lapse(self.clock(deal), deal_id=deal.pk)

    def end_give_back(self) -> Deal:
        return deals.give_back(self.quarrel.seller, deal_id=self.disputed().pk)

    def end_amount(self) -> Deal:
        self.quarrel.sara = self.quarrel.person("خریدار تازه")
        deal = self.disputed()
        offer = self.quarrel.offer(deal, self.quarrel.buyer, self.share(deal))
        return self.quarrel.accept(offer, self.quarrel.seller)

    def end_amount_of_the_seller(self) -> Deal:
        self.quarrel.sara = self.quarrel.person("خریدار تازه")
        deal = self.disputed()
        offer = self.quarrel.offer(deal, self.quarrel.seller, self.share(deal))
        return self.quarrel.accept(offer, self.quarrel.buyer)

    def end_ruling(self) -> Deal:
        case = self.ruled()
        officer = self.quarrel.act(self.quarrel.officer(), Role.OFFICER)
        for side in ("buyer", "seller"):
            deals.note_call(officer, case_id=case.pk, side=side, words=REASONS)
        deals.enforce(self.clock(case), case_id=case.pk)
        return case.deal

    def end_appeal(self) -> Deal:
        case = self.ruled()
        deals.appeal(self.quarrel.buyer, case_id=case.pk, words=WORDS)
        self.quarrel.rule_again(case, self.share(case.deal), self.quarrel.officer())
        return case.deal


def test_every_rial_of_every_ending_has_an_owner(quarrel: Quarrel) -> None:
    endings = Endings(quarrel, random.Random(1405))
    ways = [getattr(endings, name) for name in dir(endings) if name.startswith("end_")]
    started = clock.now()
    for number in range(COUNT):
        way = ways[number % len(ways)]
        deal = quarrel.play.fresh(way())
        quarrel.play.settle()
        position = holds.position(deal.subject)
        assert (position.held_units, position.with_payer_units) == (0, 0), way.__name__
        seller, fee, buyer = quarrel.counted(deal)
        assert seller + fee + buyer == position.total_units == paid_in(deal), way.__name__
        assert fee * 100 <= queries.terms(deal).price_units
    assert book.broken_invariants() == []
    assert clock.now() >= started


def paid_in(deal: Deal) -> int:
    """What the bank took from the buyer's cards, counted from the payments themselves."""
    return sum(part.units for part in holds.plan(deal.subject) if part.is_paid)
