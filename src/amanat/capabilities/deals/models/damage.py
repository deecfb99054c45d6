"""How the goods were packed, what harm they came to, and how they went back."""

from django.db import models

from amanat.capabilities.deals.models.deal import Deal
from amanat.capabilities.deals.states import CLAIM
from amanat.kernel.log.moves import Locking, Thing


class Packing(models.Model):
    """What the seller shows of the parcel before it leaves. The latest row counts."""

    deal = models.ForeignKey(Deal, models.PROTECT, related_name="packings")
    weight_grams = models.PositiveIntegerField()
    has_word = models.BooleanField()  # The deal's one-time word stands on the parcel.
    pictures = models.PositiveSmallIntegerField()
    at = models.DateTimeField()


class Claim(Thing):
    """Damage or loss on the way: the proof, the facts an officer confirmed, the outcome."""

    MACHINE = CLAIM
    WITHIN = "deal"
    CLOCK = "deal_id"

    deal = models.OneToOneField(Deal, models.PROTECT, related_name="claim")
    kind = models.TextField()  # "damage" or "loss"
    words = models.TextField(default="")
    at = models.DateTimeField()
    left = models.DurationField(null=True)  # What was left of the inspection.
    box = models.ForeignKey("evidence.File", models.PROTECT, null=True, related_name="+")
    label = models.ForeignKey("evidence.File", models.PROTECT, null=True, related_name="+")
    item = models.ForeignKey("evidence.File", models.PROTECT, null=True, related_name="+")
    minutes = models.ForeignKey("evidence.File", models.PROTECT, null=True, related_name="+")
    officer = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    barred = models.JSONField(default=list)  # Officers who let the time pass.
    facts = models.JSONField(default=dict)  # As confirmed; the table read them.
    row = models.PositiveSmallIntegerField(
        null=True
    )  # Of the table; 0 where two officers deviated.
    outcome = models.TextField(default="")
    proposed_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    price_units = models.BigIntegerField(default=0)  # Of the price, released to the seller.
    fund_units = models.BigIntegerField(default=0)  # What the fund pays him.
    return_freight_by = models.TextField(default="")  # "" unless the goods go back.
    reasons = models.TextField(default="")
    decided_at = models.DateTimeField(null=True)

    objects = Locking.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(price_units__gte=0, fund_units__gte=0), name="claim_units_sound"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["damage", "loss"]), name="claim_kind_known"
            ),
        ]

    @property
    def subject(self) -> str:
        return f"claim:{self.pk}"


class ClaimWord(models.Model):
    """What one side says about a claim. Its words are never changed."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="answers")
    role = models.TextField()
    words = models.TextField()
    at = models.DateTimeField()


class Return(models.Model):
    """The goods go back before the money does."""

    deal = models.ForeignKey(Deal, models.PROTECT, related_name="returns")
    freight_by = models.TextField()  # Who pays the way back: "buyer" or "seller".
    how = models.TextField()  # "agreement", "ruling", "appeal" or "claim"
    at = models.DateTimeField()
    carrier = models.TextField(default="")
    code = models.TextField(default="")
    sent_at = models.DateTimeField(null=True)
    proven_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.TextField(default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(freight_by__in=["buyer", "seller"]), name="freight_has_a_payer"
            ),
            models.UniqueConstraint(
                fields=["deal"], condition=models.Q(ended_at=None), name="one_return_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["carrier", "code"], condition=~models.Q(code=""), name="return_code_once"
            ),
        ]
