"""A whole deal between two programs: what people do on the pages, by two keys over the API."""

import re
from datetime import timedelta
from typing import Any

from django.test import Client

from amanat.capabilities.deals.models import Deal
from amanat.capabilities.people.tests.program import Program
from amanat.config.demo.player import CODE_PAUSE, GOODS, Player, tracking_code
from amanat.kernel.ledger import book

PRICE, HALF_FEE = 320_000_000, 1_600_000
REF_ID = re.compile(r'name="RefId" value="([^"]+)"')
DRAFT = {**GOODS, "price_units": str(PRICE)}


def test_two_programs_go_from_promise_to_payout(play: Player) -> None:
    sara = Program.of(play.join("09120000011", "سارا محمدی"))
    reza = Program.of(play.join("09120000012", "رضا کریمی", paid_at=12))

    here = agreed(play, sara, reza)
    assert (here["state"], here["position"]["with_payer_units"]) == (
        "agreed",
        str(PRICE + HALF_FEE),
    )
    paid(play, sara, here["code"])
    deal = f"/api/deals/{here['code']}"
    funded = reza.get(deal).json()
    assert (funded["state"], funded["turn"]) == ("funded", "seller")
    assert funded["position"]["held_units"] == str(PRICE + HALF_FEE)

    reza.did(f"{deal}/ship", {"carrier": "post", "code": tracking_code(77)})
    reza.did(f"{deal}/messages", {"words": "فرستادم."}, status=201)
    assert sara.get(f"{deal}/messages").json()["messages"][0]["words"] == "فرستادم."
    assert "approve" in sara.did(f"{deal}/receive")["verbs"]
    assert approved(play, sara, here["code"])["state"] == "accepted"
    play.settle()
    play.wait_until(play_deal(here), "completed", within=timedelta(days=5))

    end = sara.get(deal).json()
    assert end["position"]["with_payee_units"] == str(PRICE - HALF_FEE)
    payouts = reza.get("/api/payments/payouts").json()["payouts"]
    assert [(one["units"], one["state"]) for one in payouts] == [(str(PRICE - HALF_FEE), "settled")]
    assert sara.get("/api/payments/payouts").json()["payouts"] == []
    events = [event["name"] for event in reza.get(f"{deal}/history").json()["events"]]
    assert events[0] == "DealBegun"
    assert events[-1] == "DealCompleted"
    assert book.broken_invariants() == []


def test_a_program_reports_a_problem_and_the_other_gives_the_money_back(play: Player) -> None:
    sara = Program.of(play.join("09120000013", "سارا محمدی"))
    reza = Program.of(play.join("09120000014", "رضا کریمی", paid_at=14))
    here = agreed(play, sara, reza)
    deal = f"/api/deals/{here['code']}"
    paid(play, sara, here["code"])
    reza.did(f"{deal}/ship", {"carrier": "post", "code": tracking_code(78)})
    said = {"kind": "damaged", "words": "صفحه شکسته است و روشن نمی‌شود.", "wants": "refund"}
    assert sara.did(f"{deal}/report", said)["state"] == "disputed"
    assert reza.did(f"{deal}/give_back")["state"] == "refunding"
    play.settle()
    play.wait_until(play_deal(here), "refunded", within=timedelta(days=5))
    refunds = sara.get("/api/payments/refunds").json()["refunds"]
    assert [(one["units"], one["state"]) for one in refunds] == [
        (str(PRICE + HALF_FEE), "confirmed")
    ]


def test_terms_are_bargained_over_the_api(play: Player) -> None:
    sara = Program.of(play.join("09120000015", "سارا محمدی"))
    reza = Program.of(play.join("09120000016", "رضا کریمی", paid_at=16))
    here = offered(play, sara, reza)
    deal = f"/api/deals/{here['code']}"
    old = reza.get(deal).json()["terms"]["sha256"]
    new = reza.did(f"{deal}/counter", {"price_units": "330000000"})
    assert (new["state"], new["terms"]["version"]) == ("countered", 2)
    assert sara.post(f"{deal}/accept", {"sha256": old}).json()["code"] == "terms_changed"
    assert sara.did(f"{deal}/accept", {"sha256": new["terms"]["sha256"]})["state"] == "agreed"
    assert sara.did(f"{deal}/cancel")["state"] == "cancelled"


def test_approving_twice_with_one_key_is_approving_once(play: Player) -> None:
    sara = Program.of(play.join("09120000017", "سارا محمدی"))
    reza = Program.of(play.join("09120000018", "رضا کریمی", paid_at=18))
    here = agreed(play, sara, reza)
    deal = f"/api/deals/{here['code']}"
    paid(play, sara, here["code"])
    reza.did(f"{deal}/ship", {"carrier": "post", "code": tracking_code(79)})
    sara.did(f"{deal}/receive")
    code = code_for(play, sara, here["code"])
    wrong = "000000" if code != "000000" else "000001"
    no = [sara.post(f"{deal}/approve", {"code": wrong}, key="no") for _ in range(2)]
    assert [one.json()["code"] for one in no] == ["wrong_code"] * 2
    assert "Idempotent-Replayed" in no[1]
    yes = [sara.post(f"{deal}/approve", {"code": code}, key="yes") for _ in range(2)]
    assert [one.status_code for one in yes] == [200, 200]
    assert yes[0].content == yes[1].content
    assert yes[1]["Idempotent-Replayed"] == "true"
    assert reza.post(f"{deal}/approve", {"code": code}).json()["code"] == "wrong_state"


def offered(play: Player, sara: Program, reza: Program) -> dict[str, Any]:
    """Sara writes an offer, Reza takes it up by the link."""
    draft = sara.did("/api/deals", {"role": "buyer", "title": "x"}, status=201)
    deal = f"/api/deals/{draft['code']}"
    sara.did(f"{deal}/describe", {**DRAFT, "other_phone": reza.person.phone})
    offer = sara.did(f"{deal}/propose")
    play.settle()
    token = offer["invitation_url"].rpartition("/")[2]
    return reza.did("/api/deals/join", {"token": token})


def agreed(play: Player, sara: Program, reza: Program) -> dict[str, Any]:
    offer = offered(play, sara, reza)
    sha256 = offer["terms"]["sha256"]
    return reza.did(f"/api/deals/{offer['code']}/accept", {"sha256": sha256})


def paid(play: Player, payer: Program, code: str) -> None:
    """The program opens the payment; the person pays at the bank."""
    way = payer.did(f"/api/deals/{code}/pay", status=201)
    again = payer.did(f"/api/deals/{code}/pay", status=201)
    assert again == way, "An attempt that is open at the bank is taken up again."
    browser = Client()
    browser.force_login(payer.person)
    page = browser.get("/pay/" + way["redirect_url"].split("/pay/")[1]).content.decode()
    ref_id = REF_ID.search(page)
    assert ref_id is not None
    play.come_back(play.outside.pay(ref_id[1]))
    play.settle()
    told = payer.get(f"/api/payments/attempts/{way['attempt']}").json()
    assert (told["state"], told["redirect_url"]) == ("settled", None)


def code_for(play: Player, buyer: Program, code: str) -> str:
    """The program asks for the code; the person reads it on the phone."""
    play.wait(CODE_PAUSE)
    known = len(play.outside.inbox(buyer.person.phone))
    buyer.did(f"/api/deals/{code}/approve/code", status=201)
    play.settle()
    return play.outside.code(buyer.person.phone, known)


def approved(play: Player, buyer: Program, code: str) -> dict[str, Any]:
    return buyer.did(f"/api/deals/{code}/approve", {"code": code_for(play, buyer, code)})


def play_deal(here: dict[str, Any]) -> Deal:
    return Deal.objects.get(code=here["code"])
