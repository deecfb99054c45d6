"""Every vector of the guide's groups about ceilings, and what they leave open. Exact equality."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from amanat.capabilities.ceilings.rules import exposure, formula, gold, receipts
from amanat.capabilities.ceilings.rules.engine import engine_of
from amanat.capabilities.ceilings.rules.formula import Inputs
from amanat.capabilities.ceilings.tests.sets import COIN, ENGINE, GOLD

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text("utf-8"))
RULES = engine_of(ENGINE)


def cases(*groups: str) -> list[Any]:
    found = [case for group in groups for case in VECTORS[group]]
    return [pytest.param(case["in"], case["out"], id=case["id"]) for case in found]


def inputs(given: dict[str, Any]) -> Inputs:
    """A vector's words as ours; clamps do not say how old the firm is."""
    return Inputs(
        activity=given["class"],
        stars=given["stars"],
        score_basis_points=given["score"] * 100,
        age_months=given.get("age_months"),
        revenue_units=given.get("revenue_irr"),
        capacity_units=given.get("capacity_irr"),
        asset_units=given.get("asset_irr"),
        collateral=given.get("collateral", {}),
        failed=() if given.get("gates", True) else ("seal",),
    )


@pytest.mark.parametrize(("given", "wanted"), cases("ceiling", "ceiling_asset_clamp"))
def test_the_ceiling_of_every_vector(given: dict[str, Any], wanted: dict[str, int]) -> None:
    assert formula.ceiling(inputs(given), RULES).units == wanted["ceiling_irr"]


@pytest.mark.parametrize(("given", "wanted"), cases("exposure"))
def test_the_exposure_of_every_vector(given: dict[str, Any], wanted: dict[str, int]) -> None:
    found = exposure.exposure(
        exposure.Contract(
            one["received"], one.get("profit", 0), one.get("delay", 0), one["escrowed"]
        )
        for one in given["contracts"]
    )
    assert found == exposure.Exposure(wanted["exposure_irr"], wanted["gross_balance_irr"])


@pytest.mark.parametrize(("given", "wanted"), cases("alert_lines"))
def test_the_line_of_every_vector(given: dict[str, int], wanted: dict[str, Any]) -> None:
    line = exposure.line_of(given["ceiling_irr"], given["gross_balance_irr"], RULES.lines)
    assert (line.name, line.escrow_units) == (wanted["line"], wanted["escrow_required_irr"])


@pytest.mark.parametrize(("given", "wanted"), cases("gold_vault"))
def test_the_vault_of_every_vector(given: dict[str, int], wanted: dict[str, Any]) -> None:
    weighed = gold.weigh(**given, allowed=GOLD["fineness_per_mille"].values())
    assert weighed.error == wanted.get("error", "")
    assert (weighed.error == "") is wanted["accepted"]
    if "order_fine_mg" in wanted:
        assert gold.in_mg(weighed.fine_micrograms) == wanted["order_fine_mg"]


@pytest.mark.parametrize(("given", "wanted"), cases("coin_quota"))
def test_the_coins_of_every_vector(given: dict[str, Any], wanted: dict[str, Any]) -> None:
    counted = gold.count(**given, quota=COIN)
    assert counted.error == wanted.get("error", "")
    assert (counted.error == "") is wanted["accepted"]
    assert counted.left == wanted.get("left", counted.left)


def test_a_coin_of_an_unknown_kind_is_no_order() -> None:
    assert gold.count(bought={}, order={"sack": 1}, age=30, quota=COIN).error == gold.COUNT


SOUND = Inputs("general", 3, 8000, 60, 100_000_000_000)


@pytest.mark.parametrize(
    ("missing", "gate"),
    [
        ({"stars": None}, "not_ranked"),
        ({"score_basis_points": None}, "not_ranked"),
        ({"revenue_units": None}, "missing_revenue"),
        ({"age_months": None}, "missing_age"),
        ({"activity": "vehicle"}, "missing_capacity"),
        ({"activity": "property"}, "missing_capacity"),
        ({"activity": "coin_gold"}, "missing_asset"),
    ],
)
def test_what_nobody_verified_closes_a_gate_and_is_named(
    missing: dict[str, Any], gate: str
) -> None:
    known = {name: getattr(SOUND, name) for name in Inputs.__dataclass_fields__}
    found = formula.ceiling(Inputs(**known | missing), RULES)
    assert (found.units, found.binding, found.failed) == (0, gate, (gate,))


def test_a_young_firms_revenue_is_not_asked_because_it_counts_nothing() -> None:
    young = Inputs("general", 2, 8000, age_months=11, collateral={"cash_deposit": 300})
    assert formula.ceiling(young, RULES).units == 300


@pytest.mark.parametrize(
    ("given", "binding"),
    [
        (SOUND, "turnover"),
        (Inputs("general", 1, 8000, 60, 10**14), "rank"),
        (Inputs("general", 3, 3999, 60, 10**14), "conduct"),
        (Inputs("coin_gold", 4, 9500, asset_units=10**10), "asset"),
        (Inputs("vehicle", 5, 8000, 60, 10**14, 10**12, 10**12), "capacity"),
    ],
)
def test_the_cap_that_binds_is_named(given: Inputs, binding: str) -> None:
    assert formula.ceiling(given, RULES).binding == binding


def test_of_several_classes_the_lowest_ceiling_holds() -> None:
    general = formula.ceiling(SOUND, RULES)
    coins = formula.ceiling(Inputs("coin_gold", 4, 9500, asset_units=0), RULES)
    assert formula.strictest([general, coins]) is coins and coins.units == 0


def test_a_capacity_below_its_backlog_is_nothing_and_never_less() -> None:
    full = Inputs("property", 5, 8000, capacity_units=5, backlog_units=9)
    assert formula.ceiling(full, RULES).caps["capacity"] == Fraction(0)


@pytest.mark.parametrize(
    ("ceiling_units", "exposure_units", "band"),
    [
        (100, 0, "much"), (100, 49, "much"), (100, 50, "some"), (100, 80, "some"),
        (100, 81, "little"), (100, 99, "little"), (100, 100, "none"), (100, 120, "none"),
        (0, 0, "none"),
    ],
)  # fmt: skip
def test_the_public_sees_a_band(ceiling_units: int, exposure_units: int, band: str) -> None:
    assert exposure.band_of(ceiling_units, exposure_units) == band


def receipt(number: int, start: int, units: int, freed: int = 0, **more: Any) -> dict[str, Any]:
    made: dict[str, Any] = {
        "business": "B-1", "number": str(number), "amount_units": str(units),
        "ceiling_units": "100", "before_units": str(start - freed),
        "after_units": str(start + units - freed), "taken_from_units": str(start),
        "taken_to_units": str(start + units), "freed_units": str(freed),
    }  # fmt: skip
    return made | more


def test_receipts_of_an_honest_counter_agree_whatever_was_freed_between() -> None:
    told = [receipt(1, 0, 60), receipt(2, 60, 40), receipt(3, 100, 50, 60), receipt(4, 150, 9, 60)]
    assert [receipts.faults(one) for one in told] == [[]] * 4
    assert all(receipts.contradict(a, b) == [] for a in told for b in told)


@pytest.mark.parametrize(
    ("a", "b", "why"),
    [
        (receipt(1, 0, 60), receipt(2, 0, 60), ["sold_twice"]),
        (receipt(1, 0, 60), receipt(2, 59, 10), ["sold_twice"]),
        (receipt(1, 0, 60), receipt(1, 60, 10), ["two_faces"]),
        (receipt(2, 0, 60), receipt(1, 60, 10), ["order"]),
        (receipt(1, 60, 10, 20), receipt(2, 70, 10, 10), ["freed"]),
    ],
)
def test_two_receipts_that_contradict_each_other_are_found(
    a: dict[str, Any], b: dict[str, Any], why: list[str]
) -> None:
    assert receipts.contradict(a, b) == why == receipts.contradict(b, a)


def test_one_receipt_alone_can_say_that_too_much_was_sold() -> None:
    assert receipts.faults(receipt(1, 60, 41)) == ["over"]
    assert receipts.faults(receipt(1, 0, 10, after_units="11")) == ["sum"]


def test_receipts_of_two_businesses_say_nothing_about_each_other() -> None:
    other = receipt(1, 0, 60, business="B-2")
    assert receipts.contradict(receipt(1, 0, 60), other) == []


def test_no_sentence_is_missing_for_what_a_receipt_can_say() -> None:
    assert {"sum", "over", "two_faces", "sold_twice", "order", "freed"} <= set(receipts.SAYS)
