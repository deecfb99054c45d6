"""The verification page beside a bare static file, both asked of the same server in the same run.

The server is the platform's own: the web server, workers and middleware of `amanat up`, on the
bench's durable database. Connections are kept alive; whoever asks does nothing else meanwhile.
"""

import os
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from amanat.config import environment, up
from amanat.config.processes import Child, stop_all

CASE = "W.verify"
REFERENCE = "seal.css, a static file of about the page's size, from the same server"
TARGET = 0.25
CALLERS = 16
SECONDS = 3.0
WARM_SECONDS = 1.5
READY_SECONDS = 60
CHUNK = 65536
LENGTH = re.compile(rb"\r\ncontent-length: *([0-9]+)\r\n", re.I)
END_OF_HEAD = b"\r\n\r\n"


@dataclass
class Pages:
    """Requests each second, one figure for each repetition."""

    pages: list[float] = field(default_factory=list)
    files: list[float] = field(default_factory=list)

    def row(self) -> dict[str, object]:
        ratios = [page / file for page, file in zip(self.pages, self.files, strict=True)]
        return {
            "case": CASE,
            "invariants": True,
            "ratio": round(median(ratios), 2),
            "low": round(min(ratios), 2),
            "high": round(max(ratios), 2),
            "reference": REFERENCE,
            "pages_per_second": round(median(self.pages)),
            "files_per_second": round(median(self.files)),
            "target": [TARGET],
            "met": int(median(ratios) >= TARGET),
        }


def measured(home: Path, repeats: int, say: Callable[[str], None]) -> dict[str, object]:
    """The row of the report; Django stands already, on the bench's database."""
    code, found = a_code(), Pages()
    with serving(home) as style:
        for path in (style, f"/v/{code}"):
            asked_per_second(path, WARM_SECONDS)
        for repeat in range(repeats):
            found.files.append(asked_per_second(style, SECONDS))
            found.pages.append(asked_per_second(f"/v/{code}", SECONDS))
            last = found.pages[-1] / found.files[-1]
            say(f"{repeat + 1}/{repeats} {CASE}: {last:.2f} × a static file")
    return found.row()


def a_code() -> str:
    """The code of a seal that was granted by the real verbs."""
    from amanat.capabilities.seals.tests import cast  # noqa: PLC0415 - Django must be ready first

    return cast.a_seal().code


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """The platform's web server on a free port; yields the address of a static file."""
    with socket.create_server((environment.HOST, 0)) as free:
        port = free.getsockname()[1]
    settings = {"AMANAT_MODE": "sandbox", "AMANAT_HOME": str(home), "AMANAT_PORT": str(port),
                "AMANAT_ROLE": "app"}  # fmt: skip
    before = dict(os.environ)
    os.environ |= settings
    children = [Child("the web server", up.web_server(), home / "logs/web.log")]
    try:
        collect = Child(
            "collectstatic", up.amanat("django", "collectstatic", "--noinput", "-v", "0")
        )
        collect.start()
        while collect.exit_code() is None:
            time.sleep(0.1)
        children[0].start()
        up.wait_until_ready(children, up.Wish())
        yield f"/static/{next((home / 'static').glob('seal.*.css')).name}"
    finally:
        stop_all(children, lambda _: None)
        os.environ.clear()
        os.environ |= before


def asked_per_second(path: str, seconds: float) -> float:
    """How many answers so many callers get in a second; an answer that is no 200 ends the bench."""
    counts, until = [0] * CALLERS, time.monotonic() + seconds

    def caller(number: int) -> None:
        counts[number] = _answers_until(path, until)

    threads = [threading.Thread(target=caller, args=(n,)) for n in range(CALLERS)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if not all(counts):
        raise RuntimeError(f"{path} was not answered with 200.")
    return sum(counts) / (time.monotonic() - began)


def _answers_until(path: str, until: float) -> int:
    request = f"GET {path} HTTP/1.1\r\nHost: bench\r\n\r\n".encode()
    count = 0
    with closing(socket.create_connection((environment.HOST, environment.port()))) as wire:
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while time.monotonic() < until:
            wire.sendall(request)
            if not _is_fine(wire):
                return 0
            count += 1
    return count


def _is_fine(wire: socket.socket) -> bool:
    """Reads one whole answer."""
    got = b""
    while END_OF_HEAD not in got:
        got += wire.recv(CHUNK)
    head, _, body = got.partition(END_OF_HEAD)
    length = LENGTH.search(head + b"\r\n")
    if length is None or b" 200 " not in head[:20]:
        return False
    missing = int(length[1]) - len(body)
    while missing > 0:
        missing -= len(wire.recv(min(CHUNK, missing)))
    return True
