"""Tries at a code, the platform's own licences, and what is published of seals."""

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from amanat.capabilities.registry.rules import CODE_BYTES, LEAST_BITS
from amanat.capabilities.registry.states import BADGE, LICENCE
from amanat.kernel.log.moves import Locking, Thing
from amanat.words.machine import Machine
from amanat.words.text import Text

PERSON = "people.Person"
SEAL = "seals.Seal"


class Look(models.Model):
    """One try at a code, kept for an hour: how often somebody guesses, and never what was found."""

    network = models.TextField(default="")
    code_digest = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["network", "at"], name="look_of_network"),
            models.Index(fields=["code_digest", "at"], name="look_at_code"),
        ]


class Licence(Thing):
    """What somebody allowed us, by whom, under which number, from which day to which: no logo."""

    MACHINE: ClassVar[Machine] = LICENCE

    name_fa = models.TextField()
    name_en = models.TextField()
    issuer_fa = models.TextField()
    issuer_en = models.TextField()
    number = models.TextField()
    valid_from = models.DateField()
    valid_until = models.DateField()  # Its last day, in Tehran.
    check_url = models.TextField()
    proposed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    end_reason = models.TextField(default="")

    objects = Locking["Licence"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["number", "valid_from"],
                condition=Q(state__in=["proposed", "in_force"]),
                name="one_licence_of_a_number_and_day",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")), name="licence_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "dropped"]) | Q(confirmed_by__isnull=False),
                name="licence_shown_only_by_two",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("proposed_by")),
                name="two_people_show_a_licence",
            ),
        ]

    @property
    def name(self) -> Text:
        return Text(self.name_fa, self.name_en)

    @property
    def issuer(self) -> Text:
        return Text(self.issuer_fa, self.issuer_en)


def new_code() -> str:
    return secrets.token_hex(CODE_BYTES)


def new_place() -> int:
    """A bit of the status lists, by chance: its number tells nothing of the seal."""
    return secrets.randbelow(LEAST_BITS)


class Badge(Thing):
    """What a granted seal shows on its site: a code for the link, and its bit in the lists."""

    MACHINE: ClassVar[Machine] = BADGE

    seal = models.OneToOneField(SEAL, models.PROTECT, related_name="badge")
    code = models.TextField(unique=True)
    place = models.PositiveIntegerField(unique=True, default=new_place)
    issued_at = models.DateTimeField()
    rotated_at = models.DateTimeField(null=True)

    objects = Locking["Badge"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(place__lt=LEAST_BITS), name="badge_has_its_bit_in_the_list"
            ),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[0-9a-f]{32}$"), name="badge_code_is_random"
            ),
        ]


class Publication(models.Model):
    """One signed list and its two lists of bits, as they were given out."""

    sequence = models.BigIntegerField(primary_key=True)
    issued_at = models.DateTimeField()
    contents_sha256 = models.TextField()  # Of what it says of seals, without number and times.
    seal_list = models.TextField()
    revocation = models.TextField()
    suspension = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sequence__gte=1), name="publications_are_counted")
        ]
