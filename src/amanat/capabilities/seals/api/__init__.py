"""The same verbs for machines: the holder's under the seal's code, the desk's beside them.

Ids of checks, decisions, appeals and letters stand in the body; the seal's code in the address.
"""

from amanat.capabilities.seals.api import desk, holder
from amanat.capabilities.seals.api.routes import public, router

__all__ = ["desk", "holder", "public", "router"]
