"""`make demo`: a stage of its own (fresh database, outside world, worker), two tales, and away.

Django is loaded only when the stage stands, because its settings read the stage's addresses.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import django

from amanat.config.postgres import Cluster
from amanat.config.processes import Child
from simulators.main import Simulators

Say = Callable[[str], None]


class StageBroken(Exception):
    """The stage of the demo could not be built. The text says why."""


def play(say: Say) -> int:
    """Build the stage, tell the tales, clear up; the exit status says whether every rial was found."""
    with _home() as home, _database(home, say), _outside(home), _worker(home):
        django.setup()
        from amanat.config.demo import opening, tale  # noqa: PLC0415 - a tale needs a Django set up

        say("\nThe first tale: a deal between two strangers.")
        proof = tale.tell(say)
        say("\nThe second tale: an opening, a maker that delivers, and one that fails.")
        proof += opening.tell(say)
        say(str(proof))
        return 1 if proof.failed else 0


@contextmanager
def _home() -> Iterator[Path]:
    home = Path(tempfile.mkdtemp(prefix="amanat-demo-"))
    home.chmod(0o755)
    os.environ |= {"AMANAT_HOME": str(home), "AMANAT_MODE": "sandbox"}
    for name in ("DATABASE_URL", "DATABASE_APP_URL", "AMANAT_ROLE"):
        os.environ.pop(name, None)
    try:
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def _database(home: Path, say: Say) -> Iterator[None]:
    """A fresh durable PostgreSQL with this version's tables."""
    say("Setting the stage: a fresh PostgreSQL, the tables, a bank and an SMS provider …")
    cluster = Cluster(home / "postgres")
    cluster.start()
    try:
        command = [sys.executable, "-m", "amanat", "migrate"]
        owner = os.environ | {"AMANAT_ROLE": "owner"}
        done = subprocess.run(command, env=owner, capture_output=True, text=True)
        if done.returncode:
            raise StageBroken(done.stderr[-2000:])
        yield
    finally:
        cluster.stop()


@contextmanager
def _outside(home: Path) -> Iterator[None]:
    """The bank, its gateway and the SMS provider on a free loopback port."""
    world = Simulators("127.0.0.1", 0, home / "outside", None)
    os.environ["SIMULATORS_URL"] = world.address
    thread = threading.Thread(target=world.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        world.shutdown()
        world.close()
        thread.join()


@contextmanager
def _worker(home: Path) -> Iterator[None]:
    child = Child("worker", [sys.executable, "-m", "amanat", "worker"], home / "worker.log")
    child.start()
    try:
        yield
    finally:
        child.stop()
