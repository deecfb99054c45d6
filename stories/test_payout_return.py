"""Money out that goes wrong: it comes home, it is told, it goes again, and never twice."""

from datetime import timedelta

import pytest
from django.test import Client

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.refusals import MoneyUnderWay
from amanat.capabilities.payments import actions, ports, queries
from amanat.capabilities.payments.models import Batch, Call, Payout
from amanat.capabilities.payments.queries import accounts
from amanat.capabilities.people import actions as people
from amanat.capabilities.people.models import Person
from amanat.capabilities.people.tests.program import Program
from amanat.config.demo.player import Player, sheba
from amanat.kernel.clock import time as clock
from amanat.kernel.ledger import book
from amanat.kernel.log.models import Delivery
from amanat.words.act import Act, Role
from amanat.words.moments import tehran_day
from amanat.words.refusal import NotFound, NotYours
from stories.market import DAY, HOUR, NUMBERS, Market

RETURNS = 4_259_999  # The simulated bank sends back what goes to such an account.


@pytest.fixture
def market(play: Player) -> Market:
    return Market(play)


def released(market: Market, account: int) -> Deal:
    """A deal the buyer approved, with a seller who is paid to this account."""
    market.reza = market.person("رضا کریمی", account=account)
    return market.play.approve(market.inspected(), market.sara)


def owed(market: Market, account: int, units: int = 318_400_000) -> Payout:
    """The same without the deal: the seller is owed a sum, and its payout is ordered."""
    market.reza = market.person("رضا کریمی", account=account)
    house = Act(None, Role.HOUSE, clock.now())
    sale = book.Transfer(
        accounts.receivable_account_id("mellat"), accounts.payable_account_id(market.reza.pk),
        units, "sale",
    )  # fmt: skip
    book.write(house, sale, key=f"story/{market.reza.pk}/sale")
    subject = f"story:{market.reza.pk}"
    return actions.pay_out(
        house, person_id=market.reza.pk, units=units, subject=subject, key=subject
    )


def payout_of(person: Person) -> Payout:
    return Payout.objects.filter(person=person).latest("pk")


def texts(market: Market, person: Person) -> str:
    return "\n".join(str(one["message"]) for one in market.play.outside.inbox(person.phone))


def page(person: Person, path: str) -> str:
    client = Client()
    client.force_login(person)
    reply = client.get(path)
    assert reply.status_code == 200, path
    return reply.content.decode()


def transfers_to(market: Market, person: Person) -> list[int]:
    """What the bank's own book says has left for this person's payouts and not come back."""
    ids = set(Payout.objects.filter(person=person).values_list("end_to_end_id", flat=True))
    day, found = tehran_day(clock.now()), []
    for back in range(10):
        lines = market.play.outside.web.get(
            "/bank/statement", params={"day": (day - timedelta(days=back)).isoformat()}
        ).json()["lines"]
        found += [one for one in lines if one["reference"] in ids]
    sign = {"debit": 1, "credit": -1}
    return [sign[one["direction"]] * one["amount"] for one in found]


def test_an_approved_deal_says_when_its_money_comes_and_nothing_stops_it(market: Market) -> None:
    deal = released(market, next(NUMBERS))
    arrives = queries.eta_of(payout_of(market.reza), clock.now())
    assert arrives is not None
    told = texts(market, market.reza)
    assert arrives.rail_says.fa in told and "تأیید شد. پول با" in told
    assert arrives.rail_says.fa in page(market.reza, f"/deals/{deal.code}/terms")
    assert "پول در راه فروشنده" in page(market.sara, f"/deals/{deal.code}")
    assert "پیگیری این واریز" in page(market.reza, f"/deals/{deal.code}")
    officer = market.play.hat(market.person("نادر رستمی"), Role.OFFICER)
    reason = "عکس‌ها روشن است و رأی این است."
    with pytest.raises(MoneyUnderWay):
        deals.settle(
            market.act(officer, Role.OFFICER), deal_id=deal.pk, price_units=0, how="ruling"
        )
    with pytest.raises(MoneyUnderWay):
        deals.report(market.buyer, deal_id=deal.pk, kind="damaged", words=reason, wants="refund")
    with pytest.raises(MoneyUnderWay):
        deals.give_back(market.seller, deal_id=deal.pk)


def test_the_promise_counts_from_the_approval_and_not_from_a_late_worker(market: Market) -> None:
    market.reza = market.person("رضا کریمی", account=next(NUMBERS))
    deal = market.inspected()
    market.play.confirm(deal, market.sara)
    approved_at = clock.now()
    deals.approve(Act(market.sara.pk, Role.BUYER, approved_at), deal_id=deal.pk)
    clock.advance(2 * HOUR)  # Nobody worked meanwhile.
    market.play.settle()
    payout = payout_of(market.reza)
    assert payout.not_before == approved_at + HOUR
    assert payout.promised_at == approved_at + 12 * HOUR
    assert payout.asked_at == approved_at


def test_a_returned_payout_goes_again_to_another_sheba_and_only_once(market: Market) -> None:
    deal = released(market, RETURNS)
    market.play.wait(DAY + 14 * HOUR)
    payout = payout_of(market.reza)
    assert (payout.state, market.play.fresh(deal).state) == ("returned", "paying_out")
    assert queries.balances()[f"payable:{market.reza.pk}"] == payout.units
    assert payout in queries.returned_payouts()
    path = f"/money/payouts/{payout.pk}"
    assert path in texts(market, market.reza)
    assert "شبای دیگر" in page(market.reza, path) and "برگرداند" in page(market.reza, "/money")
    assert "برگشت‌خورده" in page(market.reza, f"/deals/{deal.code}")
    program = Program.of(market.reza)
    refused = program.post(f"/api/payments/payouts/{payout.pk}/pay_again")
    assert (refused.status_code, refused.json()["code"]) == (409, "needs_other_account")

    mine = Act(market.reza.pk, Role.PERSON, clock.now())
    people.add_bank_account(mine, person_id=market.reza.pk, sheba=sheba(next(NUMBERS)))
    again = program.did(f"/api/payments/payouts/{payout.pk}/pay_again", status=201)
    twice = program.did(f"/api/payments/payouts/{payout.pk}/pay_again", status=201)
    assert again["id"] == twice["id"]
    market.play.wait(20 * HOUR)
    assert payout_of(market.reza).state == "held"
    market.ends(deal, "completed", within=4 * DAY)
    assert sum(transfers_to(market, market.reza)) == payout.units
    assert queries.balances()[f"payable:{market.reza.pk}"] == 0
    kinds = [line.kind[2:] for line in queries.statement(market.reza.pk).lines]
    assert kinds == ["paid_out"]


def test_a_payout_that_comes_back_days_later_is_owed_again_and_the_deal_stays_over(
    market: Market,
) -> None:
    """A23: the receiving bank may return it when the deal has long ended."""
    deal = released(market, next(NUMBERS))
    market.ends(deal, "completed", within=4 * DAY)
    clock.advance(3 * DAY)
    payout = payout_of(market.reza)
    bank = Act(None, Role.BANK, clock.now())
    actions.come_home(bank, payout_id=payout.pk, reason="account closed")
    market.play.settle()
    assert "برگرداند" in texts(market, market.reza)
    mine = Act(market.reza.pk, Role.PERSON, clock.now())
    people.add_bank_account(mine, person_id=market.reza.pk, sheba=sheba(next(NUMBERS)))
    actions.pay_again(mine, payout_id=payout.pk)
    market.play.wait(3 * DAY)
    assert (payout_of(market.reza).state, market.play.fresh(deal).state) == ("settled", "completed")
    assert not Delivery.objects.filter(parked_at__isnull=False, done_at__isnull=True).exists()
    kinds = [line.kind[2:] for line in queries.statement(market.reza.pk).lines]
    assert kinds == ["paid_out", "came_back", "paid_out"]
    assert book.broken_invariants() == []
    the_statement_is_paged_and_taken_away(market, deal)


def the_statement_is_paged_and_taken_away(market: Market, deal: Deal) -> None:
    first = queries.statement(market.reza.pk, lines=1)
    second = queries.statement(market.reza.pk, lines=1, before=first.next_before)
    assert [first.lines[0].kind[2:], second.lines[0].kind[2:]] == ["paid_out", "came_back"]
    taken = page(market.reza, "/money/statement.csv").splitlines()
    assert taken[0].lstrip("\ufeff") == "at,kind,rial,deal,reference"
    assert taken[3].split(",")[1:4] == ["paid_out", "318400000", deal.code]
    told = Program.of(market.reza).get("/api/payments/statement").json()
    assert [line["units"] for line in told["lines"]] == ["318400000"] * 3
    assert Program.of(market.reza).get("/api/payments/statement", before="x").status_code == 422


def test_a_worker_killed_between_the_bank_and_the_book_sends_nothing_twice(market: Market) -> None:
    """A22: the file reached the bank, and whoever sent it died before it could say so."""
    payout = owed(market, next(NUMBERS))
    act = Act(None, Role.CLOCK, clock.now() + 2 * HOUR)
    actions.gather(act, payout_id=payout.pk)
    batch = Batch.objects.get(payouts=payout)
    actions.send_batch(act, batch_id=batch.pk)
    batch.refresh_from_db()
    Call.objects.filter(batch=batch, sent_at__isnull=True).update(sent_at=act.at)
    ports.our_bank().send(batch.body, batch.rail)  # And here the worker is killed.
    assert batch.state == "sending"

    market.play.wait(DAY)
    batch.refresh_from_db()
    assert (batch.tries, payout_of(market.reza).state) == (2, "settled")
    assert transfers_to(market, market.reza) == [payout.units]


def test_a_late_payout_says_why_and_whose_turn_it_is_and_counts_as_broken(market: Market) -> None:
    owed(market, next(NUMBERS))
    finance = market.play.hat(market.person("نیلوفر صدر"), Role.FINANCE)
    market.play.outside._post(
        "/faults.json", provider="bank", call="batches", fault="http_500", count=None, seconds=0
    )
    clock.advance(13 * HOUR)
    market.play.outside.set_ahead(clock.ahead().total_seconds())
    market.play._do_due()
    actions.tell_late(Act(None, Role.CLOCK, clock.now()))
    market.play.settle()
    payout = payout_of(market.reza)
    market.play.outside.web.delete("/faults.json").raise_for_status()
    wait = queries.why_waiting(payout)
    assert wait is not None and payout in queries.slow_payouts(clock.now())
    seen = page(market.reza, f"/money/payouts/{payout.pk}")
    assert wait.reason.fa in seen and wait.owner.fa in seen and "از قول ما گذشته" in seen
    assert "دیر شد" in texts(market, market.reza) and "از قول گذشت" in texts(market, finance)


def test_nobody_sees_or_moves_anothers_payout(market: Market) -> None:
    payout = owed(market, next(NUMBERS))
    stranger = Client()
    stranger.force_login(market.sara)
    path = f"/money/payouts/{payout.pk}"
    assert (stranger.get(path).status_code, stranger.post(path).status_code) == (404, 404)
    program = Program.of(market.sara)
    assert program.get(f"/api/payments/payouts/{payout.pk}").status_code == 404
    assert program.post(f"/api/payments/payouts/{payout.pk}/pay_again").status_code == 404
    with pytest.raises(NotFound):
        queries.payout_for(None, payout.pk)
    with pytest.raises(NotYours):
        actions.pay_again(market.buyer, payout_id=payout.pk)
