"""A program keeps the papers of a business; an officer's program answers the inquiries."""

from typing import Any

import pytest
from django.test import Client

from amanat.capabilities.businesses.tests.cast import (
    SOURCE,
    a_person,
    new_domain,
    new_legal_id,
    staff,
)
from amanat.capabilities.people.models import Person
from amanat.capabilities.people.tests.cast import new_national_id, new_sheba
from amanat.capabilities.people.tests.program import Program
from amanat.capabilities.places import queries as places
from amanat.kernel.clock import time as clock
from amanat.words.moments import tehran_day

pytestmark = pytest.mark.django_db


def body_of(answer: Any) -> Any:
    assert answer.status_code in {200, 201}, answer.content
    return answer.json()


@pytest.fixture
def sara() -> Person:
    return a_person("سارا محمدی")


@pytest.fixture
def legal_id() -> str:
    return new_legal_id()


@pytest.fixture
def here(sara: Person, legal_id: str) -> str:
    """Where Sara's company stands."""
    body = {"kind": "legal", "name": "پارس تجارت", "identity_number": legal_id}
    return f"/api/businesses/{Program.of(sara).did('/api/businesses', body, status=201)['code']}"


def test_a_program_writes_papers_down_and_takes_them_back(sara: Person, here: str) -> None:
    mine = Program.of(sara)
    city = places.cities_called("شیراز")[0].pk
    premises = {
        "city_id": city,
        "postal_code": "7134856789",
        "address": "زند",
        "phone": "07132223344",
    }
    owner = {"name": "سارا", "national_id": new_national_id(), "basis_points": 5_000}
    mine.did(f"{here}/add_activity", {"class_code": "general"})
    mine.did(f"{here}/name_premises", premises)
    mine.did(f"{here}/add_account", {"sheba": new_sheba()})
    mine.did(f"{here}/name_owner", owner)
    seen = mine.did(f"{here}/add_domain", {"name": new_domain()})
    assert (seen["activities"][0]["rule"], seen["premises"]["city"]) == ("allowed", "شیراز")
    assert owner["national_id"] not in repr(seen)
    mine.did(f"{here}/look", {"domain_id": int(seen["domains"][0]["id"])})
    for verb, name, rows in (
        ("drop_domain", "domain_id", "domains"), ("end_account", "account_id", "accounts"),
        ("end_owner", "owner_id", "owners"), ("end_activity", "activity_id", "activities"),
    ):  # fmt: skip
        assert mine.did(f"{here}/{verb}", {name: int(seen[rows][0]["id"])})[rows] == []
    assert mine.did(f"{here}/close_business")["state"] == "closed"


def test_a_program_gives_and_ends_a_mandate(sara: Person, here: str) -> None:
    reza, mine = a_person("رضا"), Program.of(sara)
    seen = mine.did(f"{here}/give_mandate", {"phone": reza.phone, "powers": ["seal"]})
    (line,) = body_of(Program.of(reza).get("/api/businesses"))["businesses"]
    assert here.endswith(line["code"])
    theirs = next(one for one in seen["mandates"] if one["powers"] == ["seal"])
    mine.did(f"{here}/end_mandate", {"mandate_id": int(theirs["id"])})
    assert body_of(Program.of(reza).get("/api/businesses")) == {"businesses": []}


def test_an_officer_s_program_answers_the_inquiries(sara: Person, here: str, legal_id: str) -> None:
    mine, desk, day = Program.of(sara), Program.of(staff()), str(tehran_day(clock.now()))
    licence = {
        "class_code": "general", "issuer_kind": "guild", "issuer": "اتحادیه", "number": "7",
        "holder_id": legal_id, "valid_from": day, "valid_until": day,
    }  # fmt: skip
    added = [
        int(
            mine.did(f"{here}/add_trade_licence", {**licence, "number": number})["licences"][0][
                "id"
            ]
        )
        for number in "789"
    ]
    waiting = body_of(desk.get("/api/businesses/desk/queue"))
    assert {str(one) for one in added} <= {one["id"] for one in waiting["licences"]}
    assert desk.did(f"{here}/confirm_business", {"source": SOURCE})["state"] == "confirmed"
    answer = {"trade_licence_id": added[0], "holder_id": legal_id, "source": SOURCE}
    assert desk.did(f"{here}/confirm_trade_licence", answer)["state"] == "in_force"
    assert body_of(mine.get(here))["licence_end"] == day
    why = {"trade_licence_id": added[0], "why": "withdrawn"}
    assert desk.did(f"{here}/end_trade_licence", why)["end_reason"] == "withdrawn"
    why = {"trade_licence_id": added[1], "why": "differs"}
    assert desk.did(f"{here}/turn_down_trade_licence", why)["state"] == "turned_down"
    mine.did(f"{here}/take_back_trade_licence", {"trade_licence_id": added[2]})
    desk.did(f"{here}/declare_conflict", {"words": "شریک سابق ایشان هستم."})
    assert desk.post(f"{here}/turn_down_business", {"why": "differs"}).status_code == 403


def test_strangers_find_nothing_and_rows_of_others_are_not_reached(sara: Person) -> None:
    mine, other = Program.of(sara), Program.of(a_person())

    def made(program: Program) -> str:
        body = {"kind": "legal", "name": "پارس", "identity_number": new_legal_id()}
        return str(program.did("/api/businesses", body, status=201)["code"])

    here, there = made(mine), made(other)
    found = mine.did(f"/api/businesses/{here}/add_domain", {"name": new_domain()})
    row = {"domain_id": int(found["domains"][0]["id"])}
    assert other.get(f"/api/businesses/{here}").status_code == 404
    assert other.get("/api/businesses/desk/queue").status_code == 404
    assert other.post(f"/api/businesses/{there}/drop_domain", row).status_code == 404
    answer = other.post(f"/api/businesses/{here}/confirm_business", {"source": SOURCE})
    assert answer.status_code == 404


def test_a_refused_domain_says_why_in_both_languages(sara: Person, here: str) -> None:
    told = Program.of(sara).post(f"{here}/add_domain", {"name": "127.0.0.1"}).json()
    assert (told["code"], told["param"]) == ("seal.domain_bad", "name")
    assert told["facts"]["why"]["en"] in told["detail"]
    assert told["facts"]["why"]["fa"] in told["detail_fa"]


def test_everybody_reads_which_trades_are_open_today() -> None:
    told = body_of(Client().get("/api/activity-classes"))
    coins = next(one for one in told["classes"] if one["class_code"] == "coin_gold")
    assert (coins["status"], coins["confidence"], coins["is_law"]) == (
        "restricted", "reported", False,
    )  # fmt: skip
