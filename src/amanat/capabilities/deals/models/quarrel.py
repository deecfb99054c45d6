"""Offers of an amount, and the case before an arbiter."""

from django.db import models

from amanat.capabilities.deals.models.deal import Deal
from amanat.capabilities.deals.states import CASE, OFFER
from amanat.kernel.log.moves import Locking, Thing


class Offer(Thing):
    """What one side would settle for: how much of the price is released to the seller."""

    MACHINE = OFFER
    WITHIN = "deal"
    CLOCK = "deal_id"

    deal = models.ForeignKey(Deal, models.PROTECT, related_name="offers")
    role = models.TextField()
    price_units = models.BigIntegerField()
    return_freight_by = models.TextField(default="")  # "" unless the goods go back first.
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
    WITHIN = "deal"
    CLOCK = "deal_id"

    #  One deal may have a second case: what was ruled to go back came back wrong.
    deal = models.ForeignKey(Deal, models.PROTECT, related_name="cases")
    arbiter = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    is_extended = models.BooleanField(default=False)
    told_by = models.BigIntegerField(null=True)  # The fact whose letters served the last ruling.

    objects = Locking.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["deal"],
                condition=~models.Q(state__in=["final", "closed"]),
                name="one_open_case",
            ),
        ]


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
    return_freight_by = models.TextField(default="")  # "" unless the goods go back first.
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
    why = models.TextField()  # "conflict", "late" or "claim": decided before.
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
