"""Words of a machine or a rule as a field of the API: a named shape with its values."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema

from amanat.words.act import Role
from amanat.words.machine import Machine


class OneOf:
    """`DealState = Annotated[str, OneOf("DealState", states_of(DEAL))]`: a string that is one of
    these words. The API's document shows it once, under its name."""

    def __init__(self, name: str, words: Iterable[str]) -> None:
        members = {word: word for word in words}
        self.kind = StrEnum(name, members)  # type: ignore[misc]  # members are known when it runs

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return handler.generate_schema(self.kind)


def states_of(machine: Machine) -> list[str]:
    """Every state of a machine."""
    return sorted(machine.all_states())


def verbs_of(machine: Machine, *who: Role) -> list[str]:
    """What these roles may do."""
    roles = frozenset(who)
    return sorted({row.verb for row in machine if row.who & roles})
