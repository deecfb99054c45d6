"""Reads the tables in `data/` into rows. Migrations call it, handing over their own models."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "data"
WHOLE_CITY = "0"  # Other values of shahr_type are zones inside a large city.


def rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def load(models: Any) -> None:
    """Fill the three empty tables; `models` answers `get_model(app, name)`."""
    province, county, city = (
        models.get_model("places", name) for name in ("Province", "County", "City")
    )
    named = {row["id"]: row for row in rows("province_names.csv")}
    province.objects.bulk_create(
        province(
            id=row["id"],
            name=named[row["id"]]["name"],
            name_en=named[row["id"]]["name_en"],
            stats_code=row["amar_code"],
        )
        for row in rows("ostan.csv")
    )
    county.objects.bulk_create(
        county(
            id=row["id"],
            province_id=row["ostan"],
            name=row["name"],
            stats_code=row["amar_code"],
        )
        for row in rows("shahrestan.csv")
    )
    city.objects.bulk_create(
        city(
            id=row["id"],
            county_id=row["shahrestan"],
            province_id=row["ostan"],
            name=row["name"],
            stats_code=row["amar_code"],
            is_capital=named[row["ostan"]]["capital"] == row["name"],
        )
        for row in rows("shahr.csv")
        if row["shahr_type"] == WHOLE_CITY
    )


SEEDED = "Amanat, from general knowledge: the rough centre of the city"


def load_offices(models: Any) -> None:
    """One central post office for each capital, marked approximate until a real list comes."""
    office, city = (models.get_model("places", name) for name in ("PostOffice", "City"))
    capitals = dict(city.objects.filter(is_capital=True).values_list("province_id", "pk"))
    office.objects.bulk_create(
        office(
            reference=f"seed:{row['province']}",
            name=row["name"],
            kind="central",
            province_id=row["province"],
            city_id=capitals[int(row["province"])],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            source=SEEDED,
            licence="Apache-2.0",
            is_approximate=True,
        )
        for row in rows("post_offices.csv")
    )
