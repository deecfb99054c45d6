import pytest

from amanat.capabilities.places import queries as places
from amanat.capabilities.places.models import City, County, Province
from amanat.words.refusal import NotFound

pytestmark = pytest.mark.django_db


def test_the_whole_country_is_loaded() -> None:
    counts = [model.objects.count() for model in (Province, County, City)]
    assert counts == [31, 448, 1354]
    assert City.objects.filter(is_capital=True).count() == 31


def test_provinces_come_in_persian_order_with_their_capital_first() -> None:
    names = [province.name for province in places.provinces()]
    assert names[:2] == ["آذربایجان شرقی", "آذربایجان غربی"]
    assert names[-1] == "یزد"
    tehran = next(province for province in places.provinces() if province.name_en == "Tehran")
    assert places.cities_of(tehran.pk)[0].name == "تهران"


def test_every_city_lies_in_the_province_of_its_county() -> None:
    cities = City.objects.select_related("county")
    assert [city.pk for city in cities if city.province_id != city.county.province_id] == []


def test_a_city_that_is_not_there_is_refused() -> None:
    with pytest.raises(NotFound):
        places.city(999_999)
