"""How something is handed over that does not travel."""

from django.db import models

from amanat.capabilities.deals.models.deal import Deal


class Transfer(models.Model):
    """A domain on its way from one holder to another, and what the registry said last."""

    deal = models.OneToOneField(Deal, models.PROTECT, related_name="transfer")
    domain = models.TextField()
    handle = models.TextField(default="")  # The buyer's own name at the registry.
    opened_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    holder = models.TextField(default="")


class Tick(models.Model):
    """One point of an account's hand-over list that one side has ticked."""

    deal = models.ForeignKey(Deal, models.PROTECT, related_name="ticks")
    role = models.TextField()
    point = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deal", "role", "point"], name="a_point_ticked_once"),
        ]
