"""What a seller of work hands in, and what the buyer asks to be changed."""

from django.db import models

from amanat.capabilities.deals.models.deal import Deal


class Handover(models.Model):
    """What was handed in for a stage: words, files, and one hash over both. Never changed."""

    deal = models.ForeignKey(Deal, models.PROTECT, related_name="handovers")
    number = models.PositiveSmallIntegerField()
    words = models.TextField()
    sha256 = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["deal", "number"], name="one_handover_of_a_number"),
        ]


class Revision(models.Model):
    """What the buyer wants changed before approving. At most as many as were agreed."""

    deal = models.ForeignKey(Deal, models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    words = models.TextField()
    at = models.DateTimeField()
    until = models.DateTimeField()  # When the revised work is due.

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["deal", "number"], name="one_revision_of_a_number"),
        ]
