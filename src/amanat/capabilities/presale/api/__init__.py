"""Pre-sale for machines: campaigns and tickets, draws, offers."""

from amanat.capabilities.presale.api import campaigns, offers, staff
from amanat.capabilities.presale.api.routes import router

__all__ = ["campaigns", "offers", "router", "staff"]
