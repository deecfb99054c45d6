"""What the market desk keeps: figures of each day, and stops with what each of them stopped."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from amanat.capabilities.market.rules.figures import Standing
from amanat.capabilities.market.rules.terms import KINDS
from amanat.capabilities.market.states import LIVE, STOP
from amanat.kernel.log.moves import Locking, Thing
from amanat.words.machine import Machine

PERSON, BUSINESS = "people.Person", "businesses.Business"


class Day(models.Model):
    """The running totals of one business at the end of one Tehran day.

    Today's row is written again until the day is over; then it is final. Every figure can be
    computed again from the records of sales, and is, each night.
    """

    business = models.ForeignKey(BUSINESS, models.PROTECT, related_name="+")
    day = models.DateField()
    sector = models.TextField()  # The strictest class of activity on that day; "" for none.
    province = models.ForeignKey("places.Province", models.PROTECT, null=True, related_name="+")
    ceiling_units = models.BigIntegerField()
    sold_units = models.BigIntegerField()
    delivered_units = models.BigIntegerField()
    returned_units = models.BigIntegerField()
    payments = models.PositiveIntegerField()
    open_promises = models.PositiveIntegerField(default=0)
    late_promises = models.PositiveIntegerField(default=0)
    warnings = models.JSONField(default=list)  # Kinds, as they held when this was written.
    is_final = models.BooleanField()
    at = models.DateTimeField()

    objects = Locking["Day"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["day"], name="market_days")]
        constraints = [
            models.UniqueConstraint(fields=["business", "day"], name="one_market_day"),
            models.CheckConstraint(
                condition=Q(ceiling_units__gte=0, delivered_units__gte=0, returned_units__gte=0)
                & Q(sold_units__gte=F("delivered_units") + F("returned_units")),
                name="market_day_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(late_promises__lte=F("open_promises")), name="late_ones_are_open"
            ),
        ]

    @property
    def standing(self) -> Standing:
        return Standing(
            self.day, self.ceiling_units, self.sold_units, self.delivered_units,
            self.returned_units, self.payments,
        )  # fmt: skip


class TradeStop(Thing):
    """New sales of a business, standing still: why, by whom proposed, by whom approved."""

    MACHINE: ClassVar[Machine] = STOP

    business = models.ForeignKey(BUSINESS, models.PROTECT, related_name="+")
    kind = models.TextField()
    words = models.TextField()
    proposed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    lift_words = models.TextField(default="")
    lift_asked_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    lifted_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = Locking["TradeStop"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=sorted(KINDS)), name="stop_kind_known"),
            models.UniqueConstraint(
                fields=["business"], condition=Q(state__in=LIVE), name="one_live_stop"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")),
                name="two_people_stop_trade",
            ),
            models.CheckConstraint(
                condition=Q(lifted_by=None) | ~Q(lifted_by=F("lift_asked_by")),
                name="two_people_lift_a_stop",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["in_force", "lifting", "lifted"])
                | Q(approved_by__isnull=False),
                name="stop_in_force_was_approved",
            ),
        ]


class Stopped(models.Model):
    """One thing that a stop stopped: only that is set going again when the stop is lifted."""

    stop = models.ForeignKey(TradeStop, models.PROTECT, related_name="stopped")
    kind = models.TextField()  # "campaign", "permit" or "ceiling".
    thing_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stop", "kind", "thing_id"], name="stopped_once"),
        ]
