"""`amanat lab samen`: the replay in a terminal, as a table or as one JSON document."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from amanat.capabilities.lab import queries
from amanat.capabilities.lab.pages import shown
from amanat.kernel.clock import time as clock
from amanat.words.moments import read_day, spoken_date
from amanat.words.persian import persian_digits
from amanat.words.refusal import Invalid, refuse
from amanat.words.text import Text

HEADS = (
    Text("قاعده", "rule"),
    Text("پایان فروش", "sales end"),
    Text("روز پیش از ورشکستگی", "days before"),
    Text("گرفته", "taken"),
    Text("در امانت", "in escrow"),
    Text("زیان", "loss"),
    Text("زیانی که نشد", "avoided"),
    Text("خریدارانی که زیان ندیدند", "buyers spared"),
)
NEVER = Text("تا آخر", "never")
SUMS = Text("مبلغ‌ها به میلیارد تومان", "amounts in billion toman")
SYNTHETIC = Text(
    "چارچوب از خبرهاست؛ جریان روزانهٔ سفارش‌ها ساختگی است.",
    "The frame is from the news; the daily stream of orders is synthetic.",
)
MG_PER_GRAM = 1_000


def replay(
    policies: Sequence[str], licence_end: str, began: str, vault_grams: int,
    say: Callable[[str], None],
) -> dict[str, Any]:  # fmt: skip
    """Run the replay under the settings of today; `say` hears how far it is."""
    at = clock.now()
    asked = queries.Asked(
        policies=tuple(policies),
        licence_end=_day(licence_end, "licence_end"),
        began=_day(began, "began"),
        vault_fine_mg=vault_grams * MG_PER_GRAM,
    )
    return queries.replayed(at, asked, lambda n, of: say(f"{n} of {of} ways"))


def _day(typed: str, name: str) -> date | None:
    """A day of either calendar; nothing when nothing was typed."""
    return (read_day(typed) or refuse(Invalid, name)) if typed else None


def as_table(report: dict[str, Any], language: str) -> str:
    """The report as lines of text, with what it stands on."""
    heads = [head.into(language) for head in HEADS]
    rows = [_cells(way, language) for way in report["ways"]]
    widths = [max(len(row[place]) for row in [heads, *rows]) for place in range(len(heads))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
             for row in [heads, ["-" * width for width in widths], *rows]]  # fmt: skip
    sets = [
        f"{one['name']} ({one['valid_from']}, {shown.STATUSES[one['status']][0].into(language)})"
        for one in report["parameter_sets"]
    ]
    told = [SYNTHETIC.into(language), *sets, f"history {report['history']['digest']}"]
    return "\n".join([*lines, "", SUMS.into(language), *told, f"result  {report['digest']}"])


def _cells(way: dict[str, Any], language: str) -> list[str]:
    row = shown.row_of(way)
    end = spoken_date(row.stopped_on, language) if row.stopped_on else NEVER.into(language)
    sums = (row.taken_units, row.escrow_units, row.loss_units, row.avoided_units)
    numbers = [f"{units // shown.BILLION_TOMAN:,}" for units in sums]
    before = "-" if row.days_before is None else str(row.days_before)
    cells = [row.name.into(language), end, before, *numbers, f"{row.spared:,}"]
    return [persian_digits(cell.replace(",", "٬")) for cell in cells] if language == "fa" else cells


def as_json(report: dict[str, Any]) -> str:
    """The very bytes the digest is of, and the digest: two runs print the same."""
    return json.dumps(report, sort_keys=True, ensure_ascii=False)
