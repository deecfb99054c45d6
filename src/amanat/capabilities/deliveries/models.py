"""Deliveries, the late days of each permit, files of rows, and complaints of delay."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from amanat.capabilities.deliveries.rules.sheets import WORKS
from amanat.capabilities.deliveries.states import COMPLAINT, DELIVERY, OPEN, SHEET, WORKING
from amanat.kernel.log.moves import Locking, Thing
from amanat.words.machine import Machine


class Programme(models.Model):
    """One for each permit: whose it is, and up to which day its delays are counted."""

    permit_id = models.BigIntegerField(unique=True)
    business_id = models.BigIntegerField(db_index=True)
    accrued_through = models.DateField(null=True)
    defaulted_at = models.DateTimeField(null=True)

    objects = Locking["Programme"].as_manager()


class Accrual(models.Model):
    """One late day of one permit. Once it is closed its fact stands in the log."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="accruals")
    day = models.DateField()
    deliveries = models.PositiveIntegerField(default=0)
    units = models.BigIntegerField(default=0)  # Added on this day, for all of them.
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "day"], name="one_accrual_of_a_day"),
            models.CheckConstraint(condition=Q(units__gte=0), name="accrual_never_shrinks"),
        ]


class Delivery(Thing):
    """One vehicle for one contract: planned, called, handed over, and late in between or not.

    Every number of another room is a plain id. `base_units` is what was paid when it became late,
    `accrued_units` what its delay has cost so far, up to the end of `accrued_through`.
    """

    MACHINE: ClassVar[Machine] = DELIVERY

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="deliveries")
    contract_id = models.BigIntegerField(unique=True)
    contract_code = models.TextField(unique=True)
    bare_code = models.TextField(unique=True)  # The same without its dashes, as files write it.
    permit_id = models.BigIntegerField()
    business_id = models.BigIntegerField()
    buyer_id = models.BigIntegerField(db_index=True)
    kind = models.TextField()
    method = models.TextField()
    reservation_id = models.BigIntegerField(null=True)  # The room that the delay grows into.
    contract_day = models.DateField()
    promised = models.DateField()
    place = models.PositiveIntegerField()  # In the order of the contracts of its permit.

    vin = models.TextField(null=True, unique=True)
    called_at = models.DateTimeField(null=True)
    ready_on = models.DateField(null=True)  # The day the buyer was called for.
    due_units = models.BigIntegerField(default=0)  # Asked of the buyer at the call.
    due_paid_on = models.DateField(null=True)

    base_units = models.BigIntegerField(default=0)
    accrued_units = models.BigIntegerField(default=0)
    accrued_through = models.DateField(null=True)
    netted_units = models.BigIntegerField(default=0)  # Of it: came off the rest of the price.
    paid_units = models.BigIntegerField(default=0)  # Of it: paid in other ways.
    asked_payment_id = models.BigIntegerField(null=True)
    asked_hold_id = models.BigIntegerField(null=True)
    is_ordered = models.BooleanField(default=False)  # The maker's record says: unpaid.

    code_round = models.PositiveSmallIntegerField(default=1)
    code_tries = models.PositiveSmallIntegerField(default=0)
    code_typed_at = models.DateTimeField(null=True)
    handed_on = models.DateField(null=True)
    handed_at = models.DateTimeField(null=True)
    defects = models.TextField(default="", blank=True)
    accepted_at = models.DateTimeField(null=True)
    buyer_defects = models.TextField(default="", blank=True)
    ended_at = models.DateTimeField(null=True)

    objects = Locking["Delivery"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["programme", "state", "id"], name="delivery_of_programme"),
            models.Index(fields=["business_id", "state", "promised"], name="delivery_of_business"),
            models.Index(fields=["promised"], condition=Q(state__in=OPEN), name="delivery_open"),
            models.Index(fields=["programme", "handed_on"], name="delivery_made"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["programme", "place"], name="one_delivery_at_a_place"),
            models.CheckConstraint(
                condition=Q(netted_units__gte=0, paid_units__gte=0, accrued_units__gte=0),
                name="delivery_sums_are_sound",
            ),
            models.CheckConstraint(
                condition=Q(accrued_units__gte=F("netted_units") + F("paid_units")),
                name="no_more_compensated_than_accrued",
            ),
        ]

    @property
    def left_units(self) -> int:
        """Of the compensation: what nobody has paid yet."""
        return self.accrued_units - self.netted_units - self.paid_units


class Sheet(Thing):
    """A file of many rows: read, checked row by row, mended in place, then done row by row."""

    MACHINE: ClassVar[Machine] = SHEET

    business_id = models.BigIntegerField()
    work = models.TextField()
    name = models.TextField()
    content = models.BinaryField()  # In UTF-8, whatever came.
    sha256 = models.TextField()
    lines = models.PositiveIntegerField()
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    day = models.DateField()  # The rows are judged as on this day.
    read_through = models.PositiveIntegerField(default=1)  # The number of the last row read.
    done_through = models.PositiveIntegerField(default=1)
    sound = models.PositiveIntegerField(default=0)
    faulty = models.PositiveIntegerField(default=0)
    backdated = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    objects = Locking["Sheet"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["business_id", "-id"], name="sheet_of_business"),
            models.Index(fields=["id"], condition=Q(state__in=WORKING), name="sheet_to_do"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(work__in=sorted(WORKS)), name="sheet_work_known"),
        ]


class Line(models.Model):
    """One row of a file, as it was read; `faults` by column; `refusal` or `entry_id` at the end."""

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="rows")
    row = models.PositiveIntegerField()
    cells = models.JSONField()  # What was typed, column by column.
    faults = models.JSONField(default=dict)
    delivery_id = models.BigIntegerField(null=True)
    refusal = models.JSONField(null=True)
    entry_id = models.BigIntegerField(null=True)  # The fact in the log: the receipt of this row.

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "row"], name="one_line_of_a_row"),
        ]


class LateComplaint(Thing):
    """What a buyer says of a delay, and what the seller answers."""

    MACHINE: ClassVar[Machine] = COMPLAINT
    WITHIN: ClassVar[str] = "delivery"

    delivery = models.OneToOneField(Delivery, models.PROTECT, related_name="complaint")
    business_id = models.BigIntegerField()
    words = models.TextField()
    late_days = models.PositiveIntegerField()
    units = models.BigIntegerField()
    filed_at = models.DateTimeField()
    answer = models.TextField(default="", blank=True)
    answered_at = models.DateTimeField(null=True)

    objects = Locking["LateComplaint"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["business_id", "-id"], name="delay_of_business")]
