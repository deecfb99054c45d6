"""Every write of projects."""

from amanat.capabilities.projects.actions.account import (
    fund_project,
    give_back,
    open_project,
    receive,
)

__all__ = ["fund_project", "give_back", "open_project", "receive"]
