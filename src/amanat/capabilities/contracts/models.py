"""A contract of one buyer, what is paid on it and when, its documents, its way to other buyers."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from amanat.capabilities.contracts.rules.terms import MOST_ASSIGNMENTS, MOST_UNITS
from amanat.capabilities.contracts.states import (
    ASSIGNMENT,
    CONTRACT,
    LAPSED,
    OPEN_ASSIGNMENTS,
    SIGNED,
)
from amanat.kernel.log.moves import Locking, Thing
from amanat.words.machine import Machine

PERSON = "people.Person"


class Contract(Thing):
    """One buyer's contract. `terms` are the very bytes that were agreed; nothing rewrites them.

    What is needed to move stock and money is kept here, so that no later change of the permit
    reaches back. `paid_units` is the sum of the paid instalments.
    """

    MACHINE: ClassVar[Machine] = CONTRACT

    code = models.TextField(unique=True)
    permit_id = models.BigIntegerField()
    campaign_id = models.BigIntegerField(null=True)
    offer_id = models.BigIntegerField()
    business = models.ForeignKey("businesses.Business", models.PROTECT, related_name="+")
    buyer = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    quantity = models.BigIntegerField()
    method = models.TextField()
    price_units = models.BigIntegerField()  # At sign-up, of the whole quantity.
    paid_units = models.BigIntegerField(default=0)
    contract_day = models.DateField()
    delivery_day = models.DateField()
    terms = models.TextField()
    terms_sha256 = models.TextField()
    stock_account_id = models.BigIntegerField()
    sold_account_id = models.BigIntegerField()
    stock_hold_id = models.BigIntegerField()
    project_account_id = models.BigIntegerField()
    signed_at = models.DateTimeField()
    funded_at = models.DateTimeField(null=True)
    assignments = models.PositiveIntegerField(default=0)
    most_assignments = models.PositiveIntegerField(default=0)
    delivery_price_units = models.BigIntegerField(null=True)
    ready_on = models.DateField(null=True)  # The day the buyer was called for.
    left_on = models.DateField(null=True)
    profit_units = models.BigIntegerField(default=0)
    repay_by = models.DateField(null=True)
    given_units = models.BigIntegerField(default=0)  # Paid back so far.
    ordered_units = models.BigIntegerField(default=0)  # Ordered from collateral.
    repay_payment_id = models.BigIntegerField(null=True)  # What the maker brings.
    reason = models.TextField(default="")
    ended_at = models.DateTimeField(null=True)

    objects = Locking["Contract"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["buyer", "-id"], name="contracts_of_buyer"),
            models.Index(fields=["business", "-id"], name="contracts_of_business"),
            models.Index(fields=["permit_id", "id"], name="contracts_of_permit"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["offer_id"], condition=~Q(state=LAPSED), name="one_contract_of_an_offer"
            ),
            models.CheckConstraint(
                condition=Q(price_units__gt=0, price_units__lte=MOST_UNITS, quantity__gt=0),
                name="contract_has_a_price",
            ),
            models.CheckConstraint(
                condition=Q(state=SIGNED) | Q(state=LAPSED) | Q(funded_at__isnull=False),
                name="contract_in_force_was_paid",
            ),
            models.CheckConstraint(
                condition=Q(assignments__lte=F("most_assignments"))
                & Q(most_assignments__lte=MOST_ASSIGNMENTS),
                name="contract_passed_on_within_its_limit",
            ),
            models.CheckConstraint(
                condition=Q(terms_sha256__regex=r"^[0-9a-f]{64}$"), name="contract_terms_are_fixed"
            ),
            models.CheckConstraint(
                condition=Q(paid_units__gte=0, profit_units__gte=0, given_units__gte=0)
                & Q(given_units__lte=F("paid_units") + F("profit_units")),
                name="contract_units_sound",
            ),
            models.CheckConstraint(
                condition=~Q(state="repaid") | Q(given_units=F("paid_units") + F("profit_units")),
                name="repaid_means_all_of_it",
            ),
        ]

    @property
    def owed_units(self) -> int:
        """What a buyer who left still has to get."""
        return self.paid_units + self.profit_units - self.given_units


class Instalment(models.Model):
    """A share of the price: it counts when all of it came, with room of its own.

    `payment_id` is what is asked for now; `portions` are the payments that came.
    """

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="instalments")
    number = models.PositiveIntegerField()
    kind = models.TextField()
    units = models.BigIntegerField()
    due_on = models.DateField(null=True)  # None: with the signature, or at the call.
    payment_id = models.BigIntegerField(unique=True, null=True)  # None until it is asked for.
    reservation_id = models.BigIntegerField(unique=True, null=True)
    paid_at = models.DateTimeField(null=True)
    turned_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="instalment_number"),
            models.CheckConstraint(
                condition=Q(units__gt=0, units__lte=MOST_UNITS), name="instalment_units_sound"
            ),
            models.CheckConstraint(
                condition=Q(paid_at=None) | Q(reservation_id__isnull=False),
                name="paid_instalment_has_its_room",
            ),
        ]


class Portion(models.Model):
    """One payment towards an instalment: it waits for the rest, or goes back to whoever paid."""

    instalment = models.ForeignKey(Instalment, models.PROTECT, related_name="portions")
    payment_id = models.BigIntegerField(unique=True)
    units = models.BigIntegerField()
    came_at = models.DateTimeField()
    back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(units__gt=0, units__lte=MOST_UNITS), name="portion_units_sound"
            ),
        ]


class Document(models.Model):
    """The contract as it is given out, signed by the house. Appended, never changed."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="documents")
    version = models.PositiveIntegerField()
    text = models.TextField()  # The very bytes that are signed.
    sha256 = models.TextField()
    signature = models.TextField()
    key_id = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "version"], name="document_version"),
        ]


class Assignment(Thing):
    """A contract on its way to another buyer, who accepts it before the maker consents."""

    MACHINE: ClassVar[Machine] = ASSIGNMENT
    WITHIN: ClassVar[str] = "contract"

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="assigned")
    from_person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    to_person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    consented_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = Locking["Assignment"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contract"],
                condition=Q(state__in=OPEN_ASSIGNMENTS),
                name="one_open_assignment",
            ),
            models.CheckConstraint(
                condition=~Q(from_person=F("to_person")), name="assigned_to_another_person"
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(consented_by__isnull=False),
                name="assignment_had_consent",
            ),
        ]
