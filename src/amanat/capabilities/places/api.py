"""Provinces and cities for machines, with the numbers that other routes take."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema

from amanat.capabilities.places import queries
from amanat.face.machines import LARGEST_ID, InPath, Refusals
from amanat.words.refusal import NotFound

router = Router(tags=["places"])
InQuery = Annotated[int, Query(ge=1, le=LARGEST_ID)]
offices = Router(tags=["places"])


class ProvinceOut(Schema):
    id: int
    name: str
    name_en: str


class Provinces(Schema):
    provinces: list[ProvinceOut]


class CityOut(Schema):
    id: int
    name: str
    is_capital: bool


class Cities(Schema):
    cities: list[CityOut]


@router.get("", response={200: Provinces, **Refusals}, summary="All provinces")
def provinces(request: HttpRequest) -> dict[str, object]:
    return {"provinces": queries.provinces()}


@router.get("/{province_id}/cities", response={200: Cities, **Refusals}, summary="Cities of one")
def cities(request: HttpRequest, province_id: InPath) -> dict[str, object]:
    found = queries.cities_of(province_id)
    if not found:
        raise NotFound("province_id")
    return {"cities": found}


class OfficeOut(Schema):
    """A post office near a city. `approximate`: the point is only the middle of the city."""

    name: str
    kind: str
    city: str | None
    province: str | None
    address: str
    phone: str
    lat: float | None
    lon: float | None
    hours: str
    source: str
    licence: str
    approximate: bool
    kilometres: int | None


class Offices(Schema):
    post_offices: list[OfficeOut]


@offices.get("", response={200: Offices, **Refusals}, summary="Post offices near a city")
def nearest(request: HttpRequest, city_id: InQuery) -> Offices:
    """Offices of the city itself first, then others by distance."""
    return Offices(post_offices=[_office(one) for one in queries.nearest_offices(city_id)])


def _office(near: queries.Near) -> OfficeOut:
    one = near.office
    return OfficeOut(
        name=one.name, kind=one.kind, city=one.city.name if one.city else None,
        province=one.province.name if one.province else None, address=one.address,
        phone=one.phone, lat=one.lat, lon=one.lon, hours=one.hours, source=one.source,
        licence=one.licence, approximate=one.is_approximate, kilometres=near.kilometres,
    )  # fmt: skip
