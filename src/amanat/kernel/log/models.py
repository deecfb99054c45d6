"""One log is three things: the audit trail, the workers' outbox, the leaves of the public log."""

import secrets

from django.db import models
from django.db.models import Func
from django.db.models.functions import Now

SALT_BYTES = 16
DEEPEST_CAUSE = 12


class TransactionId(Func):
    """The writing transaction's id: a reader behind the snapshot horizon misses nobody."""

    template = "(pg_current_xact_id()::text::bigint)"
    output_field = models.BigIntegerField()


def new_salt() -> bytes:
    return secrets.token_bytes(SALT_BYTES)


class Entry(models.Model):
    """One fact. Appended, never changed."""

    name = models.TextField()
    subject = models.TextField()
    facts = models.JSONField()
    by = models.BigIntegerField(null=True)
    role = models.TextField()
    at = models.DateTimeField()  # When it happened, in platform time.
    recorded_at = models.DateTimeField(db_default=Now())  # When we wrote it down.
    cause = models.ForeignKey("self", models.PROTECT, null=True, related_name="effects")
    depth = models.PositiveSmallIntegerField(default=0)
    salt = models.BinaryField(default=new_salt, max_length=SALT_BYTES)
    xid = models.BigIntegerField(db_default=TransactionId())

    class Meta:
        indexes = [
            models.Index(fields=["subject", "id"], name="entry_of_subject"),
            models.Index(fields=["xid", "id"], name="entry_in_commit_order"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(depth__lte=DEEPEST_CAUSE), name="entry_depth_limit"
            ),
        ]


class Leaf(models.Model):
    """The numbered, hashed form of an entry, written behind the commit by the sequencer.

    `head` = sha256(previous head || leaf hash): nobody waits on it, nobody can rewrite it.
    """

    n = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="leaf")
    data = models.TextField()
    hash = models.BinaryField(max_length=32)
    head = models.BinaryField(max_length=32)


class AllowedMove(models.Model):
    """The rows of every machine, copied here so that the database can refuse too."""

    machine = models.TextField()
    old = models.TextField()
    new = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["machine", "old", "new"], name="one_move"),
        ]


class Delivery(models.Model):
    """One reaction to one fact: done once, or parked with its error until an officer retries."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="deliveries")
    reaction = models.TextField()
    subject = models.TextField()
    done_at = models.DateTimeField(null=True)
    parked_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "reaction"], name="one_delivery"),
        ]
        indexes = [
            models.Index(
                fields=["subject", "entry"],
                condition=models.Q(parked_at__isnull=False, done_at__isnull=True),
                name="delivery_parked",
            ),
        ]


class Answer(models.Model):
    """What a machine was told for one idempotency key: asked again, it is told the same."""

    caller = models.BigIntegerField()
    key = models.TextField()
    digest = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.TextField(default="")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["caller", "key"], name="one_answer_to_a_key"),
        ]
