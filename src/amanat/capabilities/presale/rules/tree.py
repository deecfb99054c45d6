"""The root of a list too long to hold: RFC 6962, fed line by line, in memory of its height."""

from collections.abc import Sequence
from hashlib import sha256

BLOCK = 4096  # Lines at a time: a whole power of two, so that blocks are whole subtrees.
LEAF, NODE = b"\x00", b"\x01"


class Tree:
    """Feed blocks of exactly BLOCK lines, the last one shorter; then ask for the root."""

    def __init__(self) -> None:
        self.count = 0
        self._whole: list[tuple[int, bytes]] = []  # (height above blocks, hash), falling.
        self._last: bytes | None = None

    def add(self, block: Sequence[bytes]) -> None:
        assert self._last is None and 0 < len(block) <= BLOCK, "Whole blocks, a shorter one last."
        self.count += len(block)
        top = _top([sha256(LEAF + line).digest() for line in block])
        if len(block) < BLOCK:
            self._last = top
            return
        height = 0
        while self._whole and self._whole[-1][0] == height:
            top = sha256(NODE + self._whole.pop()[1] + top).digest()
            height += 1
        self._whole.append((height, top))

    @property
    def root(self) -> bytes:
        tops = [top for _, top in self._whole] + ([self._last] if self._last else [])
        if not tops:
            return sha256(b"").digest()
        root = tops.pop()
        while tops:
            root = sha256(NODE + tops.pop() + root).digest()
        return root


def _top(level: list[bytes]) -> bytes:
    """Pair by pair up to one; what has no partner rises alone."""
    while len(level) > 1:
        alone = level[-1:] if len(level) % 2 else []
        pairs = zip(level[::2], level[1::2], strict=False)
        level = [sha256(NODE + left + right).digest() for left, right in pairs] + alone
    return level[0]
