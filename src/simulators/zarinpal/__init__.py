"""ZarinPal v4: JSON calls, the page called StartPay, and a look behind the counter."""

from simulators.zarinpal import api, cardpage, counter, graph
from simulators.zarinpal.orders import SCHEMA

ROUTES = (*api.ROUTES, *graph.ROUTES, *cardpage.ROUTES, *counter.ROUTES)
SCHEMAS = (SCHEMA,)
