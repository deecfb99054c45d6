from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest
from django.db import connection

from amanat.kernel.log.answers import KeyTooLong, RequestKeyReused, Told, once

CALLERS = count(10**9)


@pytest.mark.django_db
def test_a_repeat_is_told_the_same_and_nothing_is_done_again() -> None:
    done: list[int] = []

    def do() -> Told:
        done.append(1)
        return Told(201, "made")

    first, second = (once(1, "k", b"body", do) for _ in range(2))
    assert (first, second) == (Told(201, "made"), Told(201, "made", again=True))
    assert done == [1]


@pytest.mark.django_db
def test_a_key_is_for_one_request_only() -> None:
    once(1, "k", b"body", lambda: Told(200, ""))
    with pytest.raises(RequestKeyReused):
        once(1, "k", b"other", lambda: Told(200, ""))
    assert once(2, "k", b"other", lambda: Told(200, "")) == Told(200, "")


@pytest.mark.django_db
def test_a_key_has_an_end() -> None:
    with pytest.raises(KeyTooLong):
        once(1, "k" * 256, b"", lambda: Told(200, ""))


@pytest.mark.usefixtures("committed")
def test_sixteen_hands_with_one_key_do_it_once() -> None:
    caller, done = next(CALLERS), []

    def knock(_: int) -> Told:
        try:
            return once(caller, "race", b"x", lambda: (done.append(1), Told(200, "ok"))[1])
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as hands:
        told = list(hands.map(knock, range(16)))
    assert done == [1]
    assert {one.body for one in told} == {"ok"}
    assert sum(not one.again for one in told) == 1
