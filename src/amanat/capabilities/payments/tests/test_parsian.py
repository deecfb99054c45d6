"""Parsian: its wire as the guide writes it, and payments through its simulator, good and bad."""

from datetime import UTC, datetime
from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree

from amanat.capabilities.payments import actions, queries
from amanat.capabilities.payments.models import Attempt, Call, Payment, Refund
from amanat.capabilities.payments.ports import parsian, wire
from amanat.capabilities.payments.ports.gateway import Answer, Sale
from amanat.capabilities.payments.ports.parsian import Parsian
from amanat.capabilities.payments.rules.answers import Kind
from amanat.capabilities.payments.rules.parsian import TABLE, kind_of
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
SECRET = "a-secret-pin-of-20-c"


def answer(method: str, inside: str) -> bytes:
    space = parsian.SERVICES[method][1]
    return (
        '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>'
        f'<{method}Response xmlns="{space}"><{method}Result>{inside}</{method}Result>'
        f"</{method}Response></soap:Body></soap:Envelope>"
    ).encode()


def test_everything_stands_in_the_namespace_and_in_request_data() -> None:
    body = parsian.envelope(parsian.SALE, {"LoginAccount": "p", "AdditionalData": "<a>&]]>"})
    call: Element = ElementTree.fromstring(body)[0][0]
    space = "{https://pec.Shaparak.ir/NewIPGServices/Sale/SaleService}"
    assert (call.tag, call[0].tag) == (f"{space}SalePaymentRequest", f"{space}requestData")
    assert [(child.tag, child.text) for child in call[0]] == [
        (f"{space}LoginAccount", "p"), (f"{space}AdditionalData", "<a>&]]>"),
    ]  # fmt: skip


def test_the_path_says_reverse_and_the_namespace_reversal() -> None:
    path, space = parsian.SERVICES[parsian.REVERSAL]
    assert path == "Reverse/ReversalService.asmx"
    assert space == "https://pec.Shaparak.ir/NewIPGServices/Reversal/ReversalService"


@pytest.mark.parametrize(
    ("method", "inside", "heard"),
    [
        (parsian.SALE, "<Token>77</Token><Status>0</Status>", (Kind.OK, "0", "77")),
        (parsian.SALE, "<Token>0</Token><Status>0</Status>", (Kind.UNKNOWN, "0", "")),
        (parsian.SALE, "<Token>0</Token><Status>-112</Status>", (Kind.DUPLICATE, "-112", "")),
        (parsian.CONFIRM, "<Status>0</Status><RRN>9</RRN>", (Kind.OK, "0", "9")),
        (parsian.CONFIRM, "<Status>0</Status><RRN>0</RRN>", (Kind.UNKNOWN, "0", "")),
        (parsian.CONFIRM, "<Status> -1533 </Status>", (Kind.ALREADY, "-1533", "")),
        (parsian.CONFIRM, "<Status>-1531</Status>", (Kind.DECLINED, "-1531", "")),
        (parsian.CONFIRM, "<Status>10</Status><RRN>9</RRN>", (Kind.MISMATCH, "10", "9")),
        (parsian.REVERSAL, "<Status>0</Status>", (Kind.OK, "0", "")),
        (parsian.REVERSAL, "<Status>-1507</Status>", (Kind.UNKNOWN, "-1507", "")),
        (parsian.REVERSAL, "<Status>-1551</Status>", (Kind.REVERSED, "-1551", "")),
        (parsian.REVERSAL, "<Status>777</Status>", (Kind.UNKNOWN, "777", "")),
    ],
)
def test_an_answer_is_a_status_and_its_proof(
    method: str, inside: str, heard: tuple[Kind, str, str]
) -> None:
    told = parsian.read(answer(method, inside), method)
    assert (told.kind, told.code, told.reference) == heard


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<not xml",
        b"\xff\xfe\x00",
        answer(parsian.CONFIRM, ""),
        b'<!DOCTYPE x [<!ENTITY a "0">]><x>&a;</x>',
        answer(parsian.SALE, "<Status>0</Status><Token>5</Token>"),
        b"x" * (wire.ANSWER_LIMIT_BYTES + 1),
    ],
)
def test_a_hostile_or_broken_answer_is_unknown(body: bytes) -> None:
    assert parsian.read(body, parsian.CONFIRM).kind is Kind.UNKNOWN


def test_every_code_of_the_guide_has_one_class_and_two_languages() -> None:
    assert len(TABLE) == 102
    assert all(told.fa and told.en for _, told in TABLE.values())
    assert kind_of("424242") is Kind.UNKNOWN


def test_a_bank_nobody_can_reach_is_unknown_and_no_secret_is_kept() -> None:
    gateway = Parsian(HERE, "", SECRET)
    heard = gateway.verify(Sale(1, 1_000, ref_id="5"))
    assert heard == Answer(Kind.UNKNOWN, raw="ConnectError")
    assert SECRET not in heard.raw


FIELDS = {"Token": "5", "status": "0", "OrderId": "3", "RRN": "9", "Amount": "1,000,000",
          "SwAmount": "", "HashCardNumber": "6219-86**-****-9007"}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "units", "reference", "card"),
    [
        ({}, UNITS, "9", "621986******9007"),
        ({"Amount": "1000000", "SwAmount": "1000000"}, UNITS, "9", "621986******9007"),
        ({"SwAmount": "999,000"}, 0, "9", "621986******9007"),
        ({"Amount": ""}, 0, "9", "621986******9007"),
        ({"RRN": "0", "HashCardNumber": "a1" * 32}, UNITS, "", ""),
    ],
)
def test_what_the_browser_brings_is_read_and_not_believed(
    changed: dict[str, str], units: int, reference: str, card: str
) -> None:
    back = Parsian(HERE, "", SECRET).parse_callback({**FIELDS, **changed})
    assert (back.ref_id, back.order_id, back.kind) == ("5", "3", Kind.OK)
    assert (back.final_units, back.reference, back.card_mask) == (units, reference, card)


def test_status_is_read_in_either_spelling() -> None:
    back = Parsian(HERE, "", SECRET).parse_callback({"Status": "-138"})
    assert back.kind is Kind.CANCELLED


#  -- payments through the simulator


def at_parsian(story: Story, choice: str = "pay", **changed: str) -> Attempt:
    attempt = story.go(story.demand(UNITS), "parsian")
    back = story.outside.choose_at_parsian(attempt.ref_id, choice)
    return story.come_back(back, **changed)


def payment_of(attempt: Attempt) -> Payment:
    return Payment.objects.get(pk=attempt.payment_id)


def asked(attempt: Attempt) -> list[str]:
    return [call.name for call in queries.calls_of(attempt.pk)]


def test_a_payer_pays_and_the_confirmation_is_the_settlement(story: Story) -> None:
    attempt = at_parsian(story)

    payment = payment_of(attempt)
    assert (attempt.state, payment.state) == ("settled", "paid")
    assert book.hold_state(payment.hold_id).open_units == UNITS
    assert (units_in("psp_receivable:parsian"), units_in("psp_unsettled:parsian")) == (UNITS, 0)
    assert asked(attempt) == ["start", "verify"]
    order = story.outside.order(attempt.order_id, "parsian")
    assert (order["state"], order["amount_units"]) == ("CONFIRMED", UNITS)
    assert attempt.card_mask == "621986******9007"
    assert not Call.objects.filter(attempt=attempt, raw__contains="amanat000").exists()
    assert queries.conservation().holds


@pytest.mark.parametrize(
    ("choice", "state", "reason"),
    [
        ("cancel", "user_cancelled", "You cancelled the payment."),
        ("wrong_pin", "declined", "The card's PIN is wrong."),
    ],
)
def test_a_page_that_says_no_is_no(story: Story, choice: str, state: str, reason: str) -> None:
    attempt = at_parsian(story, choice)
    assert (attempt.state, payment_of(attempt).state) == (state, "due")
    assert queries.reason(attempt).en == reason
    assert asked(attempt) == ["start"]


def test_the_same_callback_again_changes_nothing(story: Story) -> None:
    attempt = story.go(story.demand(UNITS), "parsian")
    back = story.outside.choose_at_parsian(attempt.ref_id)
    assert story.come_back(back).state == story.come_back(back).state == "settled"
    assert units_in("psp_receivable:parsian") == UNITS


@pytest.mark.parametrize("changed", [{"Token": "12"}, {"OrderId": "12"}])
def test_a_callback_of_another_sale_is_not_even_asked_about(
    story: Story, changed: dict[str, str]
) -> None:
    attempt = at_parsian(story, **changed)
    assert (attempt.state, asked(attempt)) == ("invalid", ["start"])


def test_another_amount_is_never_confirmed_and_goes_back_by_itself(story: Story) -> None:
    story.outside.arm("parsian.callback", "wrong_amount")
    attempt = at_parsian(story)
    assert attempt.state == "mismatch"
    story.wait(minutes=25)
    assert fresh(attempt).state == "reversing"  # Parsian lets it go after half an hour:
    story.wait(minutes=10)  # nobody is told "it is back" before.
    assert (fresh(attempt).state, set(asked(attempt))) == ("reversed", {"start", "reversal"})
    assert story.outside.order(attempt.order_id, "parsian")["state"] == "RETURNED"
    assert units_in("psp_receivable:parsian") == 0


@pytest.mark.parametrize("fault", ["timeout_before", "timeout_after", "http_500", "garbage"])
def test_a_lost_confirmation_is_asked_for_again(story: Story, fault: str) -> None:
    story.outside.arm("parsian.confirm", fault)
    attempt = at_parsian(story)
    assert attempt.state == "verifying"
    story.wait(seconds=10)
    assert fresh(attempt).state == "settled"
    assert units_in("psp_receivable:parsian") == UNITS


@pytest.mark.parametrize("was_done", [True, False])
def test_what_stays_unknown_is_reversed_inside_our_own_window(
    story: Story, *, was_done: bool
) -> None:
    """There is no inquiry: after ten minutes a reversal ends the doubt. What was confirmed is back
    at once; what was not goes back by itself, and nobody is told so before it does."""
    fault = "timeout_after" if was_done else "timeout_before"
    story.outside.arm("parsian.confirm", fault, count=None)
    attempt = at_parsian(story)
    story.wait(minutes=12)
    assert fresh(attempt).state == ("reversed" if was_done else "reversing")
    assert payment_of(attempt).state == "due"
    story.wait(minutes=30)
    assert fresh(attempt).state == "reversed"
    order = story.outside.order(attempt.order_id, "parsian")
    assert order["state"] == ("REVERSED" if was_done else "RETURNED")
    assert queries.conservation().holds


def test_a_window_that_is_over_does_not_tell_whether_it_was_confirmed(story: Story) -> None:
    """Nothing is paid out on a guess: we ask on, and a person has been told."""
    story.outside.arm("parsian.confirm", "timeout_after", count=None)
    story.outside.arm("parsian.reversal", "code", value="-1549", count=None)
    attempt = at_parsian(story)
    story.wait(minutes=25)
    assert fresh(attempt).state == "reversing"
    assert fresh(attempt).alarmed_at is not None
    assert not Refund.objects.filter(attempt=attempt).exists()


@pytest.mark.parametrize("code", ["2", "10", "-102", "-1531", "-128", "94", "777"])
def test_an_odd_answer_to_the_confirmation_leaves_nothing_unclear(story: Story, code: str) -> None:
    story.outside.arm("parsian.confirm", "code", value=code)
    attempt = at_parsian(story)
    story.wait(hours=2)
    assert fresh(attempt).state not in OPEN
    assert units_in("psp_unsettled:parsian") == 0
    assert queries.conservation().holds


#  -- and back


def refund_all(story: Story, attempt: Attempt, units: int = UNITS) -> Refund:
    payment = payment_of(attempt)
    decision = book.Step(payment.hold_id, 1, book.StepKind.REFUND)
    book.write(story.bank(), decision, key=f"test/refund/{payment.pk}")
    house = story.act(None, Role.HOUSE)
    return actions.refund(house, payment_id=payment.pk, units=units, purpose="hold:1")


@pytest.mark.parametrize("fault", ["", "timeout_before", "timeout_after"])
def test_inside_the_window_a_reversal_gives_all_of_it_back(story: Story, fault: str) -> None:
    attempt = at_parsian(story)
    if fault:
        story.outside.arm("parsian.reversal", fault)
    one = refund_all(story, attempt)
    story.wait(minutes=5)
    assert (fresh(one).state, fresh(one).route) == ("confirmed", "reversal")
    assert story.outside.order(attempt.order_id, "parsian")["state"] == "REVERSED"
    assert (units_in("refund_in_transit"), units_in("psp_receivable:parsian")) == (0, 0)


@pytest.mark.parametrize(
    ("minutes", "units", "code"),
    [(21, UNITS, ""), (1, UNITS - 1, ""), (1, UNITS, "-1549"), (1, UNITS, "-1550"),
     (1, UNITS, "-1552"), (1, UNITS, "-108")],
)  # fmt: skip
def test_else_paya_brings_it_to_the_payers_own_account(
    story: Story, minutes: int, units: int, code: str
) -> None:
    checked_account(story.payer, GOOD_SHEBA)
    attempt = at_parsian(story)
    story.wait(minutes=minutes)
    if code:
        story.outside.arm("parsian.reversal", "code", value=code)
    one = refund_all(story, attempt, units)
    story.wait(minutes=1)
    assert (fresh(one).state, fresh(one).route) == ("on_the_rail", "paya")
    assert Call.objects.filter(refund=one).count() == (1 if code else 0)
    assert story.outside.order(attempt.order_id, "parsian")["state"] == "CONFIRMED"


def verified_unheard_for_nobody(story: Story) -> tuple[Payment, Attempt]:
    """The bank confirmed it, its answer was lost, and nobody waits for the money any more."""
    payment = story.demand(UNITS)
    attempt = story.go(payment, "parsian")
    back = story.outside.choose_at_parsian(attempt.ref_id)
    story.outside.arm("parsian.confirm", "timeout_after")
    story.come_back(back)
    actions.close(story.act(story.seller), payment_id=payment.pk)
    return payment, attempt


def test_a_reversal_whose_answer_was_lost_is_never_refunded_on_top(story: Story) -> None:
    """Found by the fault matrix: the payer got it back from the bank, and once more from us."""
    payment, attempt = verified_unheard_for_nobody(story)
    story.outside.arm("parsian.reversal", "timeout_after", count=None)
    story.wait(minutes=25)
    story.outside.clear()
    story.wait(hours=1)

    assert fresh(attempt).state == "reversed"
    assert story.outside.order(attempt.order_id, "parsian")["state"] == "REVERSED"
    assert not queries.refunds_of(payment.pk).exists()
    assert (units_in("suspense"), units_in("psp_receivable:parsian")) == (0, 0)


def test_what_was_confirmed_unheard_and_is_too_late_to_reverse_is_taken_in(story: Story) -> None:
    """Found by the fault matrix: it was asked about for ever, and the payer's money had no owner."""
    payment, attempt = verified_unheard_for_nobody(story)
    story.outside.arm("parsian.*", "timeout_before", count=None)
    story.wait(minutes=25)
    story.outside.clear()
    story.wait(hours=1)

    assert fresh(attempt).state == "settled"
    assert story.outside.order(attempt.order_id, "parsian")["state"] == "CONFIRMED"
    assert [one.units for one in queries.refunds_of(payment.pk)] == [UNITS]
    assert (units_in("suspense"), units_in("psp_receivable:parsian")) == (0, UNITS)
