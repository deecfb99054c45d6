"""Sites that are looked at, what each look showed, and what became of what was found."""

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from amanat.capabilities.radar.rules import limits
from amanat.capabilities.radar.rules.scoring import KINDS, WHOLE
from amanat.capabilities.radar.states import OPEN, SIGHTING
from amanat.kernel.log.moves import Locking, Thing
from amanat.words.codes import new_code
from amanat.words.machine import Machine

PERSON = "people.Person"
FILE = "evidence.File"
PREFIX = "R"
TOKEN_BYTES = 24


def new_sighting_code() -> str:
    return new_code(PREFIX)


def new_token() -> str:
    """What stands in a link that only one reader has."""
    return secrets.token_urlsafe(TOKEN_BYTES)


class Site(models.Model):
    """One host that is looked at, and how often."""

    host = models.TextField(unique=True)
    source = models.TextField()  # A key of limits.SOURCES.
    pace = models.TextField(default="normal")  # A key of limits.PACES.
    added_at = models.DateTimeField()
    next_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)
    offers = models.JSONField(default=list)  # What it sold when it was last seen unsuspended.

    class Meta:
        indexes = [models.Index(fields=["next_at"], name="site_to_look_at")]
        constraints = [
            models.CheckConstraint(condition=Q(pace__in=sorted(limits.PACES)), name="site_pace"),
            models.CheckConstraint(
                condition=Q(source__in=sorted(limits.SOURCES)), name="site_source"
            ),
        ]


class Sighting(Thing):
    """One host and what it may be doing: forging a seal, or trading while suspended."""

    MACHINE: ClassVar[Machine] = SIGHTING

    code = models.TextField(unique=True, default=new_sighting_code)
    kind = models.TextField()
    site = models.ForeignKey(Site, models.PROTECT, related_name="sightings")
    url = models.TextField()
    source = models.TextField()  # "crawl" or "report".
    seal = models.ForeignKey("seals.Seal", models.PROTECT, null=True, related_name="+")
    business = models.ForeignKey("businesses.Business", models.PROTECT, null=True, related_name="+")
    score = models.PositiveIntegerField(default=0)
    parts = models.JSONField(default=list)  # The score explained: name, weight, number.
    register = models.JSONField(default=dict)  # What our register answered, and when.
    gateway = models.TextField(default="")
    threshold = models.PositiveIntegerField(default=0)  # In force when it was found.
    no_camera = models.TextField(default="")  # Why there are no screenshots.
    seen_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    notified_at = models.DateTimeField(null=True)
    recheck_at = models.DateTimeField(null=True)
    cleared_at = models.DateTimeField(null=True)
    retracted_at = models.DateTimeField(null=True)
    block_proposed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    block_approved_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    committee_at = models.DateTimeField(null=True)  # By when the committee should decide.
    answer = models.TextField(default="")  # What the owner said.
    token = models.TextField(unique=True, default=new_token)

    objects = Locking["Sighting"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "due_at"], name="sighting_by_deadline"),
            models.Index(fields=["confirmed_at"], name="sighting_confirmed"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "kind"], condition=Q(state__in=OPEN), name="one_open_sighting"
            ),
            models.CheckConstraint(condition=Q(kind__in=sorted(KINDS)), name="sighting_kind"),
            models.CheckConstraint(condition=Q(score__lte=WHOLE), name="sighting_score"),
            models.CheckConstraint(
                condition=Q(block_approved_by=None)
                | (
                    Q(block_proposed_by__isnull=False)
                    & ~Q(block_approved_by=F("block_proposed_by"))
                    & (Q(confirmed_by=None) | ~Q(block_approved_by=F("confirmed_by")))
                ),
                name="two_people_block",
            ),
        ]


class Visit(models.Model):
    """An intent to look at a site, written before anybody goes out, and what came of it."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="visits")
    sighting = models.ForeignKey(Sighting, models.PROTECT, null=True, related_name="visits")
    url = models.TextField()
    why = models.TextField()  # "schedule", "report" or "recheck".
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["site", "why"], condition=Q(done_at=None), name="one_visit_under_way"
            ),
        ]


class Observation(models.Model):
    """What one network was shown, once. Never rewritten."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="observations")
    sighting = models.ForeignKey(Sighting, models.PROTECT, null=True, related_name="observations")
    network = models.TextField()
    at = models.DateTimeField()
    url = models.TextField()  # Where the page was found at last.
    status = models.PositiveSmallIntegerField(null=True)
    why_not = models.TextField(default="")  # A word of the crawler, when nothing was fetched.
    page_sha256 = models.TextField(default="")
    text_sha256 = models.TextField(default="")
    picture_sha256 = models.TextField(default="")
    picture_print = models.TextField(default="")
    distance = models.PositiveSmallIntegerField(default=64)
    claimed = models.JSONField(default=list)
    facts = models.JSONField(default=dict)  # Claims, mentions, basket, payment, gateways.
    screenshot = models.ForeignKey(FILE, models.PROTECT, null=True, related_name="+")
    no_screenshot = models.TextField(default="")


class Report(models.Model):
    """Somebody outside says that a page shows a forged seal. One row for one source and site."""

    sighting = models.ForeignKey(Sighting, models.PROTECT, related_name="reports")
    network = models.TextField()
    words = models.TextField(default="")
    count = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["network", "at"], name="report_of_network")]
        constraints = [
            models.UniqueConstraint(fields=["sighting", "network"], name="one_report_of_a_source"),
        ]


class Sent(models.Model):
    """One notice to the owner: by which way, to whom, and when."""

    sighting = models.ForeignKey(Sighting, models.PROTECT, related_name="notices")
    channel = models.TextField()  # A key of limits.CHANNELS.
    notice = models.ForeignKey("notices.Notice", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()


class GatewayOrder(models.Model):
    """A signed order to a payment provider: stop serving this site."""

    sighting = models.ForeignKey(Sighting, models.PROTECT, related_name="orders")
    gateway = models.TextField()
    body = models.TextField()
    signature = models.TextField()
    key_id = models.TextField()
    token = models.TextField(unique=True, default=new_token)
    ordered_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField()
    until = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    late_at = models.DateTimeField(null=True)  # When its supervisor was told.

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sighting", "gateway"], name="one_order_of_a_gateway"),
        ]


class Decision(models.Model):
    """Who decided what about a sighting, and why. Never rewritten."""

    sighting = models.ForeignKey(Sighting, models.PROTECT, related_name="decisions")
    verb = models.TextField()
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    role = models.TextField()
    words = models.TextField()
    at = models.DateTimeField()
