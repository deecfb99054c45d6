"""What the stages of a project may say. Each one is paid, delivered and judged on its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from amanat.capabilities.deals.refusals import (
    OutOfRange,
    PriceOutOfRange,
    StagesDoNotAddUp,
    StagesMissing,
    StageWordsNeeded,
    TooManyStages,
)
from amanat.capabilities.deals.rules.kinds import WORK
from amanat.capabilities.deals.rules.limits import HIGHEST_PRICE_UNITS, LOWEST_PRICE_UNITS
from amanat.words.money import RIALS_PER_TOMAN
from amanat.words.refusal import Invalid, refuse_unless

MOST_STAGES = 20
LONGEST_STAGE_TITLE = 60
LONGEST_TEST = 500
STAGE_DAYS = range(1, 91)
REVISIONS = range(0, 11)
REVISION_DAYS = range(1, 31)
HOURS_PER_DAY = 24
SAYS = frozenset({"stages", "revisions", "revision_days"})


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a project: its name, its price, its time, and how it will be judged."""

    title: str
    price_units: int
    days: int
    test: str


def in_stages(fields: dict[str, Any]) -> dict[str, Any]:
    """The terms that the stages themselves decide: the price is their sum, the time the longest.

    A price that was written as well stays, and is compared when the terms are checked.
    """
    stages = (fields.get("more") or {}).get("stages")
    if fields.get("kind") != WORK or not stages:
        return fields
    read = check_stages(stages)
    hours = max(stage.days for stage in read) * HOURS_PER_DAY
    total = sum(stage.price_units for stage in read)
    return {"price_units": total, **fields, "delivery": "online", "ship_hours": hours}


def check_work(fields: Mapping[str, Any]) -> None:
    """Refuse the first thing that terms of work may not say."""
    refuse_unless(fields.get("delivery", "online") == "online", Invalid, "delivery")
    if "more" not in fields:
        return
    more = fields["more"]
    refuse_unless(set(more) == SAYS, StagesMissing, "title_1")
    stages = check_stages(more["stages"])
    _number("revisions", more["revisions"], REVISIONS)
    _number("revision_days", more["revision_days"], REVISION_DAYS)
    total = sum(stage.price_units for stage in stages)
    price = fields.get("price_units", total)
    refuse_unless(price == total, StagesDoNotAddUp, "price_units",
                  sum=f"{total:,}", price=f"{price:,}")  # fmt: skip


def check_stages(stages: list[Mapping[str, Any]]) -> list[Stage]:
    """The stages, each value in its bounds; a refusal stands beside its own row, from 1."""
    refuse_unless(len(stages) > 0, StagesMissing, "title_1")
    refuse_unless(len(stages) <= MOST_STAGES, TooManyStages, "stages", most=MOST_STAGES)
    return [_stage(place, one) for place, one in enumerate(stages, start=1)]


def _stage(place: int, said: Mapping[str, Any]) -> Stage:
    refuse_unless(set(said) == {"title", "price_units", "days", "test"}, Invalid, f"title_{place}")
    _words(f"title_{place}", said["title"], LONGEST_STAGE_TITLE)
    _price(f"price_units_{place}", said["price_units"])
    _number(f"days_{place}", said["days"], STAGE_DAYS)
    _words(f"test_{place}", said["test"], LONGEST_TEST)
    return Stage(**said)


def _words(param: str, value: object, most: int) -> None:
    fine = isinstance(value, str) and 0 < len(value.strip()) <= most
    refuse_unless(fine, StageWordsNeeded, param, most=most)


def _number(param: str, value: object, among: range) -> None:
    fine = type(value) is int and value in among
    refuse_unless(fine, OutOfRange, param, least=among[0], most=among[-1])


def _price(param: str, value: object) -> None:
    fine = type(value) is int and LOWEST_PRICE_UNITS <= value <= HIGHEST_PRICE_UNITS
    lowest, highest = (
        f"{units // RIALS_PER_TOMAN:,}" for units in (LOWEST_PRICE_UNITS, HIGHEST_PRICE_UNITS)
    )
    refuse_unless(fine, PriceOutOfRange, param, lowest=lowest, highest=highest)
