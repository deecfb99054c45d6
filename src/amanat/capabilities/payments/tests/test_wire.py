"""Mellat's wire as the guide writes it, and the bank's file; hostile answers are only "unknown"."""

import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar
from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree

from amanat.capabilities.payments.ports import mellat, wire
from amanat.capabilities.payments.ports.bank import PAIN, Bank, Transfer, pain_001
from amanat.capabilities.payments.ports.gateway import Answer, Sale
from amanat.capabilities.payments.ports.mellat import Mellat
from amanat.capabilities.payments.rules.answers import Kind
from amanat.capabilities.payments.tests.cast import Story

NIGHT = datetime(2026, 11, 22, 21, 30, 5, tzinfo=UTC)  # Already the 23rd in Tehran, 01:00:05.


def soap(inside: str) -> bytes:
    return (
        '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>'
        f'<ns1:bpVerifyRequestResponse xmlns:ns1="http://interfaces.core.sw.bps.com/">{inside}'
        "</ns1:bpVerifyRequestResponse></soap:Body></soap:Envelope>"
    ).encode()


def test_texts_are_escaped_and_children_have_no_namespace() -> None:
    body = mellat.envelope("bpPayRequest", {"terminalId": 1, "additionalData": "<a>&]]>"})
    call: Element = ElementTree.fromstring(body)[0][0]
    assert call.tag == "{http://interfaces.core.sw.bps.com/}bpPayRequest"
    assert [(child.tag, child.text) for child in call] == [
        ("terminalId", "1"), ("additionalData", "<a>&]]>"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("0", (Kind.OK, "0", "")),
        ("0, AF82041a2Bf6989c7fF9", (Kind.OK, "0", "AF82041a2Bf6989c7fF9")),
        ("0,AF82", (Kind.OK, "0", "AF82")),
        (" 43 ", (Kind.ALREADY, "43", "")),
        ("777", (Kind.UNKNOWN, "777", "")),
        ("", (Kind.UNKNOWN, "", "")),
    ],
)
def test_an_answer_is_code_and_reference(text: str, answer: tuple[Kind, str, str]) -> None:
    heard = mellat.read(soap(f"<return>{text}</return>"), "bpVerifyRequest")
    assert (heard.kind, heard.code, heard.reference) == answer


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<not xml",
        b"\xff\xfe\x00",
        soap(""),
        soap("<other>0</other>"),
        b'<!DOCTYPE x [<!ENTITY a "0">]><x>&a;</x>',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:1/x">]><return>&a;</return>',
        soap("<return>0</return>").replace(b"bpVerify", b"bpSettle"),
        b"x" * (wire.ANSWER_LIMIT_BYTES + 1),
    ],
)
def test_a_hostile_or_broken_answer_is_unknown(body: bytes) -> None:
    assert mellat.read(body, "bpVerifyRequest").kind is Kind.UNKNOWN


@pytest.mark.parametrize(
    ("question", "code", "kind"),
    [
        ("bpVerifyRequest", "51", Kind.STATE),
        ("bpSettleRequest", "43", Kind.STATE),
        ("bpSettleRequest", "45", Kind.ALREADY),
        ("bpReversalRequest", "45", Kind.DECLINED),
        ("bpReversalRequest", "55", Kind.DECLINED),
    ],
)
def test_some_codes_mean_another_thing_in_another_question(
    question: str, code: str, kind: Kind
) -> None:
    body = soap(f"<return>{code}</return>").replace(b"bpVerifyRequest", question.encode())
    assert mellat.read(body, question).kind is kind


def test_date_and_time_come_from_one_moment_in_tehran(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A7: between midnight and 03:30 in Tehran the day in UTC is still yesterday."""
    sent: dict[str, object] = {}

    def listen(_: Mellat, method: str, fields: dict[str, object]) -> Answer:
        sent.update(fields)
        return Answer(Kind.OK, "0", "AAA")

    monkeypatch.setattr(Mellat, "_ask", listen)
    gateway = Mellat("http://127.0.0.1:1/", "", "1", "u", "p")
    gateway.start(Sale(1, 1_000, "http://127.0.0.1/back"), NIGHT)
    assert (sent["localDate"], sent["localTime"]) == ("20261123", "010005")


def test_no_reference_no_call() -> None:
    """A4: an empty reference makes the bank fail with a SOAP Fault."""
    with pytest.raises(AssertionError):
        Mellat("", "", "1", "u", "p").verify(Sale(1, 1_000, sale_reference_id=""))


def test_a_bank_nobody_can_reach_is_unknown_and_no_secret_is_kept() -> None:
    gateway = Mellat("http://127.0.0.1:1/", "", "1234567", "name", "secret")
    heard = gateway.verify(Sale(1, 1_000, sale_reference_id="5"))
    assert heard == Answer(Kind.UNKNOWN, raw="ConnectError")
    assert "secret" not in heard.raw


class Listening(BaseHTTPRequestHandler):
    """A bank that writes down what it is asked, and fails."""

    asked: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        self.asked.append(f"POST {self.path}")
        self.send_error(503)

    def do_GET(self) -> None:
        self.asked.append(f"GET {self.path}")
        self.send_error(503)

    def log_message(self, *_: object) -> None:
        """Say nothing on the screen."""


def test_the_wsdl_is_never_asked_for() -> None:
    """A16: the host of the WSDL may be down; we know the service without it."""
    Listening.asked.clear()
    with HTTPServer(("127.0.0.1", 0), Listening) as bank:
        threading.Thread(target=bank.serve_forever, daemon=True).start()
        gateway = Mellat(
            f"http://127.0.0.1:{bank.server_port}/pgw", "", "1234567", "name", "secret"
        )
        assert gateway.verify(Sale(1, 1_000, sale_reference_id="5")).kind is Kind.UNKNOWN
        assert gateway.start(Sale(1, 1_000), NIGHT).kind is Kind.UNKNOWN
        bank.shutdown()
    assert set(Listening.asked) == {"POST /pgw"}


@pytest.mark.parametrize(
    ("posted", "kept"),
    [
        ("610433*****5689", "610433******5689"),
        ("6104-3377-7777-5689", "610433******5689"),
        ("", ""),
        ("<script>", ""),
    ],
)
def test_a_card_number_is_never_kept_whole(posted: str, kept: str) -> None:
    assert wire.card_mask(posted) == kept


def test_the_file_to_the_bank_says_what_it_holds() -> None:
    bank = Bank("http://127.0.0.1:1", "A & B", "IR820540102680020817909002")
    rows = [Transfer("e1", "IR062960000000100324200001", "سارا <احمدی>", 5, "n"),
            Transfer("e2", "IR062960000000100324200001", "رضا", 7, "n")]  # fmt: skip
    root: Element = ElementTree.fromstring(pain_001(bank, "f1", rows, made_at=NIGHT, on=NIGHT))

    def texts(name: str) -> list[str | None]:
        return [found.text for found in root.iter(f"{{{PAIN}}}{name}")]

    assert texts("MsgId") == ["f1"]
    assert texts("EndToEndId") == ["e1", "e2"]
    assert (texts("NbOfTxs"), texts("CtrlSum")) == (["2", "2"], ["12", "12"])
    assert texts("ReqdExctnDt") == ["2026-11-23"]
    assert texts("Nm") == ["A & B", "A & B", "سارا <احمدی>", "رضا"]
