"""Counts over many deals, for the public."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import (
    BigIntegerField,
    Count,
    F,
    IntegerField,
    Value,
    When,
)
from django.db.models import Case as Choice
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from amanat.capabilities.deals.models import Deal, TermsVersion


@dataclass(frozen=True, slots=True)
class Journey:
    """How many funded deals went from one city to another; None where a city is not known."""

    origin: int | None
    destination: int | None
    count: int


def journeys(since: datetime, at: datetime) -> list[Journey]:
    """Where funded deals came from and went to: from the seller's city to the one agreed."""
    rows = (
        Deal.objects.filter(funded_at__gt=since, funded_at__lte=at)
        .values_list("seller__city", Coalesce("city", "buyer__city"))
        .annotate(count=Count("pk"))
        .order_by()
    )
    return [Journey(*row) for row in rows]


def prices_by_band(since: datetime, at: datetime, bands: Sequence[int]) -> list[int]:
    """How many funded deals had a price below each bound, each deal once; last those above all."""
    price = Cast(KeyTextTransform("price_units", "body"), BigIntegerField())
    which = Choice(
        *(When(price__lt=bound, then=Value(place)) for place, bound in enumerate(bands)),
        default=Value(len(bands)),
        output_field=IntegerField(),
    )
    rows = (
        TermsVersion.objects.filter(
            deal__funded_at__gt=since, deal__funded_at__lte=at, number=F("deal__version")
        )
        .annotate(price=price)
        .annotate(band=which)
        .values_list("band")
        .annotate(count=Count("pk"))
        .order_by()
    )
    found = dict(rows)
    return [found.get(place, 0) for place in range(len(bands) + 1)]
