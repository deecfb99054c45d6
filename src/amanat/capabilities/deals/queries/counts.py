"""Counts about people, for whoever weighs risks."""

from datetime import datetime

from django.db.models import BigIntegerField, F, Q, QuerySet, Sum
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from amanat.capabilities.deals.models import Deal, TermsVersion
from amanat.kernel.questions import question
from amanat.words.refusal import NotFound


def deal(deal_id: int) -> Deal:
    """A deal by its id, for the house."""
    found = _deal(deal_id).first()
    if found is None:
        raise NotFound
    return found


@question
def _deal(deal_id: int) -> QuerySet[Deal]:
    return Deal.objects.filter(pk=deal_id)


def begun_since(person_id: int, since: datetime) -> int:
    """How many deals this person started and sent."""
    mine = Q(buyer=person_id, starter_role="buyer") | Q(seller=person_id, starter_role="seller")
    return Deal.objects.filter(mine, created_at__gt=since, version__gt=0).count()


def bought_since(person_id: int, since: datetime) -> int:
    """The prices this person agreed to pay, together, in rial."""
    price = Cast(KeyTextTransform("price_units", "body"), BigIntegerField())
    mine = TermsVersion.objects.filter(
        deal__buyer=person_id, deal__agreed_at__gt=since, number=F("deal__version")
    )
    return int(mine.aggregate(sum=Sum(price))["sum"] or 0)


def deals_between(one: int, other: int, since: datetime) -> int:
    """How often these two have agreed with each other, either way round."""
    both = Q(buyer=one, seller=other) | Q(buyer=other, seller=one)
    return Deal.objects.filter(both, agreed_at__gt=since).count()
