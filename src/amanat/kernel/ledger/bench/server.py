"""The bench's own server: durable settings, its own folder, never the one with data."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
import psycopg
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from amanat.config import roles
from amanat.config.postgres import Cluster

SCALE = int(os.environ.get("AMANAT_BENCH_SCALE", "50"))
LEDGER, REFERENCE = "bench_ledger", "bench_tpcb"


@contextmanager
def running() -> Iterator[Cluster]:
    """A fresh durable cluster with a migrated ledger and a filled TPC-B database."""
    with tempfile.TemporaryDirectory(prefix="amanat-bench-") as folder:
        home = Path(folder)
        home.chmod(0o755)
        cluster = Cluster(home / "pg")
        cluster.start()
        try:
            prepare(cluster)
            yield cluster
        finally:
            cluster.stop()


def prepare(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as raw:
        for name in (LEDGER, REFERENCE):
            raw.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    pgbench(cluster, "-i", "-q", "-s", str(SCALE))
    migrate(cluster)


def migrate(cluster: Cluster) -> None:
    """Build the ledger as its owner, then go on as the application's role."""
    os.environ |= {
        "AMANAT_MODE": "test",
        "DATABASE_URL": cluster.url(LEDGER),
        "DATABASE_APP_URL": cluster.url(LEDGER).replace("user=amanat", "user=amanat_app"),
        "AMANAT_ROLE": "owner",
    }
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amanat.config.settings")
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    roles.grant()
    connection.close()
    connection.settings_dict["USER"] = "amanat_app"


def pgbench(cluster: Cluster, *arguments: str, database: str = REFERENCE) -> str:
    """Run pgbench and give back what it printed."""
    done = subprocess.run(
        [str(cluster.binaries / "pgbench"), "-h", str(cluster.sockets), "-U", "amanat",
         *arguments, database],
        capture_output=True, text=True, env={"LC_ALL": "C.UTF-8"}, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"pgbench failed: {done.stderr.strip()[-500:]}")
    return done.stdout


def tps(output: str) -> float:
    line = next(line for line in output.splitlines() if line.startswith("tps = "))
    return float(line.split()[2])
