"""Post offices: from other people's files to the nearest one, and to its page."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from amanat.capabilities.places import actions, queries, rules
from amanat.capabilities.places.models import City, OfficeImport, PostOffice
from amanat.capabilities.places.refusals import (
    NotAnOffice,
    OfficeCityUnknown,
    OfficeFileUnreadable,
    OfficePointWrong,
    OfficeSourceMissing,
    OfficeWithoutName,
    OfficeWithoutPlace,
)
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role

HEADINGS = "name,kind,province,city,address,phone,lat,lon,hours,source,licence,approximate\n"
TABRIZ = (38.080, 46.292)


def feature(number: int, lat: float, lon: float, **tags: str) -> dict[str, Any]:
    tags = {"amenity": "post_office", "@id": f"node/{number}", **tags}
    place = {"type": "Point", "coordinates": [lon, lat]}
    return {"type": "Feature", "properties": tags, "geometry": place}


def as_map(*features: dict[str, Any]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def brought_in(content: bytes) -> tuple[OfficeImport, list[actions.BadRow]]:
    bad: list[actions.BadRow] = []
    act = Act(None, Role.OPERATOR, clock.now())
    done = actions.import_offices(act, content=content, tell=lambda _, rows: bad.extend(rows))
    return done, bad


def city(name: str) -> City:
    return queries.cities_called(name)[0]


@pytest.mark.django_db
def test_every_capital_has_an_office_that_says_it_is_approximate() -> None:
    seeded = PostOffice.objects.filter(reference__startswith="seed:")
    assert seeded.count() == 31
    assert all(one.is_approximate and one.city and one.city.is_capital for one in seeded)


@pytest.mark.django_db
def test_an_office_of_the_map_comes_before_the_guess_and_keeps_its_attribution() -> None:
    done, bad = brought_in(
        as_map(feature(7, *TABRIZ, **{"name": "پست آبرسان", "addr:city": "تبریز"}))
    )
    assert (done.kept, done.refused, bad) == (1, 0, [])
    first = queries.nearest_offices(city("تبریز").pk)[0]
    assert (first.office.name, first.kilometres) == ("پست آبرسان", 0)
    assert (first.office.source, first.office.licence) == (
        rules.OPEN_STREET_MAP,
        rules.OPEN_DATABASE_LICENCE,
    )


@pytest.mark.django_db
def test_the_same_file_twice_is_the_same_offices_and_a_newer_one_mends_them() -> None:
    brought_in(as_map(feature(7, *TABRIZ, name="پست یک")))
    brought_in(as_map(feature(7, *TABRIZ, name="پست یک")))
    brought_in(as_map(feature(7, *TABRIZ, name="پست دو")))
    assert [one.name for one in PostOffice.objects.filter(reference="osm:node/7")] == ["پست دو"]


@pytest.mark.django_db
def test_a_file_that_was_cut_off_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions.offices, "BATCH_ROWS", 2)
    content = as_map(*(feature(n, *TABRIZ, name=f"پست {n}") for n in range(5)))
    act = Act(None, Role.OPERATOR, clock.now())

    def pull_the_plug(done: OfficeImport, _: list[actions.BadRow]) -> None:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        actions.import_offices(act, content=content, tell=pull_the_plug)
    assert OfficeImport.objects.get().rows_done == 2
    done, _ = brought_in(content)
    assert (done.rows_done, done.kept, done.finished_at is not None) == (5, 5, True)


@pytest.mark.django_db
def test_each_bad_row_is_named_and_the_others_are_kept() -> None:
    rows = (
        "پست الف,office,فارس,شیراز,خیابان زند,,29.6,52.5,8-14,ما,CC0,\n"
        ",office,فارس,شیراز,,,29.6,52.5,,ما,CC0,\n"
        "پست ب,office,فارس,شیراز,,,52.5,29.6,,ما,CC0,\n"
        "پست پ,office,فارس,ناکجا,,,,,,ما,CC0,\n"
        "پست ت,office,,,,,,,,ما,CC0,\n"
        "پست ث,office,فارس,شیراز,,,,,,,,\n"
    )
    done, bad = brought_in((HEADINGS + rows).encode())
    assert (done.kept, done.refused) == (1, 5)
    assert [(one.number, type(one.no)) for one in bad] == [
        (2, OfficeWithoutName),
        (3, OfficePointWrong),
        (4, OfficeCityUnknown),
        (5, OfficeWithoutPlace),
        (6, OfficeSourceMissing),
    ]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"{}", b'{"features": []}', b"a,b\n1,2\n"])
def test_a_file_that_is_no_list_of_offices_is_refused(content: bytes) -> None:
    with pytest.raises(OfficeFileUnreadable):
        rules.rows_in(content)


def test_a_bench_is_no_post_office() -> None:
    bench = feature(1, *TABRIZ)
    bench["properties"]["amenity"] = "bench"
    with pytest.raises(NotAnOffice):
        rules.office_in(bench)


@pytest.mark.parametrize("geometry", [None, {}, {"coordinates": []}, {"coordinates": ["x", "y"]},
                                      {"coordinates": [float("nan"), 38.0]}])  # fmt: skip
def test_a_feature_without_a_point_in_iran_is_refused(geometry: Any) -> None:
    with pytest.raises(OfficePointWrong):
        rules.office_in({**feature(1, *TABRIZ), "geometry": geometry})


def test_the_outline_of_a_building_counts_as_its_middle() -> None:
    ring = [[46.0, 38.0], [46.2, 38.0], [46.2, 38.2], [46.0, 38.2]]
    row = rules.office_in({**feature(1, *TABRIZ), "geometry": {"coordinates": [ring]}})
    assert (row.lat, row.lon) == (pytest.approx(38.1), pytest.approx(46.1))


def test_tehran_and_isfahan_are_some_340_kilometres_apart() -> None:
    assert 330 < rules.kilometres((35.689, 51.389), (32.654, 51.668)) < 345


@pytest.mark.django_db
def test_a_city_without_an_office_is_sent_to_its_provincial_capital_without_a_distance() -> None:
    first = queries.nearest_offices(city("مرند").pk)[0]
    assert (first.office.name, first.kilometres) == ("پست مرکزی تبریز", None)


@pytest.mark.django_db
@pytest.mark.parametrize(("prefix", "rough"), [("", "تقریبی"), ("/en", "Approximate")])
def test_the_page_names_the_office_and_says_that_it_is_rough(
    client: Client, prefix: str, rough: str
) -> None:
    text = client.get(f"{prefix}/post-offices", {"city": "تبریز"}).content.decode()
    assert "پست مرکزی تبریز" in text
    assert rough in text


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["ناکجا", "999999", "²", "9" * 40, "'", "ى" * 300, "\u202e"])
def test_a_city_that_is_not_there_gets_a_page(client: Client, typed: str) -> None:
    assert client.get("/post-offices", {"city": typed}).status_code == 200


@pytest.mark.django_db
def test_the_page_costs_the_same_with_one_office_and_with_many(client: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get("/post-offices", {"city": "تبریز"})
        return len(asked)

    before = cost()
    brought_in(
        as_map(*(feature(n, *TABRIZ, name="پست", **{"addr:city": "تبریز"}) for n in range(15)))
    )
    assert cost() == before


@pytest.mark.django_db
def test_machines_read_the_same(client: Client) -> None:
    assert client.get("/api/post-offices?city_id=1").status_code == 401
