"""Kavenegar: the SMS service and the phones that receive, and answer."""

from simulators.kavenegar import api, inbox, messages, replies

ROUTES = (*api.ROUTES, *inbox.ROUTES, *replies.ROUTES)
SCHEMAS = (messages.SCHEMA, replies.SCHEMA)
