from django.db import models

from amanat.capabilities.deals.rules import Terms
from amanat.capabilities.deals.states import CASE, DEAL, OFFER
from amanat.kernel.log.moves import Locking, Thing
from amanat.words.act import Act, Role
from amanat.words.refusal import NotYours


class Deal(Thing):
    """Two people, one set of terms, one pot of money."""

    MACHINE = DEAL

    code = models.TextField(unique=True)
    buyer = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    seller = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    starter_role = models.TextField()
    other_phone = models.TextField(default="")
    city = models.ForeignKey("places.City", models.PROTECT, null=True, related_name="+")
    draft = models.JSONField(default=dict)  # What is typed so far, before a version exists.
    version = models.PositiveSmallIntegerField(default=0)
    offered_by = models.TextField(default="")  # Whose version is on the table.
    created_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)
    funded_at = models.DateTimeField(null=True)
    ship_by = models.DateTimeField(null=True)
    shipped_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    cancel_by = models.TextField(default="")  # Whose request to cancel awaits an answer.
    is_extended = models.BooleanField(default=False)
    is_corrected = models.BooleanField(default=False)

    objects = Locking.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["buyer", "-id"], name="deal_of_buyer"),
            models.Index(fields=["seller", "-id"], name="deal_of_seller"),
            models.Index(fields=["due_at"], condition=~models.Q(due_at=None), name="deal_due"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(buyer=None)
                | models.Q(seller=None)
                | ~models.Q(buyer=models.F("seller")),
                name="two_different_people",
            ),
            models.CheckConstraint(
                condition=models.Q(starter_role__in=["buyer", "seller"]), name="starter_has_a_side"
            ),
        ]

    @property
    def subject(self) -> str:
        return f"deal:{self.pk}"

    def person_of(self, role: Role) -> int | None:
        return {Role.BUYER: self.buyer_id, Role.SELLER: self.seller_id}.get(role)

    def role_of(self, person_id: int | None) -> Role | None:
        """Which side this person sits on; None for a stranger."""
        if person_id is None:
            return None
        return next((r for r in (Role.BUYER, Role.SELLER) if self.person_of(r) == person_id), None)

    def check_side(self, act: Act) -> None:
        """Whoever acts as buyer or seller must be this deal's buyer or seller."""
        if act.role in {Role.BUYER, Role.SELLER} and self.person_of(act.role) != act.by:
            raise NotYours


class TermsVersion(models.Model):
    """One version of the terms, never changed; who offered it, and who agreed to its hash."""

    deal = models.ForeignKey(Deal, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    offered_by = models.TextField()
    body = models.JSONField()
    sha256 = models.TextField()
    at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deal", "number"], name="one_version_of_a_number"),
        ]

    @property
    def terms(self) -> Terms:
        return Terms(**self.body)


class Invitation(models.Model):
    """The other side's way in: only the hash of the token is kept here."""

    deal = models.OneToOneField(Deal, models.PROTECT, related_name="invitation")
    token_hash = models.BinaryField(max_length=32, unique=True)
    phone = models.TextField(default="")
    sent_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)


class Shipment(models.Model):
    """How the goods travel. A corrected code makes a new row; the old one is no longer current."""

    deal = models.ForeignKey(Deal, models.PROTECT, related_name="shipments")
    carrier = models.TextField()
    code = models.TextField()
    file = models.ForeignKey("evidence.File", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["carrier", "code"], name="tracking_code_once"),
            models.UniqueConstraint(
                fields=["deal"], condition=models.Q(is_current=True), name="one_current_shipment"
            ),
        ]


class Problem(models.Model):
    """What the buyer says is wrong, and what he wants."""

    deal = models.ForeignKey(Deal, models.PROTECT, related_name="problems")
    kind = models.TextField()
    words = models.TextField()
    wants = models.TextField()
    at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.TextField(default="")


class Message(models.Model):
    """One line of the two people's conversation."""

    deal = models.ForeignKey(Deal, models.PROTECT, related_name="messages")
    role = models.TextField()
    words = models.TextField()
    at = models.DateTimeField()


class DealFile(models.Model):
    """A file that belongs to a deal: both sides and its arbiter may open it, nobody else."""

    deal = models.ForeignKey(Deal, models.PROTECT, related_name="files")
    file = models.ForeignKey("evidence.File", models.PROTECT, related_name="+")
    role = models.TextField()
    about = models.TextField()  # "waybill", "problem", "answer"
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deal", "file"], name="file_once_in_a_deal"),
        ]


class CancelAsk(models.Model):
    """One side asked to cancel by agreement. While it waits, the deal's own clock stands still."""

    deal = models.ForeignKey(Deal, models.PROTECT, related_name="cancel_asks")
    role = models.TextField()
    words = models.TextField(default="")
    at = models.DateTimeField()
    left = models.DurationField()  # What was left of the deal's own deadline.
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deal", "role"], name="each_side_asks_to_cancel_once"),
        ]


class Offer(Thing):
    """What one side would settle for: how much of the price is released to the seller."""

    MACHINE = OFFER

    deal = models.ForeignKey(Deal, models.PROTECT, related_name="offers")
    role = models.TextField()
    price_units = models.BigIntegerField()
    words = models.TextField(default="")
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    objects = Locking.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["deal"], condition=models.Q(state="open"), name="one_open_offer"
            ),
            models.CheckConstraint(
                condition=models.Q(price_units__gte=0), name="offer_units_not_negative"
            ),
        ]


class Case(Thing):
    """A deal before an arbiter: evidence, a ruling, perhaps an appeal, and a final word."""

    MACHINE = CASE

    deal = models.OneToOneField(Deal, models.PROTECT, related_name="case")
    arbiter = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    is_extended = models.BooleanField(default=False)
    told_by = models.BigIntegerField(null=True)  # The fact whose letters served the last ruling.

    objects = Locking.as_manager()


class Statement(models.Model):
    """What one side says in a case. Its words are never changed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="statements")
    role = models.TextField()
    words = models.TextField()
    at = models.DateTimeField()


class Ruling(models.Model):
    """How much of the price is released to the seller, by which clause, and why."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="rulings")
    number = models.PositiveSmallIntegerField()
    officer = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    price_units = models.BigIntegerField()
    clause = models.TextField()
    reasons = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="one_ruling_of_a_number"),
            models.UniqueConstraint(fields=["case", "officer"], name="nobody_rules_twice"),
            models.CheckConstraint(
                condition=models.Q(price_units__gte=0, number__in=[1, 2]), name="ruling_sound"
            ),
        ]


class Appeal(models.Model):
    """Why one side wants the ruling looked at again, by somebody else. Once in a case."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="appeal")
    role = models.TextField()
    words = models.TextField()
    at = models.DateTimeField()


class Recusal(models.Model):
    """An officer who may not decide this case: a link to a side, or the time let pass."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="recusals")
    officer = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    why = models.TextField()  # "conflict" or "late"
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "officer"], name="stands_aside_once"),
        ]


class ServedCall(models.Model):
    """A call in which one side heard the ruling: it counts as an SMS that arrived."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="calls")
    officer = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    role = models.TextField()
    words = models.TextField()
    at = models.DateTimeField()
