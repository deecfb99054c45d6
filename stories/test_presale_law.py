"""Every vector of the guide, exactly. One function a group; parameters from the dated sets."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import jdatetime
import pytest

from amanat.capabilities.permits.rules import abroad, building, coins, leaving, methods, price
from amanat.capabilities.presale.rules import buyers
from amanat.capabilities.projects.rules import release
from amanat.words.exact import in_hundredths
from amanat.words.moments import read_day
from amanat.words.refusal import Refused
from stories.presale_law.sets import (
    VECTORS,
    alerts,
    conditions,
    late_set,
    share,
    values,
)

Facts = dict[str, Any]
LATE_SETS = [late_set("ir-vehicle-delay-1393"), late_set("ir-vehicle-delay-1395")]
CONVENTION = values("vehicle-delay-convention")
YEAR, MONTH = CONVENTION["year_days"], CONVENTION["month_days"]


def rate(given: Facts) -> Fraction | None:
    quoted = given.get("deposit_rate_annual")
    return None if quoted is None else Fraction(quoted)


def vehicle_delay(given: Facts) -> Facts:
    late = LATE_SETS[1].by_method[methods.Method(given["method"])]
    stretch = methods.Stretch(given["days_late"], rate(given))
    return {"compensation_irr": owed(given["paid_irr"], late, stretch)}


def owed(paid: int, late: methods.Late, *stretches: methods.Stretch) -> int:
    return methods.compensation(paid, late, stretches, month_days=MONTH)


def vehicle_delay_rate_change(given: Facts) -> Facts:
    late = LATE_SETS[1].by_method[methods.Method(given["method"])]
    stretches = [methods.Stretch(one["days"], rate(one)) for one in given["segments"]]
    return {"compensation_irr": owed(given["paid_irr"], late, *stretches)}


def vehicle_delay_set_by_date(given: Facts) -> Facts:
    found = methods.late_set_of(date.fromisoformat(given["contract"]), LATE_SETS)
    late = found.by_method[methods.Method(given["method"])]
    stretch = methods.Stretch(given["days_late"])
    return {"compensation_irr": owed(given["paid_irr"], late, stretch), "set": found.name}


def vehicle_latest_delivery(given: Facts) -> Facts:
    contract = date.fromisoformat(given["contract"])
    assert read_day(given["contract_jalali"]) == contract
    longest = methods.Longest(given.get("days", 0), given.get("months", 0))
    day = methods.latest_delivery(contract, longest)
    jalali = jdatetime.date.fromgregorian(date=day)
    return {"latest_delivery_jalali": jalali.isoformat(), "latest_delivery": day.isoformat()}


def vehicle_price_share(given: Facts) -> Facts:
    prices = (given["price_at_signup_irr"], given["paid_irr"], given["price_at_delivery_irr"])
    return {"due_irr": price.due(*prices)}


def vehicle_withdrawal(given: Facts) -> Facts:
    said = values("ir-vehicle-withdrawal-1395")
    terms = leaving.Terms(
        Fraction(given["withdrawal_rate_annual"]),
        said["profit_from_months_after_contract"],
        said["pay_back_within_days"],
        YEAR,
    )
    contract, left = read_day(given["contract_jalali"]), read_day(given["withdrawal_jalali"])
    assert contract and left
    found = leaving.withdrawal(contract, left, given["paid_irr"], terms)
    return {
        "days": found.days,
        "profit_irr": found.profit_units,
        "repay_irr": found.repay_units,
        "repay_by": found.repay_by.isoformat(),
    }


def vehicle_participation_profit(given: Facts) -> Facts:
    annual = Fraction(given["rate_annual"])
    units = leaving.profit(given["paid_irr"], annual, given["days"], year_days=YEAR)
    return {"participation_irr": units}


def vehicle_buyer(given: Facts) -> Facts:
    buyer = buyers.Buyer(
        age=given["age"],
        maker=given["maker"],
        is_natural=given["person"] == "natural",
        plates=given["plates"],
        plate_vehicle_age_years=given.get("plate_vehicle_age_years"),
        last_purchase_months_ago=given.get("last_purchase_months_ago"),
        last_purchase_maker=given.get("last_purchase_maker"),
        sim_is_own=given["sim_owner_is_buyer"],
        account_is_own=given["account_owner_is_buyer"],
    )
    found = buyers.reasons_against(buyer, conditions("ir-vehicle-buyer-1404-01"))
    codes = [reason.code for reason in found]
    return {"eligible": False, "reasons": codes} if codes else {"eligible": True}


def cn_deposit(given: Facts) -> Facts:
    if "order_cny" in given:
        required, account, order = (
            given[key] for key in ("required_cny", "account_cny", "order_cny")
        )
        found = abroad.pay_above_floor(required, account, order)
        told = (
            {"bank_answer": "paid"} if found.is_paid else {"bank_answer": "refused", "report": True}
        )
        return told | {"account_after_cny": found.account_after}
    wanted = abroad.share_of(given["kind"], values("cn-prepaid-2012")["deposit_share"])
    covers = (given.get("guarantee_cny", 0), given.get("insurance_cny", 0))
    return {"deposit_cny": in_hundredths(abroad.deposit(given["balance_cny"], wanted, covers))}


def shanghai_alerts(given: Facts) -> Facts:
    units = abroad.special_account(
        Fraction(given["balance_cny"]),
        given["last_year_revenue_cny"],
        given["age_months"],
        alerts("cn-shanghai-2019"),
    )
    return {"special_account_cny": in_hundredths(units)}


def kr_preserve(given: Facts) -> Facts:
    half = share("kr-prepaid-instalment", "preserve_share")
    return {"preserved_krw": abroad.preserved(given["prepaid_krw"], half)}


def rera_release(given: Facts) -> Facts:
    if "price" in given:
        most = share("in-rera-2016", "pre_agreement_max_share")
        try:
            release.check_before_agreement(
                given["price"], given["taken_before_agreement"], most_share=most
            )
        except Refused as refused:
            return {"allowed": False, "error": refused.code}
        return {"allowed": True}
    project = release.Project(
        given["collected"],
        given["project_cost"],
        tuple(map(Fraction, given["certified"])),
        given["already_drawn"],
    )
    needed = len(values("in-rera-2016")["certificates"])
    found = release.releasable(
        project, account_share=share("in-rera-2016", "account_share"), certificates=needed
    )
    return {"max_cumulative": found.most_units, "allowed_now": found.now_units}


def dubai_release(given: Facts) -> Facts:
    said, value = values("ae-dubai-8-2007"), given["project_value"]
    kept_share = Fraction(said["retention_share"])
    if "collected" not in given:
        return {"retention": release.retention(value, kept_share)}
    completed, today = (
        date.fromisoformat(given[key]) if key in given else None for key in ("completed", "today")
    )
    kept = release.Kept(kept_share, said["retention_months"], completed)
    units = release.releasable_with_retention(
        value, given["collected"], Fraction(given["certified"]), kept, today
    )
    return {"max_cumulative": units}


def atol_bond(given: Facts) -> Facts:
    said = values("gb-atol")
    bond = abroad.bond(
        given["turnover_gbp"], Fraction(said["bond_share_of_turnover"]), said["bond_min"]
    )
    return {"bond_gbp": in_hundredths(bond)}


def building_presale(given: Facts) -> Facts:
    said = "ir-building-presale-money"
    if "buyer_share" in given:
        prices = given["commons_day_price_irr"]
        days = prices if isinstance(prices, list) else [prices] * given["days_late"]
        daily = share(said, "commons_daily_share_of_day_price")
        units = building.commons_penalty(days, Fraction(given["buyer_share"]), daily)
        return {"penalty_irr": units}
    if "contract_penalty_irr" in given:
        pair = (given["contract_penalty_irr"], given["legal_penalty_irr"])
        return {"penalty_irr": building.penalty(*pair)}
    if "last_instalment_irr" in given:
        least = share(said, "last_instalment_with_deed_min_share")
        building.check_last_instalment(
            given["price_irr"], given["last_instalment_irr"], least_share=least
        )
        return {"accepted": True}
    areas = (Fraction(given["area_contract_m2"]), Fraction(given["area_built_m2"]))
    found = building.area_difference(
        *areas, given.get("rate_irr_per_m2", 0), tolerance=share(said, "area_tolerance_share")
    )
    if found.units is None:
        return {"within_tolerance": False, "route": "manual_decision"}
    return {"difference_irr": found.units, "within_tolerance": found.is_within}


def coin_quota(given: Facts) -> Facts:
    said = values("ir-coin-presale-1404")
    found = coins.order(
        given["bought"], given["order"], given["age"], quota=said, least_age=said["min_age"]
    )
    if found.refusal is None:
        return {"accepted": True, "left": found.left}
    told: Facts = {"accepted": False, "error": found.refusal.code}
    return told | ({"left": found.left} if found.refusal.code == "coin.quota" else {})


GROUPS: dict[str, Callable[[Facts], Facts]] = {name: globals()[name] for name in VECTORS}
CASES = [(group, case) for group, cases in VECTORS.items() for case in cases]


@pytest.mark.parametrize(("group", "case"), CASES, ids=[case["id"] for _, case in CASES])
def test_the_guide_s_vector_comes_out_exactly(group: str, case: Facts) -> None:
    try:
        found = GROUPS[group](case["in"])
    except Refused as refused:
        found = {"error": refused.code}
    assert found == case["out"]


def test_no_group_is_left_out() -> None:
    assert len(VECTORS) == 16 and len(CASES) == 110
