from django.db import models

from amanat.capabilities.escrow.rules import Split
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

    split_paid_units = models.BigIntegerField(null=True)  # Of a split hold: what the payee gets,
    split_fee_units = models.BigIntegerField(null=True)  # and the platform; the payer has the rest.

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
            models.CheckConstraint(
                condition=models.Q(
                    state="split",
                    split_paid_units__gt=0,
                    split_fee_units__gte=0,
                    units__gt=models.F("split_paid_units") + models.F("split_fee_units"),
                    split_paid_units__gte=models.F("split_fee_units") * 99,
                )
                | (
                    ~models.Q(state="split") & models.Q(split_paid_units=None, split_fee_units=None)
                ),
                name="hold_split_sound",
            ),
        ]

    @property
    def money(self) -> Money:
        return Money(self.units)

    @property
    def ended_as(self) -> Split:
        """Who got what of it; nobody anything while it waits."""
        if self.state == "released":
            return Split(self.units - self.fee_units, self.fee_units, 0)
        if self.state == "split":
            paid, fee = self.split_paid_units or 0, self.split_fee_units or 0
            return Split(paid, fee, self.units - paid - fee)
        return Split(0, 0, self.units if self.state == "refunded" else 0)


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
