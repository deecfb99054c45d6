"""Post offices in files of other people, and how far away they are. Pure functions."""

import csv
import hashlib
import io
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from amanat.capabilities.places.refusals import (
    NotAnOffice,
    OfficeFileTooLarge,
    OfficeFileUnreadable,
    OfficePointWrong,
    OfficeSourceMissing,
    OfficeWithoutName,
    OfficeWithoutPlace,
)
from amanat.words.persian import ZWNJ, normalise
from amanat.words.refusal import Refused, refuse, refuse_unless

MOST_FILE_MEGABYTES = 50
MOST_FILE_ROWS = 200_000
LONGEST_OFFICE_NAME = 120
LONGEST_OFFICE_LINE = 300
EARTH_RADIUS_KM = 6371.0
LATITUDES, LONGITUDES = (24.0, 40.5), (43.5, 64.0)  # A box around Iran.
OPEN_STREET_MAP = "OpenStreetMap contributors, openstreetmap.org/copyright"
OPEN_DATABASE_LICENCE = "ODbL 1.0"
UNNAMED = "دفتر پست"
YES = frozenset({"1", "yes", "true", "بله"})


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """One post office as a file describes it; its city is still a name."""

    reference: str
    name: str
    kind: str
    province: str
    city: str
    address: str
    phone: str
    lat: float | None
    lon: float | None
    hours: str
    source: str
    licence: str
    is_approximate: bool


def rows_in(content: bytes) -> list[Any]:
    """The raw rows of a GeoJSON or CSV file, in their order; a file that is neither is refused."""
    refuse_unless(
        len(content) <= MOST_FILE_MEGABYTES * 2**20, OfficeFileTooLarge, most=MOST_FILE_MEGABYTES
    )
    try:
        text = content.decode("utf-8-sig")
        is_json = text.lstrip()[:1] in {"{", "["}
        found = json.loads(text)["features"] if is_json else list(csv.DictReader(io.StringIO(text)))
    except (ValueError, KeyError, TypeError, RecursionError, csv.Error) as trouble:
        raise OfficeFileUnreadable from trouble
    fine = isinstance(found, list) and all(isinstance(one, dict) for one in found)
    refuse_unless(fine and bool(found), OfficeFileUnreadable)
    refuse_unless(is_json or "name" in text.splitlines()[0], OfficeFileUnreadable)
    refuse_unless(len(found) <= MOST_FILE_ROWS, OfficeFileTooLarge, most=MOST_FILE_MEGABYTES)
    return list(found)


def office_in(raw: Mapping[str, Any]) -> OfficeRow:
    """One raw row as an office, or the refusal of that row alone."""
    row = _from_map(raw) if raw.get("type") == "Feature" else _from_table(raw)
    refuse_unless(0 < len(row.name) <= LONGEST_OFFICE_NAME, OfficeWithoutName, "name")
    refuse_unless(bool(row.source and row.licence), OfficeSourceMissing, "source")
    refuse_unless(bool(row.city) or row.lat is not None, OfficeWithoutPlace, "city")
    return row


def _from_map(feature: Mapping[str, Any]) -> OfficeRow:
    """A feature of OpenStreetMap: its tags are its properties, its id is `@id` or `id`."""
    tags = feature.get("properties") or {}
    refuse_unless(isinstance(tags, dict), OfficeFileUnreadable)
    refuse_unless(tags.get("amenity") == "post_office", NotAnOffice, "amenity")
    lat, lon = _point_of(feature.get("geometry"))
    street = " ".join(_text(tags, f"addr:{part}") for part in ("street", "housenumber"))
    return OfficeRow(
        reference=f"osm:{tags.get('@id') or feature.get('id') or _digest(lat, lon)}"[:80],
        name=_text(tags, "name:fa") or _text(tags, "name") or UNNAMED,
        kind=_text(tags, "post_office") or "office",
        province=_text(tags, "addr:province") or _text(tags, "addr:state"),
        city=_text(tags, "addr:city"),
        address=_text(tags, "addr:full") or street.strip(),
        phone=_text(tags, "phone") or _text(tags, "contact:phone"),
        lat=lat,
        lon=lon,
        hours=_text(tags, "opening_hours"),
        source=OPEN_STREET_MAP,
        licence=OPEN_DATABASE_LICENCE,
        is_approximate=False,
    )


def _from_table(raw: Mapping[str, Any]) -> OfficeRow:
    """A line of a CSV with the headings of `PostOffice`."""
    said = {name: _text(raw, name) for name in OfficeRow.__dataclass_fields__}
    has_point = bool(said["lat"] or said["lon"])
    lat, lon = _point(said["lat"], said["lon"]) if has_point else (None, None)
    reference = said["reference"] or _digest(said["name"], said["city"], said["address"])
    return OfficeRow(
        **{name: said[name] for name in _TEXTS},
        reference=f"csv:{reference}"[:80],
        kind=said["kind"] or "office",
        lat=lat,
        lon=lon,
        is_approximate=_text(raw, "approximate").lower() in YES,
    )


_TEXTS = ("name", "province", "city", "address", "phone", "hours", "source", "licence")


def _text(raw: Mapping[str, Any], name: str) -> str:
    value = raw.get(name)
    if not isinstance(value, str | int | float):
        return ""
    return normalise(str(value), name)[:LONGEST_OFFICE_LINE]


def _digest(*parts: object) -> str:
    return hashlib.sha256("\n".join(str(part) for part in parts).encode()).hexdigest()[:32]


def _point_of(geometry: Any) -> tuple[float, float]:
    """A point, or the middle of the box around a building's outline."""
    places = _positions((geometry or {}).get("coordinates"), depth=0)
    corners = list(places)
    refuse_unless(bool(corners), OfficePointWrong, "geometry")
    lons, lats = zip(*corners, strict=True)
    return _point((min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2)


def _positions(coordinates: Any, *, depth: int) -> Iterator[tuple[float, float]]:
    """Every (lon, lat) of a geometry, however deep its rings lie."""
    if not isinstance(coordinates, list) or depth > 4:
        return
    if len(coordinates) > 1 and all(isinstance(one, int | float) for one in coordinates[:2]):
        yield float(coordinates[0]), float(coordinates[1])
        return
    for part in coordinates:
        yield from _positions(part, depth=depth + 1)


def _point(lat: Any, lon: Any) -> tuple[float, float]:
    try:
        found = float(lat), float(lon)
    except ValueError:
        refuse(OfficePointWrong, "lat")
    inside = LATITUDES[0] <= found[0] <= LATITUDES[1] and LONGITUDES[0] <= found[1] <= LONGITUDES[1]
    refuse_unless(inside, OfficePointWrong, "lat")
    return found


def plain_name(name: str) -> str:
    """A city's name as two lists may both write it: without spaces, joins and the word for city."""
    try:
        text = normalise(name)
    except Refused:
        return ""
    for article in ("شهر ", "شهرستان ", "استان "):
        text = text.removeprefix(article)
    return text.replace(" ", "").replace(ZWNJ, "").replace("آ", "ا")


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """How far apart two points (lat, lon) are along the earth's surface (haversine)."""
    lat_one, lat_other = math.radians(one[0]), math.radians(other[0])
    half_lat = (lat_other - lat_one) / 2
    half_lon = math.radians(other[1] - one[1]) / 2
    chord = math.sin(half_lat) ** 2
    chord += math.cos(lat_one) * math.cos(lat_other) * math.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(chord)))
