"""Conversations with support, their lines, and the answers that are said often."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amanat.capabilities.support.states import CONVERSATION, OPEN
from amanat.kernel.log.moves import Locking, Thing
from amanat.words.machine import Machine


class Conversation(Thing):
    """Somebody asks for help: a person, or a phone number; about a deal, or about nothing yet.

    It is between one customer and support: the other side of the deal never sees it.
    """

    MACHINE: ClassVar[Machine] = CONVERSATION
    WITHIN: ClassVar[str] = "deal"

    code = models.TextField(unique=True)
    token_hash = models.BinaryField(max_length=32, unique=True)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    phone = models.TextField()
    deal = models.ForeignKey("deals.Deal", models.PROTECT, null=True, related_name="+")
    language = models.TextField(default="fa")
    desk = models.TextField(default="support")
    agent = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    summary = models.TextField(default="", blank=True)
    opened_at = models.DateTimeField()
    waiting_since = models.DateTimeField(null=True)
    first_answer_at = models.DateTimeField(null=True)
    solved_at = models.DateTimeField(null=True)
    call_asked_at = models.DateTimeField(null=True)

    objects = Locking["Conversation"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "-id"], name="conversation_of_person"),
            models.Index(fields=["phone", "-id"], name="conversation_of_phone"),
            models.Index(
                fields=["waiting_since"], condition=Q(state__in=OPEN), name="conversation_queue"
            ),
            models.Index(fields=["opened_at"], name="conversation_opened"),
        ]


class Line(models.Model):
    """One thing that was said; never changed. `by` is "customer", "support" or "note"."""

    CUSTOMER, SUPPORT, NOTE = "customer", "support", "note"

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="lines")
    by = models.TextField()
    author = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    words = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(by__in=["customer", "support", "note"]), name="line_has_a_speaker"
            ),
        ]


class Canned(models.Model):
    """An answer that is said often, in both languages, with places such as {name}."""

    title_fa = models.TextField()
    title_en = models.TextField()
    body_fa = models.TextField()
    body_en = models.TextField()
    is_in_use = models.BooleanField(default=True)

    objects = Locking["Canned"].as_manager()
