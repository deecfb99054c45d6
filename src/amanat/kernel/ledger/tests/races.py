"""Many threads, one thing: exactly one wins. Used by the tests and, for longer, by the drill."""

import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from amanat.kernel.ledger import book
from amanat.kernel.ledger.refusals import AlreadyDecided
from amanat.kernel.ledger.tests.cast import Cast, act, key, new_cast
from amanat.words.refusal import Refused

THREADS = 64
AMOUNT = 10
KINDS = (book.StepKind.RELEASE, book.StepKind.REFUND, book.StepKind.FREEZE)


def together(rounds: int, do: Callable[[int, int], object], threads: int = THREADS) -> list[list]:
    """Every thread does `do(round, thread)` at the same moment of each round; answers by round."""
    gate = threading.Barrier(threads)

    def runner(number: int) -> list[object]:
        answers: list[object] = []
        try:
            for turn in range(rounds):
                gate.wait(60)
                answers.append(do(turn, number))
            return answers
        except BaseException:
            gate.abort()
            raise
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        columns = list(pool.map(runner, range(threads)))
    return [list(answers) for answers in zip(*columns, strict=True)]


def decide_one_hold(rounds: int) -> None:
    """Release, refund and freeze one hold from 64 threads, by `write` and in batches by turns."""
    cast = new_cast()
    holds = held(cast, rounds)

    def decide(turn: int, number: int) -> book.StepKind | None:
        kind = KINDS[number % len(KINDS)]
        if turn % 2:
            return None if book.step_batch([holds[turn]], [1], [kind], fresh=True) else kind
        try:
            book.write(act(), book.Step(holds[turn], 1, kind), key=key())
        except AlreadyDecided:
            return None
        return kind

    for turn, answers in enumerate(together(rounds, decide)):
        state = book.hold_state(holds[turn])
        won = [kind for kind in answers if kind is not None]
        assert won == [state.last_kind] and state.turns == 1, (turn, won, state)
    check_sums(cast, holds)


def held(cast: Cast, count: int) -> list[int]:
    """`count` holds of AMOUNT each, to the seller or back to the buyer."""
    book.write(act(), book.Transfer(cast.bank, cast.control, count * AMOUNT), key=key())
    holds: list[int] = []
    for start in range(0, count, book.BATCH_LIMIT):
        some = book.next_ids(min(book.BATCH_LIMIT, count - start))
        n = len(some)
        answers = book.hold_batch(some, [cast.control] * n, [cast.seller] * n, [AMOUNT] * n,
            returns=[cast.buyer] * n)  # fmt: skip
        assert answers == []
        holds += some
    return holds


def check_sums(cast: Cast, holds: list[int]) -> None:
    """Every unit of every hold is where its one decision sent it."""
    states = list(book.hold_states(holds).values())
    paid = AMOUNT * sum(s.last_kind is book.StepKind.RELEASE for s in states)
    returned = AMOUNT * sum(s.last_kind is book.StepKind.REFUND for s in states)
    kept = AMOUNT * sum(s.frozen for s in states)
    assert book.balance(cast.seller).units == paid
    assert book.balance(cast.buyer).units == returned
    assert book.balance(cast.control).pending_units == kept
    assert paid + returned + kept == AMOUNT * len(holds)


def take_the_last_units(rounds: int) -> None:
    """32 threads want 3 of 10 units each: three get them, never four."""
    for _ in range(rounds):
        cast = new_cast()
        book.write(act(), book.Transfer(cast.bank, cast.buyer, 10), key=key())

        def take(turn: int, number: int, cast: Cast = cast) -> bool:
            if number % 2:
                return not book.hold_batch([book.next_id()], [cast.buyer], [cast.seller], [3])
            try:
                hold = book.Hold(book.next_id(), cast.buyer, cast.seller, None, 7, 3)
                book.write(act(), hold, key=key())
            except Refused:
                return False
            return True

        (answers,) = together(1, take, threads=32)
        assert sum(answers) == 3, answers
        assert book.balance(cast.buyer).free_units == 1


def say_the_same(rounds: int) -> None:
    """32 threads send the same group under the same key: it happens once, and all are told so."""
    cast, said = new_cast(), [key() for _ in range(rounds)]

    def say(turn: int, number: int) -> None:
        book.write(act(), book.Transfer(cast.bank, cast.buyer, 5), key=said[turn])

    together(rounds, say, threads=32)
    assert book.balance(cast.buyer).units == 5 * rounds


def move_in_circles(rounds: int) -> None:
    """Batches over the same accounts in every order: no deadlock is seen, and nothing is lost."""
    cast = new_cast()
    people = [
        book.open_account(f"person{n}:{cast.asset}", asset=cast.asset, limit_units=None)
        for n in range(8)
    ]

    def move(turn: int, number: int) -> list[int]:
        dice = random.Random(turn * THREADS + number)
        pairs = [dice.sample(people, 2) for _ in range(6)]
        return book.post_batch(
            book.next_ids(6), [a for a, _ in pairs], [b for _, b in pairs], [1] * 6
        )

    for answers in together(rounds, move, threads=16):
        assert answers == [[]] * 16
    assert sum(book.balance(person).units for person in people) == 0
