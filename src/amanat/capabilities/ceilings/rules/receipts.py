"""Headroom receipts: what one says of itself, and whether two of them can both be true.

Every sale takes its own stretch of a counter that only rises ("taken"): the first receipt of a
business takes 0…a, the next a…b. A second counter ("freed") tells what was delivered or given
back before. So two buyers can compare: stretches that overlap are the same room, sold twice.
"""

import json
from collections.abc import Mapping
from typing import Any

from amanat.words.text import Text

KIND = "headroom receipt"  # The paper's name: it has a signing key of its own.
FORM = "amanat headroom receipt 1"
SAYS = {
    "sum": Text("جمع آن درست نیست", "it does not add up"),
    "over": Text("تعهدِ پس از فروش از سقف بیشتر است", "the exposure after the sale is above the ceiling"),
    "other_business": Text("دربارهٔ دو کسب‌وکارند", "they are about two businesses"),
    "same_sale": Text("یک رسیدند", "they are one and the same receipt"),
    "two_faces": Text("یک شماره دو متن دارد", "one number has two texts"),
    "sold_twice": Text("یک جای سقف دو بار فروخته شده است", "the same room was sold twice"),
    "order": Text("ترتیبِ زمان با شمارش نمی‌خواند", "time and counter do not go the same way"),
    "freed": Text("آنچه آزاد شده کم شده است", "what was freed became less"),
}  # fmt: skip
NUMBERS = ("ceiling_units", "before_units", "after_units", "amount_units", "taken_from_units",
           "taken_to_units", "freed_units", "number")  # fmt: skip


def canonical(receipt: Mapping[str, Any]) -> bytes:
    """The bytes that are signed: sorted keys, no spaces, UTF-8."""
    text = json.dumps(receipt, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def faults(receipt: Mapping[str, Any]) -> list[str]:
    """What one receipt says against itself; empty when nothing."""
    one = _numbers(receipt)
    found = []
    adds_up = (
        one["before_units"] + one["amount_units"] == one["after_units"]
        and one["taken_from_units"] + one["amount_units"] == one["taken_to_units"]
        and one["taken_to_units"] - one["freed_units"] == one["after_units"]
        and one["amount_units"] > 0 <= one["before_units"]
    )
    if not adds_up:
        found.append("sum")
    if one["after_units"] > one["ceiling_units"]:
        found.append("over")
    return found


def contradict(a: Mapping[str, Any], b: Mapping[str, Any]) -> list[str]:
    """Why these two receipts of one business cannot both be true; empty when they can."""
    if a["business"] != b["business"] or canonical(a) == canonical(b):
        return []
    first, second = sorted((_numbers(a), _numbers(b)), key=lambda one: one["number"])
    if first["number"] == second["number"]:
        return ["two_faces"]
    found = []
    if (
        first["taken_from_units"] < second["taken_to_units"]
        and second["taken_from_units"] < first["taken_to_units"]
    ):
        found.append("sold_twice")
    elif first["taken_from_units"] > second["taken_from_units"]:
        found.append("order")
    if first["freed_units"] > second["freed_units"]:
        found.append("freed")
    return found


def _numbers(receipt: Mapping[str, Any]) -> dict[str, int]:
    """Amounts stand as strings of digits, so that no reader makes a float of them."""
    return {name: int(receipt[name]) for name in NUMBERS}
