"""TXT records over the wire: a resolver of our own on loopback, well-behaved and not."""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from amanat.capabilities.businesses.ports import resolver
from amanat.capabilities.businesses.ports.resolver import OverDns, Unresolved, question_of, texts_in

NAME = "_amanat.shop.example"
TRIES = 20


def answer(question: bytes, *texts: str, flags: int = 0x8180, number: int | None = None) -> bytes:
    """An answer whose names point back to the question."""
    asked = struct.unpack_from(">H", question)[0] if number is None else number
    records = b""
    for text in texts:
        parts = [text.encode()[at : at + 255] for at in range(0, len(text.encode()), 255)]
        data = b"".join(bytes([len(part)]) + part for part in parts)
        records += b"\xc0\x0c" + struct.pack(">2HIH", 16, 1, 60, len(data)) + data
    return struct.pack(">6H", asked, flags, 1, len(texts), 0, 0) + question[12:] + records


def twins() -> tuple[socket.socket, socket.socket]:
    """TCP and UDP on one port. A port that is free for one may be another program's for the other."""
    for _ in range(TRIES):
        hall = socket.create_server(("127.0.0.1", 0))
        line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            line.bind(hall.getsockname())
        except OSError:
            hall.close()
            line.close()
        else:
            return hall, line
    raise AssertionError("Every port of this machine is taken by somebody.")


@pytest.fixture
def server() -> Iterator[Callable[[Callable[[bytes], bytes], bytes], OverDns]]:
    """A resolver that says what a test wants, over UDP; over TCP always the second thing."""
    lines: list[socket.socket] = []

    def start(udp: Callable[[bytes], bytes], tcp: bytes = b"") -> OverDns:
        hall, line = twins()
        port = hall.getsockname()[1]
        lines.extend((line, hall))

        def over_udp() -> None:
            while line.fileno() >= 0:
                try:
                    question, who = line.recvfrom(512)
                except OSError:
                    return
                line.sendto(udp(question), who)

        def over_tcp() -> None:
            try:
                one, _ = hall.accept()
            except OSError:
                return
            with one:
                question = one.recv(512)[2:]
                told = answer(question, "long " * 200)
                one.sendall(struct.pack(">H", len(told)) + told)

        threading.Thread(target=over_udp, daemon=True).start()
        threading.Thread(target=over_tcp, daemon=True).start()
        return OverDns("127.0.0.1", port)

    yield start
    for line in lines:
        line.close()


def test_texts_come_whole_whatever_their_pieces(server: Callable[..., OverDns]) -> None:
    long = "amanat=" + "x" * 300
    found = server(lambda asked: answer(asked, "v=spf1 -all", long)).records(NAME)
    assert found == ["v=spf1 -all", long]


def test_a_cut_answer_is_asked_again_over_tcp(server: Callable[..., OverDns]) -> None:
    found = server(lambda asked: answer(asked, flags=0x8380)).records(NAME)
    assert found == ["long " * 200]


def test_a_name_that_does_not_exist_has_no_records(server: Callable[..., OverDns]) -> None:
    assert server(lambda asked: answer(asked, flags=0x8183)).records(NAME) == []


@pytest.mark.parametrize("say", [
    lambda asked: answer(asked, "x", number=(struct.unpack_from(">H", asked)[0] + 1) % 65536),
    lambda asked: answer(question_of(struct.unpack_from(">H", asked)[0], "other.example"), "x"),
    lambda asked: answer(asked, flags=0x8182),
    lambda asked: asked,
    lambda asked: answer(asked, "x")[:-3] + b"\xff",
    lambda _asked: b"\x00",
], ids=["another number", "another name", "servfail", "an echo", "a broken record", "a byte"])  # fmt: skip
def test_anything_else_is_no_answer(
    server: Callable[..., OverDns], say: Callable[..., bytes]
) -> None:
    with pytest.raises(Unresolved):
        server(say).records(NAME)


def test_a_name_that_points_at_itself_does_not_trap_us() -> None:
    question = question_of(7, NAME)
    looped = answer(question, "x").replace(b"\xc0\x0c\x00\x10", b"\xc0\x0c\x00\x05", 1)
    assert texts_in(looped, question) == []


def test_a_resolver_may_be_named(settings: Any) -> None:
    settings.SITES = {"address": "", "resolver": "192.0.2.53"}
    one = resolver.resolver()
    assert isinstance(one, OverDns)
    assert one.address == "192.0.2.53"
