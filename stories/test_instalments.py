"""A large price in parts: planned inside the caps, paid with several cards, or returned to each."""

from datetime import timedelta

import pytest
from django.test import Client

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.refusals import PriceTenTimesOff
from amanat.capabilities.deals.rules import Terms, plan
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.payments import actions as payments
from amanat.capabilities.payments.models import Attempt, Refund
from amanat.capabilities.people.tests.program import Program
from amanat.config.demo.player import GOODS, Player
from amanat.kernel.clock import time as clock
from amanat.kernel.law.models import Parameter
from amanat.words.act import Act, Role
from stories.market import NUMBERS, Market
from stories.test_payout_return import page, texts

MILLION = 10_000_000  # A million toman, in rial.
CARDS = ("6037701689095443", "6219861034529007")
CARD_DAY, PERSON_DAY = 100 * MILLION, 200 * MILLION


@pytest.fixture
def market(play: Player) -> Market:
    return Market(play)


def laid(
    parts: list[int], *, paid_today: int = 0, cards: int | None = None
) -> list[tuple[int, int]]:
    """(day, card) of each part."""
    found = plan(
        list(enumerate(parts, start=1)),
        paid_today_units=paid_today * MILLION,
        card_day_units=CARD_DAY,
        person_day_units=PERSON_DAY,
        most_cards=cards,
    )
    return [(one.day, one.card) for one in found]


def test_a_plan_fills_a_card_then_the_next_then_the_next_day() -> None:
    parts = [45 * MILLION] * 4
    assert laid(parts) == [(0, 1), (0, 1), (0, 2), (0, 2)]
    assert laid(parts, cards=1) == [(0, 1), (0, 1), (1, 1), (1, 1)]
    assert laid(parts, paid_today=60) == [(0, 2), (0, 2), (0, 3), (1, 1)]
    assert laid([50 * MILLION] * 6) == [(0, 1), (0, 1), (0, 2), (0, 2), (1, 1), (1, 1)]


def pay_with(market: Market, deal: Deal, card: str, choice: str = "pay") -> Attempt:
    part = holds.next_unpaid(deal.subject)
    assert part is not None
    attempt = payments.go_to_bank(market.act(market.sara, Role.PERSON), payment_id=part.payment_id)
    market.play.come_back(market.play.outside.pay(attempt.ref_id, choice, card=card))
    market.play.settle()
    return Attempt.objects.get(pk=attempt.pk)


def test_half_paid_with_two_cards_each_part_goes_back_to_its_own(market: Market) -> None:
    """180 million toman: four payments. Two cards paid one each; the rest never came."""
    offered = market.play.offer(
        market.sara, Role.BUYER, market.reza, price_units=180 * MILLION, fee_payer="seller"
    )
    ahead = page(market.reza, f"/deals/{offered.code}/terms")
    assert "برنامهٔ پرداخت در ۴ بخش" in ahead and "رسماً تأیید نشده" in ahead
    deal = market.play.accept(offered, market.reza)
    seen = page(market.sara, f"/deals/{deal.code}/pay")
    assert "امروز با ۲ کارت تمام می‌شود؛ با یک کارت ۲ روز" in seen
    others = pay_with(market, deal, CARDS[0], "other_person")
    assert (others.state, others.code) == ("declined", "995")
    declined = page(market.sara, f"/pay/{others.public_id}")
    assert "کارت باید به نام خود شما باشد" in declined and "پرداخت دوباره" in declined
    tries = [pay_with(market, deal, card) for card in CARDS]
    told = Program.of(market.sara).get(f"/api/deals/{deal.code}/plan").json()
    assert [one["is_paid"] for one in told["parts"]] == [True, True, False, False]
    assert (told["card_day_units"], told["caps_confirmed"]) == (str(CARD_DAY), False)

    market.ends(market.play.fresh(deal), "refunded")
    back = Refund.objects.filter(attempt__in=tries).order_by("pk").select_related("attempt")
    assert [(one.attempt_id, one.units, one.state) for one in back] == [
        (one.pk, 45 * MILLION, "confirmed") for one in tries
    ]
    heard = texts(market, market.sara)
    for card in CARDS:
        assert f"کارت {card[-4:]} برگشت" in heard


@pytest.mark.parametrize(
    ("basis", "price", "count"),
    [("price", 500_000_000, 1), ("price", 500_000_001, 2), ("total", 500_000_000, 2)],
)
def test_the_owner_chooses_what_the_cap_is_held_against(
    db: None, basis: str, price: int, count: int
) -> None:
    """A fee paid by the buyer rides on top of the cap, or counts in it."""
    at = clock.now()
    Parameter.objects.create(
        name="payment.cap_basis", value=basis, valid_from=at.date() - timedelta(days=2),
        source="test", status="confirmed",
    )  # fmt: skip
    terms = Terms(**GOODS | {"price_units": price, "fee_payer": "buyer"}, fee_basis_points=100)
    parts = queries.parts_of(queries.bill(terms), at)
    assert len(parts) == count
    assert sum(part.units for part in parts) == price + price // 100


def test_a_price_ten_times_off_is_asked_twice(market: Market) -> None:
    """Somebody typed toman where rial stood: the counter-offer waits for a second yes."""
    deal = market.play.offer(market.sara, Role.BUYER, market.reza)
    now = queries.terms(deal).price_units
    for wrong in (now * 10, now // 10):
        with pytest.raises(PriceTenTimesOff):
            deals.counter(market.seller, deal_id=deal.pk, price_units=wrong)
    seller = Program.of(market.reza)
    path = f"/api/deals/{deal.code}/counter"
    refused = seller.post(path, {"price_units": str(now // 10)})
    assert (refused.status_code, refused.json()["param"]) == (422, "price_units")

    client = Client()
    client.force_login(market.reza)
    typed = {"title": "لپ‌تاپ", "price_units": "۳۲۰٬۰۰۰٬۰۰۰", "fee_payer": "half",
             "delivery": "post", "ship_days": "4", "inspection_days": "2"}  # fmt: skip
    asked = client.post(f"/deals/{deal.code}/counter", typed)
    assert asked.status_code == 422 and 'name="is_meant"' in asked.content.decode()
    meant = client.post(f"/deals/{deal.code}/counter", typed | {"is_meant": "on"})
    assert meant.status_code == 303
    assert queries.terms(market.play.fresh(deal)).price_units == now * 10
    seller_act = Act(market.sara.pk, Role.BUYER, clock.now())
    deals.counter(seller_act, deal_id=deal.pk, price_units=now, meant_price_units=now)

    again = deals.begin(market.buyer, role=Role.BUYER, **GOODS | {"price_units": now // 10},
                        other_phone=market.reza.phone)  # fmt: skip
    assert "صفرها را یک بار دیگر بشمارید" in page(market.sara, f"/deals/{again.code}/check")


def test_an_impossible_price_is_refused_beside_its_field(play: Player) -> None:
    sara = play.join(f"0{next(NUMBERS)}", "سارا محمدی")
    deal = deals.begin(Act(sara.pk, Role.BUYER, clock.now()), role=Role.BUYER, title="لپ‌تاپ")
    client = Client()
    client.force_login(sara)
    path = f"/deals/{deal.code}/draft/price"
    for typed in ("0", "-5", "۹۹۹۹۹۹۹۹۹۹۹۹۹۹۹۹۹۹۹۹", "1.5", "ده"):
        shown = client.post(path, {"price_units": typed, "fee_payer": "half"})
        text = shown.content.decode()
        assert (shown.status_code, 'id="f-price_units-error"' in text) == (422, True), typed
        assert f'value="{typed}"' in text, "What was typed stays."
    program = Program.of(sara)
    for units in ("0", "-5", "9" * 20, "1.5"):
        told = program.post(f"/api/deals/{deal.code}/describe", {"price_units": units})
        assert told.status_code == 422 and "price_units" in told.content.decode(), units
