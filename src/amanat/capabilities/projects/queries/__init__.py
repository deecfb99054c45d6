"""Every read of projects that others may use."""

from amanat.capabilities.projects.queries.money import (
    Money,
    Part,
    Standing,
    money_of,
    released_with,
    standing,
)
from amanat.capabilities.projects.queries.reading import (
    account_id_of,
    by_code,
    find,
    new_code,
    of_business,
    project,
    project_of,
)

__all__ = [
    "Money",
    "Part",
    "Standing",
    "account_id_of",
    "by_code",
    "find",
    "money_of",
    "new_code",
    "of_business",
    "project",
    "project_of",
    "released_with",
    "standing",
]
