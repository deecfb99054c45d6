"""Where people are: provinces, and the cities of each, in Persian order."""

from amanat.capabilities.places.models import City, Province
from amanat.words.refusal import NotFound, refuse

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
