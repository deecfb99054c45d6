"""A running outside world for every test, on a free port, in a thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulators.main import Simulators
from simulators.tests.shop import Shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    """A shop that talks to a fresh outside world."""
    server = Simulators("127.0.0.1", 0, tmp_path, None)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    with Shop(server.address) as one:
        yield one
    server.shutdown()
    thread.join()
    server.close()
