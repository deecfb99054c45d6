"""A seal's whole life through the API: the holder's program and the desk's."""

import pytest
from django.test import Client

from amanat.capabilities.people import actions as people
from amanat.capabilities.people import queries as persons
from amanat.capabilities.people.tests.cast import joined
from amanat.capabilities.people.tests.program import Program
from amanat.capabilities.seals import actions as seals
from amanat.capabilities.seals.models import Decision
from amanat.capabilities.seals.tests.cast import SOURCE, WORDS, Cast, a_cast, fresh
from amanat.kernel.clock import time as clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return a_cast()


def test_a_program_applies_signs_and_is_granted(cast: Cast) -> None:
    holder, officer, chief = (Program.of(one) for one in (cast.owner, cast.clerk, cast.chief))
    wish = {"business": cast.business.code, "domain": cast.domain(), "level": 1}
    seal = holder.did("/api/seals", wish, status=201)
    at = f"/api/seals/{seal['code']}"
    checks = holder.did(f"{at}/submit_seal")["checks"]
    for check in checks:
        if check["state"] == "waiting":
            given = {"check_id": int(check["id"]), "method": "visit", "source": SOURCE}
            officer.did(f"{at}/pass_check", given)
    told = holder.get(at).json()
    assert (told["state"], told["may"]) == ("signing", ["sign_undertaking"])
    row = people.send_code(
        cast.holder(), phone=cast.owner.phone, purpose=seals.UNDERTAKE, subject=seal["code"]
    )
    sent = persons.code_for_delivery(row.pk, clock.now())
    assert sent is not None
    signed = {"code": sent.code, "sha256": told["undertaking_sha256"]}
    assert holder.did(f"{at}/sign_undertaking", signed)["state"] == "review"
    officer.did(f"{at}/propose_decision", {"kind": "grant", "words": WORDS, "level": 1})
    given = {"decision_id": Decision.objects.get().pk}
    refused = officer.post(f"{at}/confirm_decision", given)
    assert refused.status_code in {403, 409}
    assert chief.did(f"{at}/confirm_decision", given)["state"] == "granted"
    assert holder.get("/api/seals").json()["seals"][0]["code"] == seal["code"]


@pytest.mark.parametrize(
    ("verb", "body", "code"),
    [
        ("ask_conversion", {"level": 3}, "seal.level_step"),
        ("renew_seal", None, "seal.too_early_to_renew"),
        ("surrender_seal", None, "surrender_not_announced"),
        ("submit_seal", None, "wrong_state"),
    ],
)
def test_a_refusal_comes_with_the_code_of_the_guide(
    cast: Cast, verb: str, body: dict[str, int] | None, code: str
) -> None:
    seal = cast.granted()
    answer = Program.of(cast.owner).post(f"/api/seals/{seal.code}/{verb}", body)
    assert answer.json()["code"] == code


def test_the_desk_is_closed_to_strangers_and_waiting_times_are_open(cast: Cast) -> None:
    seal = cast.checking()
    stranger = Program.of(joined())
    assert stranger.get("/api/seals/desk/queue").status_code == 404
    assert stranger.get(f"/api/seals/{seal.code}").status_code == 404
    rows = Program.of(cast.clerk).get("/api/seals/desk/queue").json()["rows"]
    assert [row["code"] for row in rows] == [fresh(seal).code]
    steps = [one["step"] for one in Client().get("/api/seals/figures/waiting").json()["waits"]]
    assert steps == ["check", "decision", "appeal"]
