"""Permits for machines: what anybody may know, what an applicant writes, what the desk decides."""

from amanat.capabilities.permits.api import desk, holder, public
from amanat.capabilities.permits.api.routes import router

__all__ = ["desk", "holder", "public", "router"]
