"""What was tried: the question with its inputs, how far the work is, and the result with its digest.

A trial is asked once: the same question under the same settings is the same row. What it found is
written part by part and never changed; asked again, it is opened, not computed.
"""

from django.db import models
from django.db.models import F, Q

from amanat.words.text import Text

PERSON = "people.Person"
MOST_TRIES = 3
SAMEN, WHAT_IF = "samen", "what_if"
LABELS = {
    SAMEN: Text("بازپخش ثامن", "The Samen replay"),
    WHAT_IF: Text("چه می‌شد اگر", "What if"),
}


class Trial(models.Model):
    kind = models.TextField()
    question = models.JSONField()
    sets = models.JSONField()  # The settings it runs under, whole: name, day, source, value.
    inputs_digest = models.TextField(unique=True)
    asked_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    steps = models.PositiveSmallIntegerField()
    parts = models.JSONField(default=list)  # What each finished step found, in order.
    done = models.PositiveSmallIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)  # Of the step that is under way.
    result = models.JSONField(null=True)
    digest = models.TextField(default="")
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "finished_at"], name="trial_finished")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=sorted(LABELS)), name="trial_known"),
            models.CheckConstraint(condition=Q(done__lte=F("steps")), name="trial_within_steps"),
            models.CheckConstraint(
                condition=Q(finished_at=None, result=None, digest="")
                | Q(finished_at__isnull=False, result__isnull=False, done=F("steps"))
                & ~Q(digest=""),
                name="trial_finished_with_its_result",
            ),
        ]

    @property
    def label(self) -> Text:
        return LABELS[self.kind]

    @property
    def is_stuck(self) -> bool:
        """A step failed again and again: an operator looks, and nothing waits behind it."""
        return self.finished_at is None and self.tries >= MOST_TRIES

    @property
    def percent(self) -> int:
        """How far the work is, in whole percent."""
        return self.done * 100 // self.steps
