"""The verbs of a deal for machines. Amounts are whole rial, written as strings of digits.

Importing a module puts its routes on the router. `agreement` comes first: its fixed words stand
before `{code}`, because the first address that fits is taken.
"""

from amanat.capabilities.deals.api import (
    agreement,
    coins,
    damage,
    delivery,
    guard,
    money,
    plain,
    quarrel,
    rating,
    reading,
    virtual,
    work,
)
from amanat.capabilities.deals.api.routes import router

__all__ = [
    "agreement",
    "coins",
    "damage",
    "delivery",
    "guard",
    "money",
    "plain",
    "quarrel",
    "rating",
    "reading",
    "router",
    "virtual",
    "work",
]
