"""Which higher room stands with a part of its own on which lower room's page, and who speaks in the
inbox."""

from amanat.capabilities.contracts.pages import offering
from amanat.capabilities.contracts.pages import tasks as contracts
from amanat.capabilities.deals.pages import lists
from amanat.capabilities.deliveries.pages import joining
from amanat.capabilities.deliveries.pages import tasks as deliveries
from amanat.capabilities.desk.pages import tasks as desk
from amanat.capabilities.permits.pages import tasks as permits
from amanat.capabilities.presale.pages import public
from amanat.capabilities.seals.pages import tasks as seals
from amanat.face import parts, tasks


def place() -> None:
    """What stands on whose page, and which rooms speak in the inbox."""
    _place_parts()
    tasks.add("deals", lists.waiting)
    tasks.add("contracts", contracts.waiting)
    tasks.add("deliveries", deliveries.waiting)
    tasks.add("seals", seals.waiting)
    tasks.add("permits", permits.waiting)
    tasks.add("desk", desk.waiting)


def _place_parts() -> None:
    """An offer leads to its contract, a permit to its campaigns, a contract to its delivery."""
    parts.add("offer", "contract", offering.part)
    parts.add("permit", "campaigns", public.campaigns_of)
    parts.add("contract", "delivery", joining.part)
