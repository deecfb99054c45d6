"""A machine that plays random histories on the real ledger and on the model, side by side.

One example is one transaction that is rolled back at its end, so examples are independent, and
checking every invariant of the whole book after each costs little.
"""

from copy import deepcopy
from datetime import timedelta
from functools import lru_cache

from django.db import connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from amanat.kernel.clock import time
from amanat.kernel.ledger import book
from amanat.kernel.ledger.refusals import REFUSALS, KeyReused, NoSuchHold
from amanat.kernel.ledger.tests.cast import Cast, act, key, new_cast
from amanat.kernel.ledger.tests.model import Model, Purse
from amanat.kernel.transactions import as_in_a_test
from amanat.words.refusal import Refused

SPOT = st.sampled_from([1, 1, 1, 0, 2, 2, 3, 4, 5, 6])  # Mostly people with little money.
UNITS = st.integers(1, 12)
FEE = st.integers(0, 2)
TURN = st.sampled_from([1, 1, 1, 1, 0, 2])  # Mostly the next one; sometimes stale or too far.
KIND = st.sampled_from([1, 1, 2, 3, 4, 5, 5, 6, 6])
#  How deals are decided: anyhow, or as most are that somebody stops: frozen, freed, decided.
COURSE = st.lists(KIND, max_size=3) | st.builds(lambda last: [5, 6, last], KIND)
NEWEST = st.sampled_from([0, 0, 0, 1, 2])  # Mostly the newest hold.
DUE = st.sampled_from([None, None, 1, 2])  # In hours of platform time.
TRANSFER = st.tuples(st.just("transfer"), SPOT, SPOT, UNITS)
HOLD = st.tuples(st.just("hold"), SPOT, SPOT, st.none() | SPOT, UNITS, DUE)
STEP = st.tuples(st.just("step"), NEWEST, TURN, KIND, UNITS, FEE)
GROUPS = st.lists(st.integers(1, 3), min_size=4, max_size=4)


@lru_cache
def accounts_of(database: str) -> tuple[Cast, int, int, int, int]:
    """Opened and committed once for each database; every history starts from empty accounts."""
    cast = new_cast("MACHINE")
    return (
        cast,
        book.open_account("rich:MACHINE", asset="MACHINE", limit_units=5),
        book.open_account("safe:MACHINE", asset="MACHINE", normal="debit"),
        book.open_account("bank:OTHER", asset="OTHER", limit_units=None),
        book.account("fees:OTHER"),
    )


class LedgerMachine(RuleBasedStateMachine):
    """A bank without limit, three people, a safe, the fees, and an account of another asset."""

    def __init__(self) -> None:
        super().__init__()
        cast, rich, safe, other, other_fees = accounts_of(connection.settings_dict["NAME"])
        self.unit_of_work = transaction.atomic()
        self.unit_of_work.__enter__()
        as_in_a_test()
        self.spots = [cast.bank, cast.buyer, cast.seller, rich, safe, cast.fees, other]
        purses = {a: Purse() for a in self.spots}
        purses[cast.bank] = Purse(is_debit_normal=True, limit=None)
        purses[safe] = Purse(is_debit_normal=True)
        purses[rich] = Purse(limit=5)
        purses[other] = Purse(limit=None)
        fees = dict.fromkeys(self.spots, cast.fees) | {other: other_fees}
        self.model = Model(purses, fees)
        self.start = time.now()
        self.keys: list[tuple[str, tuple[book.Item, ...]]] = []
        book.write(act(), book.Transfer(cast.bank, cast.buyer, 20), key=key())
        self.model.post([(book.next_id(), (cast.bank, cast.buyer, 20, ""))], [])

    def teardown(self) -> None:
        try:
            if not connection.needs_rollback:
                assert book.broken_invariants() == []
        finally:
            transaction.set_rollback(True)
            self.unit_of_work.__exit__(None, None, None)

    @rule(wish=TRANSFER | HOLD | STEP)
    def one(self, wish) -> None:
        self.play((self.item(wish),))

    @rule(wishes=st.lists(TRANSFER | HOLD | STEP, min_size=2, max_size=4))
    def linked(self, wishes) -> None:
        self.play(tuple(self.item(wish) for wish in wishes))

    @rule(units=UNITS, back=st.none() | SPOT, due=DUE, kinds=COURSE, fee=FEE)
    def a_deal(self, units, back, due, kinds, fee) -> None:
        """Money comes in, is held, and decided turn by turn: what real histories are made of."""
        bank, buyer = self.spots[0], self.spots[1]
        hold = self.item(("hold", 1, 2, back, units, due))
        self.play((book.Transfer(bank, buyer, units), hold))
        for turn, kind in enumerate(kinds, start=1):
            kind = book.StepKind(kind)
            paid = units // 2 if kind is book.StepKind.SPLIT else 0
            taken = fee if kind in (book.StepKind.RELEASE, book.StepKind.SPLIT) else 0
            self.play((book.Step(hold.hold_id, turn, kind, paid, taken),))

    @rule(wishes=st.lists(TRANSFER, min_size=2, max_size=4), groups=GROUPS)
    def post_many(self, wishes, groups) -> None:
        items = [self.item(wish) for wish in wishes]
        ids, contents = book.next_ids(len(items)), [transfer(i) for i in items]
        columns = [list(column) for column in zip(*contents, strict=True)]
        for _ in range(2):  # The second time is a replay and answers the same.
            answers = book.post_batch(
                ids, *columns[:3], groups=groups[: len(items)], kinds=columns[3]
            )
            expected = self.model.post(list(zip(ids, contents, strict=True)), groups)
            assert (answers or [0] * len(items)) == expected

    @rule(wishes=st.lists(HOLD, min_size=2, max_size=4), groups=GROUPS, reuse=st.booleans())
    def hold_many(self, wishes, groups, reuse) -> None:
        items = [self.item(wish) for wish in wishes]
        ids = book.next_ids(len(items))
        if reuse and self.model.holds:
            ids[0] = next(iter(self.model.holds))
        contents = [hold(i) for i in items]
        debits, credits, returns, parties, amounts, _ = zip(*contents, strict=True)
        answers = book.hold_batch(ids, debits, credits, amounts, returns=returns, parties=parties,
            groups=groups[: len(items)], dues=[i.due_at for i in items])  # fmt: skip
        expected = self.model.hold(list(zip(ids, self.known(contents), strict=True)), groups)
        assert (answers or [0] * len(items)) == expected

    @precondition(lambda self: self.model.holds)
    @rule(wishes=st.lists(STEP, min_size=2, max_size=4))
    def step_many(self, wishes) -> None:
        steps = {i.hold_id: i for i in map(self.item, wishes)}.values()
        columns = zip(*(step(i) for i in steps), strict=True)
        holds, turns, kinds, pays, fees = map(list, columns)
        answers = book.step_batch(holds, turns, kinds, pays=pays, fees=fees)
        assert (answers or [0] * len(holds)) == self.model.step([step(i) for i in steps])

    @precondition(lambda self: self.keys)
    @rule(which=st.integers(0, 50))
    def say_it_again(self, which) -> None:
        said, items = self.keys[which % len(self.keys)]
        try:
            book.write(act(), *items, key=said)
        except Refused as refusal:
            raise AssertionError("The same key and content was refused.") from refusal

    @precondition(lambda self: self.keys)
    @rule(which=st.integers(0, 50), wish=TRANSFER)
    def say_something_else(self, which, wish) -> None:
        said, items = self.keys[which % len(self.keys)]
        other = (self.item(wish),)
        if other == items:
            return
        try:
            book.write(act(), *other, key=said)
        except KeyReused:
            return
        raise AssertionError("The key was used for other content, and nobody said no.")

    @rule()
    def an_hour_passes(self) -> None:
        time.advance(timedelta(hours=1))
        self.model.now += 1

    @invariant()
    def balances_are_those_of_the_model(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "select id, posted_debit_units, posted_credit_units, pending_debit_units"
                " from ledger_account where id = any(%s)", [self.spots],
            )  # fmt: skip
            found = {row[0]: row[1:] for row in cursor.fetchall()}
        assert found == {a: (p.debit, p.credit, p.pending) for a, p in self.model.purses.items()}

    def play(self, items: tuple[book.Item, ...]) -> None:
        """Write the items as one linked group, on both sides."""
        said = key()
        expected = self.expect(items)
        try:
            book.write(act(), *items, key=said)
        except Refused as refusal:
            assert type(refusal) is expected, f"{refusal!r} instead of {expected}"
        else:
            assert expected is None, f"Accepted instead of {expected}"
            self.keys.append((said, items))

    def expect(self, items: tuple[book.Item, ...]) -> type[Refused] | None:
        before = deepcopy(self.model)
        for item in items:
            answer = self.answer(item)
            if answer:
                self.model = before
                return (
                    NoSuchHold if answer == 4 and isinstance(item, book.Step) else REFUSALS[answer]
                )
        return None

    def answer(self, item: book.Item) -> int:
        if isinstance(item, book.Transfer):
            return self.model.post([(-len(self.model.transfers) - 1, transfer(item))], [])[0]
        if isinstance(item, book.Hold):
            return self.model.hold([(item.hold_id, self.known([hold(item)])[0])], [])[0]
        return self.model.step([step(item)], fresh=True)[0]

    def known(self, contents):
        """Deadlines in the model's hours."""
        return [
            (*c[:5], c[5] and round((c[5] - self.start) / timedelta(hours=1))) for c in contents
        ]

    def item(self, wish) -> book.Item:
        what, *rest = wish
        if what == "step":
            number, turn, kind, paid, fee = rest
            return self.a_step(number, turn, book.StepKind(kind), paid, fee)
        debit, credit = self.spots[rest[0]], self.spots[rest[1] % len(self.spots)]
        if debit == credit:
            credit = self.spots[(rest[0] + 1) % len(self.spots)]
        if what == "transfer":
            return book.Transfer(debit, credit, rest[2], "test")
        back = None if rest[2] is None else self.spots[rest[2]]
        due = rest[4] and self.start + timedelta(hours=rest[4])
        return book.Hold(book.next_id(), debit, credit, back, 7, rest[3], due)

    def a_step(self, number, turn, kind, paid, fee) -> book.Step:
        known = [n for n, held in self.model.holds.items() if not held.answer]
        hold_id = known[-1 - number % len(known)] if known else book.next_id()  # Of nothing.
        seen = len(self.model.holds[hold_id].steps) if known else 0
        if kind is not book.StepKind.SPLIT:
            paid = 0
        if kind not in (book.StepKind.RELEASE, book.StepKind.SPLIT):
            fee = 0
        return book.Step(hold_id, max(seen + turn, 1), kind, paid, fee)


def transfer(item: book.Transfer):
    return (item.debit_id, item.credit_id, item.units, item.kind)


def hold(item: book.Hold):
    return (item.debit_id, item.credit_id, item.return_id, item.party_id, item.units, item.due_at)


def step(item: book.Step):
    return (item.hold_id, item.turn, int(item.kind), item.paid_units, item.fee_units)
