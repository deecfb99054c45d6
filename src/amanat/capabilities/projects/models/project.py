"""A project: the ledger account where the money of one permit stands, and who paid it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from amanat.capabilities.projects.rules import terms
from amanat.capabilities.projects.states import PROJECT
from amanat.kernel.log.moves import Locking, Thing
from amanat.words.machine import Machine
from amanat.words.text import Text

PERSON = "people.Person"
BUSINESS = "businesses.Business"


class Project(Thing):
    """All buyers' money of one permit, in one account of the ledger that is nobody's but theirs.

    The counters only rise. What they leave is what the account holds:
    `collected + collateral - released - returned - refunded`.
    """

    MACHINE: ClassVar[Machine] = PROJECT

    code = models.TextField(unique=True)
    permit_id = models.BigIntegerField(unique=True)
    permit_code = models.TextField()
    business = models.ForeignKey(BUSINESS, models.PROTECT, related_name="+")
    kind = models.TextField()  # Of the permit: vehicle, goods, property, service.
    title = models.TextField()
    cost_units = models.BigIntegerField()  # The planned cost of all of it.
    account_id = models.BigIntegerField(unique=True)
    opened_at = models.DateTimeField()
    last_delivery = models.DateField()
    collected_units = models.BigIntegerField(default=0)
    collateral_units = models.BigIntegerField(default=0)
    released_units = models.BigIntegerField(default=0)
    returned_units = models.BigIntegerField(default=0)  # To buyers who left.
    refunded_units = models.BigIntegerField(default=0)  # To buyers after a default.
    audited_until = models.DateField(null=True)  # The last day that an audit covers.
    completed_at = models.DateTimeField(null=True)
    late_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(default="")

    objects = Locking["Project"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["business", "-id"], name="project_of_business")]
        constraints = [
            models.CheckConstraint(
                condition=Q(cost_units__gt=0)
                & Q(collected_units__gte=0, collateral_units__gte=0, released_units__gte=0)
                & Q(returned_units__gte=0, refunded_units__gte=0),
                name="project_units_sound",
            ),
            models.CheckConstraint(
                condition=Q(
                    collected_units__gte=F("released_units")
                    + F("returned_units")
                    + F("refunded_units")
                    - F("collateral_units")
                ),
                name="project_pays_what_it_has",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(late_by=None) | ~Q(decided_by=F("late_by")),
                name="two_people_default_a_project",
            ),
        ]

    @property
    def held_units(self) -> int:
        """What must be in the account now."""
        there = self.collected_units + self.collateral_units
        return there - self.released_units - self.returned_units - self.refunded_units

    @property
    def live_units(self) -> int:
        """What was collected and not returned to who left: the base of the formula."""
        return self.collected_units - self.returned_units

    @property
    def kind_label(self) -> Text:
        return terms.KINDS[self.kind]

    @property
    def state_label(self) -> Text:
        return PROJECT.states[self.state]


class Stage(models.Model):
    """A part of the cost plan: its share, and the day until which it should be certified."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="stages")
    number = models.PositiveIntegerField()
    title = models.TextField()
    basis_points = (
        models.PositiveIntegerField()
    )  # Certified when the stage is done, from the start.
    due_on = models.DateField()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="one_stage_of_a_number"),
            models.CheckConstraint(
                condition=Q(basis_points__gte=1, basis_points__lte=terms.WHOLE),
                name="stage_share_sound",
            ),
        ]

    @property
    def percent(self) -> str:
        return terms.percent_of(self.basis_points)


class Receipt(models.Model):
    """One sum that came in for one contract. Where its rials are now stands in the counters."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="receipts")
    subject = models.TextField()  # The contract: "contract:17".
    buyer = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    units = models.BigIntegerField()
    reservation_id = models.BigIntegerField(unique=True)
    released_units = models.BigIntegerField(default=0)  # To the seller.
    returned_units = models.BigIntegerField(default=0)  # To the buyer.
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["subject"], name="receipt_of_contract"),
            models.Index(fields=["buyer", "project"], name="receipt_of_buyer"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(units__gt=0, released_units__gte=0, returned_units__gte=0)
                & Q(units__gte=F("released_units") + F("returned_units")),
                name="receipt_spends_what_it_has",
            ),
        ]

    @property
    def left_units(self) -> int:
        """What of it is still in the account."""
        return self.units - self.released_units - self.returned_units


class Audit(models.Model):
    """An accountant looked at the books of a project up to a day. Appended, never changed."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="audits")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    until = models.DateField()
    paper = models.ForeignKey("evidence.File", models.PROTECT, related_name="+")
    balance_units = models.BigIntegerField()  # What the ledger said then.
    words = models.TextField()
    at = models.DateTimeField()
