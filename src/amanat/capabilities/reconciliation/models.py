"""What the bank and the gateways said, kept for good; and every difference with its story."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Sign

from amanat.capabilities.reconciliation.states import ITEM
from amanat.kernel.log.moves import Locking, Thing
from amanat.words.machine import Machine

PERSON = "people.Person"


class Statement(models.Model):
    """One reading of our account: a day as far as it had come, or whole. Each content once."""

    sha256 = models.TextField(unique=True)
    day = models.DateField()
    is_whole = models.BooleanField()
    source = models.TextField()  # "bank" when we fetched it, "file" when somebody brought it.
    opening_units = models.BigIntegerField(null=True)
    closing_units = models.BigIntegerField(null=True)
    lines_read = models.PositiveIntegerField()
    lines_new = models.PositiveIntegerField()
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["day"], name="statements_by_day")]


class Line(models.Model):
    """One movement of our account by the bank's word. Its reference at the bank is unique."""

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="rows")
    reference = models.TextField(unique=True)
    day = models.DateField()
    booked_at = models.DateTimeField()
    units = models.BigIntegerField()
    kind = models.TextField()
    end_to_end_id = models.TextField()
    description = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["day"], name="bank_lines_by_day")]
        constraints = [
            models.CheckConstraint(condition=~Q(units=0), name="bank_line_moves_money"),
        ]


class Match(models.Model):
    """A line belongs to one thing of ours: found by its key, or said by a person with a reason."""

    line = models.OneToOneField(Line, models.PROTECT, related_name="match")
    subject = models.TextField()
    units = models.BigIntegerField()
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    words = models.TextField(default="")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("subject", Sign("units"), name="out_once_and_back_once"),
            models.CheckConstraint(
                condition=Q(by__isnull=True) | ~Q(words=""), name="matched_by_hand_with_a_reason"
            ),
        ]


class GatewayList(models.Model):
    """A gateway's whole list of one day was read."""

    gateway = models.TextField()
    day = models.DateField()
    rows_read = models.PositiveIntegerField()
    units = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gateway", "day"], name="one_list_of_a_gateway_and_day")
        ]


class ListRow(models.Model):
    """One row of such a list: a sale above zero, a refund below it."""

    of = models.ForeignKey(GatewayList, models.PROTECT, related_name="rows")
    gateway = models.TextField()
    number = models.TextField()
    order_id = models.BigIntegerField()
    units = models.BigIntegerField()
    reference = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["gateway", "order_id"], name="list_rows_of_an_order")]
        constraints = [
            models.UniqueConstraint(fields=["gateway", "number"], name="one_list_row_of_a_number")
        ]


class Item(Thing):
    """Something that does not agree. `units` is what the outside says more than our book.

    `key` says what it is about: "line:5", "payout:7", "order:mellat:12", "settlement:mellat:
    2026-11-22", or "balance". `decision` is what two people sign: a correction of our book.
    """

    MACHINE: ClassVar[Machine] = ITEM

    key = models.TextField(unique=True)
    units = models.BigIntegerField()
    line = models.ForeignKey(Line, models.PROTECT, null=True, related_name="items")
    found_at = models.DateTimeField()
    owner = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    words = models.TextField(default="")
    debit = models.TextField(default="")
    credit = models.TextField(default="")
    correction_units = models.BigIntegerField(default=0)
    round = models.PositiveIntegerField(default=0)  # How many corrections were proposed.
    proposer = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    signer = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    sha256 = models.TextField(default="")
    closed_at = models.DateTimeField(null=True)

    objects = Locking["Item"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "found_at"], name="items_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="explained") | (~Q(words="") & Q(owner__isnull=False)),
                name="explained_by_somebody_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="corrected")
                | (Q(signer__isnull=False) & Q(proposer__isnull=False) & ~Q(signer=F("proposer"))),
                name="two_people_correct",
            ),
        ]


class Closing(models.Model):
    """A day that somebody of finance signed: it adds up, or every difference has an owner."""

    day = models.DateField(unique=True)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    content = models.JSONField()
    sha256 = models.TextField()
