"""Every write: tries at codes, our own licences, badges of seals, and what is published."""

from amanat.capabilities.registry.actions.badges import issue_badge as issue_badge
from amanat.capabilities.registry.actions.badges import (
    issue_missing_badges as issue_missing_badges,
)
from amanat.capabilities.registry.actions.badges import rotate_badge_code as rotate_badge_code
from amanat.capabilities.registry.actions.licences import confirm_licence as confirm_licence
from amanat.capabilities.registry.actions.licences import end_licence as end_licence
from amanat.capabilities.registry.actions.licences import expire_licence as expire_licence
from amanat.capabilities.registry.actions.licences import look as look
from amanat.capabilities.registry.actions.licences import propose_licence as propose_licence
from amanat.capabilities.registry.actions.licences import turn_down_licence as turn_down_licence
from amanat.capabilities.registry.actions.lists import publish as publish
