"""Another fee payer, asked for between agreement and payment."""

from django.db import models

from amanat.capabilities.deals.models.deal import Deal


class FeeAsk(models.Model):
    """One side signs the agreed terms with another fee payer; the other signs them, or does not."""

    deal = models.ForeignKey(Deal, models.PROTECT, related_name="fee_asks")
    role = models.TextField()
    fee_payer = models.TextField()
    sha256 = models.TextField()  # Of the terms with only the fee payer changed: both sign this.
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    outcome = models.TextField(default="")  # "accepted", "refused" or "replaced"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["deal"], condition=models.Q(answered_at=None), name="one_open_fee_ask"
            ),
        ]
