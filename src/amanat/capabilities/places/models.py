"""Provinces, counties and cities of Iran, as loaded from `data/` (see its SOURCE.md).

The primary keys are the source's own numbers, so that a newer table can be loaded over this one.
"""

from django.db import models


class Province(models.Model):
    """An ostan. `stats_code` is its number at the Statistical Centre of Iran."""

    id = models.PositiveIntegerField(primary_key=True)
    name = models.TextField(unique=True)
    name_en = models.TextField(unique=True)
    stats_code = models.TextField(unique=True)


class County(models.Model):
    """A shahrestan."""

    id = models.PositiveIntegerField(primary_key=True)
    province = models.ForeignKey(Province, models.PROTECT, related_name="counties")
    name = models.TextField()
    stats_code = models.TextField(unique=True)


class City(models.Model):
    """A shahr. Zones inside large cities are not kept: people live in the city."""

    id = models.PositiveIntegerField(primary_key=True)
    county = models.ForeignKey(County, models.PROTECT, related_name="cities")
    province = models.ForeignKey(Province, models.PROTECT, related_name="cities")
    name = models.TextField()
    stats_code = models.TextField(unique=True)
    is_capital = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["province", "name"], name="city_of_province")]
