"""The replay: the vectors of the guide, the frame of the fraud, the same bytes, no look ahead."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from amanat.capabilities.lab import queries
from amanat.capabilities.lab.rules import history as histories
from amanat.capabilities.lab.rules import market, report, what_if
from amanat.capabilities.lab.rules.books import Books
from amanat.capabilities.lab.rules.dice import Dice, canonical, shared_out
from amanat.capabilities.lab.rules.history import History
from amanat.capabilities.lab.rules.policies import EVERY, LAST, Burst, first_burst, policies_of
from amanat.capabilities.lab.rules.replay import Policy, Run, Word, looks_ahead, replay
from amanat.capabilities.lab.tests.cast import cases, frame, house, small
from amanat.kernel.law.parameters import NoValueForDate
from amanat.words.moments import spoken_date
from amanat.words.text import Text

pytestmark = pytest.mark.django_db
IDS = [case["id"] for case in cases("samen_replay")]
DAY = timedelta(days=1)
LAWFUL = date(2026, 1, 1)  # A history that begins here runs under the rule of the vault.


def run(history: History, codes: Sequence[str], vault_fine_mg: int = 0) -> Run:
    return replay(history, policies_of(codes, history, house(), vault_fine_mg))


@pytest.mark.parametrize("case", cases("samen_replay"), ids=IDS)
def test_every_case_of_the_guide_comes_out_as_it_says(case: dict[str, Any]) -> None:
    given, wanted = case["in"], case["out"]
    if "guild_licence_end" in given:
        found = under("licence", given)
    elif "activity" in given:
        found = under("prohibited", given)
    else:
        found = under("unranked", given)
    assert {name: found[name] for name in wanted} == wanted


def under(code: str, given: dict[str, Any]) -> dict[str, Any]:
    """What one policy says on one day, in the words of the vectors."""
    about, day = frame(), date.fromisoformat(given["day"])
    end = date.fromisoformat(given.get("guild_licence_end", about.licence_ends[0].isoformat()))
    (policy,) = policies_of([code], replace(small(about), licence_end=end), house())
    books = Books(about.founded, about.founded, day=(day - about.founded).days)
    word = policy.says(books)
    return {
        "may_open_new_presale": not word.suspends and word.limit_units != 0,
        "seal": "suspended" if word.suspends else "granted",
        "reason": word.reason,
        "ceiling_irr": word.limit_units,
        "days_before_bankruptcy": (about.bankrupt_on - day).days,
    }


@pytest.mark.parametrize("case", cases("gold_vault"), ids=lambda case: case["id"])
def test_gold_is_weighed_as_the_guide_says(case: dict[str, Any]) -> None:
    given = case["in"]
    error = house().weigh(
        given["vault_fine_mg"], given["sold_fine_mg"], given["order_mg"], LAWFUL,
        given["fineness"],
    )  # fmt: skip
    assert error == case["out"].get("error", "")


def test_the_frame_is_that_of_the_news() -> None:
    told = frame()
    assert spoken_date(told.founded, "fa") == "۱۳ آذر ۱۳۹۵"
    assert spoken_date(told.bankrupt_on, "fa") == "۲۷ شهریور ۱۳۹۷"
    assert [spoken_date(end + DAY, "fa") for end in told.licence_ends] == [
        "۱ خرداد ۱۳۹۷", "۱ تیر ۱۳۹۷",
    ]  # fmt: skip
    assert [(told.bankrupt_on - end - DAY).days for end in told.licence_ends] == [119, 88]


def test_the_history_has_the_customers_and_the_turnover_to_the_last_rial() -> None:
    about = frame()
    history = histories.generate(about, about.licence_ends[0])
    orders = [order for day in history.orders for order in day]
    assert len({order.customer for order in orders}) == about.customers == 6_000
    assert sum(order.units for order in orders) == about.turnover_units == 17 * 10**12
    assert all(order.day == n for n, day in enumerate(history.orders) for order in day)


def test_nobody_stopped_him_and_more_than_four_thousand_lost() -> None:
    about = frame()
    history = histories.generate(about, about.licence_ends[0])
    none = replay(history, [])
    assert none.stopped_on is None
    assert none.taken_units == about.turnover_units
    assert none.losers > about.complainants_over


def test_two_replays_give_the_same_bytes() -> None:
    about = frame()

    def once() -> bytes:
        made_up = histories.generate(about, about.licence_ends[1], count=2_000)
        history = histories.cut(made_up, 250)
        rules = house()
        made = report.report(
            history, lambda codes: policies_of(codes, history, rules),
            queries.sets_of(LAWFUL),
        )  # fmt: skip
        return canonical(made)

    assert once() == once()


def test_the_digest_of_the_history_is_known_and_never_changes() -> None:
    assert small(frame()).digest == KNOWN


KNOWN = "a7cd96d730fb1cd95cfd15ad670af46c51ac67cf794ca00416c8a14833544f93"


@pytest.mark.parametrize(("variant", "end"), [(0, date(2018, 5, 22)), (1, date(2018, 6, 22))])
def test_a_lapsed_licence_suspends_on_its_day(variant: int, end: date) -> None:
    history = small(frame(), variant)
    assert run(history, ["licence"]).suspended_on == end


def test_each_rule_alone_ends_it_on_its_day() -> None:
    history = small(frame())
    codes = ("prohibited", "unranked", "coin_ceiling", "late_ceiling", "watch")
    ends = {code: run(history, [code]).stopped_on for code in codes}
    assert ends["prohibited"] == date(2018, 3, 21)
    assert ends["unranked"] == ends["coin_ceiling"] == history.frame.founded
    assert ends["late_ceiling"] == date(2017, 12, 3)
    assert ends["watch"] is None, "Nothing is suspended, so there is nothing to find."


def test_the_seller_who_goes_on_beside_the_seal_is_ended_within_seventy_two_hours() -> None:
    history = small(frame())
    alone, watched = run(history, ["licence"]), run(history, ["licence", "watch"])
    assert alone.stopped_on is None
    assert watched.stopped_on is not None and watched.suspended_on is not None
    assert watched.stopped_on - watched.suspended_on <= 4 * DAY
    assert watched.loss_units < alone.loss_units


def test_under_the_ceiling_what_is_not_returned_is_never_more_than_the_guarantee() -> None:
    found = run(small(frame()), ["ceiling"])
    assert found.escrow_units > 0
    assert found.loss_units == 0


def test_all_together_take_nothing_and_without_any_the_rest_still_save_as_much() -> None:
    history = small(frame())
    assert run(history, EVERY).taken_units == 0
    for off in EVERY:
        assert run(history, [code for code in EVERY if code != off]).loss_units == 0


def test_the_last_lines_save_less_when_one_is_off() -> None:
    history = small(frame())
    loss = run(history, LAST).loss_units
    assert all(run(history, [c for c in LAST if c != off]).loss_units >= loss for off in LAST)


def test_rules_of_another_date_are_refused() -> None:
    with pytest.raises(NoValueForDate, match=r"gold\.online"):
        run(small(frame()), ["vault"], vault_fine_mg=10**9)
    with pytest.raises(NoValueForDate):
        queries.sets_of(date(2018, 6, 1))


def test_with_a_vault_and_the_rules_of_1404_he_sells_up_to_the_metal() -> None:
    history = histories.moved_to(small(frame()), LAWFUL)
    vault = 1_000_000_000
    found = run(history, ["prohibited", "vault"], vault)
    whole = run(history, ["prohibited"])
    assert whole.taken_units == history.frame.turnover_units, "Restricted is not prohibited."
    assert 0 < found.taken_units < whole.taken_units
    assert run(history, ["vault"], 0).taken_units == 0
    sold = sum(
        -(-order.units // history.prices[order.day])
        for day in taken(history, found)
        for order in day
    )
    assert sold <= vault


def taken(history: History, found: Run) -> list[list[Any]]:
    """The orders of the days on which nothing was turned away: fewer than were taken."""
    return [
        list(history.orders[one.day]) for one in found.days if not one.refused_units
    ]  # fmt: skip


def test_no_policy_looks_at_tomorrow() -> None:
    history = small(frame())
    rules = house()
    codes = ("prohibited", "late_ceiling", *LAST)
    assert looks_ahead(history, lambda known: policies_of(codes, known, rules)) is None


def test_a_policy_that_looks_at_tomorrow_is_caught() -> None:
    def peeking(known: History) -> list[Policy]:
        def says(books: Books) -> Word:
            tomorrow = known.orders[books.day + 1 : books.day + 2]
            return Word("peeked", limit_units=0) if tomorrow and len(tomorrow[0]) > 1 else Word()

        return [Policy("peeking", Text("دیدن فردا", "Peeking"), says)]

    assert looks_ahead(small(frame()), peeking) is not None


def test_a_policy_that_reaches_for_a_day_that_is_not_there_is_caught_too() -> None:
    def reaching(known: History) -> list[Policy]:
        return [
            Policy(
                "reaching", Text("فردا", "Reaching"),
                lambda books: Word(str(len(known.orders[books.day]))),
            )
        ]  # fmt: skip

    history = small(frame())
    assert looks_ahead(history, reaching) == history.frame.founded


MINUTES = 24 * 60
BURST = Burst(complaints=10, minutes=60, times=5)


@pytest.mark.parametrize(("before", "today", "at"), [
    (0, range(600, 609), None),  # Nine are not ten.
    (0, range(600, 610), 609),
    (0, range(600, 1200, 7), None),  # Spread out: nine in any hour.
    (1440, range(600, 610), 609),  # Two an hour is usual: ten is five times that.
    (1441, range(600, 610), None),
    (1441, range(600, 611), 610),
])  # fmt: skip
def test_a_burst_is_many_in_an_hour_and_many_times_the_usual(
    before: int, today: range, at: int | None
) -> None:
    day = 40
    usual = [10 * MINUTES + n * 30 * MINUTES // max(before, 1) for n in range(before)]
    found = first_burst([*usual, *(day * MINUTES + one for one in today)], day, BURST)
    assert found == (None if at is None else day * MINUTES + at)


def test_a_sum_is_shared_out_to_the_last_unit_and_the_die_is_the_same_for_ever() -> None:
    assert shared_out(10, [1, 1, 1]) == [3, 3, 4]
    assert sum(shared_out(17 * 10**12, [3, 5, 7, 11])) == 17 * 10**12
    assert Dice(0).throw() == 0xE220A8397B1DCDAF  # The published first value of SplitMix64.


def test_a_float_has_no_place_in_a_digest() -> None:
    assert canonical({"b": 1, "a": [2]}) == b'{"a":[2],"b":1}'
    with pytest.raises(TypeError):
        canonical({"a": object()})


def test_weights_on_conduct_catch_failing_sellers_earlier_than_weights_on_age() -> None:
    rules = house()
    values = dict(rules.own)
    old = dict.fromkeys(what_if.OF_WEIGHTS, 0) | {"activity_history": 90, "violation_history": 10}
    numbers = what_if.read(values) | old
    blind = queries.House(values | what_if.changed(values, numbers))
    some = market.sellers(60)
    keen, dull = (
        market.summed(market.watch(one, side.stars) for one in some) for side in (rules, blind)
    )
    assert keen["failed"] == dull["failed"] > 0
    assert keen["caught"] > dull["caught"]


def test_the_market_is_the_same_every_time_and_some_of_it_fails() -> None:
    every = market.sellers()
    assert every == market.sellers()
    assert len(every) == 300
    assert 30 <= sum(one.fails_at is not None for one in every) <= 60
