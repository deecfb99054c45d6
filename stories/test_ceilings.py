"""No seller can take more advance money than a public, proven limit: who proves it, who changes it,
what shuts it, and what everybody sees."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from amanat.capabilities.businesses import actions as businesses
from amanat.capabilities.businesses.models import Activity, Domain, TradeLicence
from amanat.capabilities.businesses.tests.cast import staff
from amanat.capabilities.ceilings import actions as ceilings
from amanat.capabilities.ceilings import queries
from amanat.capabilities.ceilings.letters import LETTERS
from amanat.capabilities.ceilings.models import Ceiling, Change, Input
from amanat.capabilities.ceilings.refusals import (
    AboveFormula,
    CeilingFrozenNow,
    ChangeWaiting,
    CollateralReused,
    EffectTooFar,
    EndOfPaperUnsound,
    GateShut,
    LinkedCertifier,
    NothingToChange,
    OwnFile,
    ReasonForChangeNeeded,
    SamePersonTwice,
)
from amanat.capabilities.ceilings.tests.cast import (
    REVENUE,
    Shop,
    a_shop,
    as_,
    house,
    suspend,
)
from amanat.capabilities.notices.models import Notice
from amanat.capabilities.notices.rules import parts_of
from amanat.capabilities.ranks import events as rank_events
from amanat.capabilities.ranks.models import Rank
from amanat.flows import sweeper
from amanat.kernel.clock import time as clock
from amanat.kernel.law.models import Parameter
from amanat.kernel.law.parameters import NoValueForDate
from amanat.kernel.log.moves import move, record
from amanat.kernel.transactions import as_in_a_test
from amanat.words.act import Act, Role
from amanat.words.moments import tehran_day
from amanat.words.refusal import NotFound, NotYours, WrongState
from stories.jobs import do_waiting_jobs

pytestmark = pytest.mark.django_db
CEILING = REVENUE // 5
DAY, HOUR, SECOND = timedelta(days=1), timedelta(hours=1), timedelta(seconds=1)
WHY = "شکایت‌ها زیاد شده است؛ تا بررسی پایین می‌گذاریم."


@pytest.fixture
def shop() -> Shop:
    return a_shop()


def propose(shop: Shop, kind: str, **more: Any) -> Change:
    return ceilings.propose_change(
        as_(shop.nader, Role.OFFICER), business_id=shop.pk, kind=kind, words=WHY, **more
    )


def approve(shop: Shop, change: Change) -> Change:
    act = as_(shop.parvin, Role.SUPERVISOR)
    return ceilings.approve_change(act, ceiling_change_id=change.pk)


@contextmanager
def undone() -> Iterator[None]:
    """What happens in here did not happen."""
    with transaction.atomic():
        as_in_a_test()
        yield
        transaction.set_rollback(True)


# ---- what a ceiling is made of -----------------------------------------------------------------


def test_what_is_declared_counts_nothing_before_two_different_people_confirm_it(
    shop: Shop,
) -> None:
    more = shop.declare("revenue", 3 * REVENUE)
    shop.set()
    assert shop.now.units == CEILING
    ceilings.verify_input(as_(shop.nader, Role.OFFICER), ceiling_input_id=more.pk)
    shop.set()
    assert shop.now.units == CEILING
    with pytest.raises(SamePersonTwice) as no:
        ceilings.confirm_input(as_(shop.nader, Role.OFFICER), ceiling_input_id=more.pk)
    assert no.value.status == 403
    with pytest.raises(IntegrityError), transaction.atomic():
        Input.objects.filter(pk=more.pk).update(confirmed_by=shop.nader)
    ceilings.confirm_input(as_(shop.parvin, Role.OFFICER), ceiling_input_id=more.pk)
    shop.set()
    assert shop.now.units == 50_000_000_000, "Now the rank is the lower cap."
    assert shop.now.binding == "rank"


def test_who_owns_it_or_declared_it_neither_checks_nor_certifies_it(shop: Shop) -> None:
    found = shop.declare("revenue", 5)
    for person in (staff(Role.OFFICER), shop.nader):
        businesses.declare_conflict(as_(person, Role.OFFICER), business_id=shop.pk, words=WHY)
        with pytest.raises(OwnFile):
            ceilings.verify_input(as_(person, Role.OFFICER), ceiling_input_id=found.pk)
    with pytest.raises(LinkedCertifier) as no:
        shop.declare("revenue", 5, certifier_id=shop.business.legal_id)
    assert (no.value.code, no.value.status, no.value.param) == ("conflict", 422, "certifier_id")
    with pytest.raises(NotYours):
        ceilings.verify_input(as_(shop.owner, Role.OFFICER), ceiling_input_id=found.pk)
    with pytest.raises(NotFound):  # A stranger does not learn that there is such a business.
        stranger = as_(staff(), Role.HOLDER)
        ceilings.take_back_input(stranger, ceiling_input_id=found.pk)
    ceilings.take_back_input(as_(shop.owner, Role.HOLDER), ceiling_input_id=found.pk)


def test_nobody_looked_in_five_working_days_so_the_supervisor_does(shop: Shop) -> None:
    found = shop.declare("revenue", 3 * REVENUE)
    assert found.due_at is not None
    assert sweeper.fire(Input, found.pk, found.due_at)
    supervisor = as_(shop.parvin, Role.SUPERVISOR)
    ceilings.verify_input(supervisor, ceiling_input_id=found.pk)
    ceilings.refuse_input(supervisor, ceiling_input_id=found.pk, reason="differs")
    with pytest.raises(WrongState):
        ceilings.confirm_input(as_(shop.nader, Role.OFFICER), ceiling_input_id=found.pk)
    shop.set()
    assert shop.now.units == CEILING


def test_a_guarantee_adds_its_share_once_warns_a_month_before_and_then_counts_nothing(
    shop: Shop,
) -> None:
    until = tehran_day(clock.now()) + 40 * DAY
    found = shop.offer("insurance", 1_000_000_000, number="G-7", valid_until=until)
    assert shop.confirmed(found).state == "verified"
    assert shop.now.units == CEILING + 900_000_000
    other = a_shop()
    with pytest.raises(CollateralReused) as no:
        other.offer("insurance", 5, number="G-۷", valid_until=until)  # In any digits.
    assert (no.value.code, no.value.status, no.value.param) == ("collateral.reused", 409, "number")
    found.refresh_from_db()
    assert found.due_at is not None and (found.due_at - clock.now()).days in {10, 11}
    assert sweeper.fire(Input, found.pk, found.due_at)
    found.refresh_from_db()
    assert found.state == "ending"
    assert found.due_at is not None
    too_late = Act(None, Role.HOUSE, found.due_at + SECOND)
    with undone():  # The day is over and the clock's hand is late: it counts nothing already.
        assert queries.standing(shop.pk, too_late.at).collateral == {}
    assert sweeper.fire(Input, found.pk, found.due_at)
    with pytest.raises(EndOfPaperUnsound):
        shop.offer("bond", 5, valid_until=tehran_day(clock.now()) - DAY)
    other.offer("insurance", 5, number="G-7", valid_until=until)  # Free for whoever has it now.


def test_what_lies_in_a_vault_is_told_every_day_and_collateral_does_not_add_to_it() -> None:
    gold = a_shop(class_code="coin_gold", stars=4, basis_points=9_500)
    assert gold.set().units == 0
    assert gold.now.failed == ("missing_asset",), "A missing input is a gate, not a guess."
    with pytest.raises(EndOfPaperUnsound) as no:
        gold.declare("asset", 10_000_000_000)
    assert no.value.facts == {"most": 1}
    today = tehran_day(clock.now())
    gold.confirmed(gold.declare("asset", 10_000_000_000, valid_until=today))
    gold.confirmed(gold.offer("cash_deposit", 5_000_000_000))
    assert (gold.now.units, gold.now.binding) == (10_000_000_000, "asset")
    tomorrow = queries.standing(gold.pk, clock.now() + DAY)
    assert queries.reckon(tomorrow).failed == ("missing_asset",)


def test_gold_and_coins_are_sold_by_the_rules_of_their_day() -> None:
    today = tehran_day(clock.now())
    order = {"vault_fine_mg": 750_000, "sold_fine_mg": 700_000, "fineness": 750}
    assert queries.weigh_order(today, order_mg=66_666, **order).error == ""
    assert queries.weigh_order(today, order_mg=66_667, **order).error == "gold.vault_exceeded"
    assert queries.count_coins(today, bought={"full": 2}, order={"full": 2}, age=30).error
    with pytest.raises(NoValueForDate):
        queries.weigh_order(date(2018, 4, 1), order_mg=1, **order)


# ---- gates -------------------------------------------------------------------------------------


def test_every_gate_is_read_at_the_moment_of_selling_however_late_the_reactions_are(
    shop: Shop,
) -> None:
    prohibited = {"status": "prohibited", "family": "a test"}
    today = tehran_day(clock.now())
    shut = {
        "seal": lambda: suspend(shop.business),
        "licence": lambda: TradeLicence.objects.update(valid_until=today - DAY),
        "domain": lambda: Domain.objects.update(proven_at=clock.now() + DAY),
        "no_activity": lambda: Activity.objects.update(ended_at=clock.now()),
        "finding": lambda: shop.rank(8_000, 0, caps=("critical_finding",)),
        "not_ranked": lambda: shop.rank(None, None),
        "activity": lambda: Parameter.objects.create(
            name="activity.general", value=prohibited, valid_from=today, source="a test"
        ),
    }
    for gate, happens in shut.items():
        with undone():
            happens()
            assert shop.ceiling.units == CEILING, "No reaction has come yet."
            known = queries.standing(shop.pk, clock.now())
            assert gate in queries.reckon(known).failed, gate
            assert queries.reckon(known).units == 0
            with pytest.raises(GateShut):
                shop.reserve(1)
            ceilings.lower(house(), business_id=shop.pk, cause="a test")
            assert (shop.now.units, shop.now.headroom_units) == (0, 0)
    assert shop.reserve(1).state == "reserved"


def test_a_score_that_is_three_days_old_gives_no_new_headroom(shop: Shop) -> None:
    later = Act(None, Role.HOUSE, clock.now() + 3 * DAY)
    with pytest.raises(GateShut) as no:
        ceilings.reserve(later, business_id=shop.pk, units=1, key="late")
    assert no.value.facts == {"gate": "stale"} and "امتیاز تازه نیست" in no.value.sentence.fa
    assert "the score is not fresh" in no.value.sentence.en


def test_a_rank_that_fell_is_seen_by_the_very_next_sale(shop: Shop) -> None:
    shop.rank(8_000, 1)  # Half a billion; the reaction has not come.
    sale = shop.reserve(500_000_000)
    assert (sale.ceiling_units, shop.now.units, shop.now.headroom_units) == (500_000_000,) * 2 + (
        0,
    )
    assert queries.decisions(shop.pk)[0].cause == "sale"


def test_reactions_cut_the_ceiling_and_tell_the_seller(shop: Shop, wired: str) -> None:
    """The seal falls: the worker lowers the ceiling, and the seller is told in their language."""
    suspend(shop.business)
    rank = Rank(business=shop.business, begun_on=tehran_day(clock.now()))
    move(house(), rank, "begin_rank", rank_events.RankBegun(shop.pk))
    fact = rank_events.RankFell(shop.pk, "2026-11-22", 3, 0)
    with transaction.atomic():
        record(house(), fact, subject=rank)
    do_waiting_jobs()
    assert shop.now.units == 0 and shop.now.failed == ("seal",)
    (letter,) = Notice.objects.filter(kind="ceiling.CeilingLowered", person=shop.owner)
    assert f"/org/{shop.business.code}/ceiling" in letter.body and "پارس تجارت" in letter.body


def test_every_letter_fits_two_parts() -> None:
    for text in LETTERS.values():
        for letter in (text.fa, text.en):
            link = "https://amanat.example/org/B-7K4Q-92MX-5TB3/ceiling"
            body = letter.format(business="ب" * 16, link=link)
            assert parts_of(body) <= 2, body


# ---- changes by hand, and freezes --------------------------------------------------------------


def test_two_people_hold_a_ceiling_lower_with_a_reason_and_its_time(shop: Shop) -> None:
    with pytest.raises(AboveFormula) as no:
        propose(shop, "set", units=CEILING + 1)
    assert no.value.facts == {"most": CEILING}
    with pytest.raises(EffectTooFar):
        propose(shop, "set", units=1, effective_at=clock.now() + 31 * DAY)
    with pytest.raises(ReasonForChangeNeeded):
        ceilings.propose_change(
            as_(shop.nader, Role.OFFICER), business_id=shop.pk, kind="freeze", words="کم"
        )
    at = clock.now() + DAY
    change = propose(shop, "set", units=1_000, effective_at=at)
    with pytest.raises(ChangeWaiting):
        propose(shop, "freeze")
    with pytest.raises(NotYours):
        ceilings.approve_change(as_(shop.nader, Role.SUPERVISOR), ceiling_change_id=change.pk)
    assert approve(shop, change).state == "approved"
    assert shop.now.units == CEILING, "Not before its time."
    clock.advance(DAY)
    assert sweeper.fire(Change, change.pk, clock.now())
    assert (shop.now.units, shop.now.binding) == (1_000, "hand")
    shop.set()
    assert shop.now.units == 1_000, "The hand holds until two people lift it."
    approve(shop, propose(shop, "lift"))
    assert shop.now.units == CEILING
    with pytest.raises(NothingToChange):
        propose(shop, "lift")


def test_one_person_is_never_both_of_the_two(shop: Shop) -> None:
    both = shop.parvin
    change = ceilings.propose_change(
        as_(both, Role.OFFICER), business_id=shop.pk, kind="set", units=1, words=WHY
    )
    with pytest.raises(SamePersonTwice):
        approve(shop, change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Change.objects.filter(pk=change.pk).update(approved_by=both)
    ceilings.turn_down_change(as_(both, Role.OFFICER), ceiling_change_id=change.pk)
    other = propose(shop, "set", units=1)
    assert other.due_at is not None and sweeper.fire(Change, other.pk, other.due_at)
    assert shop.now.units == CEILING, "Nobody decided: it stays as it is."


def test_the_platform_freezes_at_once_and_the_committee_decides_what_nobody_confirmed(
    shop: Shop,
) -> None:
    old = shop.paid(shop.reserve(100))
    frozen = ceilings.freeze(house(), business_id=shop.pk, reason="burst")
    with pytest.raises(CeilingFrozenNow) as no:
        shop.reserve(1)
    assert (no.value.status, shop.now.headroom_units) == (423, 0)
    assert ceilings.freeze(house(), business_id=shop.pk, reason="radar").freeze_reason == "burst"
    assert frozen.due_at is not None and frozen.due_at - clock.now() <= 48 * HOUR
    ceilings.deliver(house(), reservation_id=old.pk)  # What was sold is served.
    assert sweeper.fire(Ceiling, frozen.pk, frozen.due_at)
    with pytest.raises(NotYours):
        ceilings.keep_frozen(as_(shop.nader, Role.OFFICER), ceiling_id=frozen.pk)
    board = as_(staff(Role.COMMITTEE), Role.COMMITTEE)
    with undone():
        assert ceilings.keep_frozen(board, ceiling_id=frozen.pk).state == "kept"
    assert ceilings.unfreeze(board, ceiling_id=frozen.pk).state == "in_force"
    assert shop.now.headroom_units == CEILING


def test_an_officer_confirms_a_freeze_and_two_people_open_it(shop: Shop) -> None:
    frozen = ceilings.freeze(house(), business_id=shop.pk, reason="radar")
    ceilings.keep_frozen(as_(shop.nader, Role.OFFICER), ceiling_id=frozen.pk)
    with pytest.raises(NotYours):
        ceilings.unfreeze(as_(shop.nader, Role.OFFICER), ceiling_id=frozen.pk)
    approve(shop, propose(shop, "unfreeze"))
    assert shop.now.state == "in_force"
    approve(shop, propose(shop, "freeze"))
    assert shop.now.state == "kept"
