"""A small load generator: `python -m amanat.config.opening.load PORT CONNECTIONS SECONDS FILE`.

FILE holds ready-made requests, each with its length before it. Each connection sends one, waits for
the answer, and sends the next. Prints one JSON line: answers, seconds, p50 and p99 in milliseconds.
It is Python and eats a core of its own; rows that were made with it say so.
"""

import asyncio
import json
import struct
import sys
import time
from pathlib import Path

LENGTH = struct.Struct(">I")
END_OF_HEAD = b"\r\n\r\n"
FINE = b"HTTP/1.1 202"


class Caller(asyncio.Protocol):
    """One connection: the next request as soon as the last one is answered."""

    def __init__(self, run: "Run") -> None:
        self.run = run
        self.got = b""
        self.sent_at = 0.0
        self.transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.next()

    def next(self) -> None:
        now = time.perf_counter()
        request = self.run.take() if now < self.run.until else None
        if request is None:
            self.transport.close()
            self.run.leave()
            return
        self.sent_at = now
        self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        self.got += data
        head, end, body = self.got.partition(END_OF_HEAD)
        if not end or len(body) < length_in(head):
            return
        self.run.answered(head.startswith(FINE), time.perf_counter() - self.sent_at)
        self.got = b""
        self.next()

    def connection_lost(self, exc: Exception | None) -> None:
        if exc is not None:
            self.run.leave()


class Run:
    """What is left to send, until when, and what came back."""

    def __init__(self, requests: list[bytes], connections: int, seconds: float) -> None:
        self.requests, self.connections = requests, connections
        self.until = time.perf_counter() + seconds
        self.times: list[float] = []
        self.failed = 0
        self.over = asyncio.Event()

    def take(self) -> bytes | None:
        return self.requests.pop() if self.requests else None

    def answered(self, fine: bool, seconds: float) -> None:
        if fine:
            self.times.append(seconds)
        else:
            self.failed += 1

    def leave(self) -> None:
        self.connections -= 1
        if not self.connections:
            self.over.set()


def length_in(head: bytes) -> int:
    low = head.lower()
    start = low.find(b"content-length:")
    return int(low[start + 15 :].split(b"\r\n", 1)[0]) if start >= 0 else 0


def read(path: Path) -> list[bytes]:
    data, place, found = path.read_bytes(), 0, []
    while place < len(data):
        (size,) = LENGTH.unpack_from(data, place)
        place += LENGTH.size
        found.append(data[place : place + size])
        place += size
    return found


async def play(port: int, connections: int, seconds: float, requests: list[bytes]) -> str:
    loop, run = asyncio.get_running_loop(), Run(requests, connections, seconds)
    began = time.perf_counter()
    for _ in range(connections):
        await loop.create_connection(lambda: Caller(run), "127.0.0.1", port)
    await run.over.wait()
    took, times = time.perf_counter() - began, sorted(run.times)
    return json.dumps({
        "answers": len(times), "failed": run.failed, "seconds": took, "ran_out": not requests,
        "p50_ms": round(1000 * times[len(times) // 2], 1) if times else None,
        "p99_ms": round(1000 * times[len(times) * 99 // 100], 1) if times else None,
    })  # fmt: skip


if __name__ == "__main__":
    port, connections, seconds, path = sys.argv[1:]
    written = read(Path(path))
    sys.stdout.write(asyncio.run(play(int(port), int(connections), float(seconds), written)))
