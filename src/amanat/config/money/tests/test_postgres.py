"""R3: PostgreSQL killed -9 under load, with our own list of what it acknowledged.

`make drill-money` kills it fifty times; here twice. The control acknowledges before the disk has
it, and must lose: else the drill proves nothing.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from amanat.config.money.tests import server
from amanat.config.money.tests.server import Writers

KILLS = "AMANAT_SERVER_KILLS"
SHORT, CONTROL_KILLS = 2, 6
BREATH = 40  # Acknowledged writes between two kills, at least.
LONGEST_RUN_SECONDS = 0.6


def lost_in(cluster: server.Cluster, writers: Writers, kills: int, seed: int) -> set[str]:
    """Kill so often, at random moments; acknowledged writes that are no longer there."""
    dice, lost = random.Random(seed), set()
    for _ in range(kills):
        writers.wait_for(BREATH)
        time.sleep(dice.uniform(0, LONGEST_RUN_SECONDS))
        server.kill(cluster)
        promised = set(writers.acknowledged)
        cluster.start()
        lost |= promised - server.keys_in(cluster)
    return lost


@pytest.fixture(scope="module")
def load() -> Iterator[tuple[server.Cluster, Writers]]:
    """One durable server for both tests, and writers that never rest."""
    with (
        tempfile.TemporaryDirectory(prefix="amanat-kill-") as folder,
        server.under_load(Path(folder)) as at_work,
    ):
        yield at_work


def test_a_killed_server_keeps_every_acknowledged_write_and_no_half_one(
    load: tuple[server.Cluster, Writers], record_property: Callable[[str, object], None]
) -> None:
    cluster, writers = load
    kills = int(os.environ.get(KILLS, SHORT))
    lost = lost_in(cluster, writers, kills, seed=1405)
    writers.wait_for(BREATH)
    lost |= set(writers.acknowledged) - server.keys_in(cluster)
    halves = server.halves_in(cluster)
    acknowledged = len(writers.acknowledged)
    record_property("figures", {
        "kills": kills, "acknowledged": acknowledged, "unknown": writers.unknown,
        "lost": len(lost), "half": len(halves),
    })  # fmt: skip
    assert (lost, halves) == (set(), [])
    assert acknowledged >= BREATH * (kills + 1)


def test_a_server_that_acknowledges_too_early_loses_which_proves_the_drill(
    load: tuple[server.Cluster, Writers], record_property: Callable[[str, object], None]
) -> None:
    cluster, writers = load
    server.forget_commits(cluster)
    server.kill(cluster)  # Its role signs in anew, and acknowledges early from here on.
    cluster.start()
    writers.wait_for(BREATH)
    lost: set[str] = set()
    kills = 0
    while kills < CONTROL_KILLS and not lost:
        lost |= lost_in(cluster, writers, 1, seed=kills)
        kills += 1
    record_property("figures", {"kills": kills, "lost": len(lost)})
    assert lost, "Nothing was lost without synchronous_commit: this drill could not see a loss."


START = {
    "the worker": [sys.executable, "-m", "amanat", "worker"],
    "the web server": [sys.executable, "-c", "import amanat.config.wsgi"],
    "a command that writes": [sys.executable, "-m", "amanat", "sequence"],
    "any Django command": [sys.executable, "-m", "amanat", "django", "check"],
    "the doctor": [sys.executable, "-m", "amanat", "doctor"],
}
FEW = ("the worker",)


def test_nothing_starts_where_the_role_alone_was_told_to_forget(
    load: tuple[server.Cluster, Writers],
) -> None:
    """The server is durable, its owner too; only the application's own role is not."""
    cluster, _ = load
    server.forget_commits(cluster)
    durable = {"AMANAT_MODE": "sandbox", "DATABASE_URL": cluster.url()}
    durable["DATABASE_APP_URL"] = cluster.url().replace("user=amanat", "user=amanat_app")
    environment = {k: v for k, v in os.environ.items() if k != "AMANAT_THROW_AWAY"} | durable
    for name in START if KILLS in os.environ else FEW:
        done = subprocess.run(
            START[name], env=environment, capture_output=True, text=True, timeout=90, check=False
        )
        assert done.returncode, f"{name} started"
        assert "synchronous_commit = off" in done.stdout + done.stderr, (name, done.stderr[-500:])
