"""What is owed, each try to pay it, every word exchanged with a bank, refunds and payouts."""

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from amanat.capabilities.payments.states import (
    ATTEMPT,
    BATCH,
    HALT,
    HALTED,
    LIVE,
    PAYMENT,
    PAYOUT,
    REFUND,
)
from amanat.kernel.log.moves import Locking, Thing
from amanat.words.machine import Machine
from amanat.words.text import Text

PUBLIC_ID_BYTES = 12
UNITS_LIMIT = 10**15
PERSON = "people.Person"
BUSINESS = "businesses.Business"
NOT_SENT = (
    "queued",
    "needs_account",
    "held",
    "awaiting_approval",
    "awaiting_second",
    "turned_down",
)


def new_public_id() -> str:
    """96 random bits: an attempt's address on the web cannot be guessed."""
    return secrets.token_urlsafe(PUBLIC_ID_BYTES)


def new_request_id() -> str:
    return secrets.token_hex(16)


def sane_units(name: str, field: str = "units") -> models.CheckConstraint:
    """One amount: above nothing, below where sums overflow."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__gt": 0, f"{field}__lte": UNITS_LIMIT}), name=name
    )


class Payment(Thing):
    """One instalment: who owes how much, and where the money goes once it is there."""

    MACHINE: ClassVar[Machine] = PAYMENT

    payer = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    units = models.BigIntegerField()
    subject = models.TextField()
    credit_account_id = models.BigIntegerField()
    return_account_id = models.BigIntegerField()
    hold_id = models.BigIntegerField(unique=True)
    party_id = models.BigIntegerField()
    next_path = models.TextField(default="/")
    demanded_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)

    objects = Locking["Payment"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["subject"], name="payment_subject")]
        constraints = [
            sane_units("payment_units"),
            models.CheckConstraint(
                condition=Q(next_path__regex=r"^/([^/\\]|$)"), name="payment_next_path_is_ours"
            ),
            models.CheckConstraint(
                condition=Q(state="paid", paid_at__isnull=False) | ~Q(state="paid"),
                name="paid_payment_has_its_moment",
            ),
        ]


class Attempt(Thing):
    """One try to pay one instalment through one gateway.

    `money_in` says where the verified money stands in the ledger: nowhere yet, in the payment's
    hold, or in suspense because nobody waits for it.
    """

    MACHINE: ClassVar[Machine] = ATTEMPT
    NOWHERE, HOLD, SUSPENSE = "", "hold", "suspense"

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="attempts")
    public_id = models.TextField(unique=True, default=new_public_id)
    gateway = models.TextField()
    order_id = models.BigIntegerField()
    amount_units = models.BigIntegerField()
    refunded_units = models.BigIntegerField(default=0)
    ref_id = models.TextField(default="")
    sale_reference_id = models.TextField(default="")
    card_mask = models.TextField(default="")
    code = models.TextField(default="")
    money_in = models.TextField(default=NOWHERE)
    started_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True)
    verified_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    asked_since = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(default=0)
    alarmed_at = models.DateTimeField(null=True)

    objects = Locking["Attempt"].as_manager()

    class Meta:
        constraints = [
            sane_units("attempt_units", "amount_units"),
            models.UniqueConstraint(fields=["gateway", "order_id"], name="one_attempt_per_order"),
            models.UniqueConstraint(
                fields=["gateway", "sale_reference_id"],
                condition=~Q(sale_reference_id=""),
                name="one_attempt_per_sale",
            ),
            models.UniqueConstraint(
                fields=["payment"], condition=Q(state__in=LIVE), name="one_live_attempt"
            ),
            models.UniqueConstraint(
                fields=["payment"], condition=Q(money_in="hold"), name="one_attempt_fills_the_hold"
            ),
            models.CheckConstraint(
                condition=Q(refunded_units__gte=0, refunded_units__lte=F("amount_units")),
                name="refunds_within_the_payment",
            ),
            models.CheckConstraint(
                condition=Q(sale_reference_id__regex=r"^[0-9]*$"), name="sale_reference_is_a_number"
            ),
            models.CheckConstraint(
                condition=Q(money_in__in=("", "hold", "suspense")), name="attempt_money_place"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("verified", "settling", "settled")) | ~Q(money_in=""),
                name="verified_money_is_booked",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("verified", "settling", "settled"))
                | Q(verified_at__isnull=False),
                name="verified_attempt_has_its_moment",
            ),
        ]

    @property
    def label(self) -> Text:
        """Its state in words."""
        return self.MACHINE.states[self.state]


class Callback(models.Model):
    """What somebody posted to our return address, kept raw before anything is decided."""

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="callbacks", null=True)
    gateway = models.TextField()
    address = models.TextField()
    body = models.TextField()
    body_hash = models.BinaryField(max_length=32)
    at = models.DateTimeField()


class Batch(Thing):
    """One file to the bank. Its name never changes and its content is frozen before it is sent."""

    MACHINE: ClassVar[Machine] = BATCH

    rail = models.TextField()
    cycle_at = models.DateTimeField()
    file_name = models.TextField(unique=True, default=new_request_id)
    body = models.TextField(default="")
    digest = models.BinaryField(max_length=32, default=b"")
    tries = models.PositiveIntegerField(default=0)

    objects = Locking["Batch"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rail", "cycle_at"],
                condition=Q(state="gathering"),
                name="one_batch_gathers_for_a_cycle",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("gathering", "dropped")) | ~Q(body=""),
                name="sent_batch_has_its_file",
            ),
        ]


class Refund(Thing):
    """Part or all of one settled attempt, on its way back to whoever paid."""

    MACHINE: ClassVar[Machine] = REFUND

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="refunds")
    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="refunds")
    purpose = models.TextField()
    sequence = models.PositiveIntegerField()
    units = models.BigIntegerField()
    routes_left = models.JSONField(default=list)
    route = models.TextField(default="")
    order_id = models.BigIntegerField(null=True)
    reference = models.TextField(default="")
    code = models.TextField(default="")
    tries = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    objects = Locking["Refund"].as_manager()

    class Meta:
        constraints = [
            sane_units("refund_units"),
            models.UniqueConstraint(
                fields=["payment", "purpose", "sequence"], name="one_refund_per_purpose_and_turn"
            ),
            models.UniqueConstraint(
                fields=["order_id"],
                condition=Q(order_id__isnull=False),
                name="one_refund_per_order",
            ),
        ]


class Payout(Thing):
    """Money on its way from us to the own account of a person, or of a company. Its id at the bank
    never changes."""

    MACHINE: ClassVar[Machine] = PAYOUT

    person = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    business = models.ForeignKey(BUSINESS, models.PROTECT, null=True, related_name="+")
    units = models.BigIntegerField()
    subject = models.TextField()
    key = models.TextField(unique=True)
    rail = models.TextField(default="paya")
    source_account_id = models.BigIntegerField()
    reserve_id = models.BigIntegerField(unique=True)  # The ledger hold that sets the units aside.
    end_to_end_id = models.TextField(unique=True, default=new_request_id)
    not_before = models.DateTimeField()
    promised_at = models.DateTimeField()
    sheba = models.TextField(default="")
    owner_name = models.TextField(default="")
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="payouts", null=True)
    refund = models.ForeignKey(Refund, models.PROTECT, related_name="payouts", null=True)
    replaces = models.OneToOneField("self", models.PROTECT, related_name="replaced_by", null=True)
    proposer_id = models.BigIntegerField(null=True)
    approver_id = models.BigIntegerField(null=True)
    reason = models.TextField(default="")
    asked_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    late_at = models.DateTimeField(null=True)  # When the broken promise was told.

    objects = Locking["Payout"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "id"], name="payouts_of_person"),
            models.Index(
                fields=["business", "id"],
                condition=Q(business__isnull=False),
                name="payouts_of_business",
            ),
        ]
        constraints = [
            sane_units("payout_units"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, business=None)
                | Q(person=None, business__isnull=False),
                name="payout_has_one_payee",
            ),
            models.CheckConstraint(
                condition=Q(approver_id__isnull=True)
                | Q(proposer_id__isnull=True)
                | ~Q(approver_id=F("proposer_id")),
                name="two_people_approve",
            ),
            models.CheckConstraint(
                condition=Q(state__in=NOT_SENT)
                | (Q(batch__isnull=False) & Q(sheba__regex=r"^IR[0-9]{24}$")),
                name="sent_payout_names_file_and_account",
            ),
        ]


class Signature(models.Model):
    """One of the two people who let a large payout go, and the hash of what they read."""

    payout = models.ForeignKey(Payout, models.PROTECT, related_name="signatures")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    sha256 = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["payout", "person"], name="one_signature_of_a_person"),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="signature_names_its_content"
            ),
        ]


class Call(models.Model):
    """One question to a bank: written before it is asked, answered once, never taken back."""

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="calls", null=True)
    refund = models.ForeignKey(Refund, models.PROTECT, related_name="calls", null=True)
    payout = models.ForeignKey(Payout, models.PROTECT, related_name="calls", null=True)
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="calls", null=True)
    name = models.TextField()
    request_id = models.TextField(unique=True, default=new_request_id)
    intended_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    kind = models.TextField(null=True)
    code = models.TextField(null=True)
    raw = models.TextField(null=True)  # The answer, without secrets.

    class Meta:
        indexes = [
            models.Index(fields=["attempt", "id"], name="calls_of_attempt"),
            models.Index(fields=["answered_at"], name="calls_by_answer"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(attempt__isnull=False, refund__isnull=True, payout__isnull=True,
                      batch__isnull=True)
                    | Q(attempt__isnull=True, refund__isnull=False, payout__isnull=True,
                        batch__isnull=True)
                    | Q(attempt__isnull=True, refund__isnull=True, payout__isnull=False,
                        batch__isnull=True)
                    | Q(attempt__isnull=True, refund__isnull=True, payout__isnull=True,
                        batch__isnull=False)
                ),
                name="call_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True)
                | Q(sent_at__isnull=False, kind__isnull=False),
                name="answered_call_was_sent",
            ),
        ]  # fmt: skip


class Block(models.Model):
    """What must not leave us now, by order of an upper stair. Read at the moment of acting."""

    subject = models.TextField()
    key = models.TextField()  # By whose order: several may keep the same money.
    since = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "key"], name="blocked_once_by_one_order"),
        ]


class Halt(Thing):
    """Since when nothing leaves, on what grounds, and which two people let it go on."""

    MACHINE: ClassVar[Machine] = HALT

    grounds = models.JSONField(default=list)  # What is wrong now; empty once it is mended.
    words = models.TextField(default="")
    since = models.DateTimeField()
    halted_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    asked_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    restarted_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = Locking["Halt"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                models.Value(1), condition=Q(state__in=HALTED), name="one_halt_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state="running")
                | (Q(restarted_by__isnull=False) & ~Q(restarted_by=F("asked_by"))),
                name="two_people_restart",
            ),
        ]
