"""The nine rows of damage on the way, as a table of facts and outcomes."""

from dataclasses import replace

import pytest

from amanat.capabilities.deals.refusals import FactsContradict
from amanat.capabilities.deals.rules import (
    LOSS,
    Facts,
    Outcome,
    check_facts,
    decide,
    made_good_units,
    missing_proofs,
    released_units,
)

PRICE, CAP, UNINSURED = 300_000_000, 500_000_000, 50_000_000
BARE = Facts(kind="damage", price_units=PRICE)
PACKED = replace(BARE, is_packed_right=True)
ADMITTED = replace(PACKED, has_minutes=True, declared_units=PRICE)
LOST = replace(BARE, kind=LOSS, is_complete=False)
HANDED_OVER = replace(LOST, is_handed_over=True)


@pytest.mark.parametrize(
    ("facts", "row", "outcome"),
    [
        (replace(ADMITTED, is_late=True), 1, Outcome.NO_CLAIM),
        (replace(ADMITTED, is_complete=False), 2, Outcome.NO_CLAIM),
        (replace(BARE, agreed_units=1), 3, Outcome.PRICE_CUT),
        (replace(LOST, agreed_units=0), 3, Outcome.PRICE_CUT),
        (BARE, 4, Outcome.GOES_BACK),
        (replace(ADMITTED, is_packed_right=False), 4, Outcome.GOES_BACK),
        (ADMITTED, 5, Outcome.MADE_GOOD),
        (replace(ADMITTED, declared_units=PRICE - 1), 6, Outcome.MADE_GOOD),
        (PACKED, 6, Outcome.MADE_GOOD),
        (replace(PACKED, is_proven_intact=True), 7, Outcome.INTACT),
        (HANDED_OVER, 8, Outcome.MADE_GOOD),
        (LOST, 8, Outcome.REFUND),
        (replace(ADMITTED, is_fund_short=True), 9, Outcome.FUND_SHORT),
        (replace(HANDED_OVER, is_fund_short=True), 9, Outcome.FUND_SHORT),
        (replace(LOST, is_fund_short=True), 8, Outcome.REFUND),
        (replace(BARE, is_fund_short=True), 4, Outcome.GOES_BACK),
    ],
)
def test_the_first_row_that_fits_decides(facts: Facts, row: int, outcome: Outcome) -> None:
    found = decide(facts)
    assert (found.number, found.outcome) == (row, outcome)


@pytest.mark.parametrize(
    ("facts", "made_good"),
    [
        (ADMITTED, PRICE),
        (PACKED, UNINSURED),
        (replace(PACKED, price_units=UNINSURED - 1), UNINSURED - 1),
        (HANDED_OVER, UNINSURED),
        (replace(HANDED_OVER, has_minutes=True, declared_units=PRICE), PRICE),
    ],
)
def test_full_cover_is_made_good_whole_and_the_rest_up_to_its_cap(
    facts: Facts, made_good: int
) -> None:
    assert made_good_units(facts, claim_cap=CAP, uninsured_cap=UNINSURED) == made_good
    assert made_good_units(facts, claim_cap=7, uninsured_cap=UNINSURED) == 7
    assert made_good_units(facts, claim_cap=0, uninsured_cap=UNINSURED) == 0


def test_what_the_fund_leaves_is_borne_by_whoever_chose_the_carrier() -> None:
    assert released_units(PACKED, UNINSURED) == 0
    chosen_by_buyer = replace(PACKED, chosen_by="buyer")
    assert released_units(chosen_by_buyer, UNINSURED) == PRICE - UNINSURED
    assert released_units(chosen_by_buyer, PRICE) == 0


def test_a_carrier_cannot_both_admit_damage_and_prove_an_intact_delivery() -> None:
    check_facts(ADMITTED)
    with pytest.raises(FactsContradict):
        check_facts(replace(ADMITTED, is_proven_intact=True))


def test_box_label_and_item_are_all_needed() -> None:
    assert missing_proofs({"box": 1, "label": None, "item": 3}) == ["label"]
    assert missing_proofs({}) == ["box", "label", "item"]
    assert missing_proofs({"box": 1, "label": 2, "item": 3}) == []
