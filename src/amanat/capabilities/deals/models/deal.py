"""Two people, one set of terms, and the way in."""

from django.db import models

from amanat.capabilities.deals.refusals import MoneyUnderWay
from amanat.capabilities.deals.rules import CODE, GOODS, Terms
from amanat.capabilities.deals.states import DEAL
from amanat.kernel.log.moves import Locking, Thing
from amanat.words.act import Act, Role
from amanat.words.refusal import NotYours


class Deal(Thing):
    """Two people, one set of terms, one pot of money."""

    MACHINE = DEAL
    CLOCK = "pk"
    MOMENTS = ("due_at", "ship_by")

    code = models.TextField(unique=True)
    kind = models.TextField(default=GOODS)  # What the terms on the table are about.
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
    sealed_at = models.DateTimeField(null=True)  # When its code came into the vault.
    ship_by = models.DateTimeField(null=True)
    shipped_at = models.DateTimeField(null=True)
    lost_at = models.DateTimeField(null=True)  # Nobody confirmed an arrival in the carrier's time.
    received_at = models.DateTimeField(null=True)
    claim_by = models.DateTimeField(null=True)  # Until when damage on the way may be claimed.
    ended_at = models.DateTimeField(null=True)
    cancel_by = models.TextField(default="")  # Whose request to cancel awaits an answer.
    is_extended = models.BooleanField(default=False)
    is_corrected = models.BooleanField(default=False)
    #  A stage of a project is a small deal inside it, at its place from 1.
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="stages")
    place = models.PositiveSmallIntegerField(null=True)

    objects = Locking.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["buyer", "-id"], name="deal_of_buyer"),
            models.Index(fields=["seller", "-id"], name="deal_of_seller"),
            models.Index(fields=["due_at"], condition=~models.Q(due_at=None), name="deal_due"),
            models.Index(
                fields=["funded_at"], condition=~models.Q(funded_at=None), name="deal_funded"
            ),
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
            models.UniqueConstraint(fields=["parent", "place"], name="one_stage_at_a_place"),
            models.CheckConstraint(
                condition=models.Q(parent=None, place=None)
                | models.Q(parent__isnull=False, place__gte=1),
                name="a_stage_has_a_place",
            ),
        ]

    @property
    def subject(self) -> str:
        return f"deal:{self.pk}"

    @property
    def sides(self) -> tuple[int, int]:
        """Ids of buyer and seller, once both are there."""
        assert self.buyer_id is not None and self.seller_id is not None, "Nobody joined yet."
        return self.buyer_id, self.seller_id

    @property
    def starter_id(self) -> int:
        starter = self.person_of(Role(self.starter_role))
        assert starter is not None, "A deal is begun by somebody."
        return starter

    @property
    def awaits_seal(self) -> bool:
        """Whether its seller has to seal a code before anybody pays."""
        return self.kind == CODE and self.sealed_at is None

    def person_of(self, role: Role) -> int | None:
        return {Role.BUYER: self.buyer_id, Role.SELLER: self.seller_id}.get(role)

    def role_of(self, person_id: int | None) -> Role | None:
        """Which side this person sits on; None for a stranger."""
        if person_id is None:
            return None
        return next((r for r in (Role.BUYER, Role.SELLER) if self.person_of(r) == person_id), None)

    def check_money_is_here(self) -> None:
        """Whoever would still decide about the money must find it here."""
        if self.state in {"accepted", "paying_out", "splitting", "refunding"}:
            raise MoneyUnderWay

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
