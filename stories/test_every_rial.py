"""Random deals through every ending: what the buyer paid is what the others got, to the rial."""

import os
import random

import pytest

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Case, Deal
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.payments import queries as money
from amanat.capabilities.protection import queries as fund
from amanat.config.demo.player import Player
from amanat.kernel.clock import time as clock
from amanat.kernel.ledger import book
from amanat.words.act import Act, Role
from stories.damage import Damage
from stories.quarrel import REASONS, WORDS

COUNT = int(os.environ.get("STORY_DEALS", "8"))  # The long drill plays two hundred.


@pytest.fixture
def quarrel(play: Player) -> Damage:
    stage = Damage(play)
    stage.endow(2_000_000_000)
    return stage


class Endings:
    """Each method ends one deal its own way. Amounts are drawn by the dice."""

    def __init__(self, quarrel: Damage, dice: random.Random) -> None:
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

    def end_award_seller(self) -> Deal:
        case = self.heard()
        act = self.quarrel.signed(case, self.quarrel.officer())
        return deals.award_seller(act, deal_id=case.deal_id, reason=REASONS)

    def end_award_buyer(self) -> Deal:
        case = self.heard()
        act = self.quarrel.signed(case, self.quarrel.officer())
        return deals.award_buyer(act, deal_id=case.deal_id, reason=REASONS)

    def end_damage(self) -> Deal:
        """The officer's facts are drawn by the dice: any row of the table may come."""
        names = ("is_packed_right", "has_minutes", "is_late", "is_handed_over")
        facts = {name: self.dice.random() < 0.5 for name in names}
        terms = {**self.fresh(), "more": {"carrier_by": self.dice.choice(["buyer", "seller"])}}
        terms["price_units"] = self.dice.choice([10_001, 49_999_999, 499_999_999])
        claim = self.quarrel.heard_claim(**terms)
        declared = queries.terms(claim.deal).price_units
        self.quarrel.decide(claim, self.quarrel.officer(), declared_units=declared, **facts)
        return claim.deal

    def end_return(self) -> Deal:
        deal = self.disputed()
        offer = deals.make_offer(
            self.quarrel.buyer, deal_id=deal.pk, price_units=0, return_freight_by="buyer"
        )
        deals.accept_offer(self.quarrel.seller, offer_id=offer.pk)
        return deals.keep_goods(self.clock(deal), deal_id=deal.pk)


def test_every_rial_of_every_ending_has_an_owner(quarrel: Damage) -> None:
    endings = Endings(quarrel, random.Random(1405))
    ways = [getattr(endings, name) for name in dir(endings) if name.startswith("end_")]
    started, fed, compensated = clock.now(), 0, 0
    endowed = fund.balance_units()
    for number in range(COUNT):
        way = ways[number % len(ways)]
        deal = quarrel.play.fresh(way())
        quarrel.play.settle()
        deal = brought_to_an_end(quarrel, deal)
        position = holds.position(deal.subject)
        assert (position.held_units, position.with_payer_units) == (0, 0), way.__name__
        seller, fee, buyer = quarrel.counted(deal)
        from_fund = fund_paid(deal)
        got = seller + from_fund + fee + buyer
        assert got == position.total_units + from_fund == paid_in(deal) + from_fund, way.__name__
        fed += fund_fed(deal)
        compensated += from_fund
        assert fee * 100 <= queries.terms(deal).price_units
    assert book.broken_invariants() == []
    assert fund.balance_units() == endowed + fed - compensated
    assert money.conservation().holds
    assert clock.now() >= started


def brought_to_an_end(quarrel: Damage, deal: Deal) -> Deal:
    """A claim may end in a return, or in more time to inspect: then the clock ends the deal."""
    deal = quarrel.play.fresh(deal)
    ends = {"returning": deals.keep_goods, "inspection": deals.lapse}
    if (verb := ends.get(deal.state)) is not None:
        assert deal.due_at is not None
        verb(Act(None, Role.CLOCK, deal.due_at), deal_id=deal.pk)
        quarrel.play.settle()
    return quarrel.play.fresh(deal)


def fund_paid(deal: Deal) -> int:
    """What the protection fund paid for this deal, beside what its buyer paid."""
    claim = queries.claim_of(deal)
    return fund.compensated_units(claim.subject) if claim else 0


def fund_fed(deal: Deal) -> int:
    """What this deal's fee brought into the fund."""
    return sum(fund.fed_units(hold.pk) for hold in holds.holds_of(deal.subject))


def paid_in(deal: Deal) -> int:
    """What the bank took from the buyer's cards, counted from the payments themselves."""
    return sum(part.units for part in holds.plan(deal.subject) if part.is_paid)
