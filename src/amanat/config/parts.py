"""Which higher room stands with a part of its own on which lower room's page."""

from amanat.capabilities.contracts.pages import offering
from amanat.capabilities.deliveries.pages import joining
from amanat.capabilities.presale.pages import public
from amanat.face import parts


def place() -> None:
    """An offer leads to its contract, a permit to its campaigns, a contract to its delivery."""
    parts.add("offer", "contract", offering.part)
    parts.add("permit", "campaigns", public.campaigns_of)
    parts.add("contract", "delivery", joining.part)
