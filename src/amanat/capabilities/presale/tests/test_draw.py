"""Nobody chooses who wins: the house and the published script agree, and every change is seen."""

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amanat.capabilities.presale.refusals import SecretBroken, TicketsChanged
from amanat.capabilities.presale.rules import draw, shares
from amanat.capabilities.presale.rules.tree import BLOCK, Tree

SCRIPT = Path(__file__).parents[5] / "docs/reference/draw.py"
PARTIES = ("maker", "centre", "audit", "consumers", "university")
SECRETS = {party: sha256(party.encode()).digest() for party in PARTIES}
HEAD = sha256(b"the head of the log").digest()


def tickets(count: int) -> list[bytes]:
    """Every fifth one is in the priority group."""
    return [draw.ticket_line(f"{n:08x}", 1 if n % 5 == 0 else 2) for n in range(count)]


def fixed_for(lines: list[bytes], seats: dict[int, int], waiting: int = 4) -> draw.Fixed:
    root, count = draw.root_of(lines)
    locks = {party: draw.lock_of(secret) for party, secret in SECRETS.items()}
    return draw.Fixed(root, count, locks, HEAD, seats, waiting)


def by_the_rule(lines: list[bytes], fixed: draw.Fixed) -> list[tuple[str, int, int]]:
    """The rule as a person would do it by hand: sort everybody, then seat them."""
    seed = draw.seed_of(fixed, SECRETS)
    order = sorted(lines, key=lambda line: sha256(seed + line[:-2]).digest())
    found, left = [], 0
    for group in sorted(fixed.seats):
        left += fixed.seats[group]
        taken = [line for line in order if int(line[-1:]) <= group][:left]
        found += [(line[:-2].decode(), int(line[-1:]), group) for line in taken]
        order = [line for line in order if line not in taken]
        left -= len(taken)
    return found + [(line[:-2].decode(), int(line[-1:]), 0) for line in order[: fixed.waiting]]


@given(
    count=st.integers(0, 60), first=st.integers(0, 20), second=st.integers(0, 30),
    waiting=st.integers(0, 9),
)  # fmt: skip
@settings(max_examples=80, deadline=None, database=None)
def test_the_order_is_that_of_the_rule(count: int, first: int, second: int, waiting: int) -> None:
    lines = tickets(count)
    fixed = fixed_for(lines, {1: first, 2: second}, waiting)
    found = draw.drawn(lines, fixed, SECRETS)
    assert [(one.pseudonym, one.group, one.seat) for one in found] == by_the_rule(lines, fixed)
    assert [one.place for one in found] == list(range(1, len(found) + 1))


def test_seats_that_a_priority_group_leaves_go_to_everybody() -> None:
    lines = tickets(10)  # Two of group 1.
    found = draw.drawn(lines, fixed_for(lines, {1: 5, 2: 1}), SECRETS)
    assert [one.seat for one in found] == [1, 1, 2, 2, 2, 2, 0, 0, 0, 0]


def test_who_keeps_few_keeps_the_right_ones() -> None:
    lines = tickets(3 * BLOCK + 17)
    fixed = fixed_for(lines, {1: 3, 2: 5})
    found = draw.drawn(lines, fixed, SECRETS)
    assert [(one.pseudonym, one.group, one.seat) for one in found] == by_the_rule(lines, fixed)


def whole_root(lines: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, word for word."""
    if not lines:
        return sha256(b"").digest()
    if len(lines) == 1:
        return sha256(b"\0" + lines[0]).digest()
    half = 1 << (len(lines) - 1).bit_length() - 1
    return sha256(b"\1" + whole_root(lines[:half]) + whole_root(lines[half:])).digest()


@pytest.mark.parametrize(
    "count", [0, 1, 2, 3, 5, 8, 100, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 3 * BLOCK + 5]
)
def test_the_root_is_that_of_rfc_6962(count: int) -> None:
    lines = tickets(count)
    assert draw.root_of(lines) == (whole_root(lines), count)


def test_a_tree_wants_whole_blocks() -> None:
    tree = Tree()
    tree.add([b"one"])
    with pytest.raises(AssertionError):
        tree.add([b"two"])


CHANGES = {
    "a ticket more": lambda lines: [*lines, draw.ticket_line("ffffffff", 2)],
    "a ticket less": lambda lines: lines[:-1],
    "another group": lambda lines: [lines[0][:-1] + b"2", *lines[1:]],
    "another name": lambda lines: [draw.ticket_line("00000000a", 1), *lines[1:]],
    "a ticket twice": lambda lines: [lines[0], *lines],
    "another order": lambda lines: lines[::-1],
    "an unknown group": lambda lines: [lines[0][:-1] + b"7", *lines[1:]],
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_list_is_no_draw(change: str) -> None:
    lines = tickets(20)
    with pytest.raises(TicketsChanged):
        draw.drawn(CHANGES[change](lines), fixed_for(lines, {1: 2, 2: 3}), SECRETS)


@pytest.mark.parametrize("party", PARTIES)
def test_a_secret_that_was_not_locked_is_named(party: str) -> None:
    lines = tickets(9)
    for secret in (bytes(32), b"", SECRETS[party] + b"\0"):
        with pytest.raises(SecretBroken, match=party):
            draw.drawn(lines, fixed_for(lines, {1: 1, 2: 1}), SECRETS | {party: secret})


def test_any_three_of_five_open_a_secret_and_two_do_not() -> None:
    secret = SECRETS["maker"]
    parts = shares.shared(secret, [2**300 + 7, 3**200], holders=5)
    assert shares.opened({at: parts[at] for at in (1, 3, 5)}) == secret
    assert shares.opened(parts) == secret
    assert shares.opened({at: parts[at] for at in (2, 4)}) != secret
    assert shares.opened({1: parts[1], 2: parts[2] + 1, 3: parts[3]}) != secret


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What is published of a draw."""
    lines = tickets(2 * BLOCK + 100)
    fixed = fixed_for(lines, {1: 10, 2: 20}, waiting=15)
    (tmp_path / "tickets.txt").write_bytes(b"".join(line + b"\n" for line in lines))
    (tmp_path / "draw.json").write_text(json.dumps(draw.document(fixed)))
    (tmp_path / "secrets.json").write_text(json.dumps({p: s.hex() for p, s in SECRETS.items()}))
    found = draw.drawn(lines, fixed, SECRETS)
    (tmp_path / "drawn.txt").write_text("".join(draw.published(found)))
    return tmp_path


def said(folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-I", str(SCRIPT), str(folder)], capture_output=True, text=True
    )
    assert bool(done.returncode) is not done.stdout.startswith("Right")
    return done.stdout + done.stderr


def test_anybody_finds_the_same_with_sixty_lines(folder: Path) -> None:
    assert said(folder).startswith(f"Right: {2 * BLOCK + 100} tickets, 45 drawn")
    assert len(SCRIPT.read_text().splitlines()) <= 60


FORGERIES = {
    "tickets.txt": ("00000001 2", "00000001 1", "list of tickets"),
    "secrets.json": (SECRETS["audit"].hex(), "00" * 32, "secret of audit"),
    "draw.json": (HEAD.hex(), "11" * 32, "list of the drawn"),
    "drawn.txt": ("\n2 ", "\n3 ", "list of the drawn"),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_anybody_sees_what_was_changed_afterwards(name: str, folder: Path) -> None:
    old, new, complaint = FORGERIES[name]
    text = (folder / name).read_text()
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1))
    assert complaint in said(folder)
