"""The seal, what was checked for it, who decided, and what it was worth at any moment."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from amanat.capabilities.seals import rules
from amanat.capabilities.seals.states import (
    APPEAL,
    CHECK,
    DECISION,
    LETTER,
    LIVE,
    SEAL,
    TAKES_DOMAIN,
)
from amanat.kernel.log.moves import Locking, Thing
from amanat.words import domains
from amanat.words.machine import Machine
from amanat.words.text import Text

PERSON = "people.Person"
BUSINESS = "businesses.Business"


class Seal(Thing):
    """A seal of one business for one domain. It keeps its code through every level and period."""

    MACHINE: ClassVar[Machine] = SEAL

    business = models.ForeignKey(BUSINESS, models.PROTECT, related_name="seals")
    code = models.TextField(unique=True)  # S-…, read on the phone.
    random_code = models.TextField(unique=True, default=rules.new_random_code)
    domain = models.TextField()
    classes = models.JSONField(default=list)
    level = models.PositiveSmallIntegerField(default=0)  # In force, once it is granted.
    asked_level = models.PositiveSmallIntegerField()
    reason = models.TextField(default="")  # Why it is in this state, where that needs a reason.
    applied_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    applied_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)  # Of the last decision that can be appealed.
    granted_at = models.DateTimeField(null=True)
    period_from = models.DateField(null=True)
    period_until = models.DateField(null=True)  # The last day of its own period.
    ends_on = models.DateField(null=True)  # That, or the first end of a licence behind it.
    renewal_asked_at = models.DateTimeField(null=True)
    lift_asked_at = models.DateTimeField(null=True)
    lift_due_at = models.DateTimeField(null=True)
    surrender_at = models.DateTimeField(null=True)  # From when it may be given back.

    objects = Locking["Seal"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["business", "-id"], name="seal_of_business"),
            models.Index(fields=["domain"], name="seal_of_domain"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["domain"],
                condition=Q(state__in=sorted(TAKES_DOMAIN)),
                name="one_seal_of_a_domain",
            ),
            models.UniqueConstraint(
                fields=["business", "domain"],
                condition=Q(state="draft"),
                name="one_draft_of_a_business_and_domain",
            ),
            models.CheckConstraint(
                condition=Q(level__lte=rules.MOST_LEVEL, asked_level__lte=rules.MOST_LEVEL),
                name="seal_level_known",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(LIVE))
                | Q(granted_at__isnull=False, period_until__isnull=False, ends_on__isnull=False),
                name="granted_seal_has_its_end",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__lte=F("period_until")),
                name="seal_ends_with_its_period",
            ),
        ]

    @property
    def shown(self) -> str:
        """The domain as people read it."""
        return domains.shown(self.domain)

    @property
    def state_label(self) -> Text:
        return SEAL.states[self.state]

    @property
    def reason_label(self) -> Text | None:
        return rules.REASONS.get(self.reason)

    @property
    def is_live(self) -> bool:
        return self.state in LIVE


class Check(Thing):
    """One thing that was looked at: how, where, by whom, what was seen, and how long it counts."""

    MACHINE: ClassVar[Machine] = CHECK
    WITHIN: ClassVar[str] = "seal"

    seal = models.ForeignKey(Seal, models.PROTECT, related_name="checks")
    kind = models.TextField()
    purpose = models.TextField()
    opened_at = models.DateTimeField()
    was_late = models.BooleanField(default=False)
    method = models.TextField(default="")
    source = models.TextField(default="")
    words = models.TextField(default="")  # What the holder reads when it was failed.
    evidence = models.JSONField(default=dict)
    evidence_sha256 = models.TextField(default="")
    checked_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)

    objects = Locking["Check"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["seal", "kind", "-id"], name="check_of_seal")]
        constraints = [
            models.UniqueConstraint(
                fields=["seal", "kind"],
                condition=Q(state__in=["waiting", "late"]),
                name="one_open_check_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=sorted(rules.KINDS)), name="check_kind_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["passed", "failed"])
                | Q(checked_at__isnull=False) & ~Q(evidence_sha256="") & ~Q(method=""),
                name="answered_check_has_its_evidence",
            ),
        ]

    @property
    def label(self) -> Text:
        return rules.KINDS[self.kind]

    @property
    def state_label(self) -> Text:
        return CHECK.states[self.state]

    @property
    def method_label(self) -> Text | None:
        return rules.METHODS.get(self.method)

    @property
    def is_open(self) -> bool:
        return self.state in {"waiting", "late"}


class Decision(Thing):
    """What one person proposes and another confirms, at once or with notice."""

    MACHINE: ClassVar[Machine] = DECISION
    WITHIN: ClassVar[str] = "seal"

    seal = models.ForeignKey(Seal, models.PROTECT, related_name="decisions")
    kind = models.TextField()
    level = models.PositiveSmallIntegerField(default=0)
    reason = models.TextField(default="decided")
    words = models.TextField()  # Public: they stand on the page of the seal.
    notice_hours = models.PositiveIntegerField(default=0)
    proposed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    parameters = models.JSONField(default=dict)  # Which dated values were in force.

    objects = Locking["Decision"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["seal", "-id"], name="decision_of_seal")]
        constraints = [
            models.UniqueConstraint(
                fields=["seal"],
                condition=Q(state__in=["proposed", "announced"]),
                name="one_open_decision_of_a_seal",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None)
                | Q(proposed_by=None)
                | ~Q(confirmed_by=F("proposed_by")),
                name="two_people_decide_a_seal",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=sorted(rules.DECISIONS)), name="decision_kind_known"
            ),
        ]

    @property
    def label(self) -> Text:
        return rules.DECISIONS[self.kind]

    @property
    def state_label(self) -> Text:
        return DECISION.states[self.state]


class Appeal(Thing):
    """The holder says that a decision was wrong; the panel answers."""

    MACHINE: ClassVar[Machine] = APPEAL
    WITHIN: ClassVar[str] = "seal"

    seal = models.ForeignKey(Seal, models.PROTECT, related_name="appeals")
    decision = models.TextField()  # The state it is against: refused, suspended, revoked.
    words = models.TextField()
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    was_late = models.BooleanField(default=False)
    answered_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(default="")

    objects = Locking["Appeal"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seal"],
                condition=Q(state__in=["open", "late"]),
                name="one_open_appeal_of_a_seal",
            ),
        ]

    @property
    def state_label(self) -> Text:
        return APPEAL.states[self.state]


class Letter(Thing):
    """A letter of the centre that the holder answers within working days."""

    MACHINE: ClassVar[Machine] = LETTER
    WITHIN: ClassVar[str] = "seal"

    seal = models.ForeignKey(Seal, models.PROTECT, related_name="letters")
    words = models.TextField()
    written_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    answer = models.TextField(default="")
    answered_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = Locking["Letter"].as_manager()

    @property
    def state_label(self) -> Text:
        return LETTER.states[self.state]

    @property
    def is_unanswered(self) -> bool:
        return self.state != "answered"


class Undertaking(models.Model):
    """The text the holder signed with a one-time code, under the house's signature. Appended."""

    seal = models.ForeignKey(Seal, models.PROTECT, related_name="undertakings")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    version = models.TextField()
    sha256 = models.TextField()
    level = models.PositiveSmallIntegerField()
    signed_at = models.DateTimeField()
    signature = models.BinaryField()  # Of the house, over what was signed, by whom and when.


class Cause(models.Model):
    """Why a seal was suspended by the platform, since when, and since when it is gone."""

    seal = models.ForeignKey(Seal, models.PROTECT, related_name="causes")
    reason = models.TextField()
    since = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seal", "reason"],
                condition=Q(gone_at=None),
                name="one_open_cause_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(reason__in=sorted(rules.CAUSES)), name="cause_is_known"
            ),
        ]

    @property
    def label(self) -> Text:
        return rules.CAUSES[self.reason]


class RulingOrder(models.Model):
    """A ruling orders a business to pay. Rooms above open and close it by its reference."""

    business = models.ForeignKey(BUSINESS, models.PROTECT, related_name="ruling_orders")
    reference = models.TextField(unique=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)


class SealPeriod(models.Model):
    """State, level and reason from one moment to the next: what the seal was worth at any time.

    `ends_at` is the end known then; after it the seal is no longer valid, whoever is late.
    Appended; only the end of the newest row is written later.
    """

    seal = models.ForeignKey(Seal, models.PROTECT, related_name="periods")
    state = models.TextField()
    level = models.PositiveSmallIntegerField()
    reason = models.TextField(default="")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    end_reason = models.TextField(default="")

    class Meta:
        indexes = [models.Index(fields=["seal", "-from_at", "-id"], name="period_of_seal")]
        constraints = [
            models.UniqueConstraint(
                fields=["seal"], condition=Q(until_at=None), name="one_open_period_of_a_seal"
            ),
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gte=F("from_at")),
                name="period_runs_forwards",
            ),
        ]

    @property
    def label(self) -> Text:
        return SEAL.states[self.state]
