"""A question that is asked again and again is put into SQL once.

Composing a question costs Django three times what PostgreSQL needs to answer it. `@question` marks
a function that says a queryset: it is called once, with a place in place of each value, and the text
that comes of it is asked from then on. What comes back are the same objects, of one look each.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from datetime import date
from typing import Any, Generic, ParamSpec, TypeVar, cast

from django.db import connections
from django.db.models import QuerySet, Value
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

P = ParamSpec("P")
R = TypeVar("R")
Values = Mapping[str, object]
PLAIN = (int, str, bytes, date)  # What PostgreSQL is given as it is; a moment is a date, too.
WAYS: dict[str, Callable[[QuerySet[Any, Any]], QuerySet[Any, Any]]] = {
    "all": lambda rows: rows,
    "first": lambda rows: rows[:1],
    "exists": lambda rows: rows.order_by().values_list(Value(1))[:1],
}


class Place(Value):
    """Stands in the text for a value that is given when the question is asked."""

    def as_sql(self, *_: Any, **__: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)


class Composed:
    """What was composed: a queryset, who composed it, and the text with its values and places."""

    def __init__(self, rows: Any) -> None:
        assert not rows._prefetch_related_lookups, "A question is one look at the database."
        self.rows = rows
        self._compiler = rows.query.get_compiler(rows.db)
        self._text, self._given = self._compiler.as_sql()

    def found(self, values: Values) -> list[Any]:
        """What the database answers with these values in their places."""
        said = _Said(self.rows.query, self._asking(values))
        asked: Any = QuerySet(self.rows.model, query=cast(Query, said), using=self.rows.db)
        asked._fields = self.rows._fields
        return list(self.rows._iterable_class(asked))

    def _asking(self, values: Values) -> SQLCompiler:
        """Who composed it has its words ready, on this thread's connection."""
        given = [values[one.value] if isinstance(one, Place) else one for one in self._given]
        asking = copy(self._compiler)
        asking.connection = connections[self.rows.db]
        asking.as_sql = lambda: (self._text, given)
        return cast(SQLCompiler, asking)


class _Said:
    """Stands where a queryset's query stood; whoever is to compose it is done already."""

    def __init__(self, query: Query, asking: SQLCompiler) -> None:
        self._query, self._asking = query, asking

    def __getattr__(self, name: str) -> Any:
        return getattr(self._query, name)

    def get_compiler(self, *_: object, **__: object) -> SQLCompiler:
        return self._asking


class Question(Generic[P, R]):
    """A question with places for its values, and what was composed for each way to ask it."""

    def __init__(self, says: Callable[P, QuerySet[Any, R]]) -> None:
        self._says: Callable[..., QuerySet[Any, R]] = says
        self._names = tuple(inspect.signature(says).parameters)
        self._composed: dict[str, Composed] = {}

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> "Asked[R]":
        values = dict(zip(self._names, args, strict=False)) | kwargs
        assert len(values) == len(self._names), "Every place has a value."
        assert all(isinstance(one, PLAIN) for one in values.values()), "Plain values only."
        return Asked(self, values)

    def answer(self, way: str, values: Values) -> list[Any]:
        """The answer to the question asked in one of the `WAYS`."""
        if way not in self._composed:
            places = {name: Place(name) for name in self._names}
            self._composed[way] = Composed(WAYS[way](self._says(**places)))
        return self._composed[way].found(values)


class Asked(Generic[R]):
    """A question with its values. Each reading of it is one look at the database."""

    def __init__(self, question: Question[Any, R], values: Values) -> None:
        self._question, self._values = question, values

    def __iter__(self) -> Iterator[R]:
        return iter(self._question.answer("all", self._values))

    def first(self) -> R | None:
        """The first row in the question's own order, or None: no order is added to it."""
        return next(iter(self._question.answer("first", self._values)), None)

    def get(self) -> R:
        """The row that is there: it was written before anybody could ask."""
        row = self.first()
        assert row is not None, "What must be there is not."
        return row

    def exists(self) -> bool:
        """Whether there is any row."""
        return bool(self._question.answer("exists", self._values))


def question(says: Callable[P, QuerySet[Any, R]]) -> Question[P, R]:
    """Marks a function that says a queryset as a question with its parameters as places."""
    return Question(says)
