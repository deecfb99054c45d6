"""Early warnings: what a look at a seller says before buyers do. Lines are dated parameters.

Shares are in basis points, compared by multiplying, so nothing is rounded on the way.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from amanat.words.text import Text

NAME = "market.warnings"
WHOLE = 10_000
HUNDREDTH = 100
FULL, FAST, LATE, FALLING, COMPLAINTS = "full", "fast", "late", "falling", "complaints"
KINDS = {
    FULL: Text("تعهد باز نزدیک سقف", "Open promises near the ceiling"),
    FAST: Text("فروش تندتر از ساخت", "Sold faster than made"),
    LATE: Text("تحویل‌های دیرشده", "Late deliveries"),
    FALLING: Text("امتیاز رو به پایین", "Falling score"),
    COMPLAINTS: Text("جهش شکایت", "A spike of complaints"),
}
SAYS = {
    FULL: Text(
        "تعهد باز {share} درصد سقف است؛ خط هشدار {line} درصد",
        "Open promises are {share} percent of the ceiling; the line is {line} percent",
    ),
    FAST: Text(
        "در {days} روز، فروش {times} برابر تحویل بود؛ خط هشدار {line} برابر",
        "In {days} days {times} times as much was sold as delivered; the line is {line} times",
    ),
    LATE: Text(
        "{late} تعهد از {all} تعهد باز دیر شده است؛ خط هشدار {line} درصد",
        "{late} of {all} open promises are late; the line is {line} percent",
    ),
    FALLING: Text(
        "امتیاز در {days} روز {points} پایین آمد؛ خط هشدار {line}",
        "The score fell by {points} in {days} days; the line is {line}",
    ),
    COMPLAINTS: Text(
        "در {days} روز {n} شکایت آمد؛ خط هشدار {line}",
        "{n} complaints came in {days} days; the line is {line}",
    ),
}


NO_CEILING = Text("تعهد باز مانده و سقفی نیست", "Promises are open, and there is no ceiling")


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a day. The last two shares keep small sellers from false alarms."""

    full_share: int
    pace_days: int
    pace_times: int
    pace_least_share: int  # Of the ceiling: less than that sold in the time raises nothing.
    late_share: int
    score_days: int
    score_fall: int
    complaint_days: int
    complaint_base_days: int
    complaint_times: int
    complaint_least: int


def lines_of(value: Mapping[str, Any]) -> Lines:
    return Lines(**{name: int(value[name]) for name in Lines.__slots__})


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a seller at a moment. Scores are None while there is none."""

    ceiling_units: int
    open_units: int
    sold_lately_units: int = 0
    delivered_lately_units: int = 0
    open_promises: int = 0
    late_promises: int = 0
    score: int | None = None
    score_before: int | None = None
    complaints_lately: int = 0
    complaints_before: int = 0  # In the longer time before the last days.


@dataclass(frozen=True, slots=True)
class Alarm:
    kind: str
    says: Text

    @property
    def name(self) -> Text:
        return KINDS[self.kind]


def alarms(seen: Seen, lines: Lines) -> tuple[Alarm, ...]:
    """Every warning that holds, in the order of their table."""
    return tuple(
        Alarm(kind, SAYS[kind].fill(**facts) if facts else NO_CEILING)
        for kind, look in LOOKS.items()
        for facts in look(seen, lines)
    )


def _full(seen: Seen, lines: Lines) -> Iterator[dict[str, int]]:
    """More is promised than this share of the ceiling. Without a ceiling anything is too much."""
    if seen.open_units * WHOLE > seen.ceiling_units * lines.full_share:
        if not seen.ceiling_units:
            yield {}
            return
        share = seen.open_units * HUNDREDTH // seen.ceiling_units
        yield {"share": share, "line": lines.full_share // HUNDREDTH}


def _fast(seen: Seen, lines: Lines) -> Iterator[dict[str, int]]:
    """Much more was sold than delivered lately, and it was not a trifle."""
    sold, made = seen.sold_lately_units, seen.delivered_lately_units
    much = sold * WHOLE >= max(seen.ceiling_units, 1) * lines.pace_least_share
    if much and sold > made * lines.pace_times:
        times = sold // made if made else lines.pace_times
        yield {"days": lines.pace_days, "times": times, "line": lines.pace_times}


def _late(seen: Seen, lines: Lines) -> Iterator[dict[str, int]]:
    if seen.late_promises * WHOLE > seen.open_promises * lines.late_share:
        yield {
            "late": seen.late_promises, "all": seen.open_promises,
            "line": lines.late_share // HUNDREDTH,
        }  # fmt: skip


def _falling(seen: Seen, lines: Lines) -> Iterator[dict[str, int]]:
    if seen.score is None or seen.score_before is None:
        return
    fall = seen.score_before - seen.score
    if fall >= lines.score_fall:
        yield {
            "days": lines.score_days, "points": fall // HUNDREDTH,
            "line": lines.score_fall // HUNDREDTH,
        }  # fmt: skip


def _complaints(seen: Seen, lines: Lines) -> Iterator[dict[str, int]]:
    """Several times what came in as many days before, and never for a handful."""
    usual = seen.complaints_before * lines.complaint_days
    lately = seen.complaints_lately * lines.complaint_base_days
    if seen.complaints_lately >= lines.complaint_least and lately >= usual * lines.complaint_times:
        line = max(
            lines.complaint_least, -(-usual * lines.complaint_times // lines.complaint_base_days)
        )
        yield {"days": lines.complaint_days, "n": seen.complaints_lately, "line": line}


LOOKS: Mapping[str, Callable[[Seen, Lines], Iterator[dict[str, int]]]] = {
    FULL: _full, FAST: _fast, LATE: _late, FALLING: _falling, COMPLAINTS: _complaints,
}  # fmt: skip
