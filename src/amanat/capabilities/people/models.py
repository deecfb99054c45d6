"""Who people are. What is secret about them is sealed; what is compared is a blind index."""

import secrets
from datetime import datetime
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac

from amanat.capabilities.people import rules
from amanat.capabilities.people.states import BANK_ACCOUNT
from amanat.kernel.log.moves import Locking, Thing
from amanat.words.machine import Machine

MARK_BYTES = 16


def new_mark() -> str:
    return secrets.token_hex(MARK_BYTES)


class Person(AbstractBaseUser):
    """Somebody who proved to hold a phone number. There are no passwords to lose."""

    password = None  # type: ignore[assignment]  # The base class has a field for it; we have none.
    last_login = None  # The log knows each sign-in.

    phone = models.TextField(unique=True)
    name = models.TextField(default="", blank=True)
    language = models.TextField(default="fa")
    city = models.ForeignKey("places.City", models.PROTECT, null=True, related_name="people")
    national_id_sealed = models.BinaryField(null=True)
    national_id_index = models.TextField(null=True, unique=True)
    identity_checked_at = models.DateTimeField(null=True)
    session_mark = models.TextField(default=new_mark)  # A new mark ends every session.
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "phone"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = Locking["Person"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(phone__regex=r"^09[0-9]{9}$"), name="person_phone_is_normal"
            ),
            models.CheckConstraint(
                condition=Q(language__in=["fa", "en"]), name="person_language_is_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    national_id_sealed__isnull=True,
                    national_id_index__isnull=True,
                    identity_checked_at__isnull=True,
                )
                | Q(
                    national_id_sealed__isnull=False,
                    national_id_index__isnull=False,
                    identity_checked_at__isnull=False,
                ),
                name="person_identity_is_whole",
            ),
        ]

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Sessions hang on the mark, where Django would use the password."""
        return salted_hmac(
            "people.session", self.session_mark, secret=secret, algorithm="sha256"
        ).hexdigest()


class Hat(models.Model):
    """A staff role that a person may put on."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="hats")
    role = models.TextField()
    given_by = models.BigIntegerField(null=True)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "role"], name="one_hat_of_a_kind"),
            models.CheckConstraint(
                condition=Q(role__in=sorted(str(role) for role in rules.STAFF)),
                name="hat_is_of_staff",
            ),
        ]


class Turnstile(models.Model):
    """A row to stand in line at: requests from one number or network pass one after another."""

    mark = models.TextField(primary_key=True)


class OneTimeCode(models.Model):
    """Six digits for one number, one purpose and one subject; used once, within minutes."""

    phone = models.TextField()
    purpose = models.TextField()
    subject = models.TextField(default="", blank=True)
    sealed = models.BinaryField()
    digest = models.TextField()
    network = models.TextField(default="", blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    spent_at = models.DateTimeField(null=True)  # Typed rightly, once.
    used_at = models.DateTimeField(null=True)  # The step it was asked for is done, once.

    objects = Locking["OneTimeCode"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["phone", "-created_at"], name="code_of_phone"),
            models.Index(fields=["network", "-created_at"], name="code_of_network"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(tries__lte=rules.MOST_TRIES), name="code_tries_are_few"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__lte=F("created_at") + rules.CODE_LIFE),
                name="code_lives_minutes",
            ),
        ]

    def place(self) -> str:
        """What the code is sealed for: it opens and compares nowhere else."""
        moment = self.created_at.isoformat()
        return f"code:{self.phone}:{self.purpose}:{self.subject}:{moment}"


class Inquiry(models.Model):
    """One question to the outside: written before it is asked, completed when it is answered."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="inquiries")
    kind = models.TextField()  # "mobile" or "sheba".
    about = models.TextField()  # Blind index of what was asked about.
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    matched = models.BooleanField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "kind", "asked_at"], name="inquiry_of_person")]


class BankAccount(Thing):
    """Where somebody is paid. Payable from `active_from` on, once the bank confirmed the owner."""

    MACHINE: ClassVar[Machine] = BANK_ACCOUNT
    WITHIN: ClassVar[str] = "person"

    person = models.ForeignKey(Person, models.PROTECT, related_name="bank_accounts")
    sheba = models.TextField()
    owner_name = models.TextField(default="", blank=True)
    owner_checked_at = models.DateTimeField(null=True)
    active_from = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    objects = Locking["BankAccount"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sheba__regex=r"^IR[0-9]{24}$"), name="bank_account_sheba_is_normal"
            ),
            models.UniqueConstraint(
                fields=["person", "sheba"],
                condition=Q(state__in=["checking", "confirmed"]),
                name="one_live_account_of_a_sheba",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed")
                | Q(owner_checked_at__isnull=False, active_from__isnull=False),
                name="confirmed_account_has_its_day",
            ),
        ]


class IdentityReading(models.Model):
    """Somebody opened a sealed national id. Appended, never changed; its owner may read it."""

    whose = models.ForeignKey(Person, models.PROTECT, related_name="readings")
    who = models.BigIntegerField(null=True)  # None: the platform itself, in that role.
    role = models.TextField()
    why = models.TextField()
    case = models.TextField(default="", blank=True)
    at = models.DateTimeField()


class ApiKey(models.Model):
    """A program's way in for one person: only the hash of its secret is kept."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="api_keys")
    name = models.TextField()
    mark = models.TextField(unique=True)  # The part that names the key; no secret.
    secret_sha256 = models.BinaryField(max_length=32)
    scopes = models.TextField()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = Locking["ApiKey"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "-id"], name="api_key_of_person")]
        constraints = [
            models.CheckConstraint(condition=Q(scopes__in=rules.SCOPES), name="api_key_scopes"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="api_key_has_a_life"
            ),
        ]

    @property
    def may_write(self) -> bool:
        return self.scopes == rules.READ_AND_WRITE

    def is_in_force(self, at: datetime) -> bool:
        return self.revoked_at is None and at < self.expires_at
