"""What the tests of the lab run on: the real rules, and a small history of the same shape."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from amanat.capabilities.lab import queries
from amanat.capabilities.lab.queries import House
from amanat.capabilities.lab.rules import history as histories
from amanat.capabilities.lab.rules.history import Frame, History
from amanat.kernel.clock import time as clock
from amanat.kernel.clock.time import tehran_day

VECTORS = {
    group["group"]: group["cases"]
    for group in json.loads((Path(__file__).parent / "vectors.json").read_text("utf-8"))
}
FEW = 500  # Orders of the small history.


def cases(group: str) -> list[Any]:
    return VECTORS[group]


def house() -> House:
    """The rules of the rooms under the settings of today."""
    return queries.house_in(queries.sets_of(tehran_day(clock.now())))


def frame() -> Frame:
    return queries.frame(clock.now())


@cache
def small(frame: Frame, variant: int = 0) -> History:
    return histories.generate(frame, frame.licence_ends[variant], count=FEW)
