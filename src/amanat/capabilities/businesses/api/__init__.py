"""The same verbs for machines: the holder's under a business's code, the officer's beside them."""

from amanat.capabilities.businesses.api import desk, papers
from amanat.capabilities.businesses.api.routes import public, router

__all__ = ["desk", "papers", "public", "router"]
