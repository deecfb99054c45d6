"""The ceiling of a business, what it is made of, who changed it, and each sale under it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from amanat.capabilities.ceilings.rules.terms import MOST_UNITS
from amanat.capabilities.ceilings.states import (
    ALERT,
    CEILING,
    CHANGE,
    COUNTED,
    INPUT,
    OPEN_INPUTS,
    OPEN_SALES,
    RESERVATION,
)
from amanat.kernel.log.moves import Locking, Thing
from amanat.words.machine import Machine

PERSON = "people.Person"
BUSINESS = "businesses.Business"


class Pool(models.Model):
    """Firms of one beneficial owner: together they may not owe more than the largest ceiling."""

    account_id = models.BigIntegerField()

    objects = Locking["Pool"].as_manager()


class Ceiling(Thing):
    """One business's ceiling. How much is used and free is in the ledger, under `account_id`.

    `units` is what was decided last. The account holds as much, or more while what was sold before
    a lowering stands above it. `taken_units` and `freed_units` only rise; their difference is
    what the ledger holds.
    """

    MACHINE: ClassVar[Machine] = CEILING

    business = models.OneToOneField(BUSINESS, models.PROTECT, related_name="+")
    pool = models.ForeignKey(Pool, models.PROTECT, null=True, related_name="ceilings")
    account_id = models.BigIntegerField()
    gross_account_id = models.BigIntegerField()
    decision = models.ForeignKey(
        "Decision", models.PROTECT, null=True, related_name="+"
    )  # The last.
    units = models.BigIntegerField(default=0)
    hand_units = models.BigIntegerField(null=True)  # Two officers' own, lower figure.
    good_until = models.DateTimeField(null=True)  # When something that counted is over.
    reckoned_at = models.DateTimeField(null=True)
    taken_units = models.BigIntegerField(default=0)
    freed_units = models.BigIntegerField(default=0)
    sales = models.PositiveIntegerField(default=0)  # How many were ever reserved: numbers receipts.
    freeze_reason = models.TextField(default="")

    objects = Locking["Ceiling"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(units__gte=0), name="ceiling_is_natural"),
            models.CheckConstraint(
                condition=Q(hand_units=None) | Q(units__lte=F("hand_units")),
                name="ceiling_within_the_hand",
            ),
            models.CheckConstraint(
                condition=Q(freed_units__gte=0, taken_units__gte=F("freed_units")),
                name="ceiling_counters_sound",
            ),
        ]


class Input(Thing):
    """Something declared: revenue, capacity, stock, collateral. It counts once two people say so."""

    MACHINE: ClassVar[Machine] = INPUT

    business = models.ForeignKey(BUSINESS, models.PROTECT, related_name="+")
    kind = models.TextField()
    is_collateral = models.BooleanField()
    units = models.BigIntegerField()
    certifier = models.TextField()  # Who certified it: an auditor, a bank, a vault's keeper.
    certifier_index = models.TextField(default="")
    number = models.TextField()
    valid_until = models.DateField()  # Its last day.
    paper = models.ForeignKey("evidence.File", models.PROTECT, null=True, related_name="+")
    declared_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()
    checked_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    reason = models.TextField(default="")
    ended_at = models.DateTimeField(null=True)

    objects = Locking["Input"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["business", "-id"], name="ceiling_input_of_business")]
        constraints = [
            models.CheckConstraint(
                condition=Q(units__gte=0, units__lte=MOST_UNITS), name="ceiling_input_units_sound"
            ),
            models.UniqueConstraint(
                fields=["kind", "certifier", "number"],
                condition=Q(is_collateral=True, state__in=(*OPEN_INPUTS, *COUNTED)),
                name="collateral_counts_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=COUNTED)
                | Q(checked_by__isnull=False, confirmed_by__isnull=False),
                name="ceiling_input_seen_by_two",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("checked_by")),
                name="two_people_confirm_an_input",
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None) | ~Q(checked_by=F("declared_by")),
                name="nobody_checks_their_own_input",
            ),
        ]


class Change(Thing):
    """What one officer proposes about a ceiling and another one approves, with its time."""

    MACHINE: ClassVar[Machine] = CHANGE
    WITHIN: ClassVar[str] = "ceiling"

    ceiling = models.ForeignKey(Ceiling, models.PROTECT, related_name="changes")
    kind = models.TextField()
    units = models.BigIntegerField(null=True)
    words = models.TextField()
    effective_at = models.DateTimeField()
    proposed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    objects = Locking["Change"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ceiling"],
                condition=Q(state__in=["proposed", "approved"]),
                name="one_open_change_of_a_ceiling",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")),
                name="two_people_change_a_ceiling",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "applied"]) | Q(approved_by__isnull=False),
                name="applied_change_was_approved",
            ),
            models.CheckConstraint(
                condition=Q(kind="set", units__gte=0) | ~Q(kind="set") & Q(units=None),
                name="change_has_its_units",
            ),
        ]


class Decision(models.Model):
    """One reckoning, whole: inputs, caps, factors, what binds. Appended, never changed."""

    ceiling = models.ForeignKey(Ceiling, models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField()
    units = models.BigIntegerField()
    before_units = models.BigIntegerField()
    formula_units = models.BigIntegerField()  # Before anybody's hand.
    exposure_units = models.BigIntegerField()
    binding = models.TextField()
    failed = models.JSONField(default=list)
    inputs = models.JSONField()
    caps = models.JSONField()
    factors = models.JSONField()
    formula = models.TextField()
    parameter_set = models.TextField()
    is_confirmed = models.BooleanField()  # Whether the parameter set is settled.
    cause = models.TextField()
    change = models.ForeignKey(Change, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["ceiling", "at"], name="decision_of_ceiling_at")]
        constraints = [
            models.UniqueConstraint(fields=["ceiling", "number"], name="decision_number"),
            models.CheckConstraint(
                condition=Q(units__gte=0, units__lte=F("formula_units")),
                name="no_hand_raises_a_ceiling",
            ),
        ]


class Reservation(Thing):
    """One sale: room held under the ceiling, then what its buyer could lose, then free again.

    `exposure_units` is what the ledger holds for it now, under `hold_id` (and `pool_hold_id`).
    """

    MACHINE: ClassVar[Machine] = RESERVATION
    WITHIN: ClassVar[str] = "ceiling"

    ceiling = models.ForeignKey(Ceiling, models.PROTECT, related_name="reservations")
    number = models.PositiveIntegerField()
    key = models.TextField()
    subject = models.TextField(default="")  # What is sold: "campaign:3"; told by whoever sells.
    units = models.BigIntegerField()
    exposure_units = models.BigIntegerField()
    received_units = models.BigIntegerField(default=0)
    profit_units = models.BigIntegerField(default=0)
    delay_units = models.BigIntegerField(default=0)
    escrowed_units = models.BigIntegerField(default=0)
    hold_id = models.BigIntegerField(null=True)  # None while nothing is held.
    pool_hold_id = models.BigIntegerField(null=True)
    money_hold_id = models.BigIntegerField(null=True)
    ceiling_units = models.BigIntegerField()  # As they were when room was taken.
    before_units = models.BigIntegerField()
    taken_from_units = models.BigIntegerField()
    freed_before_units = models.BigIntegerField()
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = Locking["Reservation"].as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["ceiling"], condition=Q(state__in=OPEN_SALES), name="open_sale_of_ceiling"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["ceiling", "key"], name="one_reservation_of_a_key"),
            models.UniqueConstraint(fields=["ceiling", "number"], name="reservation_number"),
            models.UniqueConstraint(fields=["money_hold_id"], name="money_confirms_one_sale"),
            models.CheckConstraint(
                condition=Q(units__gt=0, exposure_units__gte=0), name="reservation_units_sound"
            ),
            models.CheckConstraint(
                condition=~Q(state="reserved") | Q(exposure_units=F("units")),
                name="reserved_room_is_held",
            ),
            models.CheckConstraint(
                condition=~Q(state="exposed")
                | Q(
                    exposure_units=F("received_units")
                    + F("profit_units")
                    + F("delay_units")
                    - F("escrowed_units")
                ),
                name="exposure_is_its_sum",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN_SALES) | Q(exposure_units=0),
                name="an_ended_sale_takes_no_room",
            ),
            models.CheckConstraint(
                condition=Q(before_units__gte=0, before_units__lte=F("ceiling_units") - F("units")),
                name="reserved_within_the_ceiling",
            ),
        ]


class Receipt(models.Model):
    """What the buyer is given when the money came: text and signature. Appended, never changed."""

    reservation = models.OneToOneField(Reservation, models.PROTECT, related_name="receipt")
    code = models.TextField(unique=True)
    text = models.TextField()  # The very bytes that are signed.
    signature = models.TextField()
    key_id = models.TextField()
    entry_id = models.BigIntegerField()  # The fact it stands on in the log.
    at = models.DateTimeField()


class Alert(Thing):
    """How the gross balance of a business stands to the two lines."""

    MACHINE: ClassVar[Machine] = ALERT
    WITHIN: ClassVar[str] = "ceiling"

    ceiling = models.OneToOneField(Ceiling, models.PROTECT, related_name="alert")
    gross_units = models.BigIntegerField()
    ceiling_units = models.BigIntegerField()
    at = models.DateTimeField()

    objects = Locking["Alert"].as_manager()
