"""Two people meet, and the goods change hands there."""

from django.db import models

from amanat.capabilities.deals.models.deal import Deal


class Meeting(models.Model):
    """How often the code of this hand-over was typed wrong. A new code is a new round.

    The code itself is made from the deal and the round, and never stored.
    """

    deal = models.OneToOneField(Deal, models.PROTECT, related_name="meeting")
    round = models.PositiveSmallIntegerField(default=1)
    tries = models.PositiveSmallIntegerField(default=0)
    typed_at = models.DateTimeField(null=True)  # When the right code was typed.
    met_at = models.DateTimeField(null=True)
