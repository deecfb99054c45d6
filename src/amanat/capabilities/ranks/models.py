"""What was noted of a business, the score of each day, and what is being decided about it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from amanat.capabilities.ranks.rules import kinds
from amanat.capabilities.ranks.states import (
    CONFIRMED,
    ENACTED,
    LIVE_OBJECTIONS,
    LIVE_SETS,
    OBJECTION,
    PAPER,
    RANK,
    SALES_CASE,
    WEIGHT_SET,
)
from amanat.kernel.log.moves import Locking, Thing
from amanat.words.machine import Machine
from amanat.words.text import Text

PERSON, BUSINESS = "people.Person", "businesses.Business"


class Note(models.Model):
    """Something that happened to a business on a day. Appended, never changed.

    `noted_on` is the Tehran day on which it was written down: the score of a day counts only what
    was known before that day began. `subject` names what it is about, such as "deal:17".
    """

    business = models.ForeignKey(BUSINESS, models.PROTECT, related_name="notes")
    kind = models.TextField()
    day = models.DateField()
    subject = models.TextField()
    units = models.BigIntegerField(default=0)
    other_units = models.BigIntegerField(default=0)
    until = models.DateField(null=True)
    source = models.TextField(default="")  # Who says so: an auditor, an inspector, an issuer.
    noted_on = models.DateField()
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["business", "kind", "day"], name="note_of_business")]
        constraints = [
            models.UniqueConstraint(
                fields=["business", "kind", "subject"], name="noted_once_of_a_subject"
            ),
            models.CheckConstraint(condition=Q(kind__in=sorted(kinds.KINDS)), name="note_known"),
            models.CheckConstraint(condition=~Q(subject=""), name="note_has_a_subject"),
            models.CheckConstraint(
                condition=Q(units__gte=0, other_units__gte=0), name="note_not_negative"
            ),
            models.CheckConstraint(condition=Q(day__lte=F("noted_on")), name="note_not_ahead"),
        ]

    @property
    def label(self) -> Text:
        return kinds.KINDS[self.kind]


class Rank(Thing):
    """Whether the scores of a business are seen by nobody, by its holder, or by everybody."""

    MACHINE: ClassVar[Machine] = RANK

    business = models.OneToOneField(BUSINESS, models.PROTECT, related_name="rank")
    begun_on = models.DateField()  # The Tehran day of the first note.
    computed_for = models.DateField(null=True)  # The last day that has a score.
    shown_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)

    objects = Locking["Rank"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["computed_for"], name="rank_computed_for")]


class Score(models.Model):
    """The score of one business on one day, with all that it was made of. Appended, never changed.

    A corrected score is another edition of the same day; the one with the highest number counts.
    `basis_points` and `stars` are None together: not rated is a state of its own.
    """

    business = models.ForeignKey(BUSINESS, models.PROTECT, related_name="scores")
    day = models.DateField()
    edition = models.PositiveSmallIntegerField(default=1)
    basis_points = models.PositiveSmallIntegerField(null=True)
    stars = models.PositiveSmallIntegerField(null=True)
    factors = models.JSONField()  # {"complaint_answering": "7/8"}: exact fractions.
    caps = models.JSONField()  # [{"name": "few_sales", "most_stars": 2}]
    reasons = models.JSONField()  # {"factor": {"lost": 125, "fa": [...], "en": [...]}}
    changes = models.JSONField()  # What changed since the score before, in basis points.
    inputs = models.JSONField()
    left_out = models.JSONField(default=list)  # Ids of notes struck from this day by an answer.
    parameter_set = models.TextField()  # "rank.weights@2026-01-01 rank.criteria@2026-01-01"
    formula = models.TextField()
    digest = models.TextField()
    computed_at = models.DateTimeField()
    objection = models.ForeignKey("Objection", models.PROTECT, null=True, related_name="corrected")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["business", "day", "edition"], name="one_edition_of_a_day"
            ),
            models.CheckConstraint(
                condition=Q(basis_points__lte=10_000, stars__lte=5)
                | Q(basis_points=None, stars=None),
                name="score_is_rated_or_not",
            ),
            models.CheckConstraint(
                condition=Q(edition=1, objection=None) | Q(edition__gt=1, objection__isnull=False),
                name="a_later_edition_has_its_objection",
            ),
        ]

    @property
    def is_rated(self) -> bool:
        return self.basis_points is not None


class Objection(Thing):
    """The holder says that a score is wrong; two people answer, or the panel."""

    MACHINE: ClassVar[Machine] = OBJECTION

    business = models.ForeignKey(BUSINESS, models.PROTECT, related_name="+")
    score = models.ForeignKey(Score, models.PROTECT, related_name="objections")
    words = models.TextField()
    opened_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    outcome = models.TextField(default="")  # Proposed by an officer, then decided.
    struck = models.JSONField(default=list)  # Ids of the notes that were wrong.
    answer = models.TextField(default="")
    proposed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    is_late = models.BooleanField(default=False)  # Nobody answered in time; counted in public.

    objects = Locking["Objection"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["business"],
                condition=Q(state__in=LIVE_OBJECTIONS),
                name="one_open_objection_of_a_business",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by"))
                | Q(proposed_by=None),
                name="two_people_answer_an_objection",
            ),
        ]  # fmt: skip


class Paper(Thing):
    """A statement, an inspection, a guarantee: entered by one officer, confirmed by another."""

    MACHINE: ClassVar[Machine] = PAPER

    business = models.ForeignKey(BUSINESS, models.PROTECT, related_name="+")
    kind = models.TextField()
    day = models.DateField()
    subject = models.TextField()
    units = models.BigIntegerField(default=0)
    other_units = models.BigIntegerField(default=0)
    until = models.DateField(null=True)
    source = models.TextField(default="")
    entered_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    note = models.OneToOneField(Note, models.PROTECT, null=True, related_name="paper")

    objects = Locking["Paper"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=CONFIRMED)
                | Q(decided_by__isnull=False, note__isnull=False) & ~Q(decided_by=F("entered_by")),
                name="two_people_of_a_paper",
            ),
        ]

    @property
    def label(self) -> Text:
        return kinds.KINDS[self.kind]


class WeightSet(Thing):
    """Proposed weights: consulted for fourteen days, then enacted by a second person, or dropped."""

    MACHINE: ClassVar[Machine] = WEIGHT_SET

    weights = models.JSONField()
    words = models.TextField()
    proposed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    valid_from = models.DateField(null=True)

    objects = Locking["WeightSet"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                models.Value(1), condition=Q(state__in=LIVE_SETS), name="one_proposal_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state=ENACTED)
                | Q(decided_by__isnull=False, valid_from__isnull=False)
                & ~Q(decided_by=F("proposed_by")),
                name="two_people_change_weights",
            ),
        ]


class SalesCase(Thing):
    """Sales figures that cannot be believed: an officer looks and writes what was found."""

    MACHINE: ClassVar[Machine] = SALES_CASE

    business = models.ForeignKey(BUSINESS, models.PROTECT, related_name="+")
    kind = models.TextField()
    subject = models.TextField()
    opened_at = models.DateTimeField()
    closed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    words = models.TextField(default="")

    objects = Locking["SalesCase"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["business", "kind"],
                condition=Q(state="open"),
                name="one_open_sales_case_of_a_kind",
            ),
        ]
