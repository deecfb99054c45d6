"""What buyers get when a maker failed: a plan for each source, and what each contract gets of it."""

from django.db import models
from django.db.models import F, Q

from amanat.capabilities.projects.models.project import PERSON, Project


class RefundPlan(models.Model):
    """One source of money, shared out. Written whole, then carried out in batches."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="plans")
    number = models.PositiveIntegerField()
    source = models.TextField()  # "account", or "collateral:17".
    source_units = models.BigIntegerField()
    planned_units = models.BigIntegerField()
    short_units = models.BigIntegerField()  # Still owed after it, by order.
    left_units = models.BigIntegerField()  # What no claim needed.
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="one_plan_of_a_number"),
            models.CheckConstraint(
                condition=Q(source_units=F("planned_units") + F("left_units")),
                name="a_plan_adds_up",
            ),
        ]


class RefundShare(models.Model):
    """What one contract is owed, gets, and misses still; paid once, in the batch of `paid_at`."""

    plan = models.ForeignKey(RefundPlan, models.PROTECT, related_name="shares")
    subject = models.TextField()
    buyer = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    owed_units = models.BigIntegerField()
    units = models.BigIntegerField()
    rest_units = models.BigIntegerField()  # Of these, single rials of the rest.
    paid_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["plan", "id"], condition=Q(paid_at=None), name="refund_unpaid"),
            models.Index(fields=["subject"], name="refund_of_contract"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["plan", "subject"], name="one_share_of_a_contract"),
            models.CheckConstraint(
                condition=Q(units__gte=0, units__lte=F("owed_units")), name="refund_share_sound"
            ),
        ]
