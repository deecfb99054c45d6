"""Threads on real connections: one wins, every time."""

import os

import pytest

from amanat.kernel.ledger.tests import races

pytestmark = pytest.mark.usefixtures("committed")
ROUNDS = int(os.environ.get("AMANAT_ROUNDS", "20"))


def test_64_threads_decide_one_hold_and_exactly_one_wins() -> None:
    races.decide_one_hold(ROUNDS)


def test_the_last_units_go_to_exactly_those_they_suffice_for() -> None:
    races.take_the_last_units(max(3, ROUNDS // 20))


def test_the_same_key_from_32_threads_happens_once() -> None:
    races.say_the_same(max(5, ROUNDS // 10))


def test_batches_over_the_same_accounts_never_block_each_other_for_good() -> None:
    races.move_in_circles(max(10, ROUNDS // 2))
