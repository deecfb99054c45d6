"""The simulators over a socket, with their own books open to whoever judges."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from amanat.capabilities.payments.tests.cast import Outside
from simulators.main import Simulators


@dataclass
class Far:
    """The outside world, and what only its banks can see."""

    outside: Outside
    world: Simulators

    def count(self, question: str, *about: object) -> int:
        """One number out of the banks' own books."""
        with self.world.world.store.transaction() as db:
            return int(db.execute(question, about).fetchone()[0] or 0)

    def paid_to(self, sheba: str) -> int:
        """All units the bank's book has ever sent to this account."""
        return self.count("SELECT sum(amount_units) FROM paya_transfer WHERE iban = ?", sheba)


@contextmanager
def stand(folder: Path) -> Iterator[Far]:
    """The outside world on a free port, in a thread."""
    world = Simulators("127.0.0.1", 0, folder, None)
    thread = threading.Thread(target=world.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield Far(Outside(world.address), world)
    finally:
        world.shutdown()
        world.close()
        thread.join()
