"""Where people are: provinces, the cities of each in Persian order, and post offices near them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Avg, Case, QuerySet, When

from amanat.capabilities.places import rules
from amanat.capabilities.places.models import City as City
from amanat.capabilities.places.models import PostOffice
from amanat.capabilities.places.models import Province as Province
from amanat.words.refusal import NotFound, refuse

MOST_OFFICES = 20
NEAR_DEGREES = 1.5  # About 150 km: a first look around, before the whole country.
Point = tuple[float, float]
_ALPHABET = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
_PLACE = {letter: place for place, letter in enumerate(_ALPHABET)}


def persian_order(name: str) -> list[int]:
    """A sort key: the database has no Persian collation, so the order is ours."""
    return [_PLACE.get(letter, -1) for letter in name]


def provinces() -> list[Province]:
    """All 31, in Persian order."""
    return sorted(Province.objects.all(), key=lambda province: persian_order(province.name))


def cities_of(province_id: int) -> list[City]:
    """The cities of one province: its capital first, the others in Persian order."""
    cities = City.objects.filter(province_id=province_id).select_related("county")
    return sorted(cities, key=lambda city: (not city.is_capital, persian_order(city.name)))


def city(city_id: int) -> City:
    """One city with its province, or NotFound."""
    found = City.objects.select_related("province", "county").filter(pk=city_id).first()
    return found if found is not None else refuse(NotFound, "city_id")


def cities_called(name: str) -> list[City]:
    """Cities with this name, however it is spaced; capitals first."""
    wanted = rules.plain_name(name)
    if not wanted:
        return []
    cities = City.objects.select_related("province")
    found = [city for city in cities if rules.plain_name(city.name) == wanted]
    return sorted(found, key=lambda city: (not city.is_capital, persian_order(city.province.name)))


def capitals() -> list[City]:
    """The 31 capitals with their provinces, in Persian order."""
    found = City.objects.filter(is_capital=True).select_related("province")
    return sorted(found, key=lambda city: persian_order(city.name))


def places_of(city_ids: Iterable[int]) -> dict[int, City]:
    """Cities with their provinces, by number, in one query."""
    return City.objects.select_related("province").in_bulk(list(city_ids))


@dataclass(frozen=True, slots=True)
class Near:
    """A post office, and how far it is; None when that cannot be said."""

    office: PostOffice
    kilometres: int | None


def nearest_offices(city_id: int, *, most: int = MOST_OFFICES) -> list[Near]:
    """Offices of this city first, then others by distance; in at most four queries.

    Distance counts from the middle of the city's own offices. Where it has none we only know its
    province, so its capital's offices come first and no distance is claimed.
    """
    here = city(city_id)
    offices = PostOffice.objects.select_related("city", "province")
    own = list(offices.filter(city=here).order_by("is_approximate", "name", "pk")[:most])
    centre = _middle(PostOffice.objects.filter(city=here))
    found = [Near(office, _kilometres(centre, office)) for office in own]
    if len(found) < most:
        around = centre or _middle(PostOffice.objects.filter(city__province_id=here.province_id))
        rest = offices.exclude(pk__in=[office.pk for office in own])
        others = _by_distance(rest, around)[: most - len(found)]
        found += [Near(office, _kilometres(centre, office)) for office in others]
    return found


def offices_at_a_glance(city_id: int, *, most: int) -> list[Near]:
    """Offices of the city, then of its province, in one query and without distances."""
    offices = (
        PostOffice.objects.select_related("city")
        .filter(city__province__cities=city_id)
        .annotate(is_elsewhere=Case(When(city=city_id, then=0), default=1))
    )
    found = offices.order_by("is_elsewhere", "is_approximate", "name", "pk")[:most]
    return [Near(office, None) for office in found]


def _middle(offices: QuerySet[PostOffice]) -> Point | None:
    middle = offices.aggregate(lat=Avg("lat"), lon=Avg("lon"))
    return None if middle["lat"] is None else (middle["lat"], middle["lon"])


def _by_distance(offices: QuerySet[PostOffice], centre: Point | None) -> list[PostOffice]:
    """Offices with a point, nearest first: those around, or of the whole country if none are."""
    if centre is None:
        return []
    lat, lon = centre
    box = {
        "lat__range": (lat - NEAR_DEGREES, lat + NEAR_DEGREES),
        "lon__range": (lon - NEAR_DEGREES, lon + NEAR_DEGREES),
    }
    found = list(offices.filter(**box)) or list(offices.filter(lat__isnull=False))
    return sorted(found, key=lambda one: (rules.kilometres(centre, _point(one)), one.pk))


def _point(office: PostOffice) -> Point:
    assert office.lat is not None and office.lon is not None, "Only offices on the map."
    return office.lat, office.lon


def _kilometres(centre: Point | None, office: PostOffice) -> int | None:
    if centre is None or office.lat is None:
        return None
    return round(rules.kilometres(centre, _point(office)))
