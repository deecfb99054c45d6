"""What one buyer is offered out of a campaign: units to pay for in time, or the next one may."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amanat.capabilities.presale.models.campaigns import Campaign
from amanat.capabilities.presale.states import OFFER, OFFERED, TAKEN
from amanat.kernel.log.moves import Locking, Thing
from amanat.words.machine import Machine


class PresaleOffer(Thing):
    """Its units are held in the permit's stock until it is taken, or goes on to the next."""

    MACHINE: ClassVar[Machine] = OFFER

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="offers")
    permit_id = models.BigIntegerField()
    buyer_id = models.BigIntegerField()
    units = models.PositiveIntegerField(default=1)
    price_units = models.BigIntegerField()  # As announced when this buyer enlisted.
    stock_hold_id = models.BigIntegerField(unique=True)
    ticket = models.TextField(default="")  # The pseudonym of a lottery's ticket.
    place = models.PositiveIntegerField(null=True)
    subject = models.TextField(default="")  # "contract:17" once it is signed: what is paid for.
    offered_at = models.DateTimeField()

    objects = Locking["PresaleOffer"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["buyer_id", "-id"], name="offer_of_buyer")]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "buyer_id"],
                condition=Q(state__in=(OFFERED, TAKEN)),
                name="one_live_offer_to_a_buyer",
            ),
            models.CheckConstraint(condition=Q(price_units__gte=1), name="an_offer_has_a_price"),
            models.CheckConstraint(condition=Q(units__gte=1), name="an_offer_has_units"),
        ]
