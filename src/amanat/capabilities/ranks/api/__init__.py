"""Ranks for machines: the holder's and the desk's verbs, and what everybody may compute again."""

from amanat.capabilities.ranks.api import desk as desk
from amanat.capabilities.ranks.api import holder as holder
from amanat.capabilities.ranks.api import sellers as sellers
from amanat.capabilities.ranks.api.routes import public, router

__all__ = ["desk", "holder", "public", "router", "sellers"]
