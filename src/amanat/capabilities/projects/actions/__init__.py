"""Every write of projects."""

from amanat.capabilities.projects.actions.account import (
    fund_project,
    give_back,
    open_project,
    receive,
)
from amanat.capabilities.projects.actions.passing import pass_receipts

__all__ = ["fund_project", "give_back", "open_project", "pass_receipts", "receive"]
