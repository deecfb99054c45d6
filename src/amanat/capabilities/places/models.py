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


class PostOffice(models.Model):
    """Where a parcel can be handed in. Whoever told us of it is named, with the licence."""

    reference = models.TextField(unique=True)  # Its name at the source: a newer file mends it.
    name = models.TextField()
    kind = models.TextField()
    province = models.ForeignKey(Province, models.PROTECT, null=True, related_name="offices")
    city = models.ForeignKey(City, models.PROTECT, null=True, related_name="offices")
    address = models.TextField(default="")
    phone = models.TextField(default="")
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    hours = models.TextField(default="")
    source = models.TextField()
    licence = models.TextField()
    is_approximate = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["lat", "lon"], name="office_on_the_map")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lat__isnull=True, lon__isnull=True, city__isnull=False)
                | models.Q(lat__range=(24.0, 40.5), lon__range=(43.5, 64.0)),
                name="office_can_be_found",
            ),
        ]


class OfficeImport(models.Model):
    """How far a file was read: the same file goes on where it was cut off, and never twice."""

    sha256 = models.TextField(unique=True)
    rows = models.PositiveIntegerField()
    rows_done = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    began_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(rows_done__lte=models.F("rows")), name="import_within_its_file"
            ),
        ]
