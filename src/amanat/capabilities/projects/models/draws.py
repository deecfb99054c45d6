"""Money asked out of a project, what buyers said, and whose rials it was."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from amanat.capabilities.projects.models.project import PERSON, Project, Receipt
from amanat.capabilities.projects.states import DRAWDOWN, OPEN_DRAWDOWNS
from amanat.kernel.log.moves import Locking, Thing
from amanat.words.machine import Machine
from amanat.words.text import Text


class Drawdown(Thing):
    """The holder asks for money out of the account; the formula says how much it may be."""

    MACHINE: ClassVar[Machine] = DRAWDOWN
    WITHIN: ClassVar[str] = "project"

    project = models.ForeignKey(Project, models.PROTECT, related_name="drawdowns")
    number = models.PositiveIntegerField()
    asked_units = models.BigIntegerField()
    asked_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    words = models.TextField()
    released_units = models.BigIntegerField(default=0)
    formula = models.JSONField(default=dict)  # Every number of the formula, at the decision.
    certificate_ids = models.JSONField(default=list)
    proposed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(default="")

    objects = Locking["Drawdown"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="one_drawdown_of_a_number"),
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(state__in=OPEN_DRAWDOWNS),
                name="one_open_drawdown_of_a_project",
            ),
            models.CheckConstraint(
                condition=Q(asked_units__gt=0)
                & Q(released_units__gte=0, released_units__lte=F("asked_units")),
                name="released_is_what_was_asked_or_less",
            ),
            models.CheckConstraint(
                condition=Q(state="released") | Q(released_units=0), name="only_a_release_releases"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None)
                | (Q(asked_by=None) | ~Q(decided_by=F("asked_by")))
                & (Q(proposed_by=None) | ~Q(decided_by=F("proposed_by"))),
                name="two_people_release_a_large_draw",
            ),
        ]

    @property
    def state_label(self) -> Text:
        return DRAWDOWN.states[self.state]


class DrawShare(models.Model):
    """How much of one receipt left with one drawdown. Appended, never changed."""

    drawdown = models.ForeignKey(Drawdown, models.PROTECT, related_name="shares")
    receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="shares")
    units = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["receipt", "drawdown"], name="a_receipt_shares_a_draw_once"
            ),
            models.CheckConstraint(condition=Q(units__gt=0), name="draw_share_sound"),
        ]


class Objection(models.Model):
    """A buyer's reason against a drawdown."""

    drawdown = models.ForeignKey(Drawdown, models.PROTECT, related_name="objections")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    words = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["drawdown", "person"], name="one_objection_of_a_buyer_to_a_draw"
            )
        ]
