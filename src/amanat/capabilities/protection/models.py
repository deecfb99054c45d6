"""What the fund remembers: what fed it, whom it paid, and what it claims from carriers."""

from typing import ClassVar

from django.db import models

from amanat.capabilities.protection.states import RECOURSE
from amanat.kernel.log.moves import Locking, Thing


class Fund(models.Model):
    """One row: whoever pays out of the fund locks it, so that no two read the same balance."""

    ONLY: ClassVar[int] = 1

    objects = Locking.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_fund")]


class Feed(models.Model):
    """The part of one fee that went into the fund; a fee feeds it once."""

    hold = models.OneToOneField("escrow.Hold", models.PROTECT, related_name="+")
    fee_units = models.BigIntegerField()
    basis_points = models.PositiveIntegerField()
    units = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(units__gt=0, units__lte=models.F("fee_units")),
                name="feed_within_its_fee",
            ),
        ]


class Compensation(models.Model):
    """What the fund paid to one person for one loss."""

    subject = models.TextField(unique=True)  # Whose loss: "claim:5".
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    units = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "at"], name="compensation_of_person")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(units__gt=0), name="compensation_units_positive"
            ),
        ]


class Recourse(Thing):
    """A claim against a carrier that passed to us with the payment: amount, papers, outcome."""

    MACHINE = RECOURSE

    subject = models.TextField(unique=True)
    carrier = models.TextField()
    code = models.TextField()  # The parcel's, as the carrier knows it.
    units = models.BigIntegerField()
    papers = models.JSONField(default=list)  # Ids of the files that prove it.
    recovered_units = models.BigIntegerField(default=0)
    note = models.TextField(default="")  # The bank's reference, or why the carrier refused.
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = Locking.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    units__gt=0,
                    recovered_units__gte=0,
                    recovered_units__lte=models.F("units"),
                ),
                name="recourse_units_sound",
            ),
        ]
