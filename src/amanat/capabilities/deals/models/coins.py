"""Digital currency: the switch, and which transaction was sent for which deal."""

from django.db import models

from amanat.capabilities.deals.models.deal import Deal
from amanat.capabilities.deals.states import SWITCH
from amanat.kernel.log.moves import Locking, Thing


class Switch(Thing):
    """A kind of deal that is off until two officers have switched it on."""

    MACHINE = SWITCH

    what = models.TextField()
    proposed_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = Locking.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["what"],
                condition=models.Q(state__in=["proposed", "on"]),
                name="one_switch_at_a_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="on")
                | (
                    models.Q(confirmed_by__isnull=False)
                    & ~models.Q(confirmed_by=models.F("proposed_by"))
                ),
                name="two_officers_switch_on",
            ),
        ]


class CoinTransfer(models.Model):
    """The transaction by which the coins went to the agreed address. One for one deal."""

    deal = models.OneToOneField(Deal, models.PROTECT, related_name="coin_transfer")
    network = models.TextField()
    txid = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "txid"], name="one_deal_of_a_transaction"),
        ]
