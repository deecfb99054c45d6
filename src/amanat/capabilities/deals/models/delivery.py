"""How the goods travel."""

from django.db import models

from amanat.capabilities.deals.models.deal import Deal


class Shipment(models.Model):
    """How the goods travel. A corrected code makes a new row; the old one is no longer current."""

    deal = models.ForeignKey(Deal, models.PROTECT, related_name="shipments")
    carrier = models.TextField()
    code = models.TextField()
    file = models.ForeignKey("evidence.File", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["carrier", "code"], name="tracking_code_once"),
            models.UniqueConstraint(
                fields=["deal"], condition=models.Q(is_current=True), name="one_current_shipment"
            ),
        ]
