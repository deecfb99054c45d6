"""Behpardakht Mellat: the SOAP service, the card page, and a look behind the counter."""

from simulators.mellat import cardpage, counter, soap
from simulators.mellat.orders import SCHEMA

ROUTES = (*soap.ROUTES, *cardpage.ROUTES, *counter.ROUTES)
SCHEMAS = (SCHEMA,)
OPEN_PATHS = cardpage.OPEN_PATHS
