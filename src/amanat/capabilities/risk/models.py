"""What is listed, and signs that await an officer."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from amanat.capabilities.risk.states import SIGN
from amanat.kernel.log.moves import Locking, Thing
from amanat.words.machine import Machine

PERSON = "people.Person"


class Entry(models.Model):
    """One number that may take no step. Only its blind index is kept, and enough to recognise it.

    One officer lists for three days at most; with a second one it has no end.
    """

    kind = models.TextField()
    index = models.TextField()
    shown = models.TextField()
    words = models.TextField()
    placed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    lifted_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "index"], name="listed_number")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=False) | Q(confirmed_by__isnull=False),
                name="without_end_only_by_two",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("placed_by")),
                name="two_people_list",
            ),
        ]


class Sign(Thing):
    """A rule was broken: by whom, about what, by how much; and what an officer decided."""

    MACHINE: ClassVar[Machine] = SIGN

    rule = models.TextField()
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    subject = models.TextField(default="")  # "deal:17", or nothing.
    people = models.JSONField(default=list)  # Ids of everybody it is about: none of them decides.
    value = models.BigIntegerField()
    limit = models.BigIntegerField()
    score = models.PositiveSmallIntegerField()
    words = models.TextField(default="")
    at = models.DateTimeField()
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(default="")

    objects = Locking["Sign"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "person", "subject"],
                condition=Q(state="open"),
                name="one_open_sign_of_a_rule",
            ),
            models.CheckConstraint(condition=Q(score__lte=100), name="sign_score_at_most_hundred"),
        ]
