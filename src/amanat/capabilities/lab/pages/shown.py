"""From the plain facts of a report to what a page shows: sentences, charts, rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from amanat.capabilities.lab.rules.policies import EVERY, EXPLAINS, NAMES, REASONS
from amanat.capabilities.lab.rules.report import (
    ALL,
    ALONE,
    KINDS,
    LAST_LINES,
    NONE,
    WEEK_DAYS,
    WITHOUT,
)
from amanat.face.charts import Bars, Curves, curves, lying_bars
from amanat.words.moments import spoken_date
from amanat.words.persian import persian_digits
from amanat.words.text import Text

BILLION_TOMAN = 10_000_000_000  # Rial in it.
DRAWN = (("prohibited",), ("late_ceiling",))  # Beside no rule and the last lines.
AMOUNTS = Text("میلیارد تومان", "billion toman")


@dataclass(frozen=True, slots=True)
class Row:
    """One way it could have gone, as a line of a table."""

    name: Text
    stopped_on: date | None
    days_before: int | None
    taken_units: int
    escrow_units: int
    loss_units: int
    avoided_units: int
    spared: int
    losers: int

    @property
    def billions(self) -> list[int]:
        """Taken, in escrow, lost, avoided: whole billion toman."""
        units = (self.taken_units, self.escrow_units, self.loss_units, self.avoided_units)
        return [one // BILLION_TOMAN for one in units]


def rows(result: Mapping[str, Any], kind: str) -> list[Row]:
    return [row_of(way) for way in result["ways"] if way["kind"] == kind]


def row_of(way: Mapping[str, Any]) -> Row:
    return Row(
        name=name_of(way),
        stopped_on=_day(way["stopped_on"]),
        days_before=way["days_before_bankruptcy"],
        taken_units=way["taken_units"],
        escrow_units=way["escrow_units"],
        loss_units=way["loss_units"],
        avoided_units=way.get("avoided_units", 0),
        spared=way.get("spared", 0),
        losers=way["losers"],
    )


def name_of(way: Mapping[str, Any]) -> Text:
    """The rule, or what is left when one is switched off."""
    if way["without"]:
        off = NAMES[way["without"]]
        return Text(f"بدون «{off.fa}»", f"Without “{off.en}”")
    codes = way["policies"]
    return NAMES[codes[0]] if len(codes) == 1 else KINDS[way["kind"]]


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None


def finding(result: Mapping[str, Any]) -> Text:
    """What the replay says, as one sentence."""
    alone = [way for way in result["ways"] if way["kind"] == ALONE]
    total = result["ways"][0]["loss_units"]
    whole = sum(1 for way in alone if way["avoided_units"] == total)
    last = next(way for way in result["ways"] if _is_last(way))
    percent = last["avoided_units"] * 100 // total if total else 0
    facts = (whole, len(alone), percent)
    fa = "{} قاعده از {}، هر یک به‌تنهایی، جلو همهٔ زیان را می‌گرفت؛ سه خط آخر، جلو {} درصد آن را"
    en = (
        "Each of {} rules out of {} alone would have prevented all of the loss; "
        "the three last lines {} percent of it"
    )
    return Text(persian_digits(fa.format(*facts)), en.format(*facts))


def losses(result: Mapping[str, Any]) -> Bars:
    """What buyers would have lost under each rule alone."""
    shown = [way for way in result["ways"] if way["kind"] in {NONE, ALONE}]
    last = [way for way in result["ways"] if _is_last(way)]
    names = {NONE: KINDS[NONE], LAST_LINES: Text("سه خط آخر با هم", "The last three lines")}
    return lying_bars(
        finding(result),
        Text("زیان خریداران، میلیارد تومان", "What buyers would have lost, billion toman"),
        {
            names.get(way["kind"]) or name_of(way): way["loss_units"] // BILLION_TOMAN
            for way in [*shown, *last]
        },
    )


def at_risk(result: Mapping[str, Any]) -> Curves:
    """Buyers' money at risk, week by week, to the day of the bankruptcy."""
    last = next(w for w in result["ways"] if _is_last(w))
    stopped = _day(last["stopped_on"])
    days = persian_digits(last["days_before_bankruptcy"] or 0)
    return curves(
        Text(
            f"سه خط آخر، {days} روز پیش از ورشکستگی جلو فروش را می‌گرفت",
            f"The last three lines would have ended the sales "
            f"{last['days_before_bankruptcy'] or 0} days before the bankruptcy",
        ),
        Text(
            "پول خریداران که نه تحویل شده و نه در امانت است؛ میلیارد تومان، از چپ به راست",
            "Buyers’ money neither delivered nor in escrow; billion toman",
        ),
        {_short(way): way["at_risk_by_week"] for way in _drawn(result)},
        _moments(result["history"], stopped),
        BILLION_TOMAN,
    )  # fmt: skip


def _is_last(way: Mapping[str, Any]) -> bool:
    return bool(way["kind"] == LAST_LINES and not way["without"])


def _drawn(result: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """No rule, the last three lines, and two rules alone."""
    ways = result["ways"]
    alone = [one for one in ways if one["kind"] == ALONE and tuple(one["policies"]) in DRAWN]
    return [ways[0], *(one for one in ways if _is_last(one)), *alone]


def _short(way: Mapping[str, Any]) -> Text:
    if way["kind"] == LAST_LINES:
        return Text("سه خط آخر", "The last three lines")
    return KINDS[NONE] if way["kind"] == NONE else name_of(way)


def _moments(history: Mapping[str, Any], stopped: date | None) -> dict[int, Text]:
    """The founding and the day on which the last lines ended the sales."""
    began = date.fromisoformat(history["began"])
    days = [began] + ([stopped] if stopped else [])
    return {
        (day - began).days // WEEK_DAYS: Text(spoken_date(day, "fa"), spoken_date(day, "en"))
        for day in days
    }


@dataclass(frozen=True, slots=True)
class Week:
    """A month's line of the table under the chart."""

    day: date
    billions: list[int]


def by_month(result: Mapping[str, Any]) -> tuple[list[Text], list[Week]]:
    """The lines of the chart as a table, every fourth week."""
    chosen = _drawn(result)
    began = date.fromisoformat(result["history"]["began"])
    count = len(chosen[0]["at_risk_by_week"])
    found = [
        Week(
            began + timedelta(days=(n + 1) * WEEK_DAYS),
            [way["at_risk_by_week"][n] // BILLION_TOMAN for way in chosen],
        )
        for n in range(3, count, 4)
    ]
    return [_short(way) for way in chosen], found


def explained() -> list[tuple[Text, Text]]:
    """What each rule means, in the order of the table."""
    return [(NAMES[code], EXPLAINS[code]) for code in EVERY]


def tables(result: Mapping[str, Any]) -> list[tuple[Text, str, list[Row]]]:
    """The tables under the charts: heading, anchor, lines."""
    return [
        (KINDS[ALONE], "alone", [*rows(result, NONE), *rows(result, ALONE), *rows(result, ALL)]),
        (KINDS[LAST_LINES], "last", rows(result, LAST_LINES)),
        (KINDS[WITHOUT], "without", rows(result, WITHOUT)),
    ]


def refused(result: Mapping[str, Any]) -> list[tuple[Text, list[tuple[Text, int]]]]:
    """What could not have been taken, by the rule that turned it away."""
    return [
        (
            name_of(way),
            [
                (REASONS[code], units // BILLION_TOMAN)
                for code, units in way["refused_units"].items()
            ],
        )
        for way in result["ways"]
        if way["kind"] in {ALONE, ALL} and way["refused_units"]
    ]


STATUSES = {
    "confirmed": (Text("تأییدشده", "Confirmed"), "released"),
    "reported": (Text("به نقل از خبر", "Reported"), "neutral"),
    "unconfirmed": (Text("تأییدنشده", "Unconfirmed"), "due"),
}


def sets(found: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The settings of a trial; what is not confirmed says so."""
    return [
        {
            "name": one["name"], "source": one["source"],
            "since": date.fromisoformat(one["valid_from"]),
            "says": STATUSES[one["status"]][0], "tone": STATUSES[one["status"]][1],
        }
        for one in found
    ]  # fmt: skip
