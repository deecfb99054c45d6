"""Each deadline one second before and one second after: on ordinary days, over Nowruz, on the leap
day, on the days when Tehran had no midnight, and between midnight and half past three (A7, A37)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.payments import actions as payments
from amanat.capabilities.people import actions as people
from amanat.capabilities.people.models import BankAccount
from amanat.capabilities.people.refusals import BeingChecked
from amanat.capabilities.registry import actions as registry
from amanat.config.demo.player import Player, sheba
from amanat.kernel.clock import time as clock
from amanat.kernel.clock.calendar import after_working_days
from amanat.kernel.clock.models import CalendarDay
from amanat.kernel.law.models import Parameter
from amanat.words.act import Act, Role
from amanat.words.moments import TEHRAN, spoken, tehran_day
from amanat.words.text import Text
from stories.contracts import every_clock_of_a_contract
from stories.quarrel import REASONS, WORDS, Quarrel
from stories.radar_desk import Desk
from stories.ranks import every_clock_of_a_rank
from stories.roads import (
    an_account_that_may_be_taken_back,
    goods_that_go_back_or_break,
    work_of_the_desks,
)
from stories.timers import Watch, forgotten, timed_places
from stories.trust import (
    every_clock_of_a_ceiling,
    every_clock_of_a_delivery,
    every_clock_of_a_lottery,
    every_clock_of_a_permit,
    every_clock_of_a_project,
    every_clock_of_a_seal,
    every_clock_of_a_stop,
    every_clock_of_the_radar,
)


def tehran(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=TEHRAN).astimezone(UTC)


HARD_MOMENTS = (
    tehran(2026, 3, 21, 0, 0, 0),  # Nowruz 1405, to the second.
    tehran(2025, 3, 20, 23, 59, 59),  # The last second of the leap day, 1403-12-30.
    tehran(2022, 3, 22, 1, 0, 0),  # 1401-01-02 began at one o'clock: there was no midnight.
    tehran(2026, 11, 22, 3, 29, 59),  # In Tehran a new day, in Greenwich still the old one.
)
#  A domain is lost only when our crawler looked within the day: stories/test_domains.py.
NEED_MORE_THAN_A_CLOCK = {("domain", "missing")}
LONG_AGO = tehran(1995, 1, 1)


@pytest.fixture
def law_of_all_days(db: None) -> None:
    """The parameters of today were in force in every year of these stories."""
    first = {row.name: row for row in Parameter.objects.order_by("-valid_from")}
    for row in first.values():
        if row.valid_from > date(1995, 1, 1):
            row.pk, row.valid_from = None, date(1995, 1, 1)
            row.save(force_insert=True)


def test_every_timer_of_every_machine_a_second_before_and_after(
    play: Player, law_of_all_days: None, settings: object, desk: Desk
) -> None:
    watch = Watch(HARD_MOMENTS)
    quarrel = Quarrel(play)
    BankAccount.objects.update(active_from=LONG_AGO)
    play.settle = watch.settle
    agree_and_pay_in_parts(quarrel, watch)
    goods_and_consent(quarrel, watch)
    case_to_the_end(quarrel, watch)
    for road in (goods_that_go_back_or_break, an_account_that_may_be_taken_back, work_of_the_desks):
        road(play, watch)
    a_licence(quarrel, watch)
    every_clock_of_a_rank(watch)
    every_clock_of_a_seal(watch)
    every_clock_of_a_ceiling(watch)
    every_clock_of_a_stop(watch)
    every_clock_of_a_permit(watch)
    every_clock_of_a_lottery(watch)
    every_clock_of_a_project(watch)
    every_clock_of_a_contract(watch)
    every_clock_of_a_delivery(watch)
    every_clock_of_the_radar(watch, desk)
    a_bank_that_is_silent(quarrel, watch, settings)
    assert not watch.faults, "\n".join(watch.faults)
    assert timed_places() - watch.tried == NEED_MORE_THAN_A_CLOCK
    hours_are_hours(watch)


def agree_and_pay_in_parts(quarrel: Quarrel, watch: Watch) -> None:
    deal = deals.begin(quarrel.buyer, role=Role.BUYER, title="دوربین")
    watch.look()
    deal = quarrel.play.offer(quarrel.sara, Role.BUYER, quarrel.reza, price_units=900_000_000)
    watch.look()
    deals.counter(quarrel.seller, deal_id=deal.pk, price_units=900_000_001)
    watch.look()
    deal = quarrel.play.accept(deal, quarrel.sara)
    watch.look()
    part = holds.next_unpaid(deal.subject)
    assert part is not None
    attempt = payments.start(quarrel.act(quarrel.sara, Role.PERSON), payment_id=part.payment_id)
    watch.look()
    attempt = payments.carry(quarrel.act(None, Role.BANK), attempt_id=attempt.pk)
    watch.look()
    payments.redirect(quarrel.act(quarrel.sara, Role.PERSON), attempt_id=attempt.pk)
    watch.look()
    back = quarrel.play.outside.pay(attempt.ref_id)["fields"]
    bank = quarrel.act(None, Role.BANK)
    payments.come_back(bank, attempt_id=attempt.pk, reference=back["SaleReferenceId"])
    watch.look()
    for road in (
        (payments.pursue, payments.verify),
        (payments.pursue, payments.orphan, payments.give_back, payments.fail_to_reverse),
    ):
        with forgotten():
            for verb in road:
                hand = Role.CLOCK if verb is payments.pursue else Role.BANK
                verb(quarrel.act(None, hand), attempt_id=attempt.pk)
                watch.look()
    quarrel.play.wait(timedelta(minutes=1))


def goods_and_consent(quarrel: Quarrel, watch: Watch) -> None:
    deal = quarrel.funded()
    watch.look()
    deals.ask_cancel(quarrel.buyer, deal_id=deal.pk)
    watch.look()
    deals.refuse_cancel(quarrel.seller, deal_id=deal.pk)
    deal = quarrel.play.ship(deal, quarrel.reza)
    deals.ask_cancel(quarrel.seller, deal_id=deal.pk)
    watch.look()
    deals.refuse_cancel(quarrel.buyer, deal_id=deal.pk)
    quarrel.play.receive(deal, quarrel.sara)
    watch.look()


def case_to_the_end(quarrel: Quarrel, watch: Watch) -> None:
    """Quarrelled over, ruled, appealed, split; then the banks carry both shares."""
    deal = quarrel.disputed()
    quarrel.offer(deal, quarrel.seller, 1)
    watch.look()
    deals.escalate(Act(None, Role.CLOCK, clock.now()), deal_id=deal.pk)
    watch.look()
    case = queries.case_on(deal)
    deals.close_evidence(Act(None, Role.CLOCK, clock.now()), case_id=case.pk)
    watch.look()
    first, second = quarrel.officer(), quarrel.officer("پروین اعتصامی")
    act = quarrel.signed(case, first)
    deals.rule(act, case_id=case.pk, price_units=200_000_000, clause="C2", reasons=REASONS)
    for side in ("buyer", "seller"):
        deals.note_call(act, case_id=case.pk, side=side, words=REASONS)
    watch.look()
    deals.appeal(quarrel.buyer, case_id=case.pk, words=WORDS)
    watch.look()
    quarrel.rule_again(case, 200_000_000, second)
    quarrel.play.wait_until(deal, "split_closed", within=timedelta(days=12))


def a_bank_that_is_silent(quarrel: Quarrel, watch: Watch, settings: object) -> None:
    settings.INQUIRY = {"address": "http://127.0.0.1:9", "key": "none"}
    with pytest.raises(BeingChecked):
        people.add_bank_account(
            quarrel.act(quarrel.sara, Role.PERSON), person_id=quarrel.sara.pk, sheba=sheba(77)
        )
    watch.look()


def a_licence(quarrel: Quarrel, watch: Watch) -> None:
    first, second = quarrel.officer("زهره فرخی"), quarrel.officer("بهرام نیک")
    today = tehran_day(clock.now())
    said = Text("نماد", "Seal")
    licence = registry.propose_licence(
        quarrel.act(first, Role.OFFICER), name=said, issuer=said, number="T-1", valid_from=today,
        valid_until=today, check_url="https://trust.example/",
    )  # fmt: skip
    registry.confirm_licence(quarrel.act(second, Role.OFFICER), licence_id=licence.pk)
    watch.look()


def hours_are_hours(watch: Watch) -> None:
    """A length agreed in hours is the same on every day, however the day was numbered."""
    for machine, state in watch.lengths:
        if machine in {"deal", "offer"}:
            assert len(watch.lengths[machine, state]) == 1, (machine, state)


# ---- days ----------------------------------------------------------------------------------


def days_without_midnight() -> list[date]:
    """The days on which Tehran's clocks went from 00:00 to 01:00, as the zone itself knows them."""
    days = (date(1991, 1, 1) + timedelta(days=n) for n in range(365 * 45))
    midnights = ((day, datetime(day.year, day.month, day.day, tzinfo=TEHRAN)) for day in days)
    return [day for day, wall in midnights if wall.astimezone(UTC).astimezone(TEHRAN).hour == 1]


def test_tehran_has_had_a_midnight_on_every_day_since_1402() -> None:
    missing = days_without_midnight()
    assert missing[-1] == date(2022, 3, 22)
    assert date(2021, 3, 22) in missing and len(missing) > 20


@pytest.mark.parametrize("day", days_without_midnight()[-5:], ids=str)
def test_a_day_without_midnight_begins_at_one(day: date) -> None:
    first = datetime(day.year, day.month, day.day, 1, tzinfo=TEHRAN).astimezone(UTC)
    assert tehran_day(first) == day
    assert tehran_day(first - timedelta(seconds=1)) == day - timedelta(days=1)
    assert spoken(first, "en").endswith("01:00")
    assert spoken(first - timedelta(seconds=1), "en").endswith("23:59")


@pytest.mark.parametrize(
    ("closed_at", "due_at"),
    [
        #  Nowruz 1405: 1 to 4 Farvardin are off, and so are Thursdays and Fridays.
        (tehran(2026, 3, 18, 10, 0), tehran(2026, 3, 29, 10, 0)),
        #  The leap day 1403-12-30 was a Thursday; after it come the holidays to 4 Farvardin.
        (tehran(2025, 3, 19, 16, 0), tehran(2025, 3, 29, 16, 0)),
        #  An ordinary week, and the small hours in which Greenwich has another date.
        (tehran(2026, 11, 21, 1, 15), tehran(2026, 11, 24, 1, 15)),
    ],
    ids=["nowruz", "leap day", "small hours"],
)
@pytest.mark.django_db
def test_three_working_days(closed_at: datetime, due_at: datetime) -> None:
    assert after_working_days(closed_at, 3) == due_at


@pytest.mark.django_db
def test_a_working_day_whose_hour_does_not_exist_ends_an_hour_later_on_the_same_day() -> None:
    day = date(2022, 3, 22)
    CalendarDay.objects.create(day=day, is_off=False, reason_fa="-", reason_en="-", source="-")
    before = datetime(2022, 3, 16, 0, 30, tzinfo=TEHRAN)
    for off in (19, 20, 21):
        CalendarDay.objects.update_or_create(
            day=date(2022, 3, off),
            defaults={"is_off": True, "reason_fa": "-", "reason_en": "-", "source": "-"},
        )
    due_at = after_working_days(before, 1)
    assert tehran_day(due_at.astimezone(UTC)) in {day, date(2022, 3, 17)}
    assert due_at.astimezone(UTC).astimezone(TEHRAN).hour in {0, 1}


def test_the_leap_day_is_called_by_its_name() -> None:
    assert spoken(tehran(2025, 3, 20, 23, 59, 59), "fa") == "پنجشنبه ۳۰ اسفند، ۲۳:۵۹"
    assert spoken(tehran(2025, 3, 21, 0, 0, 0), "fa") == "جمعه ۱ فروردین، ۰۰:۰۰"
