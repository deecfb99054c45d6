"""One private throw-away database server for a test run; a migrated copy for each worker."""

import gc
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django
import httpx
import pytest
from stories import template

from amanat.config.postgres import Cluster
from amanat.kernel.ledger.tests.databases import TEMPLATE, copy_database, fresh_copy, used
from simulators.clock import Clock
from simulators.faults import Faults
from simulators.main import SCHEMAS
from simulators.store import Store
from simulators.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from amanat.capabilities.payments.tests.cast import Outside
    from amanat.config.nearby import Wire

MIGRATED, UNFIT = "migrated", "unfit"  # Files that say how the migration of the template went.
MIGRATE = (
    '"$0" -c "from amanat.config.cli import migrate; migrate()" >"$2.said" 2>&1'
    ' && touch "$1" || touch "$2"'
)
LONGEST_MIGRATION_SECONDS = 600
POLL_SECONDS = 0.1
MEMORY, ROOM_BYTES = "/dev/shm", 3 * 1024**3
CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser")  # The leanest first.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
    "--disable-component-update", "--disable-sync", "--force-prefers-reduced-motion",
    #  Each page lives for a second or two: optimising its scripts costs more than it saves.
    "--js-flags=--no-opt,--no-maglev",
]  # fmt: skip


def pytest_configure(config: pytest.Config) -> None:
    """Before Django reads its settings: a server, and a migrated template, made once a run."""
    gc.disable()  # What is read from here on stays; see pytest_collection_finish.
    os.environ["AMANAT_MODE"] = "test"
    many = bool(config.getoption("numprocesses", None))
    if "AMANAT_TEST_HOME" not in os.environ:
        home = Path(tempfile.mkdtemp(prefix="amanat-test-", dir=_in_memory()))
        home.chmod(0o755)
        os.environ["AMANAT_TEST_HOME"] = str(home)
        config.stash[OWNER] = home
        _start_migrating(home, keeps=not many)
    _use(Path(os.environ["AMANAT_TEST_HOME"]), _own_database())
    #  Not named in the ini file: there, pytest-django would read the settings before all this.
    os.environ["DJANGO_SETTINGS_MODULE"] = "amanat.config.settings"
    django.setup()
    if many:
        #  The workers inherit this environment, and pytest-django would read the settings, with
        #  this process's database in them, before a worker has come here to name its own.
        del os.environ["DJANGO_SETTINGS_MODULE"]


def _in_memory() -> str | None:
    """Where files need no disk, if there is such a place with room and where programs may start:
    a copy of the database takes a thirtieth of the time there."""
    if not os.path.isdir(MEMORY):
        return None
    found = os.statvfs(MEMORY)
    is_fit = found.f_bavail * found.f_frsize >= ROOM_BYTES and not found.f_flag & os.ST_NOEXEC
    return MEMORY if is_fit and os.access(MEMORY, os.W_OK) else None


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    from stories.workers import Together

    return Together(config, log)


def pytest_runtest_setup() -> None:
    """What an earlier test told the outside world is not of this one."""
    from amanat.kernel.log.tests import kept  # Django is ready here.

    kept.story_begins()


def pytest_unconfigure(config: pytest.Config) -> None:
    home = config.stash.get(OWNER, None)
    if home is not None:
        Cluster(home / "postgres", throw_away=True).erase()
        shutil.rmtree(home, ignore_errors=True)
        os.environ.pop("AMANAT_TEST_HOME", None)
    if "PYTEST_XDIST_WORKER" not in os.environ:
        _say_the_last_word(config)


def _say_the_last_word(config: pytest.Config) -> None:
    """The plain line that a build reads: how many passed, how many did not."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and not config.option.collectonly:
        counts = {kind: len(found) for kind, found in reporter.stats.items()}
        failed = counts.get("failed", 0) + counts.get("error", 0)
        print(f"{counts.get('passed', 0)} passed, {failed} failed", flush=True)


def pytest_collection_finish(session: pytest.Session) -> None:
    """All modules and tests are here to stay: the collector of garbage need not walk them again.

    The template was migrated while we looked for the tests; from here on they need a database.
    """
    gc.collect()
    gc.freeze()
    gc.enable()
    if not session.config.option.collectonly:
        _copy_template(Path(os.environ["AMANAT_TEST_HOME"]), _own_database())


OWNER: pytest.StashKey[Path] = pytest.StashKey()


def _own_database() -> str:
    return f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"


def _start_migrating(home: Path, *, keeps: bool) -> None:
    """Beside the search for tests; a small run borrows what an earlier one migrated, or keeps it."""
    cluster = Cluster(home / "postgres", throw_away=True)
    borrowed = keeps and template.borrow(cluster)
    cluster.start()
    _use(home, TEMPLATE)
    if borrowed:
        (home / MIGRATED).touch()
        return
    _migrate(home)
    if keeps:
        _await_migrated(home)
        template.keep(cluster)  # Stops it, to copy it whole.
        cluster.start()


def _use(home: Path, database: str) -> None:
    cluster = Cluster(home / "postgres", throw_away=True)
    (home / "state" / "static").mkdir(parents=True, exist_ok=True)  # Where collected files lie.
    os.environ["AMANAT_HOME"] = str(home / "state")
    os.environ["DATABASE_URL"] = cluster.url(database)
    os.environ["DATABASE_APP_URL"] = cluster.url(database).replace("user=amanat", "user=amanat_app")


def _migrate(home: Path) -> None:
    settings = {"AMANAT_ROLE": "owner", "DJANGO_SETTINGS_MODULE": "amanat.config.settings"}
    subprocess.Popen(
        ["sh", "-c", MIGRATE, sys.executable, home / MIGRATED, home / UNFIT],
        env=os.environ | settings,
    )


def _await_migrated(home: Path) -> None:
    """Return when the template is ready; UsageError with what was said when it never will be."""
    until = time.monotonic() + LONGEST_MIGRATION_SECONDS
    while not (home / MIGRATED).exists():
        if (home / UNFIT).exists() or time.monotonic() > until:
            said = (home / f"{UNFIT}.said").read_text()
            raise pytest.UsageError(f"The test database could not be migrated:\n{said}")
        time.sleep(POLL_SECONDS)


def _copy_template(home: Path, name: str) -> None:
    from amanat.kernel.log.tests import kept  # Django is ready here.

    _await_migrated(home)
    cluster = Cluster(home / "postgres", throw_away=True)
    copy_database(cluster.url("postgres"), name)
    kept.install(cluster.url(name))


@pytest.fixture(scope="session")
def django_db_setup() -> Iterator[None]:
    """The database is already there, migrated, and used as the application's weaker role."""
    return


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """One headless Chromium for everybody of this worker: Playwright starts once in a process."""
    chromium = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if chromium is None:
        pytest.skip("no Chromium: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    #  Playwright keeps an event loop in this thread, where Django would refuse to ask a database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def committed_database() -> str:
    """Beside the one where everything is rolled back: that one stays as it was migrated."""
    return fresh_copy("committed")


@pytest.fixture
def committed(committed_database: str, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Real commits, for races and workers. Nothing is flushed: ledgers are append-only, so such
    tests use people and keys of their own."""
    with django_db_blocker.unblock(), used(committed_database):
        yield


@pytest.fixture(scope="session")
def wire(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Wire]":
    """The outside world of this worker, without a socket: most stories need no more."""
    from stories.beside import Remembered

    from amanat.config.nearby import Wire
    from amanat.kernel.log.tests import kept

    store = Store(tmp_path_factory.mktemp("wire"), SCHEMAS)
    world = World(store, Clock(store), Faults(store), Wire.PLACE)
    kept.stands_beside(Remembered(world))
    yield Wire(world)
    kept.stands_beside(kept.Nothing())
    store.close()


@pytest.fixture
def near(wire: "Wire", settings: Any, monkeypatch: pytest.MonkeyPatch) -> "Iterator[Outside]":
    """The simulators in this very process, and our settings pointing at them."""
    from amanat.capabilities.payments.tests import cast
    from amanat.kernel.outside import by_way_of

    monkeypatch.setattr(cast, "WIRE", httpx.Client(transport=wire))
    outside = cast.Outside(wire.PLACE)
    outside.wire_up(settings)
    with by_way_of(wire):
        yield outside
