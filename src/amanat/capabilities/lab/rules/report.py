"""The report of the replay: every line of defence alone, all of them, and all but one.

What is told are plain facts, flat and whole, so that a table, a page, a machine and a digest have
the same thing before them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from amanat.capabilities.lab.rules.dice import digest
from amanat.capabilities.lab.rules.history import History
from amanat.capabilities.lab.rules.policies import EVERY, LAST
from amanat.capabilities.lab.rules.replay import Policy, Run, replay
from amanat.words.text import Text

NONE, ALONE, ALL, WITHOUT, LAST_LINES, CHOSEN = (
    "none", "alone", "all", "without", "last_lines", "chosen",
)  # fmt: skip
KINDS = {
    NONE: Text("هیچ قاعده‌ای", "No rule at all"),
    ALONE: Text("هر قاعده به‌تنهایی", "Each rule alone"),
    ALL: Text("همه با هم", "All together"),
    WITHOUT: Text("همه، جز یکی", "All but one"),
    LAST_LINES: Text("تنها خط‌های آخر: پروانه، پایش، شکایت", "The last lines only"),
    CHOSEN: Text("قاعده‌های برگزیده", "The rules you chose"),
}
WEEK_DAYS = 7
Maker = Callable[[Sequence[str]], list[Policy]]


@dataclass(frozen=True, slots=True)
class Way:
    """Which policies are on; `without` names the one that was switched off."""

    kind: str
    without: str
    codes: tuple[str, ...]


def every_way() -> list[Way]:
    alone = [Way(ALONE, "", (code,)) for code in EVERY]
    without = [Way(WITHOUT, off, tuple(c for c in EVERY if c != off)) for off in EVERY]
    last = [Way(LAST_LINES, off, tuple(c for c in LAST if c != off)) for off in ("", *LAST)]
    return [Way(NONE, "", ()), *alone, Way(ALL, "", EVERY), *without, *last]


def ways_of(chosen: Sequence[str]) -> list[Way]:
    """How it went, and how it could have gone: with the chosen policies, or in every way."""
    if not chosen:
        return every_way()
    codes = tuple(code for code in (*EVERY, *chosen) if code in chosen)
    return [Way(NONE, "", ()), Way(CHOSEN, "", tuple(dict.fromkeys(codes)))]


def told(way: Way, history: History, policies: Maker) -> dict[str, Any]:
    """One way, run and told."""
    run = replay(history, policies(way.codes))
    before = (history.frame.bankrupt_on - run.stopped_on).days if run.stopped_on else None
    facts = {
        "kind": way.kind, "without": way.without, **run.as_facts(),
        "days_before_bankruptcy": before, "refused_units": _refused(run),
        "at_risk_by_week": [
            one.gross_units - one.escrow_units for one in run.days[WEEK_DAYS - 1 :: WEEK_DAYS]
        ],
        "digest": run.digest,
    }  # fmt: skip
    return facts | ({"days": list(_days(run))} if way.kind == CHOSEN else {})


def _refused(run: Run) -> dict[str, int]:
    """What could not have been taken, by the rule that turned it away."""
    sums: dict[str, int] = {}
    for day in run.days:
        for reason, units in day.refused_units.items():
            sums[reason] = sums.get(reason, 0) + units
    return sums


def _days(run: Run) -> Iterator[dict[str, Any]]:
    """The same day by day."""
    for one in run.days:
        yield {
            "n": one.day, "taken_units": one.taken_units,
            "refused_units": dict(one.refused_units), "open_units": one.gross_units,
            "escrow_units": one.escrow_units,
        }  # fmt: skip


def assembled(
    history: History, sets: Sequence[Mapping[str, Any]], ways: Sequence[Mapping[str, Any]],
    vault_fine_mg: int = 0,
) -> dict[str, Any]:  # fmt: skip
    """The whole report; each way beside the first, which is how it went without any rule."""
    frame, none = history.frame, ways[0]
    said = {
        "history": {
            "is_synthetic": True,
            "digest": history.digest,
            "began": history.began.isoformat(),
            "bankrupt_on": frame.bankrupt_on.isoformat(),
            "licence_end": history.licence_end.isoformat(),
            "orders": sum(len(orders) for orders in history.orders),
            "customers": frame.customers,
            "turnover_units": frame.turnover_units,
            "complainants_over": frame.complainants_over,
        },
        "parameter_sets": [dict(one) for one in sets],
        "vault_fine_mg": vault_fine_mg,
        "ways": [
            {
                **way,
                "avoided_units": none["loss_units"] - way["loss_units"],
                "spared": none["losers"] - way["losers"],
            }
            for way in ways
        ],
    }
    return {**said, "digest": digest(said)}


def report(
    history: History, policies: Maker, sets: Sequence[Mapping[str, Any]],
    chosen: Sequence[str] = (), vault_fine_mg: int = 0,
) -> dict[str, Any]:  # fmt: skip
    """All of it at once."""
    ways = [told(way, history, policies) for way in ways_of(chosen)]
    return assembled(history, sets, ways, vault_fine_mg)
