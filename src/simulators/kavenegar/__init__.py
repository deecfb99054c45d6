"""Kavenegar: the SMS service and the phones that receive."""

from simulators.kavenegar import api, inbox
from simulators.kavenegar.messages import SCHEMA

ROUTES = (*api.ROUTES, *inbox.ROUTES)
SCHEMAS = (SCHEMA,)
