"""What the two say and show to each other."""

from django.db import models

from amanat.capabilities.deals.models.deal import Deal
from amanat.capabilities.deals.models.work import Handover


class Problem(models.Model):
    """What the buyer says is wrong, and what he wants."""

    deal = models.ForeignKey(Deal, models.PROTECT, related_name="problems")
    kind = models.TextField()
    words = models.TextField()
    wants = models.TextField()
    at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.TextField(default="")


class Message(models.Model):
    """One line of the two people's conversation."""

    deal = models.ForeignKey(Deal, models.PROTECT, related_name="messages")
    role = models.TextField()
    words = models.TextField()
    at = models.DateTimeField()


class DealFile(models.Model):
    """A file that belongs to a deal: both sides and its arbiter may open it, nobody else."""

    deal = models.ForeignKey(Deal, models.PROTECT, related_name="files")
    file = models.ForeignKey("evidence.File", models.PROTECT, related_name="+")
    role = models.TextField()
    about = models.TextField()  # "waybill", "problem", "evidence", "work"
    at = models.DateTimeField()
    handover = models.ForeignKey(Handover, models.PROTECT, null=True, related_name="files")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deal", "file"], name="file_once_in_a_deal"),
        ]


class CancelAsk(models.Model):
    """One side asked to cancel by agreement. While it waits, the deal's own clock stands still."""

    deal = models.ForeignKey(Deal, models.PROTECT, related_name="cancel_asks")
    role = models.TextField()
    words = models.TextField(default="")
    at = models.DateTimeField()
    left = models.DurationField()  # What was left of the deal's own deadline.
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deal", "role"], name="each_side_asks_to_cancel_once"),
        ]
