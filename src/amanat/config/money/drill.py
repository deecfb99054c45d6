"""`make drill-money`: everything that could lose a rial, done on purpose, as one table.

The fault matrix, doubled and forged callbacks, killed workers and a killed server come from the
tests beside this file, longer than every merge can wait; random histories and the halt switch are
drills of their own, and their last line is taken over (two thousand histories: `make drill-seeds`).
Options, after ARGS=:

`--parts matrix,out,callbacks,workers,server,seeds,halt` only these; `--seeds 300`; `--rounds 1` how
often a worker dies at each point; `--kills 50` of the server; `--pairs 10000` of doubled callbacks;
`--forged 1000`; `--minutes 30` then whatever still runs has failed.

Every green line stands beside its control: a planted fault that must turn it red. The last line
counts lines of the table; the exit code is not zero when one failed, or a control stayed green.
"""

import argparse
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from amanat.kernel.drilling import end, say

TESTS = Path(__file__).parent / "tests"
ROOMS = Path(__file__).parents[2]
LANES = 2  # As many as there are cores.
WIDTH = 150
LAST_LINE = re.compile(r"(\d+) passed, (\d+) failed")
PARTS = ("matrix", "out", "workers", "server", "callbacks", "seeds", "halt")  # The longest first.
SECONDS_PER_MINUTE = 60
LONGEST_WORDS = 6_000


@dataclass(frozen=True)
class Line:
    """One promise: which test keeps it, which test is its control, and what is wanted."""

    case: str
    part: str
    test: str
    control: str
    wanted: str
    done: str  # How the figures say what was done.
    found: str  # How the figures say what came of it.
    caught: str  # How the control's figures say that it turned red.


LINES = (
    Line("every fault at every place of money in", "matrix",
         "test_whatever_fails_wherever_all_books_agree_in_the_end",
         "test_a_planted_bug_turns_the_matrix_red",
         "0 unknown, 0 double, 0 lost", "{cases} cases", "{wrong} wrong",
         "{caught} of {planted} planted bugs caught"),
    Line("every fault at every place of money out", "out",
         "test_whatever_fails_on_the_way_out_all_books_agree_in_the_end",
         "test_a_planted_bug_on_the_way_out_turns_the_matrix_red",
         "0 unknown, 0 double, 0 lost", "{cases} cases", "{wrong} wrong",
         "{caught} of {planted} planted bugs caught"),
    Line("doubled callbacks, at once", "callbacks",
         "test_answers_that_arrive_twice_at_once_are_one_payment_each",
         "test_a_house_that_looks_before_it_holds_is_seen_to_hold_twice",
         "0 double holds", "{posts} posts on {payments} payments", "{twice} double holds",
         "{twice} of 10 doubled when naive"),
    Line("forged callbacks", "callbacks",
         "test_a_tampered_callback_moves_no_money_and_is_kept_as_it_came",
         "test_a_house_that_believes_callbacks_is_seen_to_be_robbed",
         "0 accepted, all kept raw", "{posted} posts", "{accepted} accepted, {lost} not kept",
         "{accepted} accepted by a house that believes"),
    Line("workers killed -9 around every call", "workers",
         "test_a_killed_worker_pays_nobody_twice_and_nobody_waits",
         "test_the_naive_worker_pays_twice_which_proves_the_drill",
         "0 twice, 0 never, 0 stuck", "{kills} kills",
         "{paid_twice} twice, {never_paid} never, {stuck} stuck",
         "{paid_twice} paid twice in {kills} kills"),
    Line("PostgreSQL killed -9 under load", "server",
         "test_a_killed_server_keeps_every_acknowledged_write_and_no_half_one",
         "test_a_server_that_acknowledges_too_early_loses_which_proves_the_drill",
         "0 lost, 0 half", "{kills} kills, {acknowledged} acknowledged, {unknown} unknown",
         "{lost} lost, {half} half", "{lost} lost in {kills} kills"),
)  # fmt: skip
FILES = {
    "matrix": ("test_matrix.py",),
    "out": ("test_matrix_out.py",),
    "callbacks": ("test_callbacks.py",),
    "workers": ("test_workers.py",),
    "server": ("test_postgres.py",),
}


@dataclass
class Outcome:
    """What one test said: whether it passed, its figures, and how long it took."""

    passed: bool = False
    figures: dict[str, Any] = field(default_factory=dict)
    seconds: float = 0.0
    words: str = "did not run"


def main() -> int:
    asked = _options()
    parts = asked.parts.split(",")
    jobs = [part for part in PARTS if part in parts]
    began = time.monotonic()
    with ThreadPoolExecutor(LANES) as pool:
        found = dict(zip(jobs, pool.map(lambda part: _do(part, asked, began), jobs), strict=True))
    table = _table()
    passed = failed = 0
    for cells, is_well in [*_own_rows(found), *_others_rows(found)]:
        table.add_row(*cells, "passed" if is_well else "FAILED")
        passed, failed = passed + is_well, failed + (not is_well)
    Console(width=WIDTH).print(table)
    say(f"{time.monotonic() - began:.0f} seconds in all")
    return end(passed, failed)


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(prog="make drill-money", description=__doc__)
    options.add_argument("--parts", default=",".join(PARTS))
    options.add_argument("--seeds", type=int, default=300)
    options.add_argument("--rounds", type=int, default=1)
    options.add_argument("--kills", type=int, default=50)
    options.add_argument("--pairs", type=int, default=10_000)
    options.add_argument("--forged", type=int, default=1_000)
    options.add_argument("--minutes", type=int, default=30)
    return options.parse_args()


def _table() -> Table:
    table = Table(title="make drill-money", title_justify="left")
    for head in ("case", "done", "wanted", "result", "control", "seconds", ""):
        table.add_column(head, justify="right" if head == "seconds" else "left")
    return table


def _do(part: str, asked: argparse.Namespace, began: float) -> dict[str, Outcome]:
    """Run one part in processes of its own; what each of its tests said."""
    left = max(1, asked.minutes * SECONDS_PER_MINUTE - (time.monotonic() - began))
    found = _tests(part, asked, left) if part in FILES else {part: _drill(part, asked, left)}
    say(f"{part} ended after {time.monotonic() - began:.0f} seconds")
    return found


def _tests(part: str, asked: argparse.Namespace, seconds: float) -> dict[str, Outcome]:
    longer = {
        "AMANAT_MATRIX": "whole", "AMANAT_KILLS": str(asked.rounds),
        "AMANAT_DOUBLES": str(asked.pairs), "AMANAT_TAMPERED": str(asked.forged),
        "AMANAT_SERVER_KILLS": str(asked.kills),
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.jsonl")
        command = [
            sys.executable, "-m", "pytest", *(str(TESTS / name) for name in FILES[part]), "-q",
            "--tb=short", "-p", "amanat.config.money.reporting",
        ]  # fmt: skip
        said = _run(command, longer | {"AMANAT_REPORT": str(report)}, seconds)
        rows = report.read_text().splitlines() if report.exists() else []
    outcomes = {one["test"]: Outcome(**one["outcome"]) for one in map(json.loads, rows)}
    if not all(one.passed for one in outcomes.values()) or not outcomes:
        say(said[-LONGEST_WORDS:])
    return outcomes


def _run(command: list[str], more: dict[str, str], seconds: float) -> str:
    """What a command said. When its time is over it is stopped with every process it began."""
    environment = {**os.environ, **more, "COLUMNS": str(WIDTH)}
    with subprocess.Popen(
        command, env=environment, text=True, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as one:  # fmt: skip
        try:
            return one.communicate(timeout=seconds)[0]
        except subprocess.TimeoutExpired as late:
            return f"The time was over: {late}"
        finally:
            with suppress(ProcessLookupError):
                os.killpg(one.pid, signal.SIGKILL)


def _drill(name: str, asked: argparse.Namespace, seconds: float) -> Outcome:
    """Another drill of the house, by its own name; its last line says how it went."""
    found = sorted(ROOMS.glob(f"*/{name}/drill.py"))
    if not found:
        return Outcome(words="there is no such drill yet")
    room = ".".join(found[0].relative_to(ROOMS.parent).with_suffix("").parts)
    began = time.monotonic()
    sizes = ["--count", str(asked.seeds), "--hands", "1"] if name == "seeds" else []
    said = _run([sys.executable, "-m", room, *sizes], {}, seconds)
    lines = LAST_LINE.findall(said)
    passed, failed = map(int, lines[-1]) if lines else (0, 1)
    if failed or not passed:
        say(said[-LONGEST_WORDS:])
    words = f"{passed} passed, {failed} failed"
    return Outcome(not failed and passed > 0, {}, time.monotonic() - began, words)


def _own_rows(found: dict[str, dict[str, Outcome]]) -> list[tuple[list[str], bool]]:
    rows = []
    for line in LINES:
        if line.part in found:
            outcomes = found[line.part]
            itself = outcomes.get(line.test, Outcome())
            control = outcomes.get(line.control, Outcome())
            cells = [
                line.case, _say(line.done, itself), line.wanted, _say(line.found, itself),
                _say(line.caught, control), f"{itself.seconds + control.seconds:.0f}",
            ]  # fmt: skip
            rows.append((cells, itself.passed and control.passed))
    return rows


def _others_rows(found: dict[str, dict[str, Outcome]]) -> list[tuple[list[str], bool]]:
    rows = []
    for name in ("seeds", "halt"):
        if name in found:
            one = found[name][name]
            cells = [f"drill-{name}", one.words, "0 failed", one.words, "its own",
                     f"{one.seconds:.0f}"]  # fmt: skip
            rows.append((cells, one.passed))
    return rows


def _say(words: str, one: Outcome) -> str:
    return words.format(**one.figures) if one.figures else one.words


if __name__ == "__main__":
    sys.exit(main())
