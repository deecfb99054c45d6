"""An opening: the hours in which units of a permit are asked for, first come first served.

The queue itself (presale_intake, presale_cursor) is written by SQL functions only; see sql/.
"""

from django.db import models
from django.db.models import F, Q


class Opening(models.Model):
    """Units of one permit, offered for some hours. Each accepted application is a hold."""

    ceiling_account_id = models.BigIntegerField()  # What may still be sold: an account of its own.
    sold_account_id = models.BigIntegerField()  # Where units go once their contract is signed.
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    most_units = models.BigIntegerField()  # For one buyer.
    pay_minutes = models.PositiveIntegerField()  # From the decision on; then the units go back.
    permit_id = models.BigIntegerField(null=True)
    campaign_id = models.BigIntegerField(
        null=True, unique=True
    )  # Its offers say until when to pay.
    stopped_at = models.DateTimeField(null=True)  # Nobody applies and nobody is decided meanwhile.
    ended_at = models.DateTimeField(null=True)  # What was still waiting then is not decided.

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__lt=F("closes_at")), name="an_opening_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(most_units__gte=1, most_units__lte=10**15),
                name="a_buyer_may_ask_for_one_unit",
            ),
            models.CheckConstraint(
                condition=~Q(ceiling_account_id=F("sold_account_id")),
                name="ceiling_and_sold_are_two_accounts",
            ),
            models.CheckConstraint(condition=Q(pay_minutes__gte=1), name="there_is_time_to_pay"),
        ]
