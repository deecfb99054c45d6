"""A business and what stands behind it. National ids are sealed; what is compared is an index."""

import secrets
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from amanat.capabilities.businesses import rules, states
from amanat.capabilities.businesses.states import BUSINESS, DOMAIN, TRADE_LICENCE
from amanat.kernel.log.moves import Locking, Thing
from amanat.words import domains
from amanat.words.machine import Machine
from amanat.words.text import Text

PERSON = "people.Person"
TOKEN_BYTES = 16


def new_token() -> str:
    return secrets.token_hex(TOKEN_BYTES)


class Business(Thing):
    """Who sells: a company with its public id, or a person under a sealed national id."""

    MACHINE: ClassVar[Machine] = BUSINESS

    code = models.TextField(unique=True)
    kind = models.TextField()
    name = models.TextField()
    legal_id = models.TextField(default="")  # Of a legal person: eleven digits, public.
    national_id_sealed = models.BinaryField(null=True)  # Of a natural person.
    identity_index = models.TextField()  # Blind index of whichever of the two it has.
    person = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    founded_on = models.DateField(null=True)
    registered_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    checked_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    check_source = models.TextField(default="")  # Where the inquiry was answered, in words.
    closed_at = models.DateTimeField(null=True)

    objects = Locking["Business"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["identity_index"],
                condition=Q(state=states.CONFIRMED),
                name="one_confirmed_business_of_an_id",
            ),
            models.CheckConstraint(
                condition=Q(kind="legal", legal_id__regex=r"^[0-9]{11}$", person=None)
                & Q(national_id_sealed=None)
                | Q(kind="natural", legal_id="", person__isnull=False)
                & Q(national_id_sealed__isnull=False),
                name="business_has_one_identity",
            ),
            models.CheckConstraint(
                condition=~Q(state=states.CONFIRMED)
                | Q(checked_by__isnull=False, checked_at__isnull=False),
                name="confirmed_business_was_checked",
            ),
        ]

    @property
    def kind_label(self) -> Text:
        return rules.KINDS[self.kind]

    @property
    def is_open(self) -> bool:
        return self.state in states.LIVE


class Mandate(models.Model):
    """A person may act for a business: in what, from when, until when. Ended, never deleted."""

    business = models.ForeignKey(Business, models.PROTECT, related_name="mandates")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    powers = models.TextField()  # Words of the rules, a space between.
    given_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    until = models.DateTimeField(null=True)  # The moment at which it ends by itself.
    ended_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "business"], name="mandate_of_person")]
        constraints = [
            models.CheckConstraint(condition=~Q(powers=""), name="mandate_has_powers"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("given_at")), name="mandate_has_a_life"
            ),
        ]


class TradeLicence(Thing):
    """A permit to trade, by an issuer, for a class of activity, from a day to a day in Tehran."""

    MACHINE: ClassVar[Machine] = TRADE_LICENCE
    WITHIN: ClassVar[str] = "business"

    business = models.ForeignKey(Business, models.PROTECT, related_name="trade_licences")
    class_code = models.TextField()
    issuer_kind = models.TextField()
    issuer = models.TextField()
    number = models.TextField()
    valid_from = models.DateField()
    valid_until = models.DateField()  # Its last day.
    holder_sealed = models.BinaryField()
    holder_index = models.TextField()
    added_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    checked_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    check_source = models.TextField(default="")
    ended_at = models.DateTimeField(null=True)
    end_reason = models.TextField(default="")

    objects = Locking["TradeLicence"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["business", "-id"], name="trade_licence_of_business")]
        constraints = [
            models.UniqueConstraint(
                fields=["issuer_kind", "issuer", "number", "valid_from"],
                condition=Q(state=states.IN_FORCE),
                name="one_trade_licence_of_a_number",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")), name="trade_licence_has_days"
            ),
            models.CheckConstraint(
                condition=Q(class_code__in=sorted(rules.CLASSES)), name="trade_licence_class_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=states.IN_FORCE)
                | Q(checked_by__isnull=False, checked_at__isnull=False),
                name="trade_licence_was_checked",
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None) | ~Q(checked_by=F("added_by")),
                name="two_people_of_a_trade_licence",
            ),
        ]

    @property
    def span(self) -> rules.Span:
        return rules.Span(self.class_code, self.valid_from, self.valid_until)

    @property
    def class_label(self) -> Text:
        return rules.CLASSES[self.class_code]

    def is_valid_on(self, day: date) -> bool:
        return self.state == states.IN_FORCE and self.valid_from <= day <= self.valid_until


class Activity(models.Model):
    """What a business does, by class. Ended, never deleted."""

    business = models.ForeignKey(Business, models.PROTECT, related_name="activities")
    class_code = models.TextField()
    words = models.TextField(default="")
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["business", "class_code"],
                condition=Q(ended_at=None),
                name="one_activity_of_a_class",
            ),
            models.CheckConstraint(
                condition=Q(class_code__in=sorted(rules.CLASSES)), name="activity_class_known"
            ),
        ]

    @property
    def label(self) -> Text:
        return rules.CLASSES[self.class_code]


class Premises(models.Model):
    """Where the business is found: the newest one counts."""

    business = models.ForeignKey(Business, models.PROTECT, related_name="premises")
    city = models.ForeignKey("places.City", models.PROTECT, related_name="+")
    postal_code = models.TextField()
    address = models.TextField()
    phone = models.TextField()
    named_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["business", "-id"], name="premises_of_business")]


class Domain(Thing):
    """A site of a business, by its kept name; `skeleton` is the same for names that look alike."""

    MACHINE: ClassVar[Machine] = DOMAIN
    WITHIN: ClassVar[str] = "business"

    business = models.ForeignKey(Business, models.PROTECT, related_name="domains")
    name = models.TextField()
    skeleton = models.TextField()
    token = models.TextField(default=new_token)
    added_at = models.DateTimeField()
    check_at = models.DateTimeField(null=True)  # When we look again by ourselves.
    looked_at = models.DateTimeField(null=True)
    proven_at = models.DateTimeField(null=True)  # Since when it is proven without a break.
    missing_at = models.DateTimeField(null=True)

    objects = Locking["Domain"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["skeleton"], name="domain_by_skeleton"),
            models.Index(
                fields=["check_at"], condition=Q(check_at__isnull=False), name="domain_to_look_at"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["name"], condition=Q(state__in=states.HELD), name="domain_has_one_holder"
            ),
            models.UniqueConstraint(
                fields=["business", "name"],
                condition=Q(state__in=states.LIVE_DOMAINS),
                name="business_names_a_domain_once",
            ),
        ]

    @property
    def shown(self) -> str:
        """The name as people read it."""
        return domains.shown(self.name)


class DomainCheck(models.Model):
    """One look at a domain: written before we look, completed when we have."""

    domain = models.ForeignKey(Domain, models.PROTECT, related_name="checks")
    asked_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["domain", "-id"], name="check_of_domain")]


class DomainProof(models.Model):
    """What one look found by one way. Appended, never changed."""

    check_made = models.ForeignKey(DomainCheck, models.PROTECT, related_name="proofs")
    method = models.TextField()
    is_found = models.BooleanField()
    why = models.TextField(default="")  # A word of the crawler when it was not found.
    sha256 = models.TextField(default="")  # Of what was read.

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["check_made", "method"], name="one_proof_of_a_way"),
            models.CheckConstraint(
                condition=Q(method__in=sorted(rules.METHODS)), name="proof_way_known"
            ),
        ]


class Account(models.Model):
    """A bank account of the business. Its check digits are right; whose it is, the bank says.

    Money goes into one from `active_from` on: the bank has said that it is the company's own.
    """

    business = models.ForeignKey(Business, models.PROTECT, related_name="accounts")
    sheba = models.TextField()
    added_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    owner_name = models.TextField(default="", blank=True)  # As the bank knows it.
    owner_checked_at = models.DateTimeField(null=True)
    active_from = models.DateTimeField(null=True)  # None: not asked yet, or not the company's.
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["business", "sheba"],
                condition=Q(ended_at=None),
                name="one_account_of_a_sheba_and_business",
            ),
            models.CheckConstraint(
                condition=Q(active_from=None) | Q(owner_checked_at__isnull=False),
                name="paid_account_was_checked",
            ),
            models.CheckConstraint(
                condition=Q(sheba__regex=r"^IR[0-9]{24}$"), name="business_sheba_is_normal"
            ),
        ]


class Owner(models.Model):
    """A person to whom a share of the business belongs in the end. Ended, never deleted."""

    business = models.ForeignKey(Business, models.PROTECT, related_name="owners")
    name = models.TextField()
    national_id_sealed = models.BinaryField()
    national_id_index = models.TextField()
    basis_points = models.PositiveIntegerField()
    named_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["national_id_index"], name="owner_by_index")]
        constraints = [
            models.UniqueConstraint(
                fields=["business", "national_id_index"],
                condition=Q(ended_at=None),
                name="owner_stands_once",
            ),
            models.CheckConstraint(
                condition=Q(basis_points__gte=1, basis_points__lte=rules.WHOLE_BASIS_POINTS),
                name="share_within_the_whole",
            ),
        ]

    @property
    def percent(self) -> str:
        return rules.percent_of(self.basis_points)


class Conflict(models.Model):
    """An officer's own word: a tie to a business, so somebody else decides about it."""

    business = models.ForeignKey(Business, models.PROTECT, related_name="conflicts")
    officer = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    words = models.TextField()
    declared_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["business", "officer"],
                condition=Q(ended_at=None),
                name="one_conflict_of_an_officer",
            ),
        ]
