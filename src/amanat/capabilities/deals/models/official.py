"""Money that the platform keeps for a check."""

from django.db import models
from django.db.models import F, Q

from amanat.capabilities.deals.models.deal import Deal
from amanat.capabilities.deals.rules.official import OPEN_HOLDS
from amanat.capabilities.deals.states import OFFICIAL_HOLD
from amanat.kernel.log.moves import Locking, Thing

PERSON = "people.Person"


class OfficialHold(Thing):
    """One check of one deal: why, who wanted it, who agreed, and the same again to lift it."""

    MACHINE = OFFICIAL_HOLD
    WITHIN = "deal"

    deal = models.ForeignKey(Deal, models.PROTECT, related_name="official_holds")
    kind = models.TextField()
    reason = models.TextField()
    words = models.TextField()
    proposer = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    confirmer = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    lift_words = models.TextField(default="")
    lift_proposer = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    lift_confirmer = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    pause_id = models.BigIntegerField(null=True)  # The standstill of the deal's clock.
    at = models.DateTimeField()
    since = models.DateTimeField(null=True)
    lifted_at = models.DateTimeField(null=True)

    objects = Locking.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["deal"], condition=Q(state__in=OPEN_HOLDS), name="one_open_official_hold"
            ),
            models.CheckConstraint(
                condition=Q(confirmer=None) | ~Q(confirmer=F("proposer")), name="two_people_keep"
            ),
            models.CheckConstraint(
                condition=Q(lift_confirmer=None) | ~Q(lift_confirmer=F("lift_proposer")),
                name="two_people_lift",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("in_force", "lifting", "lifted"))
                | Q(confirmer__isnull=False, since__isnull=False),
                name="kept_by_two",
            ),
            models.CheckConstraint(
                condition=~Q(state="lifted")
                | Q(lift_confirmer__isnull=False, lifted_at__isnull=False),
                name="lifted_by_two",
            ),
        ]
