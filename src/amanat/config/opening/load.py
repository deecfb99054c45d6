"""A small load generator: `python -m amanat.config.opening.load PORT CONNECTIONS SECONDS FILE`.

FILE holds ready-made requests, each with its length before it. Each connection sends one, waits for
the answer, and sends the next. Prints one JSON line: answers, seconds, p50 and p99 in milliseconds,
and the processor time it took itself: it shares the machine with whom it measures, so rows that
were made with it say so. Plain sockets and epoll, for it must cost less than what it measures.
"""

import json
import re
import resource
import select
import socket
import struct
import sys
import time
from pathlib import Path

LENGTH = struct.Struct(">I")
END_OF_HEAD = b"\r\n\r\n"
BODY_BYTES = re.compile(rb"\r\ncontent-length: *([0-9]+)", re.I)
FINE = b"HTTP/1.1 202"
CHUNK = 65536
HOST = "127.0.0.1"


class Run:
    """What is left to send, until when, and what came back."""

    def __init__(self, requests: list[bytes]) -> None:
        self.requests = requests
        self.until = 0.0
        self.times: list[float] = []
        self.failed = 0


class Caller:
    """One connection: the next request as soon as the last one is answered."""

    def __init__(self, run: Run, port: int) -> None:
        self.run = run
        self.wire = socket.create_connection((HOST, port))
        self.wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.got = b""
        self.sent_at = 0.0

    def asks(self) -> bool:
        """Send the next request; False when there is none, or no time for it."""
        self.sent_at = time.perf_counter()
        if self.sent_at >= self.run.until or not self.run.requests:
            return False
        self.wire.sendall(self.run.requests.pop())
        return True

    def hears(self) -> bool:
        """Read what has come, and ask again when that was all; False when this one is done."""
        part = self.wire.recv(CHUNK)
        if not part:
            self.run.failed += 1
            return False
        self.got = got = self.got + part if self.got else part
        head_ends = got.find(END_OF_HEAD)
        if head_ends < 0 or len(got) < head_ends + len(END_OF_HEAD) + length_in(got, head_ends):
            return True
        self.got = b""
        if got.startswith(FINE):
            self.run.times.append(time.perf_counter() - self.sent_at)
        else:
            self.run.failed += 1
        return self.asks()


def length_in(got: bytes, head_ends: int) -> int:
    found = BODY_BYTES.search(got, 0, head_ends)
    return int(found[1]) if found else 0


def read(path: Path) -> list[bytes]:
    data, place, found = path.read_bytes(), 0, []
    while place < len(data):
        (size,) = LENGTH.unpack_from(data, place)
        place += LENGTH.size
        found.append(data[place : place + size])
        place += size
    return found


def play(port: int, connections: int, seconds: float, requests: list[bytes]) -> str:
    """Everybody is connected before the clock starts, as with pgbench."""
    run = Run(requests)
    everybody = [Caller(run, port) for _ in range(connections)]
    began, used = time.perf_counter(), own_seconds()
    run.until = began + seconds
    answer_all({one.wire.fileno(): one for one in everybody if one.asks()})
    took, times = time.perf_counter() - began, sorted(run.times)
    return json.dumps({
        "answers": len(times), "failed": run.failed, "seconds": took, "ran_out": not requests,
        "p50_ms": round(1000 * times[len(times) // 2], 1) if times else None,
        "p99_ms": round(1000 * times[len(times) * 99 // 100], 1) if times else None,
        "own_seconds": own_seconds() - used,
    })  # fmt: skip


def answer_all(callers: dict[int, Caller]) -> None:
    poll = select.epoll()
    for number in callers:
        poll.register(number, select.EPOLLIN)
    while callers:
        for number, _ in poll.poll():
            if not callers[number].hears():
                callers.pop(number).wire.close()


def own_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    port, connections, seconds, path = sys.argv[1:]
    written = read(Path(path))
    sys.stdout.write(play(int(port), int(connections), float(seconds), written))
