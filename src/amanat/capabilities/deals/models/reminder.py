"""What a side was reminded of, so that nobody is reminded twice."""

from django.db import models

from amanat.capabilities.deals.models.deal import Deal


class Reminder(models.Model):
    """One threshold of one deadline, told once; a moved deadline is told anew."""

    deal = models.ForeignKey(Deal, models.PROTECT, related_name="reminders")
    name = models.TextField()
    until = models.DateTimeField()  # The deadline it was about.
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["deal", "name", "until"], name="reminded_once_of_a_threshold"
            ),
        ]
