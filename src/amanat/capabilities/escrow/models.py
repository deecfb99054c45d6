from django.db import models

from amanat.capabilities.escrow.states import HOLD
from amanat.kernel.log.moves import Locking, Thing
from amanat.words.money import Money


class Hold(Thing):
    """Money that waits on one condition of one deal, paid in one or more parts."""

    MACHINE = HOLD

    subject = models.TextField()  # Whose condition: "deal:17".
    number = models.PositiveSmallIntegerField(default=1)
    payer_id = models.BigIntegerField()
    payee_id = models.BigIntegerField()
    units = models.BigIntegerField()  # What the payer pays in.
    fee_units = models.BigIntegerField()  # What the platform takes of it on release.

    objects = Locking.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "number"], name="one_hold_of_a_number"),
            models.CheckConstraint(
                condition=models.Q(units__gt=0, fee_units__gte=0)
                & models.Q(fee_units__lt=models.F("units")),
                name="hold_units_sound",
            ),
            models.CheckConstraint(
                condition=models.Q(units__gte=models.F("fee_units") * 100),
                name="fee_at_most_one_percent",
            ),
        ]

    @property
    def money(self) -> Money:
        return Money(self.units)


class Part(models.Model):
    """One payment of a hold; the payment knows the ledger's hold that keeps its money."""

    hold = models.ForeignKey(Hold, models.PROTECT, related_name="parts")
    number = models.PositiveSmallIntegerField()
    payment = models.OneToOneField("payments.Payment", models.PROTECT, related_name="+")
    units = models.BigIntegerField()
    is_paid = models.BooleanField(default=False)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["hold", "number"], name="one_part_of_a_number"),
            models.CheckConstraint(condition=models.Q(units__gt=0), name="part_units_positive"),
        ]
