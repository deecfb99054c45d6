"""The police write: the money stays. Two officers keep it, two let it go, nobody is accused."""

from datetime import timedelta

import pytest
from django.test import Client

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals.models import Deal, OfficialHold
from amanat.capabilities.deals.refusals import (
    ConflictOfInterest,
    KeptAlready,
    ReasonDoesNotFit,
    SecondOfficerNeeded,
)
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.payments import actions as payments
from amanat.capabilities.payments import queries as money
from amanat.capabilities.payments.refusals import KeptForACheck
from amanat.capabilities.people.models import Person
from amanat.kernel.ledger import book
from amanat.words.act import Act, Role
from amanat.words.refusal import NotYours
from stories.market import DAY, HOUR, Market

LETTER = "نامهٔ شمارهٔ ۱۲۳ پلیس فتا دربارهٔ کارت پرداخت‌کننده"


class Checked(Market):
    """A market with two officers."""

    def __init__(self, play) -> None:
        super().__init__(play)
        self.nader = play.hat(self.person("نادر رستمی"), Role.OFFICER)
        self.mina = play.hat(self.person("مینا شریفی"), Role.OFFICER)

    def officer(self, person: Person) -> Act:
        return self.act(person, Role.OFFICER)

    def propose(self, deal: Deal) -> OfficialHold:
        return deals.propose_hold(
            self.officer(self.nader), deal_id=deal.pk, kind="legal", reason="police_order",
            words=LETTER,
        )  # fmt: skip

    def keep(self, deal: Deal) -> OfficialHold:
        hold = self.propose(deal)
        deals.confirm_hold(self.officer(self.mina), official_hold_id=hold.pk)
        self.play.settle()
        return hold

    def lift(self, hold: OfficialHold) -> None:
        deals.propose_lift(
            self.officer(self.nader), official_hold_id=hold.pk, words="دادگاه پاسخ داد."
        )
        deals.confirm_lift(self.officer(self.mina), official_hold_id=hold.pk)
        self.play.settle()

    def payout_state(self, deal: Deal) -> str:
        (hold,) = holds.holds_of(deal.subject)
        return money.payouts_on(f"hold:{hold.pk}").get().state


@pytest.fixture
def market(play) -> Checked:
    return Checked(play)


def test_nobody_keeps_or_lifts_alone_and_no_side_at_all(market: Checked) -> None:
    deal = market.inspected()
    market.play.hat(market.sara, Role.OFFICER)
    with pytest.raises(ConflictOfInterest):
        deals.propose_hold(market.officer(market.sara), deal_id=deal.pk, kind="fraud",
                           reason="risk_signs", words=LETTER)  # fmt: skip
    with pytest.raises(NotYours):
        deals.propose_hold(market.officer(market.reza), deal_id=deal.pk, kind="fraud",
                           reason="risk_signs", words=LETTER)  # fmt: skip
    with pytest.raises(ReasonDoesNotFit):
        deals.propose_hold(market.officer(market.nader), deal_id=deal.pk, kind="legal",
                           reason="risk_signs", words=LETTER)  # fmt: skip
    hold = market.propose(deal)
    with pytest.raises(KeptAlready):
        market.propose(deal)
    for alone in (market.nader, market.sara):
        with pytest.raises((SecondOfficerNeeded, ConflictOfInterest)):
            deals.confirm_hold(market.officer(alone), official_hold_id=hold.pk)
    deals.confirm_hold(market.officer(market.mina), official_hold_id=hold.pk)
    deals.propose_lift(market.officer(market.mina), official_hold_id=hold.pk, words=LETTER)
    with pytest.raises(SecondOfficerNeeded):
        deals.confirm_lift(market.officer(market.mina), official_hold_id=hold.pk)


def test_a_proposal_nobody_confirms_lapses_and_stopped_nothing(market: Checked) -> None:
    deal = market.inspected()
    hold = market.propose(deal)
    market.play.wait(25 * HOUR)
    assert OfficialHold.objects.get(pk=hold.pk).state == "turned_down"
    market.ends(deal, "completed", within=10 * DAY)


def test_no_decision_moves_kept_money_and_its_clock_stands_still(market: Checked) -> None:
    deal = market.inspected()
    before = deal.due_at
    hold = market.keep(deal)
    market.play.wait(20 * DAY)
    assert market.play.fresh(deal).state == "inspection", "The state does not change."
    market.play.confirm(deal, market.sara)
    with pytest.raises(KeptForACheck):
        deals.approve(market.buyer, deal_id=deal.pk)
    assert holds.position(deal.subject).held_units == 321_600_000
    market.lift(hold)
    found = OfficialHold.objects.get(pk=hold.pk)
    market.play._do_due()
    after = market.play.fresh(deal).due_at
    assert before is not None and after is not None and found.since and found.lifted_at
    assert abs(after - before - (found.lifted_at - found.since)) < timedelta(seconds=1)
    market.ends(deal, "completed", within=10 * DAY)


def test_a_payout_that_is_queued_already_does_not_leave(market: Checked) -> None:
    deal = market.play.approve(market.inspected(), market.sara)
    assert (deal.state, market.payout_state(deal)) == ("accepted", "queued")
    hold = market.keep(deal)
    market.play.wait(DAY)
    assert market.payout_state(deal) == "queued"
    market.lift(hold)
    market.ends(deal, "completed", within=6 * DAY)


def test_a_payout_in_a_file_that_has_not_left_is_taken_out_of_it(market: Checked) -> None:
    deal = market.play.approve(market.inspected(), market.sara)
    (one,) = holds.holds_of(deal.subject)
    payout = money.payouts_on(f"hold:{one.pk}").get()
    assert payout.due_at is not None
    clock_act = Act(None, Role.CLOCK, payout.due_at)
    batch = payments.gather(clock_act, payout_id=payout.pk).batch
    assert batch is not None
    hold = market.propose(deal)
    deals.confirm_hold(market.officer(market.mina), official_hold_id=hold.pk)
    assert market.payout_state(deal) == "queued"
    assert payments.send_batch(clock_act, batch_id=batch.pk).state == "dropped"
    assert book.broken_invariants() == []


def test_a_refund_waits_for_the_check_too(market: Checked) -> None:
    deal = market.funded()
    deals.decline(market.seller, deal_id=deal.pk)
    hold = market.propose(deal)
    deals.confirm_hold(market.officer(market.mina), official_hold_id=hold.pk)
    market.play.settle()
    market.play.wait(DAY)
    assert market.play.fresh(deal).state == "refunding"
    (part,) = holds.plan(deal.subject)
    assert [one.state for one in money.refunds_of(part.payment_id)] == ["queued"]
    market.lift(hold)
    market.ends(deal, "refunded", within=6 * DAY)


def test_the_page_says_so_without_accusing_and_officers_do_it_on_the_desk(
    market: Checked,
) -> None:
    deal = market.inspected()
    first, second = browser(market.nader), browser(market.mina)
    sent = {"deal": deal.code, "kind": "fraud", "reason": "stolen_card", "words": LETTER}
    assert first.post("/desk/holds", sent).status_code == 303
    hold = OfficialHold.objects.get(deal=deal)
    assert deal.code in second.get("/desk/holds").content.decode()
    assert second.post(f"/desk/holds/{hold.pk}/confirm_hold").status_code == 303
    market.play.settle()
    for person in (market.sara, market.reza):
        page = browser(person).get(f"/deals/{deal.code}").content.decode()
        assert "امانت این پول را برای یک بررسی نگه داشته است" in page
        assert "تقلب" not in page and "دزدیده" not in page and LETTER not in page
    assert first.post(f"/desk/holds/{hold.pk}", {"words": "پلیس پاسخ داد."}).status_code == 303
    assert second.get(f"/desk/holds/{hold.pk}").status_code == 200
    assert second.post(f"/desk/holds/{hold.pk}/confirm_lift").status_code == 303
    assert OfficialHold.objects.get(pk=hold.pk).state == "lifted"
    stranger = browser(market.person("رهگذر"))
    assert stranger.get("/desk/holds").status_code == 404


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client
