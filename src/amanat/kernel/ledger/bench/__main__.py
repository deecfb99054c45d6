"""`python -m amanat.kernel.ledger.bench`: the ledger beside TPC-B on the same server.

Prints a table, and writes the same as docs/bench/latest.json. Each case is preceded by its own
reference run of pgbench; three interleaved repetitions, medians with the lowest and highest. Last
come the opening hour over HTTP, and the verification page, whose reference is a static file of the
same web server. First of all, on an empty book, what a unit costs when there are many rows. A run of
some cases renews only their rows.
AMANAT_BENCH_SCALE (50), AMANAT_BENCH_REPEATS (3), AMANAT_BENCH_SECONDS (3), AMANAT_BENCH_GROWTH
(1000000) and AMANAT_BENCH_CASES (all; a letter, as in "W D", stands for all of its cases) make it
shorter or longer.
"""

import os
import sys
from functools import partial

import psycopg
from rich.console import Console

from amanat.config import webbench
from amanat.config.postgres import Cluster
from amanat.kernel.ledger.bench import cases, growth, measure, opening, report, server

REPEATS = int(os.environ.get("AMANAT_BENCH_REPEATS", "3"))
ONLY = os.environ.get("AMANAT_BENCH_CASES", "").split()
REFERENCE_SECONDS = 4


def main() -> int:
    console = Console(stderr=True)
    console.print(f"Filling TPC-B at scale {server.SCALE} and opening accounts…")
    before = os.getloadavg()[0]
    with server.running() as cluster:
        pages = grown(cluster, console) + pages_measured(cluster, console)
        runs = measured(cluster, console)
        pages += opened(cluster, console)
        broken = broken_in(cluster)
        version = cluster_version(cluster)
    result = report.document(runs, pages, broken, version, (before, os.getloadavg()[0]))
    report.show(result, broken)
    report.write(result if not ONLY else report.renewed(result))
    return 1 if broken else 0


def is_wanted(*names: str) -> bool:
    """Whether any of these cases is played, by its own name or by its letter."""
    return not ONLY or any({name, name.split(".")[0]} & set(ONLY) for name in names)


def pages_measured(cluster: Cluster, console: Console) -> list[report.Row]:
    """Before the ledger is full of the other cases' units."""
    if not is_wanted(webbench.CASE):
        return []
    home = cluster.home.parent
    return [webbench.measured(home, REPEATS, console.print)]


def grown(cluster: Cluster, console: Console) -> list[report.Row]:
    """On a copy of the empty book, while nobody is connected to it."""
    if not is_wanted(*growth.CASES):
        return []
    return growth.measured(cluster, console.print)


def opened(cluster: Cluster, console: Console) -> list[report.Row]:
    """The opening hour over HTTP; left out while the room of pre-sale is switched off."""
    if not opening.CASES:
        return []
    from amanat.config.opening import bench as door  # noqa: PLC0415 - Django must be ready first

    if not is_wanted(*door.CASES):
        return []
    return door.measured(cluster, REPEATS, partial(reference_of, cluster), console.print)


def measured(cluster: Cluster, console: Console) -> list[report.Run]:
    if not is_wanted(*cases.CASES, *opening.CASES):
        return []
    url = cluster.url(server.LEDGER)
    ground = cases.set_up(cluster, url, url.replace("user=amanat", "user=amanat_app"))
    runs: list[report.Run] = []
    for repeat in range(REPEATS):
        for name, case in (cases.CASES | opening.CASES).items():
            if not is_wanted(name):
                continue
            if name.startswith("R."):
                cases.prepare_reads(ground)
            reference = reference_of(cluster)
            cost = measure.cost_of(cluster, ground.raw, partial(case, ground))
            runs.append(report.Run(name, reference, cost, os.getloadavg()[0]))
            console.print(f"{repeat + 1}/{REPEATS} {name}: {cost.rate / reference:.1f} × TPC-B")
    ground.raw.close()
    return runs


def reference_of(cluster: Cluster) -> float:
    printed = server.pgbench(
        cluster, "-M", "prepared", "-n", "-c", "8", "-j", "2", "-T", str(REFERENCE_SECONDS)
    )
    return server.tps(printed)


def broken_in(cluster: Cluster) -> list[str]:
    with psycopg.connect(cluster.url(server.LEDGER)) as raw:
        asked = ("select * from ledger_broken_v1()", *opening.BROKEN)
        return [row[0] for question in asked for row in raw.execute(question).fetchall()]


def cluster_version(cluster: Cluster) -> str:
    with psycopg.connect(cluster.url("postgres")) as raw:
        return str(raw.info.parameter_status("server_version"))


if __name__ == "__main__":
    sys.exit(main())
