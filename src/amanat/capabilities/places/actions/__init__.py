"""Every write of places: the tables of the country, and post offices from files."""

from amanat.capabilities.places.actions.offices import BadRow, import_offices
from amanat.capabilities.places.actions.tables import load, load_offices

__all__ = ["BadRow", "import_offices", "load", "load_offices"]
