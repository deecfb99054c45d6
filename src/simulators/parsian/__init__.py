"""Parsian (PEC NewIPG): three SOAP services, the card page, and a look behind the counter."""

from simulators.parsian import cardpage, counter, soap
from simulators.parsian.orders import SCHEMA

ROUTES = (*soap.ROUTES, *cardpage.ROUTES, *counter.ROUTES)
SCHEMAS = (SCHEMA,)
