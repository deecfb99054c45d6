"""`python -m amanat.config.money.tests.writers`: hands that write to the ledger without rest.

A child of the PostgreSQL drill. Its first act migrates the ledger; then each hand writes a payment
into a hold, and says so on its standard output only when COMMIT has answered. An outcome nobody
knows (C8) is tried again under the same key, for as long as it takes.

    ready
    had 3/17          the outcome was unknown, and the retry has found it done or done it
    ack 3/17
"""

import os
import sys
import threading
import time
from datetime import UTC, datetime
from itertools import count

import django
from django.core.management import call_command
from django.db import Error, connection

from amanat.config import roles
from amanat.words.act import Act, Role

HANDS = 6
UNITS = 1_000
PAUSE_SECONDS = 0.02


def say(word: str) -> None:
    """One line, in one write: what is said is said, whatever dies next."""
    os.write(1, f"{word}\n".encode())


def prepare() -> None:
    """Build the ledger as its owner; go on as the application."""
    django.setup()

    for room in ("log", "ledger"):
        call_command("migrate", room, verbosity=0, interactive=False)
    roles.grant()
    connection.close()
    connection.settings_dict["USER"] = "amanat_app"


def one_hand(hand: int) -> None:
    """Write until the process is ended."""
    from amanat.kernel.ledger import book  # noqa: PLC0415 - Django must be ready

    bank = insist(lambda: book.open_account("bank:drill", normal="debit", limit_units=None))
    control, seller = (
        insist(lambda name=name: book.open_account(name))
        for name in ("control:drill", "seller:drill")
    )
    start = int(time.time() * 1000)
    for number in count(start):
        key = f"{hand}/{number}"
        hold_id = insist(book.next_id)
        items = (
            book.Transfer(bank, control, UNITS, "payment"),
            book.Hold(hold_id, control, seller, control, 7, UNITS),
        )
        insist(lambda items=items, key=key: book.write(act(), *items, key=key), key)
        say(f"ack {key}")


def act():
    return Act(None, Role.HOUSE, datetime.now(UTC))


def insist(do, key=""):
    """Do it, however often the server dies; only the same key makes that safe."""
    is_unknown = False
    while True:
        try:
            answer = do()
        except Error:  # Not knowing is no answer: the same again, on a new connection.
            connection.close()
            is_unknown = True
            time.sleep(PAUSE_SECONDS)
            continue
        if is_unknown and key:
            say(f"had {key}")
        return answer


def main() -> None:
    prepare()
    say("ready")
    hands = [threading.Thread(target=one_hand, args=(n,), daemon=True) for n in range(HANDS)]
    for hand in hands:
        hand.start()
    sys.stdin.read()  # Until the parent lets go.
    os._exit(0)


if __name__ == "__main__":
    main()
