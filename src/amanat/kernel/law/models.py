from django.db import models


class Status(models.TextChoices):
    """How sure we are. Only a confirmed value is ever shown as law."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    UNCONFIRMED = "unconfirmed"


class Parameter(models.Model):
    """One dated value. It is in force from `valid_from` until the next row of its name begins,
    so two values can never be in force on one day, and a past day is always answered the same.
    """

    name = models.TextField()
    value = models.JSONField()
    valid_from = models.DateField()
    source = models.TextField()
    status = models.TextField(choices=Status.choices, default=Status.UNCONFIRMED)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "valid_from"], name="one_value_from_a_day"),
            models.CheckConstraint(
                condition=models.Q(status__in=Status.values), name="parameter_status_known"
            ),
        ]
