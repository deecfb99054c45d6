"""TXT records of a name: RFC 1035 over UDP, over TCP when the answer is cut; or the sandbox's JSON.

The installation's own resolver is asked, so the crawler's rules about addresses do not apply here:
only a name goes out. Called outside transactions.
"""

import secrets
import socket
import struct
from pathlib import Path
from typing import Protocol

import httpx
from django.conf import settings

from amanat.kernel.outside import client

PORT = 53
WITHIN_SECONDS = 3.0
TRIES = 2
LONGEST_UDP = 4096
LONGEST_TCP = 65_535
TXT, INTERNET = 16, 1
NOERROR, NXDOMAIN = 0, 3
TRUNCATED = 0x0200
ANSWERED = 0x8000
RECURSION_WANTED = 0x0100
POINTER = 0xC0
MOST_RECORDS = 100
LONGEST_LABEL = 63
RESOLV_CONF = Path("/etc/resolv.conf")


class Unresolved(Exception):
    """Nobody answered, or nothing readable. Not the same as a name without records."""


class Resolver(Protocol):
    """A way to ask for TXT records; answers them, or raises Unresolved."""

    def records(self, name: str) -> list[str]:
        """The texts of a name; none when it has none or does not exist."""


class Sandbox:
    """GET /dns.json: the records of the sites that the simulators play."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url

    def records(self, name: str) -> list[str]:
        try:
            reply = client().get(f"{self.base_url}/dns.json", params={"name": name})
            found = reply.json()["records"]
        except (httpx.HTTPError, ValueError, KeyError, TypeError):
            raise Unresolved("the sandbox's resolver did not answer") from None
        return [str(one) for one in found[:MOST_RECORDS]]


class OverDns:
    """A recursive resolver, by its address."""

    def __init__(self, address: str, port: int = PORT) -> None:
        self.address, self.port = address, port

    def records(self, name: str) -> list[str]:
        number = secrets.randbelow(1 << 16)
        question = question_of(number, name)
        for _ in range(TRIES):
            try:
                answer = self._over_udp(question)
                if _flags(answer) & TRUNCATED:
                    answer = self._over_tcp(question)
                return texts_in(answer, question)
            except (OSError, struct.error, IndexError):
                continue
        raise Unresolved(f"{self.address} did not answer")

    def _over_udp(self, question: bytes) -> bytes:
        family = socket.AF_INET6 if ":" in self.address else socket.AF_INET
        with socket.socket(family, socket.SOCK_DGRAM) as line:
            line.settimeout(WITHIN_SECONDS)
            line.connect((self.address, self.port))  # Only its answers come in.
            line.send(question)
            return line.recv(LONGEST_UDP)

    def _over_tcp(self, question: bytes) -> bytes:
        with socket.create_connection((self.address, self.port), timeout=WITHIN_SECONDS) as line:
            line.sendall(struct.pack(">H", len(question)) + question)
            with line.makefile("rb") as reading:
                (length,) = struct.unpack(">H", reading.read(2))
                return reading.read(min(length, LONGEST_TCP))


def question_of(number: int, name: str) -> bytes:
    """One question for the TXT records of a name."""
    labels = name.encode("ascii").split(b".")
    assert all(0 < len(label) <= LONGEST_LABEL for label in labels), name
    wire = b"".join(bytes([len(label)]) + label for label in labels) + b"\0"
    head = struct.pack(">6H", number, RECURSION_WANTED, 1, 0, 0, 0)
    return head + wire + struct.pack(">2H", TXT, INTERNET)


def _flags(answer: bytes) -> int:
    return int(struct.unpack_from(">H", answer, 2)[0])


def texts_in(answer: bytes, question: bytes) -> list[str]:
    """The texts of an answer to this very question; OSError when it is another's or an error."""
    number, flags, questions, count = struct.unpack_from(">4H", answer)
    code = flags & 0xF
    ours = number == struct.unpack_from(">H", question)[0] and flags & ANSWERED and questions == 1
    if not ours or answer[12 : len(question)].lower() != question[12:].lower():
        raise OSError("an answer to another question")
    if code not in {NOERROR, NXDOMAIN}:
        raise OSError(f"the resolver said {code}")
    at, found = len(question), []
    for _ in range(min(count, MOST_RECORDS)):
        at = _after_name(answer, at)
        kind, group, _, length = struct.unpack_from(">2HIH", answer, at)
        at += 10
        if at + length > len(answer):
            raise OSError("an answer that was cut")
        if (kind, group) == (TXT, INTERNET):
            found.append(_joined(answer[at : at + length]))
        at += length
    return found


def _after_name(answer: bytes, at: int) -> int:
    """Where the name that begins at `at` ends; a pointer is its last part."""
    while answer[at]:
        if answer[at] & POINTER == POINTER:
            return at + 2
        at += answer[at] + 1
    return at + 1


def _joined(data: bytes) -> str:
    """A TXT record is one text in several strings."""
    parts, at = [], 0
    while at < len(data):
        parts.append(data[at + 1 : at + 1 + data[at]])
        at += data[at] + 1
    return b"".join(parts).decode("utf-8", "replace")


def resolver() -> Resolver:
    """The resolver of this installation."""
    if base := settings.SITES["address"]:
        return Sandbox(base)
    return OverDns(settings.SITES["resolver"] or _of_the_system())


def _of_the_system() -> str:
    """The first name server of this machine."""
    for line in RESOLV_CONF.read_text("utf-8", "replace").splitlines():
        words = line.split()
        if len(words) >= 2 and words[0] == "nameserver":
            return words[1].partition("%")[0]
    raise Unresolved("this machine names no resolver; set AMANAT_DNS")
