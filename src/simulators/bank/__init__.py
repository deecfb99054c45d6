"""The bank: Paya transfers, our account and its statements, identity inquiries, and its counter."""

from simulators.bank import account, api, counter, lines, settlements, slips, steer, transfers

ROUTES = (*api.ROUTES, *account.ROUTES, *slips.ROUTES, *counter.ROUTES, *steer.ROUTES)
SCHEMAS = (lines.SCHEMA, settlements.SCHEMA, transfers.SCHEMA, steer.SCHEMA)
