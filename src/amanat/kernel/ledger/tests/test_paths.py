"""The fast path, the exact path and the model give the same answers and the same balances."""

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from amanat.kernel.ledger import book
from amanat.kernel.ledger.tests.cast import Cast, new_cast
from amanat.kernel.ledger.tests.model import Model, Purse
from amanat.kernel.ledger.wire import Bigints, Ints, Smallints, send

pytestmark = pytest.mark.usefixtures("committed")
EXAMPLES = settings(max_examples=60, deadline=None, database=None)
SPOT = st.integers(0, 4)  # The fifth is an account that nobody opened.
NEVER_OPENED = 10**15  # Farther than the sequence of accounts ever comes; the asset stays.
ITEM = st.tuples(st.integers(0, 14), SPOT, SPOT, SPOT, st.integers(1, 9), st.integers(1, 4))
BATCHES = st.lists(st.lists(ITEM, min_size=1, max_size=8), min_size=1, max_size=3)


@given(batches=BATCHES)
@EXAMPLES
def test_transfers(batches) -> None:
    both_paths("ledger_post_v1", "ledger_post_exact_v1", batches, transfer_columns)


@given(batches=BATCHES)
@EXAMPLES
def test_holds(batches) -> None:
    both_paths("ledger_hold_v1", "ledger_hold_exact_v1", batches, hold_columns)


STEP = st.tuples(
    st.integers(0, 4), st.integers(1, 3), st.integers(1, 6), st.integers(0, 9), st.integers(0, 3)
)


@given(batches=st.lists(st.lists(STEP, min_size=1, max_size=5), min_size=1, max_size=4))
@EXAMPLES
def test_steps(batches) -> None:
    both_paths("ledger_step_v1", "ledger_step_exact_v1", batches, step_columns)


def both_paths(fast, exact, batches, columns) -> None:
    answers = []
    with transaction.atomic():
        world = World()
        for function in (fast, exact):
            with transaction.atomic():
                answers.append([world.play(function, batch, columns) for batch in batches])
                assert book.broken_invariants() == []
                transaction.set_rollback(True)
        transaction.set_rollback(True)
    assert answers[0] == answers[1] == [world.expect(batch, columns) for batch in batches]


class World:
    """A bank, a rich and a poor person, a safe; five holds to decide; fifteen free numbers."""

    def __init__(self) -> None:
        self.cast: Cast = new_cast("PATHS")
        safe = book.open_account("safe:PATHS", asset="PATHS", normal="debit")
        c = self.cast
        self.spots = [c.bank, c.buyer, c.seller, safe, NEVER_OPENED + c.bank]
        self.ids = book.next_ids(15)
        self.holds = book.next_ids(5)
        self.watched = [c.bank, c.buyer, c.seller, safe, c.fees]
        self.model = Model({a: Purse() for a in self.watched}, dict.fromkeys(self.watched, c.fees))
        self.model.fees[self.spots[4]] = c.fees
        self.model.purses[c.bank] = Purse(is_debit_normal=True, limit=None)
        self.model.purses[safe] = Purse(is_debit_normal=True)
        book.post_batch(book.next_ids(2), [c.bank, safe], [c.buyer, c.buyer], [40, 6])
        self.model.post([(-1, (c.bank, c.buyer, 40, "")), (-2, (safe, c.buyer, 6, ""))], [])
        credits = [c.seller, c.seller, safe, safe, c.seller]
        returns = [c.buyer, None, c.seller, None, safe]
        book.hold_batch(self.holds, [c.buyer] * 5, credits, [4, 5, 6, 4, 5], returns=returns)
        contents = zip(credits, returns, [4, 5, 6, 4, 5], strict=True)
        self.model.hold(
            [
                (i, (c.buyer, x, r, 0, u, None))
                for i, (x, r, u) in zip(self.holds, contents, strict=True)
            ],
            [],
        )

    def play(self, function, batch, columns):
        arguments, n, _ = columns(self, batch)
        return (send(function, *arguments) or [0] * n) if n else [], self.balances()

    def expect(self, batch, columns):
        _, _, model = columns(self, batch)
        answers = model(self.model)
        found = {a: self.model.purses[a] for a in self.watched}
        return answers, {a: (p.debit, p.credit, p.pending) for a, p in found.items()}

    def balances(self):
        with connection.cursor() as cursor:
            cursor.execute(
                "select id, posted_debit_units, posted_credit_units, pending_debit_units"
                " from ledger_account where id = any(%s)", [self.watched],
            )  # fmt: skip
            return {row[0]: row[1:] for row in cursor.fetchall()}

    def items(self, batch):
        """Numbers are used once in a batch; the same two accounts never meet."""
        unique = {item[0]: item for item in batch if item[1] != item[2]}.values()
        return [
            (self.ids[i], self.spots[d], self.spots[c], self.spots[r], u, g)
            for i, d, c, r, u, g in unique
        ]


def transfer_columns(world, batch):
    items = world.items(batch)
    ids, debits, credits, _, amounts, groups = columns_of(items, 6)
    arguments = [Bigints(ids), Bigints(debits), Bigints(credits), Bigints(amounts), Ints(groups),
        ("text[]", [])]  # fmt: skip
    contents = [(i, (d, c, u, "")) for i, d, c, _, u, _ in items]
    return arguments, len(items), lambda model: model.post(contents, groups)


def hold_columns(world, batch):
    items = world.items(batch)
    ids, debits, credits, returns, amounts, groups = columns_of(items, 6)
    arguments = [Bigints(ids), Bigints(debits), Bigints(credits), Bigints(returns), Bigints([]),
        Bigints(amounts), Ints(groups), ("timestamptz[]", []), ("boolean", False)]  # fmt: skip
    contents = [(i, (d, c, r, 0, u, None)) for i, d, c, r, u, _ in items]
    return arguments, len(items), lambda model: model.hold(contents, groups)


def step_columns(world, batch):
    pays = (3,)
    steps = [
        (world.holds[h], t, k, p if k in pays else 0, f if k in (1, 3) else 0)
        for h, t, k, p, f in {item[0]: item for item in batch}.values()
    ]
    holds, turns, kinds, paid, fees = columns_of(steps, 5)
    arguments = [
        Bigints(holds), Smallints(turns), Smallints(kinds), Bigints(paid), Bigints(fees),
        ("boolean", False),
    ]  # fmt: skip
    return arguments, len(steps), lambda model: model.step(steps)


def columns_of(items, width):
    return [list(column) for column in zip(*items, strict=True)] or [[] for _ in range(width)]
