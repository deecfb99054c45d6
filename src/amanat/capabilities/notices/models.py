"""Word that goes out, one row for one SMS; questions asked by SMS; and word that comes in."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amanat.capabilities.notices.states import NOTICE
from amanat.kernel.log.moves import Locking, Thing
from amanat.words.machine import Machine


class Notice(Thing):
    """One SMS. Its primary key is the provider's `localid`: repeating it never sends twice.

    A secret body (a one-time code) is kept sealed, and erased once the provider has it.
    """

    MACHINE: ClassVar[Machine] = NOTICE

    dedupe_key = models.TextField(unique=True)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="notices")
    phone = models.TextField()
    kind = models.TextField()
    body = models.TextField(default="", blank=True)
    body_sealed = models.BinaryField(null=True)
    secret = models.BooleanField(default=False)
    parts = models.PositiveSmallIntegerField()
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    unknown = models.BooleanField(default=False)  # The last try had no answer: ask, do not send.
    provider = models.TextField(default="", blank=True)
    provider_id = models.TextField(default="", blank=True)
    why = models.TextField(default="", blank=True)
    created_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    delivery_asks = models.PositiveSmallIntegerField(default=0)

    objects = Locking["Notice"].as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=Q(state__in=["queued", "sending", "accepted"]),
                name="notice_to_do",
            ),
            models.Index(fields=["phone", "-created_at"], name="notice_of_phone"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(secret=True) | Q(body=""), name="secrets_sealed"),
        ]


class Question(models.Model):
    """Something asked by SMS which one digit answers, until `valid_until` and once."""

    notice = models.OneToOneField(Notice, models.PROTECT, related_name="question")
    phone = models.TextField()
    kind = models.TextField()  # What is asked: "arrival".
    about = models.TextField()  # The thing it is asked about: "deal:17".
    asked_at = models.DateTimeField()
    valid_until = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    choice = models.TextField(default="", blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["phone", "-id"], condition=Q(answered_at=None), name="question_of_phone"
            ),
        ]


class IncomingSms(models.Model):
    """One SMS that somebody sent us. The provider may tell of it twice; it is kept once."""

    provider = models.TextField()
    provider_id = models.TextField()
    phone = models.TextField()
    words = models.TextField()
    at = models.DateTimeField()
    question = models.ForeignKey(Question, models.PROTECT, null=True, related_name="answers")

    class Meta:
        indexes = [models.Index(fields=["phone", "-id"], name="incoming_of_phone")]
        constraints = [
            models.UniqueConstraint(fields=["provider", "provider_id"], name="one_sms_comes_once"),
        ]
