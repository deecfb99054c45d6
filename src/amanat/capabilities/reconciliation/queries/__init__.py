"""Every read of reconciliation that others may use."""

from amanat.capabilities.reconciliation.queries.accounts import (
    BANK,
    of_the_house,
    opening_account_id,
)
from amanat.capabilities.reconciliation.queries.closing import (
    closing_content,
    closings,
    day_to_close,
)
from amanat.capabilities.reconciliation.queries.desk import (
    Agreed,
    Glance,
    Shown,
    agreed,
    as_shown,
    glance,
    shown,
)
from amanat.capabilities.reconciliation.queries.items import (
    Candidate,
    candidates,
    content_sha256,
    item,
    items,
    unexplained,
    unexplained_in,
)
from amanat.capabilities.reconciliation.queries.position import Position, position
from amanat.capabilities.reconciliation.queries.rights import check_finance
from amanat.capabilities.reconciliation.queries.said import (
    bank_balance,
    is_whole,
    latest_statement,
    listed_days,
    lists,
    start_day,
    statements,
    unmatched,
    whole_days,
)

__all__ = [
    "BANK",
    "Agreed",
    "Candidate",
    "Glance",
    "Position",
    "Shown",
    "agreed",
    "as_shown",
    "bank_balance",
    "candidates",
    "check_finance",
    "closing_content",
    "closings",
    "content_sha256",
    "day_to_close",
    "glance",
    "is_whole",
    "item",
    "items",
    "latest_statement",
    "listed_days",
    "lists",
    "of_the_house",
    "opening_account_id",
    "position",
    "shown",
    "start_day",
    "statements",
    "unexplained",
    "unexplained_in",
    "unmatched",
    "whole_days",
]
