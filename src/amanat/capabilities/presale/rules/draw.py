"""The draw: nobody chooses who wins, and anybody can check it.

Before tickets close, five parties lock their secrets (each publishes its hash) and the head of
the log's chain is written down; at the close the root of the ticket file is. The seed is
SHA-256(root, secrets, head); tickets stand in the order of SHA-256(seed, pseudonym). So who knows
a secret does not know the list, who makes the list does not know the secrets, and a ticket, a
secret or a head that was changed afterwards gives another root or another lock.

A ticket line is `pseudonym group`, lines rising and each pseudonym once. Seats are filled group by
group: those of group 1 by its own people; what is left of them, and who was not seated, goes on to
group 2, and so on. Who is next in the order of all waits. Memory is that of seats and waiting
list, whatever the number of tickets.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from operator import lt

from amanat.capabilities.presale.refusals import SecretBroken, TicketsChanged
from amanat.capabilities.presale.rules.tree import BLOCK, Tree

SECRET_BYTES = 32
HIGHEST = b"\xff" * 33  # Above every hash.

Ticket = tuple[bytes, str, int]  # Rank, pseudonym, group.


@dataclass(frozen=True, slots=True)
class Fixed:
    """What is public before anybody can know the order."""

    root: bytes
    tickets: int
    locks: Mapping[str, bytes]  # Party: SHA-256 of its secret. Their order is that of the seed.
    head: bytes
    seats: Mapping[int, int]  # Group (1 first): seats.
    waiting: int


@dataclass(frozen=True, slots=True)
class Seat:
    """`seat` is the group whose seat this is; 0: waiting. `place` counts from 1."""

    place: int
    pseudonym: str
    group: int
    seat: int


def lock_of(secret: bytes) -> bytes:
    assert len(secret) == SECRET_BYTES, "A shorter secret could be guessed."
    return sha256(secret).digest()


def seed_of(fixed: Fixed, secrets: Mapping[str, bytes]) -> bytes:
    """The seed, once every party has opened; SecretBroken names the one whose lock differs."""
    for party, lock in fixed.locks.items():
        secret = secrets.get(party, b"")
        if len(secret) != SECRET_BYTES or lock_of(secret) != lock:
            raise SecretBroken("secret", party=party)
    opened = b"".join(secrets[party] for party in fixed.locks)
    return sha256(fixed.root + opened + fixed.head).digest()


def ticket_line(pseudonym: str, group: int) -> bytes:
    assert pseudonym.isascii() and pseudonym.isalnum() and 1 <= group <= 9
    return f"{pseudonym} {group}".encode()


def root_of(lines: Iterable[bytes]) -> tuple[bytes, int]:
    """Root and number of the tickets of a file; TicketsChanged when it is not in rising order."""
    tree = Tree()
    for block in _blocks(lines):
        tree.add(block)
    return tree.root, tree.count


def drawn(lines: Iterable[bytes], fixed: Fixed, secrets: Mapping[str, bytes]) -> list[Seat]:
    """Everybody with a seat, in order, and then the waiting list. One pass, any number of lines.

    TicketsChanged when the lines are not those that were fixed.
    """
    seed, tree = seed_of(fixed, secrets), Tree()
    most = sum(fixed.seats.values()) + fixed.waiting
    best = {b" %d" % group: _Best(most) for group in fixed.seats}
    for block in _blocks(lines):
        tree.add(block)
        ranks = [sha256(seed + line[:-2]).digest() for line in block]
        for rank, line in zip(ranks, block, strict=True):
            group = best.get(line[-2:])
            if group is None:
                raise TicketsChanged("tickets")
            if rank < group.bound:
                group.add(rank, line)
    if (tree.root, tree.count) != (fixed.root, fixed.tickets):
        raise TicketsChanged("tickets")
    found = {int(name): group.first() for name, group in best.items()}
    return list(_seated(found, fixed))


def _blocks(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Lines without their ends, BLOCK at a time, rising all the way."""
    left, last = iter(lines), b""
    while block := [line.rstrip(b"\n") for line in islice(left, BLOCK)]:
        names = [last, *[line[:-2] for line in block]]
        if not all(map(lt, names, names[1:])):
            raise TicketsChanged("tickets")
        last = names[-1]
        yield block


class _Best:
    """The `most` lowest ranks seen so far; the list is cut when it has twice as many."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.bound = HIGHEST if most else b""
        self.kept: list[tuple[bytes, bytes]] = []

    def add(self, rank: bytes, line: bytes) -> None:
        self.kept.append((rank, line))
        if len(self.kept) >= 2 * self.most + BLOCK:
            self._cut()

    def _cut(self) -> None:
        self.kept.sort()
        del self.kept[self.most :]
        if self.most and len(self.kept) == self.most:
            self.bound = self.kept[-1][0]

    def first(self) -> list[Ticket]:
        self._cut()
        return [(rank, line[:-2].decode(), int(line[-1:])) for rank, line in self.kept]


def _seated(found: Mapping[int, Sequence[Ticket]], fixed: Fixed) -> Iterator[Seat]:
    pool: list[Ticket] = []
    seats, place = 0, 0
    for group in sorted(fixed.seats):
        pool = sorted([*pool, *found[group]])
        seats += fixed.seats[group]
        for ticket in pool[:seats]:
            place += 1
            yield Seat(place, ticket[1], ticket[2], group)
        seats, pool = max(0, seats - len(pool)), pool[seats:]
    for ticket in pool[: fixed.waiting]:
        place += 1
        yield Seat(place, ticket[1], ticket[2], 0)


def published(seats: Iterable[Seat]) -> Iterator[str]:
    """Lines of the file of results: `place pseudonym group seat`."""
    return (f"{one.place} {one.pseudonym} {one.group} {one.seat}\n" for one in seats)


def document(fixed: Fixed) -> dict[str, object]:
    """The content of draw.json, published before the draw; see docs/reference/draw.md."""
    return {
        "root": fixed.root.hex(),
        "tickets": fixed.tickets,
        "locks": [[party, lock.hex()] for party, lock in fixed.locks.items()],
        "head": fixed.head.hex(),
        "seats": {str(group): count for group, count in fixed.seats.items()},
        "waiting": fixed.waiting,
    }
