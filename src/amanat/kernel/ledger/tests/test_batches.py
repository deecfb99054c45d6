"""The hot path: malformed batches, lost connections, and many callers in one lane."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import psycopg
import pytest
from django.db import Error, connection, transaction

from amanat.kernel.clock import time
from amanat.kernel.ledger import book
from amanat.kernel.ledger.combine import HoldLane, TooManyWaiting
from amanat.kernel.ledger.tests.cast import Cast, act, key, new_cast, units
from amanat.kernel.ledger.wire import state_of

pytestmark = pytest.mark.usefixtures("committed")
MALFORMED, CHECK = "22023", "23514"
Kind = book.StepKind


@pytest.fixture
def cast() -> Cast:
    cast = new_cast()
    book.write(act(), book.Transfer(cast.bank, cast.buyer, 100), key=key())
    return cast


def refused_whole(call) -> str:
    with pytest.raises(Error) as caught, transaction.atomic():
        call()
    return state_of(caught.value)


def test_a_malformed_batch_is_refused_whole(cast: Cast) -> None:
    a, b = [cast.bank], [cast.buyer]
    ids = book.next_ids(3)
    assert refused_whole(lambda: book.post_batch(ids[:2], a, b, [1])) == MALFORMED
    assert refused_whole(lambda: book.post_batch(ids[:1] * 2, a * 2, b * 2, [1, 1])) == MALFORMED
    many = list(range(1, 8002))
    assert refused_whole(lambda: book.post_batch(many, a * 8001, b * 8001, [1] * 8001)) == MALFORMED
    for amount in (0, -1, 10**15 + 1):
        assert refused_whole(lambda n=amount: book.post_batch(ids[:1], a, b, [n])) == CHECK
    assert refused_whole(lambda: book.post_batch(ids[:1], a, a, [1])) == CHECK
    hold = ids[2]
    book.hold_batch([hold], b, [cast.seller], [1])
    assert refused_whole(lambda: book.step_batch([hold] * 2, [1, 2], [5, 6])) == MALFORMED
    assert refused_whole(lambda: book.step_batch([hold], [1], [2], pays=[1])) == CHECK
    assert book.post_batch([], [], [], []) == []


def test_the_largest_batch_of_the_largest_amounts_does_not_overflow() -> None:
    cast = new_cast()
    n, largest = book.BATCH_LIMIT, book.LARGEST_AMOUNT_UNITS
    assert book.post_batch(book.next_ids(n), [cast.bank] * n, [cast.buyer] * n, [largest] * n) == []
    assert units(cast.buyer) == n * largest


def test_some_holds_return_and_some_expire(cast: Cast) -> None:
    ids, due = book.next_ids(2), time.now() + timedelta(days=1)
    answers = book.hold_batch(ids, [cast.buyer] * 2, [cast.seller] * 2, [5, 6],
        returns=[None, cast.fees], dues=[due, None])  # fmt: skip
    assert answers == []
    assert book.step_batch(ids, [1, 1], [Kind.REFUND, Kind.EXPIRE]) == []
    assert (units(cast.buyer), units(cast.fees)) == (94, 6)


def test_a_lost_connection_is_repeated_and_happens_once(cast: Cast) -> None:
    ids, doing = book.next_ids(1), act()
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as owner:
        for _ in range(2):
            connection.ensure_connection()
            owner.execute(
                "select pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid]
            )
            assert book.post_batch(ids, [cast.buyer], [cast.seller], [7]) == []
            owner.execute(
                "select pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid]
            )
            book.write(doing, book.Transfer(cast.buyer, cast.seller, 7), key=f"once:{cast.asset}")
    assert units(cast.seller) == 14


def test_many_callers_in_one_lane_each_get_their_own_answer(cast: Cast) -> None:
    lane, ids = HoldLane(), book.next_ids(60)

    def hold(hold_id: int) -> int:
        return lane.hold(book.Hold(hold_id, cast.buyer, cast.seller, None, 7, 2))

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(hold, ids))
    lane.close()
    assert sorted(answers) == [0] * 50 + [3] * 10
    accepted = {i for i, answer in zip(ids, answers, strict=True) if answer == 0}
    assert set(book.hold_states(ids)) == accepted
    with pytest.raises(TooManyWaiting):
        hold(ids[0])


def test_a_bad_item_is_answered_with_its_error_and_the_lane_goes_on(cast: Cast) -> None:
    lane, ids = HoldLane(), book.next_ids(2)
    item = book.Hold(ids[0], cast.buyer, cast.seller, None, 7, 2)
    object.__setattr__(item, "units", 0)  # As a bug would.
    with pytest.raises(Error):
        lane.hold(item)
    assert lane.hold(book.Hold(ids[1], cast.buyer, cast.seller, None, 7, 2)) == 0
    lane.close()
