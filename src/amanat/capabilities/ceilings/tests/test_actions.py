"""Room under a ceiling: taken, paid, served, freed; and what stands when it is lowered."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from amanat.capabilities.businesses import actions as businesses
from amanat.capabilities.businesses.tests.cast import a_person, holder
from amanat.capabilities.ceilings import actions as ceilings
from amanat.capabilities.ceilings import queries
from amanat.capabilities.ceilings.actions import room
from amanat.capabilities.ceilings.models import Alert, Ceiling, Input, Reservation
from amanat.capabilities.ceilings.refusals import (
    CeilingExceeded,
    EscrowKept,
    EscrowShort,
    GroupExceeded,
    MoneyDiffers,
    ReservationOver,
    UnitsUnsound,
)
from amanat.capabilities.ceilings.tests.cast import (
    REVENUE,
    Shop,
    a_shop,
    hold_at,
    house,
    money,
)
from amanat.kernel.clock import time as clock
from amanat.kernel.ledger import book
from amanat.kernel.ledger.refusals import KeyReused, OverLimit
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound, WrongState

pytestmark = pytest.mark.django_db
CEILING = REVENUE // 5
VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text("utf-8"))
MINUTE = timedelta(minutes=1)


@pytest.fixture
def shop() -> Shop:
    return a_shop()


def sound(shop: Shop) -> None:
    assert queries.broken([shop.pk]) == []
    assert book.broken_invariants() == []


def test_a_fifth_of_the_revenue_may_be_promised_and_the_ledger_says_so(shop: Shop) -> None:
    found = shop.now
    assert (found.units, found.exposure_units, found.headroom_units) == (CEILING, 0, CEILING)
    assert (found.binding, found.parameter_set) == ("turnover", "ceiling.engine@2026-01-01")
    assert not found.is_confirmed, "The formula is our own and no law."
    decision = queries.decisions(shop.pk)[0]
    assert decision.inputs["facts"] == {"revenue": REVENUE} and decision.formula == "ceiling/1"
    assert decision.caps == {"rank": 50_000_000_000, "turnover": CEILING}
    sound(shop)


def test_room_is_reserved_confirmed_and_free_again_when_delivered(shop: Shop) -> None:
    sale = shop.reserve(15_000_000_000)
    assert shop.now.headroom_units == 5_000_000_000
    with pytest.raises(CeilingExceeded) as no:
        shop.reserve(5_000_000_001)
    assert (no.value.code, no.value.status) == ("ceiling.exceeded", 422)
    assert no.value.facts == {"free": 5_000_000_000}
    shop.paid(sale)
    assert (shop.now.exposure_units, shop.now.gross_units) == (15_000_000_000, 15_000_000_000)
    for _ in range(2):  # The same step again changes nothing more.
        ceilings.deliver(house(), reservation_id=sale.pk)
    assert (shop.now.headroom_units, shop.now.gross_units) == (CEILING, 0)
    with pytest.raises(WrongState):
        ceilings.release(house(), reservation_id=sale.pk)
    sound(shop)


def test_one_key_is_one_sale_and_another_sale_needs_another_key(shop: Shop) -> None:
    first = shop.reserve(100, "order-1")
    assert shop.reserve(100, "order-1").pk == first.pk
    with pytest.raises(KeyReused):
        shop.reserve(101, "order-1")
    for units in (0, -5, 10**14 + 1):
        with pytest.raises(UnitsUnsound):
            shop.reserve(units)
    assert shop.now.exposure_units == 100
    with pytest.raises(NotFound):
        ceilings.reserve(house(), business_id=0, units=1, key="x")


def test_many_at_once_fit_in_order_and_each_key_is_one_sale(shop: Shop) -> None:
    hold_at(shop, 100)
    one = shop.reserve(30, "a")
    wanted = [ceilings.Wanted(key, units) for key, units in
              (("a", 30), ("b", 60), ("c", 11), ("d", 10), ("b", 60), ("e", 1))]  # fmt: skip
    made = ceilings.reserve_many(house(), business_id=shop.pk, wanted=wanted)
    assert [sale and sale.key for sale in made] == ["a", "b", None, "d", "b", None]
    assert made[0] is not None and made[0].pk == one.pk
    assert [sale.taken_from_units for sale in Reservation.objects.order_by("number")] == [0, 30, 90]
    sound(shop)


def test_unpaid_room_is_free_after_a_quarter_of_an_hour_and_late_money_does_not_bring_it_back(
    shop: Shop,
) -> None:
    sale = shop.reserve(CEILING)
    assert sale.due_at == sale.at + 15 * MINUTE
    late = Act(None, Role.HOUSE, sale.due_at)
    with pytest.raises(ReservationOver):  # Whether or not the clock's hand came by.
        ceilings.confirm(late, reservation_id=sale.pk, money_hold_id=money(CEILING))
    assert list(Reservation.due(sale.due_at - MINUTE).filter(pk=sale.pk)) == []
    for _ in range(2):
        ceilings.release(Act(None, Role.CLOCK, sale.due_at), reservation_id=sale.pk)
    assert shop.now.headroom_units == CEILING
    with pytest.raises(WrongState):
        shop.paid(sale)
    sound(shop)


def test_the_money_in_the_ledger_must_be_just_what_was_reserved(shop: Shop) -> None:
    sale = shop.reserve(500)
    with pytest.raises(MoneyDiffers) as no:
        ceilings.confirm(house(), reservation_id=sale.pk, money_hold_id=money(499))
    assert no.value.facts == {"there": 499, "wanted": 500}
    held = money(500)
    first = ceilings.confirm(house(), reservation_id=sale.pk, money_hold_id=held)
    again = ceilings.confirm(house(), reservation_id=sale.pk, money_hold_id=held)
    assert first.pk == again.pk and shop.now.exposure_units == 500
    other = shop.reserve(500)
    with pytest.raises(IntegrityError), transaction.atomic():  # One payment confirms one sale.
        ceilings.confirm(house(), reservation_id=other.pk, money_hold_id=held)
    sound(shop)


def test_money_in_escrow_is_not_at_risk_until_it_leaves_and_leaves_only_where_there_is_room(
    shop: Shop,
) -> None:
    hold_at(shop, 1_000)
    sale = shop.paid(shop.reserve(600), in_escrow=True)
    assert (shop.now.exposure_units, shop.now.gross_units) == (0, 600)
    other = shop.paid(shop.reserve(700), in_escrow=True)
    share = queries.escrow_share(shop.pk, clock.now())
    assert (share.line, share.required_units, share.escrowed_units) == ("L2", 1_300, 1_300)
    with pytest.raises(EscrowKept):
        ceilings.expose(house(), reservation_id=sale.pk, units=1)
    ceilings.release(house(), reservation_id=other.pk)  # Called off: 600 of 1,000 are over L1 only.
    with pytest.raises(EscrowKept) as no:
        ceilings.expose(house(), reservation_id=sale.pk, units=361)
    assert no.value.facts == {"most": 360}
    ceilings.expose(house(), reservation_id=sale.pk, units=360)
    with pytest.raises(EscrowShort):
        ceilings.expose(house(), reservation_id=sale.pk, units=241)
    assert shop.now.exposure_units == 360
    sound(shop)


def test_what_is_exposed_needs_room_else_the_money_stays_in_escrow(shop: Shop) -> None:
    hold_at(shop, 1_000)
    sale = shop.paid(shop.reserve(500), in_escrow=True)
    shop.reserve(501)
    with pytest.raises(CeilingExceeded):
        ceilings.expose(house(), reservation_id=sale.pk, units=500)
    ceilings.expose(house(), reservation_id=sale.pk, units=499)
    assert shop.now.headroom_units == 0
    sound(shop)


def test_profit_and_delay_grow_the_promise_also_above_the_ceiling(shop: Shop) -> None:
    hold_at(shop, 1_000)
    sale = shop.paid(shop.reserve(1_000))
    ceilings.accrue(house(), reservation_id=sale.pk, profit_units=13, delay_units=25)
    found = shop.now
    assert (found.exposure_units, found.headroom_units, found.overhang_units) == (1_038, 0, 38)
    with pytest.raises(UnitsUnsound):
        ceilings.accrue(house(), reservation_id=sale.pk, profit_units=-1, delay_units=2)
    sound(shop)
    ceilings.deliver(house(), reservation_id=sale.pk)
    assert (shop.now.headroom_units, shop.now.overhang_units) == (1_000, 0)
    sound(shop)


def test_a_ceiling_lowered_below_what_is_owed_takes_nothing_new_and_old_ones_stand(
    shop: Shop,
) -> None:
    sales = [shop.paid(shop.reserve(4_000_000_000)) for _ in range(4)]
    shop.rank(6_500, 2)  # Two stars: five billion, times 0.75.
    ceilings.lower(house(), business_id=shop.pk, cause="RankFell")
    found = shop.now
    assert (found.units, found.exposure_units) == (3_750_000_000, 16_000_000_000)
    assert (found.headroom_units, found.overhang_units) == (0, 12_250_000_000)
    with pytest.raises(CeilingExceeded):
        shop.reserve(1)
    sound(shop)
    for sale in sales[:3]:
        ceilings.deliver(house(), reservation_id=sale.pk)
        with pytest.raises(CeilingExceeded):
            shop.reserve(1)  # What is freed first pays what stands above the ceiling.
        sound(shop)
    ceilings.deliver(house(), reservation_id=sales[3].pk)
    assert shop.now.headroom_units == 3_750_000_000
    sound(shop)


def test_bad_news_only_lowers_and_a_business_without_a_ceiling_has_none_to_lower(
    shop: Shop,
) -> None:
    hold_at(shop, 10)
    shop.rank(9_500, 5)
    ceilings.lower(house(), business_id=shop.pk, cause="RankFell")
    assert shop.now.units == 10
    with pytest.raises(NotFound):
        ceilings.lower(house(), business_id=0, cause="RankFell")


def test_the_two_lines_are_raised_and_eased_with_the_money(shop: Shop) -> None:
    hold_at(shop, 1_000)

    def line() -> tuple[str, int]:
        share = queries.escrow_share(shop.pk, clock.now())
        return Alert.objects.get(ceiling=shop.ceiling).state, share.required_units

    first = shop.paid(shop.reserve(500), in_escrow=True)
    assert not Alert.objects.filter(ceiling=shop.ceiling).exists(), "Half is not above half."
    shop.paid(shop.reserve(1), in_escrow=True)
    assert line() == ("l1", 201)
    big = shop.paid(shop.reserve(300), in_escrow=True)
    assert line() == ("l2", 801)
    ceilings.deliver(house(), reservation_id=big.pk)
    assert line() == ("l1", 201)
    ceilings.release(house(), reservation_id=first.pk)
    assert line() == ("calm", 0)


def test_firms_of_one_owner_add_up_however_the_sales_are_split(shop: Shop) -> None:
    sister = a_shop(owner=shop.owner, name="پارس تجارت نو")
    stranger = a_shop(owner=a_person("مریم"))
    shop.reserve(15_000_000_000)
    assert sister.now.headroom_units == CEILING, "Two firms of one director, and no common owner."
    for one in (shop, sister):
        name_the_owner(one)
    sale = sister.reserve(5_000_000_000)
    assert sister.now.headroom_units == 0 == shop.now.headroom_units
    with pytest.raises(GroupExceeded) as no:
        sister.reserve(1)
    assert no.value.facts == {"free": 0} and no.value.status == 422
    assert stranger.now.headroom_units == CEILING
    for one in (shop, sister):
        sound(one)
    ceilings.release(house(), reservation_id=sale.pk)
    assert shop.now.headroom_units == 5_000_000_000
    many = [ceilings.Wanted("x", 3_000_000_000), ceilings.Wanted("y", 3_000_000_000)]
    made = ceilings.reserve_many(house(), business_id=sister.pk, wanted=many)
    assert [one is not None for one in made] == [True, False]
    sound(sister)


def name_the_owner(shop: Shop) -> None:
    """The same beneficial owner stands behind both firms."""
    businesses.name_owner(
        holder(shop.owner), business_id=shop.pk, name="رضا کریمی", national_id=OWNER,
        basis_points=10_000,
    )  # fmt: skip


OWNER = "0084575948"


@pytest.mark.parametrize(
    "given", [pytest.param(case, id=case["id"]) for case in VECTORS["headroom_parallel"]]
)
def test_the_parallel_sales_of_every_vector_against_the_ledger(given: dict[str, Any]) -> None:
    """In one batch of the ledger, as an opening hour has them; and under a lowered ceiling."""
    asked, wanted = given["in"], given["out"]
    account_id, gross_id = room.open_accounts(f"B-{given['id']}")
    ceiling = Ceiling(pk=0, account_id=account_id, gross_account_id=gross_id, business_id=7)
    ceiling.units = max(asked["ceiling_irr"], asked["exposure_irr"])
    room.settle(house(), ceiling)
    if asked["exposure_irr"]:
        room.take(house(), ceiling, room.NOTHING, asked["exposure_irr"])
    ceiling.units = asked["ceiling_irr"]
    room.settle(house(), ceiling)
    sales = [asked["each_irr"]] * asked["parallel_sales"]
    taken = room.take_many(house(), ceiling, sales)
    assert sum(one is not None for one in taken) == wanted["accepted"]
    assert sum(one is None for one in taken) == wanted["refused"]
    assert book.balance(account_id).pending_units == wanted["exposure_after_irr"]


def test_the_ledger_itself_refuses_whoever_comes_around_the_verbs(shop: Shop) -> None:
    hold_at(shop, 10)
    one = shop.ceiling
    with pytest.raises(OverLimit):
        hold = book.Hold(book.next_id(), one.account_id, one.gross_account_id, None, 7, 11)
        book.write(house(), hold, key="around")
    sale = shop.reserve(10)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reservation.objects.filter(pk=sale.pk).update(exposure_units=9)
    assert Input.objects.filter(business_id=shop.pk).count() == 1
