"""A real browser before a running platform: web, worker and the outside world, on loopback.

The web server and the worker are processes of their own on the test's database; what people do is
really committed. Skipped only where no Chromium is installed.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from amanat.kernel.ledger.tests.databases import fresh_copy, in_database, used

if TYPE_CHECKING:
    from stories.browser.person import Platform

START_WAIT_SECONDS = 150  # On a machine that does much else, too.


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`-m "not browser"` leaves out what needs a real browser."""
    for item in items:
        if "stories/browser" in item.nodeid:
            item.add_marker(pytest.mark.browser)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="package")
def outside_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An outside world of its own: with a fresh database, SMS numbers begin at one again, and an
    SMS provider sends nothing twice for one number."""
    from amanat.capabilities.payments.tests.cast import simulators

    with simulators(tmp_path_factory.mktemp("outside")) as outside:
        yield outside.address


@pytest.fixture
def wired(outside_address: str, settings: Any) -> str:
    """Our settings point at that world, over its socket: web and worker do, too."""
    from amanat.capabilities.payments.tests.cast import Outside

    Outside(outside_address).wire_up(settings)
    return outside_address


@pytest.fixture(scope="package")
def platform(
    outside_address: str, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any
) -> "Iterator[Platform]":
    """Web and worker on this test run's database."""
    from amanat.capabilities.payments.queries import is_halted
    from stories.browser.person import Platform

    database = fresh_copy("browser")  # What others committed is none of our business.
    address = f"http://127.0.0.1:{(port := free_port())}"
    surroundings = os.environ | {
        "AMANAT_URL": address,
        "SIMULATORS_URL": outside_address,
        "DATABASE_URL": in_database(os.environ["DATABASE_URL"], database),
        "DATABASE_APP_URL": in_database(os.environ["DATABASE_APP_URL"], database),
    }
    logs = tmp_path_factory.mktemp("logs")
    web = ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
           "--workers", "1", "--blocking-threads", "4", "amanat.config.wsgi:application"]  # fmt: skip
    children = [
        start([sys.executable, "-m", *command], surroundings, logs / f"{name}.log")
        for name, command in (("web", web), ("worker", ["amanat", "worker"]))
    ]
    try:
        wait_for(f"{address}/healthz", logs / "web.log")
        with used(database):
            yield Platform(address, outside_address)
            with django_db_blocker.unblock():
                assert not is_halted(), "A story moved money that no bank knows of."
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait(15)


@pytest.fixture
def committed(platform: "Platform", django_db_blocker: Any) -> Iterator[None]:
    """Real commits, where the platform reads them."""
    with django_db_blocker.unblock():
        yield


def start(command: list[str], surroundings: dict[str, str], log: Path) -> "subprocess.Popen[bytes]":
    with log.open("wb") as out:
        return subprocess.Popen(command, env=surroundings, stdout=out, stderr=subprocess.STDOUT)


def wait_for(url: str, log: Path) -> None:
    until = time.monotonic() + START_WAIT_SECONDS
    while time.monotonic() < until:
        try:
            httpx.get(url, timeout=2)
        except httpx.HTTPError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"The web server did not start:\n{log.read_text()[-2000:]}")


@pytest.fixture
def window(browser: Browser) -> Iterator[Page]:
    """A fresh page of somebody who has not signed in."""
    context: BrowserContext = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()
