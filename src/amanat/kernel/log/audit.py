"""A thing's facts with their proof: each one's leaf computed again, and its link to the one before."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from amanat.kernel.log.models import Entry, Leaf
from amanat.kernel.log.sequencer import GENESIS, leaf_data, leaf_hash

MOST_FACTS = 500


@dataclass(frozen=True, slots=True)
class Proven:
    """One fact. `n` is its number in the chain, None until it has one; `is_sound` that neither it
    nor its link was changed since."""

    entry: Entry
    n: int | None
    is_sound: bool


def trail(subjects: Iterable[str], limit: int = MOST_FACTS) -> list[Proven]:
    """The newest facts of these subjects, oldest first, each checked against the chain."""
    found = Entry.objects.filter(subject__in=list(subjects)).order_by("-id")[:limit]
    entries = list(reversed(found))
    leaves = {one.entry_id: one for one in Leaf.objects.filter(entry__in=entries)}
    before = [one.n - 1 for one in leaves.values()]
    links = Leaf.objects.filter(n__in=before).values_list("n", "head")
    heads = {n: bytes(head) for n, head in links}
    return [_proven(one, leaves.get(one.pk), heads) for one in entries]


def _proven(entry: Entry, leaf: Leaf | None, heads: dict[int, bytes]) -> Proven:
    if leaf is None:
        return Proven(entry, None, True)
    digest = leaf_hash(leaf_data(entry).encode())
    last = GENESIS if leaf.n == 0 else heads.get(leaf.n - 1, b"")
    head = hashlib.sha256(last + digest).digest()
    return Proven(entry, leaf.n, (bytes(leaf.hash), bytes(leaf.head)) == (digest, head))
