"""A photograph of a page: Debian's Chromium without a head and without a network.

It gets a page that is rewritten to stand alone, without scripts (`rules/still.py`). Were anything left in it that
asks outside, no name resolves, and every connection goes to a proxy that is not there.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Protocol

from PIL import Image

PROGRAMS = ("chromium", "chromium-browser")
WAIT_SECONDS = 20
VIRTUAL_MILLISECONDS = 2_000
WIDTH, HEIGHT = 1_000, 1_400
MOST_PIXELS = 4_000_000
MOST_SHOT_BYTES = 8 * 1024 * 1024
NOWHERE = "http://127.0.0.1:9"  # The discard port: nobody answers there.
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--no-first-run", "--disable-component-update", "--disable-sync", "--disable-extensions",
    "--disable-default-apps", "--disable-webgl", "--mute-audio", "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    f"--proxy-server={NOWHERE}", "--proxy-bypass-list=<-loopback>", "--disable-dev-shm-usage",
    f"--virtual-time-budget={VIRTUAL_MILLISECONDS}", f"--window-size={WIDTH},{HEIGHT}",
)  # fmt: skip


class NoPhotograph(Exception):
    """One word why: missing, slow or broken."""


class Camera(Protocol):
    def shoot(self, page: str) -> bytes:
        """A PNG of the page, pixels and nothing else. Raises NoPhotograph."""
        ...


class Chromium:
    """The browser of this machine; each photograph in a process and a profile of its own."""

    def shoot(self, page: str) -> bytes:
        """A PNG of this page."""
        program = next(filter(None, map(shutil.which, PROGRAMS)), None)
        if program is None:
            raise NoPhotograph("missing")
        with tempfile.TemporaryDirectory(prefix="amanat-radar-") as folder:
            return _shot(program, Path(folder), page)


def _shot(program: str, folder: Path, page: str) -> bytes:
    source, target = folder / "page.html", folder / "page.png"
    source.write_text(page, encoding="utf-8")
    words = [
        program, *FLAGS, f"--user-data-dir={folder / 'profile'}", f"--screenshot={target}",
        source.as_uri(),
    ]  # fmt: skip
    try:
        subprocess.run(
            words, timeout=WAIT_SECONDS, capture_output=True, check=True, cwd=folder,
            env={"HOME": str(folder), "PATH": "/usr/bin:/bin"},
        )  # fmt: skip
        return encoded(target.read_bytes())
    except subprocess.TimeoutExpired:
        raise NoPhotograph("slow") from None
    except (subprocess.CalledProcessError, OSError):
        raise NoPhotograph("broken") from None


def encoded(content: bytes) -> bytes:
    """The same pixels, written by us."""
    if len(content) > MOST_SHOT_BYTES:
        raise NoPhotograph("broken")
    try:
        with Image.open(BytesIO(content), formats=["PNG"]) as image:
            if image.size[0] * image.size[1] > MOST_PIXELS:
                raise NoPhotograph("broken")
            plain = image.convert("RGB")
    except (OSError, ValueError, SyntaxError):
        raise NoPhotograph("broken") from None
    out = BytesIO()
    plain.save(out, "PNG")
    return out.getvalue()


_cameras: list[Camera] = [Chromium()]


def now() -> Camera:
    """The camera that is used now."""
    return _cameras[-1]


@contextmanager
def by_way_of(other: Camera) -> Iterator[None]:
    """Meanwhile, `other` takes the photographs."""
    _cameras.append(other)
    try:
        yield
    finally:
        _cameras.pop()
