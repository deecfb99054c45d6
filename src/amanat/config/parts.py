"""Which higher room stands with a part of its own on which lower room's page, and who speaks in the
inbox."""

from amanat.capabilities.businesses.pages import tasks as businesses
from amanat.capabilities.ceilings.pages import tasks as ceilings
from amanat.capabilities.contracts.pages import offering
from amanat.capabilities.contracts.pages import tasks as contracts
from amanat.capabilities.deals.pages import tasks as deals
from amanat.capabilities.deliveries.pages import joining
from amanat.capabilities.deliveries.pages import tasks as deliveries
from amanat.capabilities.desk.pages import tasks as desk
from amanat.capabilities.market.pages import tasks as market
from amanat.capabilities.payments.pages import tasks as payments
from amanat.capabilities.permits.pages import tasks as permits
from amanat.capabilities.presale.pages import public
from amanat.capabilities.presale.pages import tasks as presale
from amanat.capabilities.projects.pages import tasks as projects
from amanat.capabilities.protection.pages import tasks as protection
from amanat.capabilities.radar.pages import tasks as radar
from amanat.capabilities.ranks.pages import tasks as ranks
from amanat.capabilities.reconciliation.pages import tasks as reconciliation
from amanat.capabilities.registry.pages import tasks as registry
from amanat.capabilities.risk.pages import tasks as risk
from amanat.capabilities.seals.pages import tasks as seals
from amanat.capabilities.support.pages import tasks as support
from amanat.capabilities.watch.pages import tasks as watch
from amanat.face import parts, tasks

#  The rooms in which something waits for a person.
ROOMS = (businesses, ceilings, contracts, deals, deliveries, desk, market, payments, permits,
         presale, projects, protection, radar, ranks, reconciliation, registry, risk, seals,
         support, watch)  # fmt: skip


def place() -> None:
    """What stands on whose page, and which rooms speak in the inbox."""
    _place_parts()
    for room in ROOMS:
        tasks.add(room.__name__, room.waiting)


def _place_parts() -> None:
    """An offer leads to its contract, a permit to its campaigns, a contract to its delivery."""
    parts.add("offer", "contract", offering.part)
    parts.add("permit", "campaigns", public.campaigns_of)
    parts.add("contract", "delivery", joining.part)
