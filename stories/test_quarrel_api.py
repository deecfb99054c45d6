"""A quarrel between two programs: amounts, evidence and appeal over the API."""

import pytest

from amanat.capabilities.people.tests.program import Program
from amanat.config.demo.player import Player
from stories.quarrel import DAY, PRICE, WORDS, Quarrel

CUT = 200_000_000


@pytest.fixture
def quarrel(play: Player) -> Quarrel:
    return Quarrel(play)


def test_two_programs_settle_by_an_amount(quarrel: Quarrel) -> None:
    deal = quarrel.disputed()
    sara, reza = Program.of(quarrel.sara), Program.of(quarrel.reza)
    path = f"/api/deals/{deal.code}/offers"
    too_much = reza.post(path, {"price_units": str(PRICE + 1)})
    assert (too_much.status_code, too_much.json()["code"]) == (422, "share_out_of_range")
    made = sara.did(path, {"price_units": "0", "words": "همه را برگردانید."}, status=201)
    assert made["share"] == {
        "paid_units": "0", "fee_units": "0", "returned_units": "321600000",
    }  # fmt: skip
    assert reza.get(path).json()["offers"][0]["state"] == "open"
    assert sara.post(f"{path}/{made['id']}/accept", {}).json()["code"] == "not_yours"
    assert reza.did(f"{path}/{made['id']}/accept", {})["state"] == "refunding"


def test_a_program_refuses_an_amount_and_needs_a_code_to_let_money_go(quarrel: Quarrel) -> None:
    deal = quarrel.disputed()
    sara, reza = Program.of(quarrel.sara), Program.of(quarrel.reza)
    path = f"/api/deals/{deal.code}/offers"
    made = reza.did(path, {"price_units": str(CUT)}, status=201)
    assert sara.post(f"{path}/{made['id']}/accept", {}).json()["code"] == "code_needed"
    assert sara.did(f"{path}/{made['id']}/refuse")["state"] == "disputed"
    assert sara.post(f"{path}/{made['id']}/refuse").json()["code"] == "offer_stale"


def test_programs_cancel_by_consent(quarrel: Quarrel) -> None:
    deal = quarrel.funded()
    sara, reza = Program.of(quarrel.sara), Program.of(quarrel.reza)
    path = f"/api/deals/{deal.code}"
    asked = sara.did(f"{path}/ask_cancel", {"words": "پشیمان شدم."})
    assert (asked["state"], asked["turn"]) == ("cancel_asked", "seller")
    assert reza.did(f"{path}/refuse_cancel")["state"] == "funded"
    reza.did(f"{path}/ask_cancel", {})
    assert sara.did(f"{path}/agree_cancel")["state"] == "refunding"


def test_programs_give_evidence_and_appeal(quarrel: Quarrel) -> None:
    case = quarrel.before_arbiter()
    sara, reza = Program.of(quarrel.sara), Program.of(quarrel.reza)
    path = f"/api/deals/{case.deal.code}"
    assert sara.did(f"{path}/evidence", {"words": WORDS}, status=201)["role"] == "buyer"
    reza.did(f"{path}/evidence/extend")
    assert reza.get(f"{path}/case").json()["state"] == "evidence"
    assert reza.post(f"{path}/appeal", {"words": WORDS}).json()["code"] == "wrong_state"
    quarrel.until(case, "hearing", 6 * DAY)
    quarrel.rule(case, CUT, quarrel.officer())
    ruled = sara.get(f"{path}/case").json()
    assert ruled["rulings"][0]["share"]["paid_units"] == "199000000"
    reza.did(f"{path}/appeal", {"words": WORDS})
    assert sara.get(f"{path}/case").json()["state"] == "appealed"
