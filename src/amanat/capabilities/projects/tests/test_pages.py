"""Every page of a project, as its people open it, in both languages; and programs."""

import pytest
from django.test import Client

from amanat.capabilities.people.models import Person
from amanat.capabilities.projects import queries
from amanat.capabilities.projects.tests.cast import Site, a_site
from amanat.capabilities.projects.tests.steps import after_the_window, asked, certified, named

pytestmark = pytest.mark.django_db


def browser(person: Person | None = None) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


@pytest.fixture
def site() -> Site:
    return a_site()


def test_everybody_opens_their_page_and_nobody_another_s(site: Site) -> None:
    mine = site.pay(1_000_000)
    buyer, code = mine.buyer, site.project.code
    certifier = named(site)
    certificate = certified(site, certifier, 5_000)
    draw = asked(site, 400_000)
    photo = certificate.photos.get().file_id
    owner, nader = site.shop.owner, site.shop.nader
    for person, address in (
        (None, f"/projects/{code}"), (owner, "/org/projects"), (owner, f"/org/projects/{code}"),
        (buyer, f"/projects/{code}/my-money"), (buyer, f"/projects/draws/{draw.pk}/object"),
        (buyer, f"/projects/{code}/statement/{mine.subject}.json"),
        (None, f"/projects/{code}/photos/{photo}"), (certifier.person, "/certify"),
        (certifier.person, f"/certify/{code}"), (nader, "/desk/projects"),
        (nader, f"/desk/projects/{code}"), (nader, f"/desk/projects/{code}/name_certifier"),
        (nader, f"/desk/projects/draws/{draw.pk}"),
    ):  # fmt: skip
        for prefix in ("", "/en"):
            assert browser(person).get(prefix + address).status_code == 200, prefix + address
        if person is not None and address not in {"/org/projects", "/certify"}:
            assert (
                browser(certifier.named_by if person != nader else owner).get(address).status_code
                == 404
            ), address
    page = browser(buyer).get(f"/projects/{code}/my-money").content.decode()
    assert "به گواه دفتر کل" in page


def test_a_buyer_objects_and_an_officer_refuses_on_their_pages(site: Site) -> None:
    mine = site.pay(1_000_000)
    certified(site, named(site), 5_000)
    draw = asked(site, 400_000)
    there = f"/projects/draws/{draw.pk}/object"
    short = browser(mine.buyer).post(there, {"words": "نه"})
    assert short.status_code == 422 and "دست‌کم" in short.content.decode()
    said = browser(mine.buyer).post(there, {"words": "دیوار شمالی هنوز نیست."})
    assert said.status_code == 303
    after_the_window(draw)
    desk = browser(site.shop.nader)
    page = desk.get(f"/desk/projects/draws/{draw.pk}").content.decode()
    assert "دیوار شمالی هنوز نیست." in page
    done = desk.post(f"/desk/projects/draws/{draw.pk}", {"words": "بازدید دوباره لازم است."})
    assert done.status_code == 303
    assert queries.drawdown(draw.pk).state == "refused"


def test_the_desk_decides_a_draw_with_one_button(site: Site) -> None:
    site.pay(1_000_000)
    certified(site, named(site), 5_000)
    draw = after_the_window(asked(site, 400_000))
    done = browser(site.finance).post(f"/desk/projects/draws/{draw.pk}/decide_draw")
    assert done.status_code == 303
    assert queries.drawdown(draw.pk).released_units == 400_000


def test_a_draw_over_the_formula_says_the_number_beside_its_field(site: Site) -> None:
    site.pay(1_000_000)
    certified(site, named(site), 1_000)
    told = browser(site.shop.owner).post(
        f"/org/projects/{site.project.code}", {"units": "10001", "words": "برای خرید آهن."}
    )
    assert told.status_code == 422
    assert "بیشترین مبلغ ممکن اکنون" in told.content.decode()


def test_a_program_reads_the_public_figures(site: Site) -> None:
    site.pay(500)
    found = Client().get(f"/api/projects/{site.project.code}").json()
    assert (found["collected_units"], found["account_units"]) == ("500", "500")
    assert found["is_confirmed"] is True
