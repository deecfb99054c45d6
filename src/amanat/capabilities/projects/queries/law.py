"""The dated set of staged release, as a kind of project needs it."""

from datetime import date, datetime, timedelta

from amanat.capabilities.projects.rules import terms
from amanat.kernel.law import parameters as law
from amanat.kernel.law.parameters import Parameter
from amanat.words.moments import tehran_day

SET = "staged.release"


def terms_on(kind: str, day: date) -> terms.Terms:
    return terms.terms_of(law.row_in_force(SET, day).value, kind)


def set_on(day: date) -> Parameter:
    """The dated row itself: its source, and whether it is settled."""
    return law.row_in_force(SET, day)


def days(name: str, at: datetime) -> timedelta:
    """A parameter of releases that counts days."""
    return timedelta(days=law.whole(f"release.{name}_days", at))


def needs_two(units: int, at: datetime) -> bool:
    """Whether one person is not enough for this sum."""
    return units > law.whole("release.two_person_units", at)


def name_of(row: Parameter) -> str:
    """How a decision names the set it used: "staged.release@2026-01-01"."""
    return f"{row.name}@{row.valid_from}"


def day_of(at: datetime) -> date:
    return tehran_day(at)
