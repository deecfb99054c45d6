"""Who may certify a project, and what each of them certified."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from amanat.capabilities.projects.models.project import PERSON, Project
from amanat.capabilities.projects.rules import terms
from amanat.capabilities.projects.states import CERTIFICATE, VALID
from amanat.kernel.log.moves import Locking, Thing
from amanat.words.machine import Machine
from amanat.words.text import Text


class Certifier(models.Model):
    """An officer named this person to look at a project, with this licence. Ended, never deleted."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="certifiers")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    kind = models.TextField()
    licence_number = models.TextField()
    licence_until = models.DateField()  # Its last day.
    named_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "kind"],
                condition=Q(ended_at=None),
                name="one_certifier_of_a_kind",
            ),
            models.UniqueConstraint(
                fields=["project", "person"],
                condition=Q(ended_at=None),
                name="a_certifier_looks_with_one_eye",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=sorted(terms.CERTIFIERS)), name="certifier_kind_known"
            ),
            models.CheckConstraint(
                condition=~Q(named_by=F("person")), name="nobody_names_themselves_certifier"
            ),
        ]

    @property
    def label(self) -> Text:
        return terms.CERTIFIERS[self.kind]


class ProgressCertificate(Thing):
    """One certifier's word: how much of the work is done, where and when it was looked at."""

    MACHINE: ClassVar[Machine] = CERTIFICATE
    WITHIN: ClassVar[str] = "project"

    project = models.ForeignKey(Project, models.PROTECT, related_name="certificates")
    certifier = models.ForeignKey(Certifier, models.PROTECT, related_name="certificates")
    kind = models.TextField()
    code = models.TextField(unique=True)
    licence_number = models.TextField()
    basis_points = models.PositiveIntegerField()
    last_basis_points = models.PositiveIntegerField()  # What this kind certified before.
    issued_on = models.DateField()
    place = models.TextField()
    words = models.TextField()
    reason = models.TextField(default="")  # Why it shows less than the one before.
    text = models.TextField()  # The very bytes that are signed.
    signature = models.TextField()
    at = models.DateTimeField()

    objects = Locking["ProgressCertificate"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(basis_points__lte=terms.WHOLE), name="certified_within_the_whole"
            ),
            models.CheckConstraint(
                condition=Q(basis_points__gte=F("last_basis_points")) | ~Q(reason=""),
                name="a_share_goes_back_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=["project", "kind"],
                condition=Q(state=VALID),
                name="one_valid_certificate_of_a_kind",
            ),
        ]

    @property
    def label(self) -> Text:
        return terms.CERTIFIERS[self.kind]

    @property
    def percent(self) -> str:
        return terms.percent_of(self.basis_points)

    @property
    def state_label(self) -> Text:
        return CERTIFICATE.states[self.state]


class Photo(models.Model):
    """A picture of the work, public with its certificate."""

    certificate = models.ForeignKey(ProgressCertificate, models.PROTECT, related_name="photos")
    file = models.ForeignKey("evidence.File", models.PROTECT, related_name="+")
