"""Numbers and hashes the log behind the commit, so that no writer waits on the chain."""

import hashlib
import json
from typing import Any

from django.db import connection

from amanat.kernel.log.models import Entry, Leaf
from amanat.kernel.transactions import atomic

BATCH_ENTRIES = 500
GENESIS = bytes(32)
SEQUENCER_LOCK = 7_001  # Advisory: one sequencer at a time; a second one finds nothing to do.


def leaf_hash(data: bytes) -> bytes:
    """RFC 6962: the leaf prefix keeps a leaf from ever passing for a node."""
    return hashlib.sha256(b"\x00" + data).digest()


def leaf_data(entry: Entry) -> str:
    """Canonical JSON of what the public may see: facts stand under a salted commitment."""
    facts = json.dumps(entry.facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    commitment = hashlib.sha256(bytes(entry.salt) + facts.encode()).hexdigest()
    shown: dict[str, Any] = {
        "at": entry.at.isoformat(),
        "commitment": commitment,
        "fact": entry.name,
        "subject": hashlib.sha256(bytes(entry.salt) + entry.subject.encode()).hexdigest(),
    }
    return json.dumps(shown, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def pending(limit: int) -> list[Entry]:
    """Entries of finished transactions that have no leaf yet, in commit-safe order."""
    horizon = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
    last = Leaf.objects.order_by("-n").select_related("entry").first()
    after = (last.entry.xid, last.entry_id) if last else (0, 0)
    return list(
        Entry.objects.extra(
            where=[f"xid < {horizon}", "(xid, id) > (%s, %s)"], params=list(after)
        ).order_by("xid", "id")[:limit]
    )


def is_behind() -> bool:
    """Whether an entry waits for its leaf."""
    return bool(pending(1))


@atomic
def sequence(limit: int = BATCH_ENTRIES) -> int:
    """Append leaves for up to `limit` entries; answers how many."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [SEQUENCER_LOCK])
        if not cursor.fetchone()[0]:
            return 0
    last = Leaf.objects.order_by("-n").first()
    n, head = (last.n, bytes(last.head)) if last else (-1, GENESIS)
    leaves = []
    for entry in pending(limit):
        data = leaf_data(entry)
        digest = leaf_hash(data.encode())
        n, head = n + 1, hashlib.sha256(head + digest).digest()
        leaves.append(Leaf(n=n, entry=entry, data=data, hash=digest, head=head))
    Leaf.objects.bulk_create(leaves)
    return len(leaves)


def head() -> tuple[int, bytes]:
    """The newest leaf’s number and the head of the chain there; -1 and GENESIS before the first."""
    last = Leaf.objects.order_by("-n").values_list("n", "head").first()
    return (last[0], bytes(last[1])) if last else (-1, GENESIS)


def first_broken_leaf() -> int | None:
    """Recompute the chain from the stored entries; the first number that differs, or None."""
    head = GENESIS
    for n, leaf in enumerate(Leaf.objects.select_related("entry").order_by("n").iterator()):
        digest = leaf_hash(leaf_data(leaf.entry).encode())
        head = hashlib.sha256(head + digest).digest()
        if (leaf.n, bytes(leaf.hash), bytes(leaf.head)) != (n, digest, head):
            return n
    return None
