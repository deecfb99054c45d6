"""From the log to the workers: which facts have followers, and how they are handed over.

The kernel knows no reaction. `flows` tells it at start-up which facts somebody waits for, and
through which function they are handed to the queue, in the same transaction as the fact.
"""

from collections.abc import Callable, Sequence

from amanat.kernel.log.models import Entry

Hand = Callable[[Sequence[Entry]], None]

_followed: dict[str, Hand] = {}


def follow(names: frozenset[str], hand: Hand) -> None:
    """From now on, facts with these names are handed over. Called once, by `flows`."""
    _followed.update(dict.fromkeys(names, hand))


def forget(names: frozenset[str]) -> None:
    """Hand these facts over no longer."""
    for name in names:
        _followed.pop(name, None)


def post(*entries: Entry) -> None:
    """Hand facts to whoever waits for them, in their order; most facts nobody waits for."""
    waited: dict[Hand, list[Entry]] = {}
    for entry in entries:
        hand = _followed.get(entry.name)
        if hand is not None:
            waited.setdefault(hand, []).append(entry)
    for hand, some in waited.items():
        hand(some)
