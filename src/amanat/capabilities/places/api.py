"""Provinces and cities for machines, with the numbers that other routes take."""

from django.http import HttpRequest
from ninja import Router, Schema

from amanat.capabilities.places import queries
from amanat.face.machines import InPath, Refusals
from amanat.words.refusal import NotFound

router = Router(tags=["places"])


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
