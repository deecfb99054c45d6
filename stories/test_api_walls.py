"""Nobody reaches what is another's, and no request breaks us: on every route, from the document."""

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from amanat.capabilities.payments import queries as payments
from amanat.capabilities.people.models import Person
from amanat.capabilities.people.tests.cast import joined
from amanat.capabilities.people.tests.program import Program
from amanat.config.demo.player import Player
from amanat.words.codes import new_code
from stories import api_checks
from stories.lists import one_more_payout

LATE = datetime(2300, 1, 1, tzinfo=UTC)


@pytest.fixture
def sara(play: Player) -> Person:
    return play.join("09120000021", "سارا محمدی")


@pytest.fixture
def reza(play: Player) -> Person:
    return play.join("09120000022", "رضا کریمی", paid_at=22)


@pytest.fixture
def own(play: Player, sara: Person, reza: Person) -> dict[str, Any]:
    """What Sara has: a deal that waits at the bank, an attempt, a file, a payout."""
    deal = play.agree(sara, reza)
    program = Program.of(sara)
    attempt = program.did(f"/api/deals/{deal.code}/pay", status=201)["attempt"]
    assert payments.attempt_at(attempt) is not None
    picture = io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    picture.seek(0)
    file_id = program.send("/api/files", picture).json()["id"]
    return {
        "code": deal.code, "public_id": attempt, "file_id": file_id, "offer_id": 1, "sign_id": 1, "entry_id": 1,
        "sighting_id": 1, "trial_id": 1, "assignment_id": 1, "stop_id": 1,
        "payout_id": one_more_payout(sara).pk, "item_id": 1,
        "paper_id": 1, "objection_id": 1, "sales_case_id": 1, "weight_set_id": 1, "day": "2026-11-22",
        "campaign_id": 1, "ticket": new_code("Q"),
        "input_id": 1, "change_id": 1, "reservation_id": 1, "drawdown_id": 1, "certifier_id": 1,
        "sheet_id": 1, "row": 2,
        "contract": "contract:1",
    }  # fmt: skip


@pytest.fixture
def document(own: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = Client().get("/api/openapi.json").json()
    return told


def test_a_stranger_s_key_finds_nothing_of_others_on_any_route(
    document: dict[str, Any], own: dict[str, Any], settings: Any
) -> None:
    settings.API_BURST_REQUESTS = 10**6
    stranger = Program.of(joined())
    found = list(api_checks.open_to_strangers(document, stranger, own))
    assert not found, "\n".join(found)
    secrets = [own["code"], own["public_id"]]
    assert not list(api_checks.said_to_strangers(document, stranger, secrets))


def test_the_owner_does_find_them(own: dict[str, Any], sara: Person) -> None:
    """The check above would hold on an API that says 404 to everybody."""
    owner = Program.of(sara)
    assert owner.get(f"/api/deals/{own['code']}").status_code == 200
    assert owner.get(f"/api/payments/attempts/{own['public_id']}").status_code == 200
    assert owner.get(f"/api/files/{own['file_id']}").status_code == 200
    assert owner.get(f"/api/payments/payouts/{own['payout_id']}").status_code == 200


def test_a_planted_route_that_forgets_to_ask_is_found(own: dict[str, Any], settings: Any) -> None:
    settings.ROOT_URLCONF, settings.API_BURST_REQUESTS = "stories.planted", 10**6
    document = Client().get("/api/openapi.json").json()
    found = list(api_checks.open_to_strangers(document, Program.of(joined()), own))
    assert found == ["GET /api/planted/open/{code}: a stranger is told 200."]


def test_random_requests_never_break_us_nor_the_document(
    own: dict[str, Any], sara: Person, settings: Any
) -> None:
    settings.API_BURST_REQUESTS = 10**6
    program = Program.of(sara)
    sara.api_keys.update(expires_at=LATE)  # The clock is moved, too.
    found = list(api_checks.faults(program, own))
    assert not found, "\n\n".join(found)


def test_a_planted_500_is_found(sara: Person, settings: Any) -> None:
    settings.ROOT_URLCONF = "stories.planted"
    found = list(api_checks.faults(Program.of(sara), {}, only="/planted/broken"))
    assert len(found) == 1
    assert "server error" in found[0].lower()
