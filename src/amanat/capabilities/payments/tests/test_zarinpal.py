"""ZarinPal: its wire as the guide writes it, and payments through its simulator, good and bad."""

import json
import logging
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from amanat.capabilities.payments import actions, queries
from amanat.capabilities.payments.models import Attempt, Call, Callback, Payment, Refund
from amanat.capabilities.payments.ports import wire, zarinpal
from amanat.capabilities.payments.ports.gateway import Answer, Redirect, Sale
from amanat.capabilities.payments.ports.zarinpal import ZarinPal
from amanat.capabilities.payments.rules.answers import Kind
from amanat.capabilities.payments.rules.zarinpal import STATUSES, TABLE, kind_of
from amanat.capabilities.payments.states import OPEN
from amanat.capabilities.payments.tests.cast import (
    GOOD_SHEBA,
    Story,
    checked_account,
    fresh,
    units_in,
)
from amanat.kernel.ledger import book
from amanat.words.act import Role

UNITS = 1_000_000
NOON = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
HERE = "http://127.0.0.1:1"
MERCHANT, TOKEN = "11111111-2222-4333-8444-555555555555", "a-secret-access-token"
AUTHORITY = "A0000000000000000000000000000wwOGYpd"


def gateway(**more: str) -> ZarinPal:
    return ZarinPal(f"{HERE}/pg/v4/payment", f"{HERE}/pg/StartPay", MERCHANT, **more)


def good(**data: Any) -> bytes:
    return json.dumps({"data": data, "errors": []}).encode()


def bad(errors: Any) -> bytes:
    return json.dumps({"data": [], "errors": errors}).encode()


@pytest.mark.parametrize(
    ("body", "heard"),
    [
        (good(code=100, ref_id=9), (Kind.OK, "100")),
        (good(code="101", ref_id=9), (Kind.ALREADY, "101")),
        (bad({"code": -51, "message": "x"}), (Kind.DECLINED, "-51")),
        (bad({"code": " -50 "}), (Kind.MISMATCH, "-50")),
        (bad([{"code": -9}]), (Kind.CONFIG, "-9")),
        (bad([]), (Kind.UNKNOWN, "")),
        (bad({}), (Kind.UNKNOWN, "")),
        (bad([{"code": -9}, {"code": -10}]), (Kind.UNKNOWN, "")),
        (bad({"code": True}), (Kind.UNKNOWN, "")),
        (bad({"code": 777}), (Kind.UNKNOWN, "777")),
        (json.dumps({"data": {"code": 100}, "errors": {"code": -9}}).encode(), (Kind.UNKNOWN, "")),
        (b"", (Kind.UNKNOWN, "")),
        (b"[]", (Kind.UNKNOWN, "")),
        (b"<html>", (Kind.UNKNOWN, "")),
        (b"[" * 60_000, (Kind.UNKNOWN, "")),
        (b'{"data": {"code": 100}}' + b" " * wire.ANSWER_LIMIT_BYTES, (Kind.UNKNOWN, "")),
    ],
)
def test_a_code_stands_in_the_data_or_in_the_errors_of_either_shape(
    body: bytes, heard: tuple[Kind, str]
) -> None:
    told = zarinpal.read(body, "verify")
    assert (told.kind, told.code) == heard


def test_every_code_of_the_guide_has_one_class_and_two_languages() -> None:
    assert len(TABLE) == 35
    assert all(told.fa and told.en for _, told in (*TABLE.values(), *STATUSES.values()))
    assert kind_of("424242") is Kind.UNKNOWN


def test_a_gateway_nobody_can_reach_is_unknown_and_no_secret_is_kept() -> None:
    one = gateway(refunds=f"{HERE}/graphql", access_token=TOKEN)
    sale = Sale(1, UNITS, ref_id=AUTHORITY, sale_reference_id="5")
    unknown = Answer(Kind.UNKNOWN, raw="ConnectError")
    assert [one.start(sale, NOON), one.verify(sale), one.inquiry(sale)] == [unknown] * 3
    assert [one.reversal(sale), one.refund(sale, 7, UNITS)] == [unknown] * 2
    assert one.forgotten() == ()
    assert MERCHANT not in repr(one) and TOKEN not in repr(one)


def test_the_browser_leaves_by_a_get_without_fields() -> None:
    way = gateway().redirect(Sale(1, UNITS, ref_id=AUTHORITY))
    assert way == Redirect(f"{HERE}/pg/StartPay/{AUTHORITY}", {}, method="get")


@pytest.mark.parametrize(
    ("status", "kind"),
    [("OK", Kind.OK), ("NOK", Kind.DECLINED), ("", Kind.MISMATCH), ("ok", Kind.MISMATCH)],
)
def test_what_the_browser_brings_is_read_and_not_believed(status: str, kind: Kind) -> None:
    back = gateway().parse_callback({"Authority": f" {AUTHORITY} ", "Status": status})
    assert (back.kind, back.ref_id, back.order_id) == (kind, AUTHORITY, None)
    assert (back.reference, back.final_units) == ("", None)


#  -- payments through the simulator


def go(story: Story, units: int = UNITS) -> Attempt:
    return story.go(story.demand(units), "zarinpal")


def at_zarinpal(story: Story, choice: str = "pay", **changed: str) -> Attempt:
    return story.come_back(story.outside.choose_at_zarinpal(go(story).ref_id, choice), **changed)


def payment_of(attempt: Attempt) -> Payment:
    return Payment.objects.get(pk=attempt.payment_id)


def asked(attempt: Attempt) -> list[str]:
    return [call.name for call in queries.calls_of(attempt.pk)]


def state_there(story: Story, attempt: Attempt) -> str:
    return str(story.outside.order(attempt.order_id, "zarinpal")["state"])


def test_a_payer_pays_and_the_verification_is_the_settlement(story: Story) -> None:
    attempt = at_zarinpal(story)
    payment, order = payment_of(attempt), story.outside.order(attempt.order_id, "zarinpal")
    assert (attempt.state, payment.state) == ("settled", "paid")
    assert book.hold_state(payment.hold_id).open_units == UNITS
    assert (units_in("psp_receivable:zarinpal"), units_in("psp_unsettled:zarinpal")) == (UNITS, 0)
    assert asked(attempt) == ["start", "verify"]
    assert (order["state"], order["amount_units"], order["toman"]) == ("VERIFIED", UNITS, 0)
    assert (attempt.sale_reference_id, attempt.card_mask) == (
        str(order["ref_id"]), "621986******9007",
    )  # fmt: skip
    assert not Call.objects.filter(attempt=attempt, raw__contains="0000a11a").exists()
    assert queries.conservation().holds


def test_no_secret_is_ever_logged(story: Story, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    at_zarinpal(story)
    secrets = [value for one in settings.GATEWAYS.values() for name, value in one.items()
               if name in ("merchant_id", "access_token", "pin") and value]  # fmt: skip
    assert secrets and not [one for one in secrets if one in caplog.text]


@pytest.mark.parametrize(("choice", "state"), [("cancel", "declined"), ("wrong_pin", "declined")])
def test_a_page_that_says_no_is_no(story: Story, choice: str, state: str) -> None:
    attempt = at_zarinpal(story, choice)
    assert (attempt.state, payment_of(attempt).state) == (state, "due")
    assert asked(attempt) == ["start"]
    assert queries.reason(attempt).en == "The payment was not made, or you cancelled it."


def test_the_callback_comes_by_get_without_a_sign_in_and_is_kept_raw(story: Story) -> None:
    attempt = go(story)
    back = story.outside.choose_at_zarinpal(attempt.ref_id)
    path = back["callback_url"].partition("://")[2].partition("/")[2]
    stranger = Client(enforce_csrf_checks=True)
    told = stranger.get(f"/{path}", back["fields"])
    assert (told.status_code, told.headers["Location"]) == (303, f"/pay/{attempt.public_id}")
    assert not told.cookies.get("sessionid") and fresh(attempt).state == "settled"
    kept = Callback.objects.get(attempt=attempt)
    assert kept.body == f"Authority={attempt.ref_id}&Status=OK"
    assert stranger.get(f"/{path[:-1]}x", back["fields"]).status_code == 404
    assert stranger.get(f"/{path}", back["fields"]).status_code == 303


@pytest.mark.parametrize(
    "changed", [{"Authority": "A" + "9" * 35}, {"Authority": ""}, {"Status": "maybe"}]
)
def test_a_callback_that_is_not_ours_is_not_even_asked_about(
    story: Story, changed: dict[str, str]
) -> None:
    attempt = at_zarinpal(story, **changed)
    assert (attempt.state, asked(attempt)) == ("invalid", ["start"])


def test_a_forged_success_is_found_out_by_the_verification(story: Story) -> None:
    attempt = go(story)
    back = story.outside.choose_at_zarinpal(attempt.ref_id, "cancel")
    forged = story.come_back(back, Status="OK")
    assert (forged.state, forged.code, units_in("psp_unsettled:zarinpal")) == ("declined", "-51", 0)


def test_the_same_callback_again_changes_nothing(story: Story) -> None:
    attempt = go(story)
    back = story.outside.choose_at_zarinpal(attempt.ref_id)
    assert story.come_back(back).state == story.come_back(back).state == "settled"
    assert units_in("psp_receivable:zarinpal") == UNITS


def test_another_amount_is_refused_by_the_verification_and_goes_back(story: Story) -> None:
    story.outside.arm("zarinpal.callback", "wrong_amount")
    attempt = at_zarinpal(story)
    assert (attempt.state, attempt.code) == ("mismatch", "-50")
    story.wait(hours=1)
    assert (fresh(attempt).state, state_there(story, attempt)) == ("reversed", "RETURNED")
    assert units_in("psp_receivable:zarinpal") == units_in("suspense") == 0


@pytest.mark.parametrize(
    "fault",
    ["timeout_before", "timeout_after", "http_500", "garbage", "duplicate", "slow_drip"],
)
def test_a_lost_verification_is_asked_for_again(story: Story, fault: str) -> None:
    story.outside.arm("zarinpal.verify", fault)
    attempt = at_zarinpal(story)
    story.wait(minutes=2)
    assert (fresh(attempt).state, state_there(story, attempt)) == ("settled", "VERIFIED")
    assert units_in("psp_receivable:zarinpal") == UNITS


@pytest.mark.parametrize(
    ("fault", "ends"), [("timeout_after", "settled"), ("timeout_before", "auto_reversed")]
)
def test_after_a_long_silence_an_inquiry_tells_and_only_a_verification_counts(
    story: Story, fault: str, ends: str
) -> None:
    story.outside.arm("zarinpal.verify", fault, count=None)
    attempt = at_zarinpal(story)
    story.wait(minutes=50)
    assert fresh(attempt).state in ("verify_unknown", ends)
    story.outside.clear()
    story.wait(minutes=10)
    assert fresh(attempt).state == ends
    if ends == "settled":
        assert asked(attempt)[-1] == "verify", "An inquiry is never used as a verification."
    assert queries.conservation().holds


def test_what_was_reversed_under_our_feet_is_not_held(story: Story) -> None:
    story.outside.arm("zarinpal.verify", "reversed")
    attempt = at_zarinpal(story)
    assert (attempt.state, payment_of(attempt).state) == ("declined", "due")


@pytest.mark.parametrize("code", ["-9", "-10", "-12", "-50", "-51", "-54", "101", "777"])
def test_an_odd_answer_to_the_verification_leaves_nothing_unclear(story: Story, code: str) -> None:
    story.outside.arm("zarinpal.verify", "code", value=code)
    attempt = at_zarinpal(story)
    story.wait(hours=2)
    assert fresh(attempt).state not in OPEN
    assert units_in("psp_unsettled:zarinpal") == 0
    assert queries.conservation().holds


#  -- the callback that never came


def test_a_payment_whose_callback_was_lost_is_picked_up_from_the_list(story: Story) -> None:
    attempt = go(story)
    story.outside.choose_at_zarinpal(attempt.ref_id, "pay_close")
    assert actions.pick_up_forgotten(story.bank()) == 1
    story.do_due()
    assert (fresh(attempt).state, payment_of(attempt).state) == ("settled", "paid")
    assert actions.pick_up_forgotten(story.bank()) == 0


def test_nothing_expires_before_the_bank_was_asked(story: Story) -> None:
    attempt = go(story)
    story.outside.choose_at_zarinpal(attempt.ref_id, "pay_close")
    story.wait(minutes=16)
    assert (fresh(attempt).state, asked(attempt)) == ("settled", ["start", "inquiry", "verify"])


def test_a_payer_who_left_without_paying_expires_after_one_question(story: Story) -> None:
    attempt = go(story)
    story.wait(minutes=20)
    assert (fresh(attempt).state, asked(attempt)) == ("token_expired", ["start", "inquiry"])


def test_a_success_that_comes_after_a_no_is_still_ours(story: Story) -> None:
    attempt = at_zarinpal(story, "cancel")
    assert attempt.state == "declined"
    second = go_again(story, attempt)
    story.outside.arm("zarinpal.callback", "late_success", value="30")
    story.outside.choose_at_zarinpal(second.ref_id)
    story.wait(minutes=31)
    assert fresh(second).state == "token_expired"
    assert actions.pick_up_forgotten(story.bank()) == 1
    story.do_due()
    assert (fresh(second).state, payment_of(second).state) == ("settled", "paid")


def go_again(story: Story, attempt: Attempt) -> Attempt:
    return story.go(payment_of(attempt), "zarinpal")


def test_a_success_nobody_waits_for_goes_back(story: Story) -> None:
    attempt = go(story)
    story.outside.choose_at_zarinpal(attempt.ref_id, "pay_close")
    house = story.act(None, Role.HOUSE)
    actions.close(house, payment_id=attempt.payment_id)
    assert actions.pick_up_forgotten(story.bank()) == 1
    assert fresh(attempt).state == "orphan"
    story.wait(hours=1)
    assert (fresh(attempt).state, state_there(story, attempt)) == ("reversed", "RETURNED")
    assert units_in("psp_unsettled:zarinpal") == units_in("suspense") == 0


#  -- and back


def refund_all(story: Story, attempt: Attempt, units: int = UNITS) -> Refund:
    payment = payment_of(attempt)
    decision = book.Step(payment.hold_id, 1, book.StepKind.REFUND)
    book.write(story.bank(), decision, key=f"test/refund/{payment.pk}")
    house = story.act(None, Role.HOUSE)
    return actions.refund(house, payment_id=payment.pk, units=units, purpose="hold:1")


@pytest.fixture
def with_token(story: Story) -> None:
    """The merchant has an access token of the refund service."""
    settings.GATEWAYS["zarinpal"].update(
        refunds=f"{story.outside.address}/zarinpal/api/v4/graphql", access_token="amanat"
    )


@pytest.mark.parametrize("fault", ["", "timeout_before", "timeout_after", "duplicate"])
def test_inside_half_an_hour_a_reversal_gives_all_of_it_back_once(story: Story, fault: str) -> None:
    checked_account(story.payer, GOOD_SHEBA)
    attempt = at_zarinpal(story)
    if fault:
        story.outside.arm("zarinpal.reverse", fault)
    one = refund_all(story, attempt)
    story.wait(minutes=5)
    assert (fresh(one).route, state_there(story, attempt)) == ("reversal", "REVERSED")
    #  Whoever reversed it, and however often the road carried our question: the payer has it all.
    assert fresh(one).state == "confirmed"


@pytest.mark.parametrize(
    ("minutes", "units", "code"),
    [(31, UNITS, ""), (1, UNITS - 1, ""), (1, UNITS, "-60"), (1, UNITS, "-61"), (1, UNITS, "-62"),
     (1, UNITS, "-63")],
)  # fmt: skip
def test_else_paya_brings_it_to_the_payers_own_account(
    story: Story, minutes: int, units: int, code: str
) -> None:
    checked_account(story.payer, GOOD_SHEBA)
    attempt = at_zarinpal(story)
    story.wait(minutes=minutes)
    if code:
        story.outside.arm("zarinpal.reverse", "code", value=code)
    one = refund_all(story, attempt, units)
    story.wait(minutes=1)
    assert (fresh(one).state, fresh(one).route) == ("on_the_rail", "paya")
    assert state_there(story, attempt) == "VERIFIED"


@pytest.mark.usefixtures("with_token")
@pytest.mark.parametrize("fault", ["", "timeout_after"])
def test_with_an_access_token_a_part_goes_back_to_the_card_and_only_once(
    story: Story, fault: str
) -> None:
    attempt = at_zarinpal(story)
    if fault:
        story.outside.arm("zarinpal.refund", "slow")  # The session is looked up first.
        story.outside.arm("zarinpal.refund", fault)
    one = refund_all(story, attempt, UNITS // 2)
    story.wait(minutes=10)
    assert (fresh(one).state, fresh(one).route) == ("confirmed", "gateway")
    assert story.outside.order(attempt.order_id, "zarinpal")["refunded_units"] == UNITS // 2
    assert units_in("refund_in_transit") == 0


@pytest.mark.usefixtures("with_token")
def test_a_refund_that_is_nowhere_to_be_found_is_a_persons_decision(story: Story) -> None:
    attempt = at_zarinpal(story)
    story.outside.arm("zarinpal.refund", "slow")
    story.outside.arm("zarinpal.refund", "timeout_before")
    one = refund_all(story, attempt, UNITS // 2)
    story.wait(hours=2)
    assert fresh(one).state == "manual"
    assert story.outside.order(attempt.order_id, "zarinpal")["refunded_units"] == 0


@pytest.mark.usefixtures("with_token")
def test_what_is_too_little_for_the_card_goes_by_paya(story: Story) -> None:
    checked_account(story.payer, GOOD_SHEBA)
    attempt = at_zarinpal(story)
    one = refund_all(story, attempt, 19_999)
    story.wait(minutes=1)
    assert (fresh(one).state, fresh(one).route) == ("on_the_rail", "paya")
