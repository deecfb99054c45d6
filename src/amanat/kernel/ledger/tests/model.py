"""The ledger as thirty lines of arithmetic: what the real one is compared with.

It knows nothing of SQL: dictionaries, one item after the other, and a copy to go back to.
"""

from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

RELEASE, REFUND, SPLIT, EXPIRE, FREEZE, UNFREEZE = range(1, 7)
FINAL = (RELEASE, REFUND, SPLIT, EXPIRE)


@dataclass
class Purse:
    is_debit_normal: bool = False
    limit: int | None = 0
    debit: int = 0
    credit: int = 0
    pending: int = 0

    def fits(self) -> bool:
        if self.limit is None:
            return True
        if self.is_debit_normal:
            return self.credit <= self.debit + self.limit
        return self.debit + self.pending <= self.credit + self.limit


@dataclass
class Held:
    content: tuple[Any, ...]  # debit, credit, return, party, units, due
    answer: int
    steps: list[tuple[int, int, int]] = field(default_factory=list)


@dataclass
class Model:
    purses: dict[int, Purse]
    fees: dict[int, int]  # The fee account of each account's asset.
    now: int = 0
    transfers: dict[int, tuple[tuple[Any, ...], int]] = field(default_factory=dict)
    holds: dict[int, Held] = field(default_factory=dict)

    def post(self, items: list[tuple[int, tuple[Any, ...]]], groups: list[int]) -> list[int]:
        """Items are (id, (debit, credit, units, kind))."""
        return self._in_order(items, groups, self._stored_transfer, self._transfer)

    def hold(self, items: list[tuple[int, tuple[Any, ...]]], groups: list[int]) -> list[int]:
        """Items are (id, (debit, credit, return, party, units, due))."""
        return self._in_order(items, groups, self._stored_hold, self._hold)

    def step(self, items: list[tuple[int, int, int, int, int]], fresh: bool = False) -> list[int]:
        """Items are (hold, turn, kind, paid, fee)."""
        return [self._step(*item, fresh) for item in items]

    def _in_order(self, items, groups, stored, do) -> list[int]:
        answers: list[int] = []
        for run in runs(items, groups):
            known = [stored(*item) for item in run]
            if all(answer is None for answer in known):
                answers += self._group(run, do)
            else:
                answers += [6 if answer is None else answer for answer in known]
                for item in (
                    item for item, answer in zip(run, known, strict=True) if answer is None
                ):
                    do(*item, answer=6)
        return answers

    def _group(self, run, do) -> list[int]:
        before = deepcopy(self)
        for at, item in enumerate(run):
            answer = do(*item)
            if answer:
                vars(self).update(vars(before))
                answers = [answer if n == at else 6 for n in range(len(run))]
                for item, told in zip(run, answers, strict=True):
                    do(*item, answer=told)
                return answers
        return [0] * len(run)

    def _stored_transfer(self, number, content):
        found = self.transfers.get(number)
        return found and (found[1] if found[0] == content else 2)

    def _stored_hold(self, number, content):
        found = self.holds.get(number)
        return found and (found.answer if found.content == content else 2)

    def _transfer(self, number, content, answer=0) -> int:
        debit, credit, units, _ = content
        if not answer:
            answer = self._check_accounts(debit, credit)
        if not answer:
            self.purses[debit].debit += units
            self.purses[credit].credit += units
            answer = 0 if self.purses[debit].fits() and self.purses[credit].fits() else 3
        self.transfers[number] = (content, answer)
        return answer

    def _hold(self, number, content, answer=0) -> int:
        debit, credit, back, _, units, _ = content
        if not answer:
            answer = self._check_accounts(debit, credit, back)
        if not answer:
            self.purses[debit].pending += units
            answer = 0 if self.purses[debit].fits() else 3
        self.holds[number] = Held(content, answer)
        return answer

    def _check_accounts(self, *accounts) -> int:
        named = [a for a in accounts if a is not None]
        if any(a not in self.purses for a in named):
            return 4
        return 0 if len({self.fees[a] for a in named}) == 1 else 4

    def _step(self, number, turn, kind, paid, fee, fresh) -> int:
        held = self.holds.get(number)
        if held is None or held.answer:
            return 4
        units, due = held.content[4], held.content[5]
        paid = units - fee if kind == RELEASE else paid
        if 1 <= turn <= len(held.steps):
            same = held.steps[turn - 1] == (kind, paid, fee)
            return 0 if same and not fresh else 5
        last = held.steps[-1][0] if held.steps else UNFREEZE
        if turn != len(held.steps) + 1 or last in FINAL:
            return 7
        if (last == FREEZE) != (kind == UNFREEZE):
            return 7
        if paid < 0 or paid + fee > units:
            return 3
        if kind == RELEASE and due is not None and due <= self.now:
            return 8
        if kind in FINAL and not self._settle(held, paid, fee):
            return 3
        held.steps.append((kind, paid, fee))
        return 0

    def _settle(self, held, paid, fee) -> bool:
        debit, credit, back, _, units, _ = held.content
        before = deepcopy(self.purses)
        rest = units - paid - fee if back is not None else 0
        self.purses[debit].pending -= units
        self.purses[debit].debit += paid + fee + rest
        self.purses[credit].credit += paid
        self.purses[self.fees[debit]].credit += fee
        if rest:
            self.purses[back].credit += rest
        touched = {debit, credit, self.fees[debit], back} - {None}
        if all(self.purses[a].fits() for a in touched):
            return True
        self.purses.update(before)
        return False


def runs(items, groups):
    """Equal neighbours in `groups` are one run; without groups each item is alone."""
    run: list[Any] = []
    for at, item in enumerate(items):
        if run and (not groups or groups[at] != groups[at - 1]):
            yield run
            run = []
        run.append(item)
    if run:
        yield run
