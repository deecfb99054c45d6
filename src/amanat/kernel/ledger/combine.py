"""Many callers, one call: what arrives while a batch is being written becomes the next batch.

For callers that each bring one hold to the same hot account. No timer and no wait when idle: a
lane takes all that waits, writes it with one commit, and answers each caller after that commit.
"""

import threading
from collections import deque
from concurrent.futures import Future

from django.db import connection

from amanat.kernel.ledger.batches import hold_batch
from amanat.kernel.ledger.items import Hold

CAP = 1_000  # Items in one batch.
WAITING_LIMIT = 20_000
ACCEPTED = 0


class TooManyWaiting(Exception):
    """The queue is full: the caller should come again a moment later."""


class HoldLane:
    """One thread with one connection that writes the holds of all callers.

    `hold` blocks until the hold is durable and gives its answer, as the batch functions number
    them. Sending the same hold again after an unknown outcome is harmless.
    """

    def __init__(self) -> None:
        self._waiting: deque[tuple[Hold, Future[int]]] = deque()
        self._bell = threading.Condition()
        self._open = True
        self._thread = threading.Thread(target=self._run, name="hold lane", daemon=True)
        self._thread.start()

    def hold(self, item: Hold) -> int:
        """The answer for one hold, after its commit."""
        answer: Future[int] = Future()
        with self._bell:
            if not self._open or len(self._waiting) >= WAITING_LIMIT:
                raise TooManyWaiting
            self._waiting.append((item, answer))
            self._bell.notify()
        return answer.result()

    def close(self) -> None:
        """Write what waits, answer it, and end."""
        with self._bell:
            self._open = False
            self._bell.notify()
        self._thread.join()

    def _run(self) -> None:
        try:
            while taken := self._take():
                self._write(taken)
        finally:
            connection.close()

    def _take(self) -> list[tuple[Hold, Future[int]]]:
        with self._bell:
            while self._open and not self._waiting:
                self._bell.wait()
            return [self._waiting.popleft() for _ in range(min(CAP, len(self._waiting)))]

    def _write(self, taken: list[tuple[Hold, Future[int]]]) -> None:
        items = [item for item, _ in taken]
        try:
            answers = hold_batch(
                [item.hold_id for item in items],
                [item.debit_id for item in items],
                [item.credit_id for item in items],
                [item.units for item in items],
                returns=[item.return_id for item in items],
                parties=[item.party_id for item in items],
                dues=[item.due_at for item in items],
            )
        except Exception as error:  # Whoever waits for the answer gets it.
            for _, answer in taken:
                answer.set_exception(error)
            return
        for (_, answer), told in zip(taken, answers or [ACCEPTED] * len(taken), strict=True):
            answer.set_result(told)
