"""What holds for every route: who comes in, how a no looks, and that a repeat changes nothing."""

import io
import json
import secrets
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from PIL import Image
from schemathesis.specs.openapi import definitions

from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.states import DEAL
from amanat.capabilities.people import rules
from amanat.capabilities.people.models import Person
from amanat.capabilities.people.tests.cast import joined
from amanat.capabilities.people.tests.program import Program
from amanat.config import api, documents
from amanat.config.demo.player import Player
from amanat.kernel import outside
from amanat.kernel.log.models import Answer
from amanat.words.act import Role

DRAFT = {"role": "buyer", "title": "لپ‌تاپ"}


@pytest.fixture
def sara(db: None) -> Program:
    return Program.of(joined())


def code(answer: Any) -> tuple[int, str]:
    """Status and code of a problem, which must be one in every way."""
    told = answer.json()
    assert answer["Content-Type"] == "application/problem+json"
    assert told["status"] == answer.status_code
    assert told["detail"] and told["detail_fa"]
    assert told["doc_url"].endswith(f"/api/docs#{told['code']}")
    assert answer["Request-Id"]
    return answer.status_code, told["code"]


@pytest.mark.django_db
class TestWhoComesIn:
    def test_without_a_key_nobody_does(self) -> None:
        answer = Client().get("/api/me")
        assert code(answer) == (401, "sign_in_needed")
        assert answer["WWW-Authenticate"].startswith("Bearer")

    def test_a_signed_in_browser_is_not_enough(self, client: Client) -> None:
        client.force_login(joined())
        assert code(client.get("/api/me")) == (401, "sign_in_needed")
        assert code(client.post("/api/deals", DRAFT, JSON)) == (401, "sign_in_needed")

    def test_a_key_that_reads_does_not_write(self) -> None:
        reader = Program.of(joined(), rules.READ)
        assert reader.get("/api/deals").status_code == 200
        assert code(reader.post("/api/deals", DRAFT)) == (403, "key_cannot_write")

    def test_health_needs_no_key(self) -> None:
        assert Client().get("/api/health").json() == {"version": api.VERSION, "sandbox": True}

    def test_a_key_in_a_hurry_waits(self, sara: Program, settings: Any) -> None:
        settings.API_BURST_REQUESTS, settings.API_REQUESTS_PER_SECOND = 3, 0.1
        answers = [sara.get("/api/me") for _ in range(4)]
        assert [one.status_code for one in answers] == [200, 200, 200, 429]
        assert code(answers[3]) == (429, "too_fast")
        assert 1 <= int(answers[3]["Retry-After"]) <= 10


JSON = "application/json"
DEEP = b"[" * 100_000
BROKEN = [
    (b"{", JSON, 400, "not_json"),
    (b'{"a": NaN}', JSON, 400, "not_json"),
    (b"\xff", JSON, 400, "not_json"),
    (DEEP, JSON, 400, "not_json"),
    (b'"text"', JSON, 422, "not_well_formed"),
    (b"", JSON, 422, "not_well_formed"),
    (b'{"role": "buyer"}', "text/plain", 415, "wrong_content_type"),
    (b"role=buyer", "application/x-www-form-urlencoded", 415, "wrong_content_type"),
    (b'{"role": "king"}', JSON, 422, "not_well_formed"),
    (b'{"role": "buyer", "state": "funded"}', JSON, 422, "not_well_formed"),
    (b'{"role": "buyer", "title": "a\\u0000b"}', JSON, 422, "unseen_characters"),
    (b'{"role": "buyer", "title": "\\ud800"}', JSON, 422, "unseen_characters"),
    (b'{"role": "buyer", "price_units": "1.5"}', JSON, 422, "not_well_formed"),
    (b'{"role": "buyer", "price_units": 1e6}', JSON, 422, "not_well_formed"),
    (b'{"role": "buyer", "price_units": "1"}', JSON, 422, "price_out_of_range"),
    (b" " * 1_048_577, JSON, 413, "body_too_large"),
]


class TestANo:
    @pytest.mark.parametrize(("body", "kind", "status", "name"), BROKEN, ids=range(len(BROKEN)))
    def test_a_broken_body_is_a_problem(
        self, sara: Program, body: bytes, kind: str, status: int, name: str
    ) -> None:
        assert code(sara.post("/api/deals", body, kind=kind)) == (status, name)
        assert not Deal.objects.filter(buyer=sara.person).exists()

    def test_the_field_is_named(self, sara: Program) -> None:
        told = sara.post("/api/deals", {"role": "buyer", "ship_hours": "many"}).json()
        assert told["param"] == "ship_hours"
        assert sara.post("/api/deals", {"role": "buyer", "other_phone": "12"}).json()["param"] == (
            "other_phone"
        )

    def test_an_address_that_is_not_there(self, sara: Program) -> None:
        assert code(sara.get("/api/nothing")) == (404, "not_found")
        assert code(sara.get("/api/deals/D-0000-0000-0000")) == (404, "not_found")
        assert code(sara.get("/api/payments/attempts/%00")) == (404, "not_found")

    def test_a_method_that_is_not_taken(self, sara: Program) -> None:
        answer = sara.web.delete("/api/deals")
        assert code(answer) == (405, "wrong_method")
        assert set(answer["Allow"].split(", ")) == {"GET", "POST"}

    def test_our_own_fault(self, sara: Program, settings: Any) -> None:
        settings.ROOT_URLCONF = "stories.planted"
        assert code(sara.get("/api/planted/broken")) == (500, "our_fault")

    def test_a_number_that_no_database_holds(self, sara: Program) -> None:
        assert code(sara.get("/api/files/99999999999999999999")) == (422, "not_well_formed")
        assert code(sara.get("/api/deals", limit=1000)) == (422, "not_well_formed")

    def test_answers_are_fresh_and_say_the_sandbox_s_time(self, sara: Program) -> None:
        for path in ("/api/me", "/api/nothing", "/api/openapi.json"):
            answer = sara.get(path)
            assert answer["Cache-Control"] == "no-store"
            assert answer["Sandbox-Time"].endswith("+00:00")


class TestARepeat:
    def test_the_same_key_gets_the_same_answer(self, sara: Program) -> None:
        first, second = (sara.post("/api/deals", DRAFT, key="k") for _ in range(2))
        assert (first.status_code, second.content) == (201, first.content)
        assert "Idempotent-Replayed" not in first
        assert second["Idempotent-Replayed"] == "true"
        assert Deal.objects.filter(buyer=sara.person).count() == 1

    def test_a_no_is_repeated_too(self, sara: Program) -> None:
        body = {**DRAFT, "price_units": "1"}
        first, second = (sara.post("/api/deals", body, key="k") for _ in range(2))
        assert code(first) == code(second) == (422, "price_out_of_range")
        assert second["Idempotent-Replayed"] == "true"

    def test_the_same_key_for_something_else_is_refused(self, sara: Program) -> None:
        sara.post("/api/deals", DRAFT, key="k")
        other = sara.post("/api/deals", {**DRAFT, "title": "دوربین"}, key="k")
        assert code(other) == (409, "request_key_reused")

    def test_another_s_key_is_another_key(self, sara: Program) -> None:
        reza = Program.of(joined())
        codes = {one.post("/api/deals", DRAFT, key="k").json()["code"] for one in (sara, reza)}
        assert len(codes) == 2

    def test_without_a_key_nothing_is_changed(self, sara: Program) -> None:
        answer = sara.web.post("/api/deals", DRAFT, JSON, headers=sara._headers())
        assert code(answer) == (400, "key_missing")
        assert code(sara.post("/api/deals", DRAFT, key="k" * 256)) == (422, "key_too_long")
        assert not Deal.objects.filter(buyer=sara.person).exists()

    def test_later_is_no_answer_that_is_kept(self, sara: Program) -> None:
        for _ in range(20):
            sara.did("/api/deals", DRAFT, status=201)
        assert code(sara.post("/api/deals", DRAFT, key="k")) == (429, "drafts_too_many")
        one = sara.get("/api/deals").json()["deals"][0]["code"]
        sara.did(f"/api/deals/{one}/discard")
        assert sara.post("/api/deals", DRAFT, key="k").status_code == 201

    def test_a_file_sent_again_is_kept_once(self, sara: Program) -> None:
        first, second = (sara.send("/api/files", picture(), key="f") for _ in range(2))
        assert (first.status_code, second.content) == (201, first.content)
        assert code(sara.send("/api/files", picture("blue"), key="f")) == (
            409,
            "request_key_reused",
        )
        assert sara.get(f"/api/files/{first.json()['id']}").json()["kind"] == "png"
        assert code(sara.post("/api/files", {"a": 1})) == (415, "wrong_content_type")
        assert code(sara.send("/api/files", io.BytesIO(b"x"))) == (415, "wrong_kind")


def picture(colour: str = "red") -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(file, "PNG")
    file.seek(0)
    file.name = "a.png"
    return file


@pytest.mark.usefixtures("committed")
class TestTwoAtOnce:
    def test_eight_hands_with_one_key_begin_one_deal(self) -> None:
        sara = Program.of(joined())
        answers = at_once(8, lambda: sara.post("/api/deals", DRAFT, key="k"))
        assert {one.status_code for one in answers} == {201}
        assert len({one.content for one in answers}) == 1
        assert Deal.objects.filter(buyer=sara.person).count() == 1

    def test_eight_hands_with_one_key_keep_one_file(self) -> None:
        sara = Program.of(joined())
        answers = at_once(8, lambda: sara.send("/api/files", picture(), key="k"))
        done = [one for one in answers if one.status_code == 201]
        told = {code(one) for one in answers if one.status_code != 201}
        assert sum("Idempotent-Replayed" not in one for one in done) == 1
        assert told <= {(409, "still_being_done")}
        assert sara.person.files.count() == 1

    def test_a_claim_of_a_dead_process_is_taken_over(self) -> None:
        sara, name = Program.of(joined()), picture()
        sara.send("/api/files", name, key="k")
        row = Answer.objects.filter(caller=sara.person.pk, key="k")
        row.update(status=None, body="")
        assert code(sara.send("/api/files", picture(), key="k")) == (409, "still_being_done")
        row.update(at="2020-01-01T00:00:00Z")
        assert sara.send("/api/files", picture(), key="k").status_code == 201


def at_once(count: int, knock: Any) -> list[Any]:
    def hand(_: int) -> Any:
        try:
            return knock()
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as hands:
        return list(hands.map(hand, range(count)))


class TestLists:
    def test_a_list_is_read_page_by_page(self, sara: Program) -> None:
        made = [sara.did("/api/deals", DRAFT, status=201)["code"] for _ in range(3)]
        first = sara.get("/api/deals", limit=2).json()
        rest = sara.get("/api/deals", limit=2, before=first["next_before"]).json()
        assert [one["code"] for one in first["deals"] + rest["deals"]] == made[::-1]
        assert rest["next_before"] is None

    def test_a_list_costs_the_same_with_one_row_and_with_three(
        self, sara: Program, django_assert_max_num_queries: Any
    ) -> None:
        costs = []
        for _ in range(3):
            sara.did("/api/deals", DRAFT, status=201)
            with django_assert_max_num_queries(20) as asked:
                sara.get("/api/deals")
            costs.append(len(asked))
        assert len(set(costs)) == 1, costs


@pytest.mark.usefixtures("play")
class TestTheClock:
    def test_it_moves_and_the_outside_with_it(self, wired: str) -> None:
        sara = Program.of(joined())
        before = sara.get("/api/sandbox/clock").json()
        after = sara.did("/api/sandbox/clock", {"by_seconds": 3600})
        assert after["ahead_seconds"] == before["ahead_seconds"] + 3600
        told = outside.client().get(f"{wired}/clock.json").json()
        assert round(told["offset_seconds"]) == after["ahead_seconds"]

    def test_it_jumps_to_the_next_deadline(self) -> None:
        sara = Program.of(joined())
        due_at = sara.did("/api/deals", DRAFT, status=201)["due_at"]
        now = sara.did("/api/sandbox/clock", {"next_deadline": True})["now"]
        assert now >= due_at or now[:16] == due_at[:16]
        assert code(sara.post("/api/sandbox/clock", {"next_deadline": True}))[0] in {200, 409}

    @pytest.mark.parametrize(
        "body",
        [{}, {"by_seconds": 0}, {"by_seconds": 60, "next_deadline": True}, {"to": "2020-01-01"}],
        ids=str,
    )
    def test_it_takes_one_way_forward(self, sara: Program, body: dict[str, Any]) -> None:
        assert code(sara.post("/api/sandbox/clock", body)) == (422, "not_well_formed")

    def test_it_never_goes_back(self, sara: Program) -> None:
        answer = sara.post("/api/sandbox/clock", {"to": "2020-01-01T00:00:00Z"})
        assert code(answer) == (422, "clock_goes_backwards")

    def test_a_live_platform_has_none(self, sara: Program, settings: Any) -> None:
        settings.SANDBOX = False
        assert code(sara.post("/api/sandbox/clock", {"by_seconds": 60})) == (404, "not_found")
        assert "Sandbox-Time" not in sara.get("/api/me")
        paths = {
            kind: api.build(is_sandbox=kind, namespace=f"{kind}", rooms=()).get_openapi_schema(
                path_prefix="/api/"
            )["paths"]
            for kind in (True, False)
        }
        assert [path for path in paths[True] if "sandbox" in path]
        assert not [path for path in paths[False] if "sandbox" in path]


@pytest.mark.usefixtures("play")
class TestMe:
    def test_a_changed_account_is_not_for_programs(self, play: Player) -> None:
        person: Person = play.join("09120000019", "رضا کریمی", paid_at=19)
        reza = Program.of(person)
        mine = reza.get("/api/me/bank-accounts").json()["accounts"]
        assert [one["state"] for one in mine] == ["confirmed"]
        assert "…" in mine[0]["sheba"]
        other = {"sheba": "IR820540102680020817909002"}
        assert code(reza.post("/api/me/bank-accounts", other)) == (403, "change_on_the_page")
        assert code(reza.post("/api/me/bank-accounts", {"sheba": "1"})) == (422, "bad_sheba")

    def test_a_national_id_is_confirmed_once(self) -> None:
        reza = Program.of(joined())
        assert code(reza.post("/api/me/identity", {"national_id": "1"})) == (422, "bad_national_id")
        told = reza.did("/api/me/identity", {"national_id": "0012345679"})
        assert told["is_identified"]
        assert code(reza.post("/api/me/identity", {"national_id": "0012345679"})) == (
            409, "already_checked",
        )  # fmt: skip

    def test_provinces_have_cities(self, sara: Program) -> None:
        provinces = sara.get("/api/provinces").json()["provinces"]
        assert len(provinces) == 31
        cities = sara.get(f"/api/provinces/{provinces[0]['id']}/cities").json()["cities"]
        assert cities[0]["is_capital"]
        assert code(sara.get("/api/provinces/999/cities")) == (404, "not_found")


@pytest.mark.django_db
class TestTheDocument:
    def test_every_verb_that_a_person_may_use_has_a_route(self) -> None:
        paths = set(api.api.get_openapi_schema()["paths"])
        for row in DEAL:
            if row.who & {Role.BUYER, Role.SELLER}:
                known = {f"/api/deals/{{code}}/{row.verb}", f"/api/deals/{row.verb}"} & paths
                assert known or row.verb == "begin", row.verb

    @pytest.mark.parametrize("path", ["/api/docs", "/en/api/docs"])
    def test_every_refusal_has_its_place_on_the_page(self, path: str) -> None:
        page = Client().get(path)
        assert page.status_code == 200
        text = page.content.decode()
        for kind in documents.all_refusals():
            assert f'id="{documents.code_of(kind)}"' in text, kind.__name__
        for route in api.api.get_openapi_schema()["paths"]:
            assert route in text

    def test_enums_have_names_and_the_machines_members(self) -> None:
        shapes = api.api.get_openapi_schema()["components"]["schemas"]
        assert set(shapes["DealState"]["enum"]) == DEAL.all_states()
        loose = [
            name for name, one in shapes.items() if "enum" in json.dumps(one.get("properties"))
        ]
        assert not loose, "An enum inside a shape has no name for clients."

    def test_the_document_is_openapi_3_1(self) -> None:
        document = Client().get("/api/openapi.json").json()
        assert document["openapi"] == "3.1.0"
        definitions.OPENAPI_31_VALIDATOR.validate(document)
        for path, methods in document["paths"].items():
            assert not path.endswith("/"), path
            for method, told in methods.items():
                names = [one["name"] for one in told["parameters"]]
                assert ("Idempotency-Key" in names) == (method == "post"), path


def test_a_secret_in_the_header_is_not_in_the_answer(sara: Program) -> None:
    fresh = secrets.token_hex(8)
    answer = sara.web.get("/api/me", headers={"Authorization": f"Bearer {fresh}"})
    assert fresh not in answer.content.decode()
