"""The dated sets and the vectors, as the guide gives them, and how a set is read into a rule."""

import json
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from amanat.capabilities.permits.rules.abroad import Alerts
from amanat.capabilities.permits.rules.methods import Late, LateSet, Method
from amanat.capabilities.presale.rules.buyers import Conditions

HERE = Path(__file__).parent
VECTORS = json.loads((HERE / "vectors.json").read_text("utf-8"))
SETS = {one["id"]: one for one in json.loads((HERE / "sets.json").read_text("utf-8"))["sets"]}


def values(name: str) -> dict[str, Any]:
    return dict(SETS[name]["values"])


def share(name: str, key: str) -> Fraction:
    return Fraction(values(name)[key])


def late_set(name: str) -> LateSet:
    said, one = values(name), SETS[name]
    by_method = {method: late(said.get(method, said.get("all_methods"))) for method in Method}
    return LateSet(name, day(one["effective_from"]), day(one["effective_to"]), by_method)


def late(said: dict[str, str]) -> Late:
    if said["type"] == "flat_monthly":
        return Late(Fraction(said["rate"]))
    return Late(Fraction(said["add_monthly"]), said["deposit_tenor"])


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def conditions(name: str) -> Conditions:
    said = values(name)
    return Conditions(
        least_age=said["min_age"],
        lookback_months=said.get("lookback_months_by_maker"),
        plate_forbidden=said["active_plate"] == "forbidden",
        plate_age_years_over=said["active_plate_exception"]["vehicle_age_years_over"],
        own_sim=said.get("sim_owner_must_be_buyer", False),
        own_account=said.get("account_owner_must_be_buyer", False),
        natural_only=said.get("legal_persons") == "forbidden",
    )


def alerts(name: str) -> Alerts:
    said = values(name)
    return Alerts(
        said["general_alert"],
        Fraction(said["general_share_of_whole_balance"]),
        Fraction(said["special_alert_revenue_share"]),
        said["special_alert_cap"],
        said["young_age_months"],
    )
