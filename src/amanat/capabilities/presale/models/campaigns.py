"""A campaign: a window in which people ask for units of a permit, and all that fixes its draw."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from amanat.capabilities.presale.states import CAMPAIGN, KINDS, LOTTERY
from amanat.kernel.log.moves import Locking, Thing
from amanat.words.machine import Machine

HASH_BYTES = 32
MOST_HOLDERS = 5


class Campaign(Thing):
    """What was announced stands: a later change of law or price does not reach who enlisted."""

    MACHINE: ClassVar[Machine] = CAMPAIGN

    kind = models.TextField(default=LOTTERY)
    permit_id = models.BigIntegerField()
    business_id = models.BigIntegerField()
    announced_at = models.DateTimeField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    draw_at = models.DateTimeField(null=True)  # Lotteries: not before this.
    seats = models.JSONField()  # Of groups 1, 2, …: [{"rule": "first_car", "seats": 100}, …]
    waiting = models.PositiveIntegerField(default=0)  # Places of the waiting list.
    most_units = models.PositiveIntegerField(default=1)  # For one buyer.
    pay_hours = models.PositiveIntegerField()
    assignments_allowed = models.PositiveSmallIntegerField(default=0)
    maker = models.TextField(default="")  # As the rules of buyers name it.
    conditions = models.JSONField(default=dict)  # Of the dated set, as announced.
    conditions_source = models.JSONField(default=dict)  # Its day, source and status.
    price_n = models.PositiveSmallIntegerField(default=1)  # The price of who enlists now.

    asked_step = models.TextField(default="")  # What a first person asked for.
    asked_by = models.BigIntegerField(null=True)
    decided_by = models.BigIntegerField(null=True)
    reason = models.TextField(default="")
    paused_at = models.DateTimeField(null=True)
    paused_for_permit = models.BooleanField(default=False)

    head = models.BinaryField(max_length=HASH_BYTES, null=True)  # Of the log, before the close.
    head_n = models.BigIntegerField(null=True)
    horizon = models.BigIntegerField(null=True)  # Whoever enlists later than this saw it closed.
    root = models.BinaryField(max_length=HASH_BYTES, null=True)
    tickets = models.BigIntegerField(null=True)
    seed = models.BinaryField(max_length=HASH_BYTES, null=True)
    winners_root = models.BinaryField(max_length=HASH_BYTES, null=True)
    drawn = models.PositiveIntegerField(default=0)  # Seats and waiting places that were filled.
    drawn_at = models.DateTimeField(null=True)
    told_ticket = models.TextField(default="", blank=True)  # The last one told of the draw.
    told_at = models.DateTimeField(null=True)  # All were told.

    objects = Locking["Campaign"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["permit_id"], name="campaign_of_permit")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=sorted(KINDS)), name="campaign_kind_known"),
            models.CheckConstraint(
                condition=Q(opens_at__lt=F("closes_at")), name="campaign_opens_before_it_closes"
            ),
            models.CheckConstraint(
                condition=Q(announced_at__lt=F("opens_at")), name="campaign_is_announced_before"
            ),
            models.CheckConstraint(condition=Q(pay_hours__gte=1), name="campaign_has_time_to_pay"),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(asked_by=None) | ~Q(decided_by=F("asked_by")),
                name="two_people_stop_a_campaign",
            ),
            models.CheckConstraint(
                condition=Q(root=None) | Q(head__isnull=False, tickets__isnull=False),
                name="the_head_is_fixed_before_the_tickets",
            ),
            models.CheckConstraint(
                condition=Q(seed=None) | Q(root__isnull=False, winners_root__isnull=False),
                name="the_tickets_are_fixed_before_the_draw",
            ),
        ]

    @property
    def is_lottery(self) -> bool:
        return self.kind == LOTTERY

    @property
    def total_seats(self) -> int:
        return sum(group["seats"] for group in self.seats)


class CampaignPrice(models.Model):
    """The price of who enlists from a moment on. Who enlisted before keeps the earlier one."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="prices")
    n = models.PositiveSmallIntegerField()
    units = models.BigIntegerField()
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "n"], name="one_price_of_a_number"),
            models.CheckConstraint(condition=Q(units__gte=1), name="a_campaign_has_a_price"),
        ]


class SecretHolder(models.Model):
    """One of five parties: its lock is public before the close, its secret after it."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="holders")
    party = models.TextField()
    person_id = models.BigIntegerField()
    lock = models.BinaryField(max_length=HASH_BYTES, null=True)
    locked_at = models.DateTimeField(null=True)
    secret = models.BinaryField(max_length=HASH_BYTES, null=True)
    opened_at = models.DateTimeField(null=True)
    opened_by_others = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "party"], name="one_holder_of_a_party"),
            models.UniqueConstraint(
                fields=["campaign", "person_id"], name="one_secret_of_a_person"
            ),
            models.CheckConstraint(
                condition=Q(secret=None) | Q(lock__isnull=False), name="locked_before_opened"
            ),
        ]


class SecretPart(models.Model):
    """A part of one party's secret, kept by another holder: any three open it."""

    holder = models.ForeignKey(SecretHolder, models.PROTECT, related_name="parts")
    at = models.PositiveSmallIntegerField()  # Which of the five parts.
    keeper = models.ForeignKey(SecretHolder, models.PROTECT, related_name="kept")
    sealed = models.BinaryField()
    given_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["holder", "at"], name="one_part_of_a_secret"),
            models.UniqueConstraint(fields=["holder", "keeper"], name="one_part_of_a_keeper"),
        ]


class DrawnSeat(models.Model):
    """A line of the published result. `seat` is the group whose seat it is; 0: waiting."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="result")
    place = models.PositiveIntegerField()
    ticket = models.TextField()  # The pseudonym: a ticket's code without its hyphens.
    group = models.PositiveSmallIntegerField()
    seat = models.PositiveSmallIntegerField()
    person_id = models.BigIntegerField()
    price_n = models.PositiveSmallIntegerField()
    is_offered = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "place"], name="one_ticket_of_a_place"),
            models.UniqueConstraint(fields=["campaign", "ticket"], name="one_place_of_a_ticket"),
        ]


class BuyerFile(models.Model):
    """What a buyer declared about cars and age; checked again before a contract."""

    person_id = models.BigIntegerField(primary_key=True)
    born_on = models.DateField()
    has_licence = models.BooleanField()
    plates = models.PositiveSmallIntegerField(default=0)
    youngest_vehicle_years = models.PositiveSmallIntegerField(null=True)
    last_purchase_on = models.DateField(null=True)
    last_purchase_maker = models.TextField(default="")
    declared_at = models.DateTimeField()


class Purchase(models.Model):
    """A contract for a vehicle made here: it counts whatever the buyer declares."""

    person_id = models.BigIntegerField()
    maker = models.TextField()
    subject = models.TextField(unique=True)  # "contract:17"
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person_id", "-at"], name="purchase_of_person")]
