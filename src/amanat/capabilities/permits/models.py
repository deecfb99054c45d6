"""A permit to sell before delivery, each version of its terms, and who asked to change it."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from amanat.capabilities.permits.rules import terms as words
from amanat.capabilities.permits.rules.methods import LABELS, Method
from amanat.capabilities.permits.states import CHANGE, GRANTED, OPEN, PERMIT, WAITING
from amanat.kernel.log.moves import Locking, Thing
from amanat.words.machine import Machine
from amanat.words.text import Text

PERSON = "people.Person"
BUSINESS = "businesses.Business"
MOST_UNITS = 10**18
WHOLE = words.WHOLE_SHARE


class Permit(Thing):
    """What may be sold before it is made, by whom, how many, at which price, until when.

    What is still free stands in the ledger under `stock_account_id`: the asset PERMIT, limit 0,
    credited at the grant. A sold unit moves to `sold_account_id`.
    """

    MACHINE: ClassVar[Machine] = PERMIT

    business = models.ForeignKey(BUSINESS, models.PROTECT, related_name="permits")
    code = models.TextField(unique=True)  # PS-…: stands in every advert.
    kind = models.TextField()  # vehicle, goods, property, service
    method = models.TextField()

    # Goods
    title = models.TextField(default="")
    model = models.TextField(default="")
    trim = models.TextField(default="")
    colours = models.JSONField(default=list)
    description = models.TextField(default="")
    is_imported = models.BooleanField(default=False)
    place = models.TextField(default="")  # Of a building: plot and address.

    # Price and stages
    asked_quantity = models.BigIntegerField(null=True)
    quantity = models.BigIntegerField(null=True)  # In force once granted; asked before that.
    price_units = models.BigIntegerField(null=True)  # Of one unit, at sign-up.
    instalments = models.JSONField(default=list)  # [{"basis_points": 3000, "months": 0}, …]
    participation_basis_points = models.PositiveIntegerField(default=0)
    withdrawal_basis_points = models.PositiveIntegerField(default=0)

    # Production
    sale_from = models.DateField(null=True)
    sale_until = models.DateField(null=True)  # The last day on which a contract may be signed.
    first_delivery = models.DateField(null=True)
    last_delivery = models.DateField(null=True)
    certified_capacity = models.BigIntegerField(null=True)  # Units until the last delivery day.
    certifier = models.TextField(default="")
    certifier_index = models.TextField(default="")  # Blind index of its national or legal id.
    certificate_number = models.TextField(default="")
    certificate_file_id = models.BigIntegerField(null=True)
    cost_units = models.BigIntegerField(null=True)
    cost_plan = models.JSONField(default=list)  # [{"title": "…", "basis_points": 2500}, …]

    # Guarantee
    guarantee_kind = models.TextField(default="")
    guarantee_issuer = models.TextField(default="")
    guarantee_number = models.TextField(default="")
    guarantee_units = models.BigIntegerField(null=True)
    guarantee_until = models.DateField(null=True)

    # The application
    drafted_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    requested_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    requested_at = models.DateTimeField(null=True)
    signed_sha256 = models.TextField(default="")
    signature = models.BinaryField(default=b"")  # Of the house, over who signed what and when.
    defects = models.JSONField(default=dict)  # {field: what is to be corrected}
    was_late = models.BooleanField(default=False)

    # The check
    capacity = models.BigIntegerField(null=True)
    backlog = models.BigIntegerField(null=True)
    check_words = models.TextField(default="")
    checked_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)

    # The decision
    proposed_quantity = models.BigIntegerField(null=True)
    proposed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    decision_words = models.TextField(default="")
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    parameters = models.JSONField(default=dict)  # {name: {id, valid_from, status}} of that day.
    stock_account_id = models.BigIntegerField(null=True)
    sold_account_id = models.BigIntegerField(null=True)
    delivered = models.BigIntegerField(default=0)

    # Suspension and end
    reason = models.TextField(default="")  # Why it is suspended or revoked; public.
    suspended_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    suspended_at = models.DateTimeField(null=True)
    revocation_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    revocation_words = models.TextField(default="")

    objects = Locking["Permit"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["business", "-id"], name="permit_of_business"),
            models.Index(fields=["state", "due_at"], name="permit_queue"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=sorted(words.KINDS)), name="permit_kind"),
            models.CheckConstraint(condition=Q(method__in=sorted(Method)), name="permit_method"),
            models.CheckConstraint(
                condition=Q(quantity=None) | Q(quantity__gte=1, quantity__lte=words.MOST_QUANTITY),
                name="permit_quantity_sound",
            ),
            models.CheckConstraint(
                condition=Q(price_units=None) | Q(price_units__gte=1, price_units__lte=MOST_UNITS),
                name="permit_price_sound",
            ),
            models.CheckConstraint(
                condition=Q(participation_basis_points__lte=WHOLE)
                & Q(withdrawal_basis_points__lte=WHOLE),
                name="permit_rates_sound",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(WAITING | GRANTED))
                | Q(
                    quantity__isnull=False, price_units__isnull=False, sale_from__isnull=False,
                    sale_until__isnull=False, first_delivery__isnull=False,
                    last_delivery__isnull=False, requested_by__isnull=False,
                ),
                name="sent_permit_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(sale_until=None) | Q(sale_from__lte=F("sale_until")),
                name="permit_sells_forwards",
            ),
            models.CheckConstraint(
                condition=Q(last_delivery=None) | Q(first_delivery__lte=F("last_delivery")),
                name="permit_delivers_forwards",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(GRANTED))
                | Q(
                    stock_account_id__isnull=False, sold_account_id__isnull=False,
                    decided_by__isnull=False, quantity__lte=F("capacity"),
                ),
                name="granted_permit_has_its_stock",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(proposed_by=None)
                | ~Q(decided_by=F("proposed_by")),
                name="two_people_grant_a_permit",
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None) | Q(decided_by=None) | ~Q(checked_by=F("decided_by")),
                name="who_checked_a_permit_does_not_decide_it",
            ),
            models.CheckConstraint(
                condition=Q(delivered__gte=0), name="permit_delivered_sound"
            ),
        ]  # fmt: skip

    @property
    def kind_label(self) -> Text:
        return words.KINDS[self.kind]

    @property
    def method_label(self) -> Text:
        return LABELS[Method(self.method)]

    @property
    def state_label(self) -> Text:
        return PERMIT.states[self.state]

    @property
    def reason_label(self) -> Text | None:
        return words.REASONS.get(self.reason)

    @property
    def is_open(self) -> bool:
        """Whether the applicant may still write."""
        return self.state in OPEN

    @property
    def is_public(self) -> bool:
        return self.state in GRANTED

    @property
    def prepayment_basis_points(self) -> int:
        """The share of the price that is paid with the contract."""
        return words.prepayment(self.instalments)

    @property
    def prepayment_units(self) -> int:
        """What one buyer pays with the contract, rounded down."""
        return (self.price_units or 0) * self.prepayment_basis_points // WHOLE

    @property
    def instalment_lines(self) -> list[dict[str, object]]:
        """Each instalment with its percent and its rials; the last one has what rounding left."""
        price, lines, paid = self.price_units or 0, list[dict[str, object]](), 0
        for place, one in enumerate(self.instalments, start=1):
            units = price * one["basis_points"] // WHOLE
            units = price - paid if place == len(self.instalments) else units
            paid += units
            percent = words.percent_of(one["basis_points"])
            lines.append({"months": one["months"], "percent": percent, "units": units})
        return lines

    @property
    def stage_lines(self) -> list[dict[str, str]]:
        """Stages of the work with their percent of the cost."""
        return [
            {"title": one["title"], "percent": words.percent_of(one["basis_points"])}
            for one in self.cost_plan
        ]

    @property
    def participation_percent(self) -> str:
        return words.percent_of(self.participation_basis_points)

    @property
    def total_units(self) -> int:
        """The price of all of it."""
        return (self.quantity or 0) * (self.price_units or 0)

    @property
    def total_prepayment_units(self) -> int:
        return (self.quantity or 0) * self.prepayment_units


class PermitVersion(models.Model):
    """The terms of a permit from one moment on, as they were published. Appended, never changed."""

    permit = models.ForeignKey(Permit, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.TextField()  # grant, amend, extend
    body = models.JSONField()
    sha256 = models.TextField()
    from_day = models.DateField()  # Contracts signed on this day or later are under it.
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["permit", "number"], name="one_permit_version_of_a_number"
            )
        ]


class PermitWeek(models.Model):
    """How many units the maker plans to finish in one week; deliveries compare it with what came."""

    permit = models.ForeignKey(Permit, models.PROTECT, related_name="weeks")
    starts_on = models.DateField()  # A Saturday.
    units = models.BigIntegerField()

    class Meta:
        ordering = ("starts_on",)
        constraints = [
            models.UniqueConstraint(fields=["permit", "starts_on"], name="one_plan_of_a_week"),
            models.CheckConstraint(condition=Q(units__gte=1), name="a_week_makes_something"),
        ]


class PermitChange(Thing):
    """The holder asks for another quantity, price or window; the committee answers."""

    MACHINE: ClassVar[Machine] = CHANGE
    WITHIN: ClassVar[str] = "permit"

    permit = models.ForeignKey(Permit, models.PROTECT, related_name="changes")
    kind = models.TextField()  # amend, extend
    quantity = models.BigIntegerField(null=True)
    price_units = models.BigIntegerField(null=True)
    sale_until = models.DateField(null=True)
    last_delivery = models.DateField(null=True)
    words = models.TextField()
    asked_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    supported_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    made_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    answer = models.TextField(default="")
    answered_at = models.DateTimeField(null=True)

    objects = Locking["PermitChange"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["permit"],
                condition=Q(state__in=["asked", "supported"]),
                name="one_open_change_of_a_permit",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["amend", "extend"]), name="permit_change_kind"
            ),
            models.CheckConstraint(
                condition=Q(made_by=None) | Q(supported_by=None) | ~Q(made_by=F("supported_by")),
                name="two_people_change_a_permit",
            ),
            models.CheckConstraint(
                condition=Q(made_by=None) | ~Q(made_by=F("asked_by")),
                name="nobody_changes_their_own_permit",
            ),
        ]

    @property
    def state_label(self) -> Text:
        return CHANGE.states[self.state]

    @property
    def label(self) -> Text:
        return words.CHANGES[self.kind]


def days_of(one: Permit) -> tuple[date, date, date, date]:
    """The four days of a permit that was sent: sale from and until, delivery from and until."""
    assert one.sale_from and one.sale_until and one.first_delivery and one.last_delivery
    return one.sale_from, one.sale_until, one.first_delivery, one.last_delivery
