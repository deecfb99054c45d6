"""A state machine is one table. Code, database, pages, docs and tests all read the same rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from amanat.words.act import Role
from amanat.words.refusal import NotYours, WrongState
from amanat.words.text import Text

BIRTH = ""


@dataclass(frozen=True, slots=True, init=False)
class Row:
    """`who` may `verb` a thing from state `old` to state `new`."""

    verb: str
    old: str
    new: str
    who: frozenset[Role]

    def __init__(self, verb: str, old: str, new: str, *who: Role) -> None:
        assert who, "Somebody must be allowed to do it."
        for name, value in zip(("verb", "old", "new", "who"), (verb, old, new, frozenset(who)),
                               strict=True):  # fmt: skip
            object.__setattr__(self, name, value)


@dataclass(frozen=True, slots=True)
class Timer:
    """In `state` the clock runs; at zero it does `then`. `says` tells people so beforehand."""

    state: str
    then: str
    says: Text


class Machine:
    """Rows, timers, and a label in both languages for every verb and state.

    `name` is also the name of the id keyword of its verbs: machine "deal" has verbs that take
    `deal_id`.
    """

    def __init__(
        self,
        name: str,
        *rows: Row,
        verbs: Mapping[str, Text],
        states: Mapping[str, Text],
        timers: tuple[Timer, ...] = (),
    ) -> None:
        self.name = name
        self.rows = rows
        self.verbs = verbs
        self.states = states
        self.timers = {timer.state: timer for timer in timers}
        self._found = {(row.verb, row.old): row for row in rows}
        self._check()

    def _check(self) -> None:
        assert len(self._found) == len(self.rows), "One verb from one state leads to one place."
        assert {row.verb for row in self.rows} == set(self.verbs), f"{self.name}: verb labels."
        assert self.all_states() == set(self.states), f"{self.name}: state labels."
        for timer in self.timers.values():
            row = self.find(timer.then, timer.state)
            assert row and Role.CLOCK in row.who, f"{self.name}: the clock cannot {timer.then}."

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def all_states(self) -> set[str]:
        return {state for row in self.rows for state in (row.old, row.new)} - {BIRTH}

    def find(self, verb: str, old: str) -> Row | None:
        return self._found.get((verb, old))

    def row(self, verb: str, old: str, role: Role) -> Row:
        """The row that lets `role` do `verb` from `old`, or a refusal."""
        row = self.find(verb, old)
        if row is None:
            raise WrongState(verb=verb, state=old)
        if role not in row.who:
            raise NotYours(verb=verb, role=role)
        return row

    def open_to(self, role: Role, state: str) -> list[str]:
        """The verbs `role` may use in `state`, in table order: the buttons of a page."""
        return [row.verb for row in self.rows if role in row.who and row.old == state]

    def ends(self) -> set[str]:
        """States that nothing leaves."""
        return self.all_states() - {row.old for row in self.rows}

    def mermaid(self) -> str:
        """The diagram of the machine, for the generated docs."""
        lines = []
        for row in self.rows:
            who = ", ".join(sorted(row.who))
            lines.append(f"    {row.old or '[*]'} --> {row.new}: {row.verb} ({who})")
        lines += [f"    {state} --> [*]" for state in sorted(self.ends())]
        return "stateDiagram-v2\n" + "\n".join(lines)
