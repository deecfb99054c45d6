"""What may be tried: which numbers of the settings an officer may turn, and how far. Pure."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from amanat.capabilities.lab.refusals import LinesCrossed, WeightsNotWhole
from amanat.words.refusal import refuse_unless
from amanat.words.text import Text

WEIGHTS, ENGINE = "rank.weights", "ceiling.engine"
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Knob:
    """One number, in percent or points: in which setting it stands, where, and its bounds."""

    setting: str
    path: tuple[str, ...]
    name: Text
    least: int
    most: int
    is_share: bool = False  # Kept as a quoted decimal; shown as percent.

    def read(self, values: Mapping[str, Any]) -> int:
        found: Any = values[self.setting]
        for part in self.path:
            found = found[part]
        return int(Fraction(found) * WHOLE) if self.is_share else int(found)

    def write(self, value: dict[str, Any], number: int) -> None:
        inner = value
        for part in self.path[:-1]:
            inner = inner[part]
        whole, rest = divmod(number, WHOLE)
        inner[self.path[-1]] = f"{whole}.{rest:02}" if self.is_share else number


def _weight(name: str, says: Text) -> Knob:
    return Knob(WEIGHTS, ("weights", name), says, 0, WHOLE)


def _line(name: str, says: Text) -> Knob:
    return Knob(ENGINE, ("alert_lines", name), says, 1, WHOLE, is_share=True)


KNOBS = {
    "complaint_answering": _weight(
        "complaint_answering", Text("وزن پاسخ‌گویی به شکایت", "Weight: answering complaints")),
    "complaint_outcome": _weight(
        "complaint_outcome", Text("وزن شکایت در برابر فروش", "Weight: complaints against sales")),
    "financial_responsibility": _weight(
        "financial_responsibility", Text("وزن مسئولیت مالی", "Weight: financial responsibility")),
    "violation_history": _weight(
        "violation_history", Text("وزن پیشینهٔ تخلف", "Weight: violations")),
    "delivery_on_time": _weight(
        "delivery_on_time", Text("وزن تحویل به‌موقع", "Weight: delivery on time")),
    "activity_history": _weight(
        "activity_history", Text("وزن پیشینهٔ فعالیت", "Weight: time in business")),
    "financial_capability": _weight(
        "financial_capability", Text("وزن توان مالی", "Weight: financial capability")),
    "turnover_share": Knob(
        ENGINE, ("turnover_share",), Text("سهم درآمد در سقف (درصد)", "Share of revenue (percent)"),
        1, WHOLE, is_share=True),
    "l1_of_ceiling": _line(
        "l1_of_ceiling", Text("خط هشدار نخست (درصد سقف)", "First alert line (percent)")),
    "l1_escrow_share": _line(
        "l1_escrow_share", Text("سهم امانت بالای خط نخست", "Escrow share above it")),
    "l2_of_ceiling": _line(
        "l2_of_ceiling", Text("خط هشدار دوم (درصد سقف)", "Second alert line (percent)")),
    "l2_escrow_share": _line(
        "l2_escrow_share", Text("سهم امانت بالای خط دوم", "Escrow share above that")),
}  # fmt: skip
OF_WEIGHTS = tuple(name for name, knob in KNOBS.items() if knob.setting == WEIGHTS)


def read(values: Mapping[str, Any]) -> dict[str, int]:
    """Where every knob stands in these settings."""
    return {name: knob.read(values) for name, knob in KNOBS.items()}


def check(numbers: Mapping[str, int]) -> None:
    """Refuse weights that are not one hundred together, and lines in the wrong order."""
    total = sum(numbers[name] for name in OF_WEIGHTS)
    refuse_unless(total == WHOLE, WeightsNotWhole, OF_WEIGHTS[0], sum=total)
    in_order = (
        numbers["l1_of_ceiling"] < numbers["l2_of_ceiling"]
        and numbers["l1_escrow_share"] <= numbers["l2_escrow_share"]
    )
    refuse_unless(in_order, LinesCrossed, "l2_of_ceiling")


def changed(values: Mapping[str, Any], numbers: Mapping[str, int]) -> dict[str, Any]:
    """The settings that differ from those in force, whole; empty when nothing differs."""
    now = read(values)
    new: dict[str, Any] = {}
    for name, knob in KNOBS.items():
        if numbers[name] != now[name]:
            new.setdefault(knob.setting, deepcopy(values[knob.setting]))
            knob.write(new[knob.setting], numbers[name])
    return new
