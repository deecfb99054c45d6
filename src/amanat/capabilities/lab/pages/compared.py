"""A what-if as a page shows it: what was changed, and what it would have changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from amanat.capabilities.lab.models import Trial
from amanat.capabilities.lab.pages import shown
from amanat.capabilities.lab.rules.what_if import KNOBS
from amanat.words.persian import persian_digits
from amanat.words.text import Text

NOW, THEN = "now", "then"
FIGURES = {
    "failed": Text("فروشندگان شکست‌خورده", "Sellers who failed"),
    "caught": Text("پیش از شکست، زیر سه ستاره رفتند", "Fell below three stars before"),
    "median_days": Text("میانهٔ پیش‌آگهی (روز)", "Median notice (days)"),
    "least_days": Text("کمترین پیش‌آگهی (روز)", "Least notice (days)"),
    "most_days": Text("بیشترین پیش‌آگهی (روز)", "Most notice (days)"),
    "honest": Text("فروشندگان درست‌کار", "Honest sellers"),
    "troubled": Text("درست‌کارانی که زیر سه ستاره رفتند", "Honest ones who fell below three"),
}
RECORDED = {
    "businesses": Text("کسب‌وکارهای رتبه‌دار", "Rated businesses"),
    "rise": Text("ستاره‌شان بیشتر می‌شود", "Gain stars"),
    "fall": Text("ستاره‌شان کمتر می‌شود", "Lose stars"),
}
UNITS = {
    "ceiling_units": Text("جمع سقف‌ها", "All ceilings together"),
    "headroom_units": Text("جمع جای آزاد", "All headroom together"),
    "escrow_units": Text("سهمی که باید در امانت بماند", "What must wait in escrow"),
}


@dataclass(frozen=True, slots=True)
class Change:
    name: Text
    before: int
    after: int


def changes(trial: Trial) -> list[Change]:
    """Which numbers were turned, from what to what."""
    now = {one["name"]: one["value"] for one in trial.sets}
    then = now | trial.question["changed"]
    return [
        Change(knob.name, before, after)
        for knob in KNOBS.values()
        if (before := knob.read(now)) != (after := knob.read(then))
    ]


def told(trial: Trial) -> dict[str, Any]:
    """The three answers of a finished trial, each as lines of a table."""
    result = trial.result or {}
    market, samen, recorded = result["market"], result["samen"], result["recorded"]
    return {
        "result": result,
        "finding": finding(market),
        "figures": [(name, market[NOW][key], market[THEN][key]) for key, name in FIGURES.items()],
        "failed": result["failed"],
        "samen": [
            (shown.name_of(now), _pairs(shown.row_of(now), shown.row_of(then)))
            for now, then in zip(samen[NOW], samen[THEN], strict=True)
        ],
        "recorded": recorded,
        "counts": [(name, recorded[key]) for key, name in RECORDED.items()],
        "units": [(name, recorded[NOW][key], recorded[THEN][key]) for key, name in UNITS.items()],
        "sets": shown.sets(result["parameter_sets"]),
    }


def _pairs(now: shown.Row, then: shown.Row) -> list[tuple[int, int]]:
    """Taken, in escrow and lost, under both: whole billion toman."""
    return list(zip(now.billions, then.billions, strict=True))[:3]


def finding(market: Mapping[str, Any]) -> Text:
    """Which failed sellers these settings would have caught, and how early: in a sentence."""
    now, then = market[NOW], market[THEN]
    failed, caught, before = then["failed"], then["caught"], now["caught"]
    days = then["median_days"] or 0
    facts = (failed, caught, before, days)
    fa = "از {} فروشندهٔ شکست‌خورده {} تا پیش از شکست دیده می‌شدند (اکنون {})، با میانهٔ {} روز پیش‌آگهی"
    en = (
        "Of {} sellers who failed, {} would have been seen before (now {}), "
        "with a median notice of {} days"
    )
    return Text(persian_digits(fa.format(*facts)), en.format(*facts))
