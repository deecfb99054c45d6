"""The table a person reads and the document a machine reads, from the same figures."""

import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

from amanat.config.environment import PROJECT
from amanat.kernel.ledger.bench.cases import TARGETS
from amanat.kernel.ledger.bench.measure import Cost

LATEST = PROJECT / "docs/bench/latest.json"
NOISY_LOAD_PER_CORE = 4
NOISY_SPREAD = 2
TABLE_WIDTH = 110
Row = dict[str, Any]


@dataclass(frozen=True)
class Run:
    """One repetition of one case, with the reference measured right before it."""

    case: str
    reference: float
    cost: Cost
    load: float

    @property
    def ratio(self) -> float:
        return self.cost.rate / self.reference


def document(
    runs: list[Run], pages: list[Row], broken: list[str], version: str, load: tuple[float, float]
) -> Row:
    """The figures of one bench. A case of a broken book has no number."""
    cores = os.cpu_count() or 1
    references = [run.reference for run in runs] or [1.0]
    spread = max(references) / min(references)
    loads = [*load, *(run.load for run in runs)]
    by_case = groupby(sorted(runs, key=lambda run: run.case), key=lambda run: run.case)
    cases = {name: row_of(name, list(some), not broken) for name, some in by_case}
    return {
        "machine": f"{cores} cores, PostgreSQL {version}",
        "date": datetime.now(UTC).date().isoformat(),
        "load": [round(min(loads), 1), round(max(loads), 1)],
        "reference": "pgbench TPC-B, 8 clients, prepared, before each case",
        "reference_spread": round(spread, 2),
        "noisy": max(loads) / cores > NOISY_LOAD_PER_CORE or spread > NOISY_SPREAD,
        "cases": [*(cases[name] for name in dict.fromkeys(run.case for run in runs)), *pages],
    }


def renewed(result: Row) -> Row:
    """The last report with the rows of these cases in it."""
    last: Row = json.loads(LATEST.read_text())
    when = {name: result[name] for name in ("date", "load")}  # Not those of the whole report.
    renewed = [{**row, **when} for row in result["cases"]]
    rows = {row["case"]: row for row in [*last["cases"], *renewed]}
    return {**last, "cases": list(rows.values())}


def row_of(name: str, runs: list[Run], holds: bool) -> Row:
    ratios = [run.ratio for run in runs]
    row: Row = {"case": name, "invariants": holds}
    if not holds:
        return row
    row |= {
        "ratio": round(median(ratios), 2),
        "low": round(min(ratios), 2),
        "high": round(max(ratios), 2),
        "cpu_us": round(median(run.cost.cpu_us for run in runs), 1),
        "wal_bytes": round(median(run.cost.wal_bytes for run in runs)),
        "memory_mb": round(max(run.cost.memory_kb for run in runs) / 1024, 1),
    }
    if name in TARGETS:
        row |= {"target": list(TARGETS[name]), "met": sum(row["ratio"] >= t for t in TARGETS[name])}
    return row


def show(result: Row, broken: list[str]) -> None:
    console = Console(width=TABLE_WIDTH)
    table = Table(title=f"× its reference · {result['machine']} · load {result['load']}")
    for heading in ("case", "×", "low", "high", "CPU µs", "WAL B", "MB", "target", "met"):
        table.add_column(heading, justify="left" if heading == "case" else "right")
    for row in result["cases"]:
        target = row.get("target")
        words = ("no", "yes") if target and len(target) == 1 else ("no", "first", "both")
        met = words[row["met"]] if target else ""
        names = ("ratio", "low", "high", "cpu_us", "wal_bytes", "memory_mb")
        figures = [str(row.get(name, "–")) for name in names]
        table.add_row(row["case"], *figures, " / ".join(map(str, target or [])), met)
    console.print(table)
    console.print("Invariants: " + ("; ".join(broken) if broken else "all hold."))
    if result["noisy"]:
        console.print("Noisy machine: neither pass nor fail; run it again when it is quiet.")


def write(result: Row) -> None:
    LATEST.parent.mkdir(parents=True, exist_ok=True)
    head = {name: value for name, value in result.items() if name != "cases"}
    rows = ",\n  ".join(json.dumps(row) for row in result["cases"])
    text = json.dumps(head, indent=1)[:-2] + f',\n "cases": [\n  {rows}\n ]\n}}\n'
    LATEST.write_text(text)
