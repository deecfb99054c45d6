"""The bank: Paya transfers, the account statement, identity inquiries, and its counter."""

from simulators.bank import api, counter, lines, steer, transfers

ROUTES = (*api.ROUTES, *counter.ROUTES, *steer.ROUTES)
SCHEMAS = (lines.SCHEMA, transfers.SCHEMA, steer.SCHEMA)
