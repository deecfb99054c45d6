"""The report of the replay: every line of defence alone, all of them, and all but one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from amanat.capabilities.lab.rules.dice import canonical, digest
from amanat.capabilities.lab.rules.history import History
from amanat.capabilities.lab.rules.policies import EVERY, LAST
from amanat.capabilities.lab.rules.replay import Policy, Run, replay

NONE, ALONE, ALL, WITHOUT, LAST_LINES, CHOSEN = (
    "none", "alone", "all", "without", "last_lines", "chosen",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One way it could have gone, beside how it went."""

    kind: str
    without: str  # The policy that was switched off, or nothing.
    run: Run
    avoided_units: int
    spared: int  # Buyers who would not have lost.

    def days_before(self, bankrupt_on: date) -> int | None:
        return (bankrupt_on - self.run.stopped_on).days if self.run.stopped_on else None

    def as_facts(self, bankrupt_on: date) -> dict[str, Any]:
        return {
            "kind": self.kind, "without": self.without, **self.run.as_facts(),
            "days_before_bankruptcy": self.days_before(bankrupt_on),
            "avoided_units": self.avoided_units, "spared": self.spared,
            "digest": self.run.digest,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """All rows over one history under one set of parameters."""

    history: History
    sets: tuple[dict[str, Any], ...]  # Name, day, source and status of each parameter that counts.
    vault_fine_mg: int
    rows: tuple[Row, ...]

    @property
    def none(self) -> Row:
        return self.rows[0]

    def of(self, kind: str) -> list[Row]:
        return [row for row in self.rows if row.kind == kind]

    def as_facts(self) -> dict[str, Any]:
        frame = self.history.frame
        said = {
            "history": {
                "is_synthetic": True,
                "digest": self.history.digest,
                "founded": frame.founded.isoformat(),
                "bankrupt_on": frame.bankrupt_on.isoformat(),
                "licence_end": self.history.licence_end.isoformat(),
                "customers": frame.customers,
                "turnover_units": frame.turnover_units,
            },
            "parameter_sets": list(self.sets),
            "vault_fine_mg": self.vault_fine_mg,
            "rows": [row.as_facts(frame.bankrupt_on) for row in self.rows],
        }
        return {**said, "digest": digest(said)}

    @property
    def bytes(self) -> bytes:
        return canonical(self.as_facts())


Maker = Callable[[Sequence[str]], list[Policy]]


def report(
    history: History, policies: Maker, sets: Sequence[dict[str, Any]],
    chosen: Sequence[str] = (), vault_fine_mg: int = 0,
) -> Report:  # fmt: skip
    """How it went, and how it could have gone: with the chosen policies, or in every way."""
    none = replay(history, [])
    rows = [_row(NONE, "", none, none)]
    ways = [(CHOSEN, "", tuple(chosen))] if chosen else every_way()
    for kind, without, codes in ways:
        rows.append(_row(kind, without, replay(history, policies(codes)), none))
    return Report(history, tuple(sets), vault_fine_mg, tuple(rows))


def every_way() -> list[tuple[str, str, tuple[str, ...]]]:
    """Kind, what is switched off, and what is on."""
    alone = [(ALONE, "", (code,)) for code in EVERY]
    without = [(WITHOUT, off, tuple(c for c in EVERY if c != off)) for off in EVERY]
    last = [(LAST_LINES, off, tuple(c for c in LAST if c != off)) for off in ("", *LAST)]
    return [*alone, (ALL, "", EVERY), *without, *last]


def _row(kind: str, without: str, run: Run, none: Run) -> Row:
    avoided = none.loss_units - run.loss_units
    return Row(kind, without, run, avoided, none.losers - run.losers)
