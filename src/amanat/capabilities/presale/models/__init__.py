"""The records of pre-sale."""

from amanat.capabilities.presale.models.campaigns import (
    BuyerFile,
    Campaign,
    CampaignPrice,
    DrawnSeat,
    Purchase,
    SecretHolder,
    SecretPart,
)
from amanat.capabilities.presale.models.offers import PresaleOffer
from amanat.capabilities.presale.models.openings import Opening

__all__ = [
    "BuyerFile",
    "Campaign",
    "CampaignPrice",
    "DrawnSeat",
    "Opening",
    "PresaleOffer",
    "Purchase",
    "SecretHolder",
    "SecretPart",
]
