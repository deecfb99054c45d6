"""Tasks about deals and people, and the calls that were made for them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amanat.capabilities.watch.states import LIVE, TASK
from amanat.kernel.log.moves import Locking, Thing
from amanat.words.machine import Machine


class Task(Thing):
    """Something a person should look at: why, by when, whose it is, and how it ended."""

    MACHINE: ClassVar[Machine] = TASK
    WITHIN: ClassVar[str] = "deal"

    about = models.TextField()  # "deal:17", "person:4", "conversation:9", or what was parked.
    reason = models.TextField()
    weight = models.PositiveSmallIntegerField()
    desk = models.TextField()
    deal = models.ForeignKey("deals.Deal", models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    phone = models.TextField(default="", blank=True)  # Of somebody who is no person here.
    owner = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    look_by = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)  # When the owner last saw the number.
    tries = models.PositiveSmallIntegerField(default=0)
    outcome = models.TextField(default="", blank=True)
    ended_at = models.DateTimeField(null=True)

    objects = Locking["Task"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["deal", "-id"], name="task_of_deal"),
            models.Index(
                fields=["weight", "look_by"], condition=Q(state__in=LIVE), name="task_to_do"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["about", "reason"],
                condition=Q(state__in=LIVE),
                name="one_live_task_of_a_reason",
            ),
        ]

    @property
    def can_call(self) -> bool:
        return self.person_id is not None or bool(self.phone)


class CallNote(models.Model):
    """How one call went. Never rewritten."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="calls")
    officer = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    outcome = models.TextField()
    words = models.TextField(default="", blank=True)
    at = models.DateTimeField()
