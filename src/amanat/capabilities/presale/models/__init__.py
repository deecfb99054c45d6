"""The records of pre-sale."""

from amanat.capabilities.presale.models.openings import Opening

__all__ = ["Opening"]
