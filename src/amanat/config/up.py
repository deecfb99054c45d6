"""`amanat up`: everything the platform needs, from nothing to one address, and back again.

This process loads no Django. It prepares (database, tables, static files), starts the children
(simulators, worker, allocator, the door of the opening hour, web), tells stories for the demo, and
then watches until somebody stops it.
"""

import fcntl
import hashlib
import http.client
import os
import shutil
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import IO
from urllib.parse import urlsplit

from amanat.config import database, durability, environment, seeding
from amanat.config.postgres import Cluster, ClusterFailed
from amanat.config.processes import Child, GaveUp, stop_all, watch

WEB_WORKERS = 2
WEB_THREADS = 8
READY_WAIT_SECONDS = 90
LEAST_FREE_BYTES = 300 * 1024 * 1024
FULL_BYTES = 16 * 1024 * 1024
TROUBLES = (
    ClusterFailed, durability.DatabaseUnfit, environment.SettingWrong, GaveUp, OSError,
)  # fmt: skip


class Stopped(Exception):
    """Somebody asked the platform to stop while it was still starting."""


class CannotStart(Exception):
    """The platform cannot start here. The text says what to do."""


def say(text: str) -> None:
    print(text, flush=True)


@dataclass
class Wish:
    """Whether somebody asked us to stop: Ctrl-C, SIGTERM, or a closed terminal."""

    to_stop: bool = False

    def listen(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._heard)

    def _heard(self, _number: int, _frame: FrameType | None) -> None:
        self.to_stop = True

    def check(self) -> None:
        if self.to_stop:
            raise Stopped


def up() -> int:
    """Start the platform and keep it running; the exit status says whether it went well."""
    wish = Wish()
    wish.listen()
    try:
        with only_one(environment.home()) as was_killed:
            check_room()
            with a_database(was_killed):
                run(wish)
    except (Stopped, CannotStart, *TROUBLES) as trouble:
        if isinstance(trouble, Stopped):
            say("Stopped.")
            return 0
        say(f"\n{in_one_sentence(trouble)}")
        return 1
    say("Everything is stopped; the data stays in " + str(environment.home()))
    return 0


def in_one_sentence(trouble: Exception) -> str:
    """What went wrong and what to do, without a traceback."""
    free = shutil.disk_usage(environment.home()).free if environment.home().exists() else 0
    if free < FULL_BYTES:
        return (
            f"{trouble}\nThe disk of {environment.home()} is full ({free // 1024} kB free): free "
            "some space and start again; what was acknowledged is kept."
        )
    if isinstance(trouble, OSError):
        where = trouble.filename or environment.home()
        return (
            f"Cannot use {where} ({trouble.strerror or trouble}): free some space or mend its "
            "rights, or set AMANAT_HOME to another folder."
        )
    return str(trouble)


@contextmanager
def only_one(home: Path) -> Iterator[bool]:
    """Hold this installation's lock; yields whether an earlier run was killed without goodbye."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "up.lock").open("a+") as lock:
        lock.seek(0)
        before = lock.read().strip()
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotStart(
                f"The platform already runs with the data in {home} (process {before}): open "
                "its address, or stop it first. For a second one, set AMANAT_HOME and AMANAT_PORT."
            ) from None
        _write(lock, str(os.getpid()))
        yield bool(before)
        _write(lock, "")


def _write(lock: IO[str], text: str) -> None:
    lock.truncate(0)
    lock.write(text)
    lock.flush()


def check_room() -> None:
    """A full disk or a taken port is said before anything is started."""
    free = shutil.disk_usage(environment.home()).free
    if free < LEAST_FREE_BYTES:
        raise CannotStart(
            f"Only {free // 1024**2} MB are free for {environment.home()}; "
            f"{LEAST_FREE_BYTES // 1024**2} MB are needed. Free some, or set AMANAT_HOME."
        )
    port = environment.port()
    if taken(port):
        raise CannotStart(
            f"Port {port} is taken by another program: stop it, or set AMANAT_PORT, for example "
            f"AMANAT_PORT={port + 1} make run."
        )
    if taken(environment.apply_port()):
        raise CannotStart(
            f"Port {environment.apply_port()}, for applications at opening hour, is taken: stop "
            "that program, or set AMANAT_PORT (this one follows it)."
        )
    if environment.mode() == "sandbox" and taken(simulators_port()):
        raise CannotStart(
            f"Port {simulators_port()}, for the bank and SMS simulators, is taken: stop that "
            "program, or set AMANAT_PORT (the simulators follow it) or SIMULATORS_URL."
        )


def taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((environment.HOST, port))
        except PermissionError:
            raise CannotStart(
                f"Port {port} may only be used by root: set AMANAT_PORT above 1023."
            ) from None
        except OSError:
            return True
    return False


def simulators_port() -> int:
    address = environment.simulators_address()
    try:
        port = urlsplit(address).port
    except ValueError:
        port = None
    if port is None:
        raise CannotStart(f"SIMULATORS_URL is “{address}”: write it as http://127.0.0.1:8300.")
    return port


@contextmanager
def a_database(was_killed: bool) -> Iterator[None]:
    """The embedded server, or the one DATABASE_URL names, fit to carry money."""
    cluster = database.embedded()
    if cluster is None:
        say("Looking at the database in DATABASE_URL …")
        durability.insist(database.url())
        yield
        return
    was_running = cluster.running()
    if not was_running:
        seeding.set_aside_what_broke_off(say)
    say("Starting the embedded PostgreSQL …" if not was_running else "PostgreSQL already runs.")
    try:
        cluster.start()
        durability.insist(cluster.url())
        yield
    finally:
        if was_killed or not was_running:
            _stop_server(cluster)


def _stop_server(cluster: Cluster) -> None:
    if cluster.running():
        say("Stopping PostgreSQL …")
        cluster.stop()


def run(wish: Wish) -> None:
    """Prepare, start, show, and watch until somebody asks to stop."""
    prepare(wish)
    children = platform()
    try:
        for child in children:
            say(f"Starting {child.name} …")
            child.start()
        wait_until_ready(children, wish)
        if environment.mode() == "sandbox":
            tell_the_demo(wish)
        show_addresses()
        watch(children, lambda: wish.to_stop, say, besides=keep_the_server)
    finally:
        stop_all(children, say)


def keep_the_server() -> None:
    """Start the embedded server again should somebody kill it: it keeps what it acknowledged."""
    cluster = database.embedded()
    if cluster is not None and not cluster.running():
        say("PostgreSQL stopped by itself; starting it again …")
        cluster.start()


def tell_the_demo(wish: Wish) -> None:
    """Demo people and deals, once; a demo that fails is said and does not stop the platform."""
    try:
        step(Child("The demo", amanat("seed")), wish)
    except CannotStart as trouble:
        say(f"{trouble}\nThe platform runs without the rest of the demo.")


def prepare(wish: Wish) -> None:
    """Tables and static files; quick when nothing changed."""
    log = environment.home() / "logs/setup.log"
    log.unlink(missing_ok=True)
    say("Bringing the tables to this version …")
    owner = {"AMANAT_ROLE": "owner"}
    step(Child("amanat migrate", amanat("migrate"), log, owner), wish)
    collect_static(log, wish)


def collect_static(log: Path, wish: Wish) -> None:
    """Collect and compress what pages need, when a source of it changed since the last time."""
    mark, now = environment.home() / "static/.collected", fingerprint()
    if mark.exists() and mark.read_text() == now:
        return
    say("Collecting static files …")
    collect = amanat("django", "collectstatic", "--noinput", "--verbosity", "0")
    step(Child("collectstatic", collect, log), wish)
    mark.write_text(now)


def fingerprint() -> str:
    """Changes when a file of the face or a locked package does."""
    face = environment.PROJECT / "src/amanat/face"
    files = [environment.PROJECT / "requirements.lock", *sorted(face.rglob("*"))]
    facts = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files
             if path.is_file() and path.suffix != ".pyc"]  # fmt: skip
    return hashlib.sha256(repr(facts).encode()).hexdigest()


def step(child: Child, wish: Wish) -> None:
    """Run one child to its end; say its last words when it fails."""
    child.start()
    try:
        while (code := child.exit_code()) is None:
            wish.check()
            time.sleep(0.05)
    finally:
        child.stop()
    if code:
        where = f"; its log: {child.log}" if child.log else ""
        raise CannotStart(f"{child.last_words()}\n{child.name} failed{where}.")


def amanat(*words: str) -> list[str]:
    return [sys.executable, "-m", "amanat", *words]


def web_server() -> list[str]:
    """How the web server is started: the port comes from the environment."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi",
        "--host", environment.HOST, "--port", str(environment.port()), "--no-ws",
        "--workers", str(WEB_WORKERS), "--blocking-threads", str(WEB_THREADS),
        "--workers-kill-timeout", "5", "--log-level", "warning",
        "amanat.config.wsgi:application",
    ]  # fmt: skip


def platform() -> list[Child]:
    """The processes of this installation, in the order they start."""
    logs = environment.home() / "logs"
    children = [
        Child("the worker", amanat("worker"), logs / "worker.log"),
        Child("the allocator", amanat("allocate"), logs / "allocator.log"),
        Child(
            "the opening hour", amanat("door", str(environment.apply_port())), logs / "opening.log"
        ),
        Child("the web server", web_server(), logs / "web.log"),
    ]
    if environment.mode() == "sandbox":
        outside = Child("the bank and SMS simulators", amanat("simulate"), logs / "simulators.log")
        children.insert(0, outside)
    return children


def wait_until_ready(children: list[Child], wish: Wish) -> None:
    """Return when the web server answers; say why when a child stops before that."""
    until = time.monotonic() + READY_WAIT_SECONDS
    while not answers():
        wish.check()
        for child in children:
            if child.exit_code() is not None:
                raise GaveUp(f"{child.last_words()}\n{child.name} did not start: {child.log}")
        if time.monotonic() > until:
            log = children[-1].log
            raise GaveUp(f"No answer within {READY_WAIT_SECONDS} s; look into {log}.")
        time.sleep(0.1)


def answers() -> bool:
    connection = http.client.HTTPConnection(environment.HOST, environment.port(), timeout=5)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def show_addresses() -> None:
    say(f"\n  Amanat is ready:  {environment.web_address()}/   (English: /en/)")
    if environment.mode() == "sandbox":
        say(f"  SMS inbox:        {environment.simulators_address()}/sms   (sign-in codes)")
        say(f"  Bank simulator:   {environment.simulators_address()}/")
    say(f"  Logs and data:    {environment.home()}")
    say("  Health:           .venv/bin/amanat doctor\n\nCtrl-C stops everything.")
