"""Rial and toman (fault 16): each gateway states its unit, and nothing is converted twice."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

import httpx
import pytest

from amanat.capabilities.payments import ports
from amanat.capabilities.payments.models import Attempt
from amanat.capabilities.payments.ports import mellat as mellat_port
from amanat.capabilities.payments.ports import parsian as parsian_port
from amanat.capabilities.payments.ports import zarinpal as zarinpal_port
from amanat.capabilities.payments.ports.gateway import Gateway, Sale
from amanat.capabilities.payments.ports.mellat import Mellat
from amanat.capabilities.payments.ports.parsian import Parsian
from amanat.capabilities.payments.ports.zarinpal import ZarinPal
from amanat.capabilities.payments.rules.units import Unit, is_tenfold, on_the_wire
from amanat.capabilities.payments.tests.cast import Story

UNITS = 1_234_560
NOON = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
AUTHORITY = "A" + "0" * 34 + "1"
SALE = Sale(7, UNITS, "http://localhost/back", ref_id="5", sale_reference_id="9")
AT_ZARINPAL = Sale(7, UNITS, "http://localhost/back", ref_id=AUTHORITY, sale_reference_id="9")
FILLED = {
    "mellat": ("http://x", "http://x", "1", "u", "p"),
    "parsian": ("http://x", "http://x", "p"),
    "zarinpal": ("http://x", "http://x", "m"),
}


@dataclass(frozen=True, slots=True)
class TomanMellat(Mellat):
    unit: ClassVar[Unit] = Unit.TOMAN


@dataclass(frozen=True, slots=True)
class TomanParsian(Parsian):
    unit: ClassVar[Unit] = Unit.TOMAN


@dataclass(frozen=True, slots=True)
class TomanZarinPal(ZarinPal):
    unit: ClassVar[Unit] = Unit.TOMAN


IN_TOMAN: dict[str, type[Mellat] | type[Parsian] | type[ZarinPal]] = {
    "mellat": TomanMellat,
    "parsian": TomanParsian,
    "zarinpal": TomanZarinPal,
}
TABLE = [(name, unit) for name in ports.MAKERS for unit in Unit]


class Recorder(httpx.BaseTransport):
    """A wire that writes down what was sent and answers nothing anybody understands."""

    def __init__(self) -> None:
        self.sent: list[str] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(request.read().decode())
        return httpx.Response(200, text="?")


@pytest.fixture
def recorder(monkeypatch: pytest.MonkeyPatch) -> Recorder:
    made = Recorder()
    client = httpx.Client(transport=made)
    for module in (mellat_port, parsian_port, zarinpal_port):
        monkeypatch.setattr(module, "client", lambda: client)
    return made


def made(name: str, unit: Unit) -> Gateway:
    maker = ports.MAKERS[name] if unit is Unit.RIAL else IN_TOMAN[name]
    one: Gateway = maker(*FILLED[name])
    return one


def test_every_gateway_of_ours_counts_rial() -> None:
    assert {name: maker.unit for name, maker in ports.MAKERS.items()} == {
        "mellat": Unit.RIAL, "parsian": Unit.RIAL, "zarinpal": Unit.RIAL,
    }  # fmt: skip


@pytest.mark.parametrize(("name", "unit"), TABLE)
def test_an_amount_is_converted_exactly_once_on_its_way_out(
    recorder: Recorder, name: str, unit: Unit
) -> None:
    gateway, sale = made(name, unit), AT_ZARINPAL if name == "zarinpal" else SALE
    gateway.start(sale, NOON)
    gateway.verify(sale)
    expected = UNITS // unit
    told = [text for text in recorder.sent if str(expected) in text]
    assert told[0] == recorder.sent[0]
    assert name == "mellat" or len(told) == 2, "Where verifying names the amount, it is the same."
    wrong = (UNITS * 10, UNITS if unit is Unit.TOMAN else UNITS // 10)
    assert not [text for text in recorder.sent for one in wrong if f"{one}<" in text]


@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize(
    ("name", "fields"), [("mellat", ("FinalAmount",)), ("parsian", ("Amount", "SwAmount"))]
)
def test_and_once_on_its_way_back(name: str, unit: Unit, fields: tuple[str, ...]) -> None:
    posted = {field: f"{UNITS // unit:,}" for field in fields}
    assert made(name, unit).parse_callback(posted).final_units == UNITS


@pytest.mark.parametrize("unit", list(Unit))
def test_also_in_the_list_of_what_was_forgotten(
    monkeypatch: pytest.MonkeyPatch, unit: Unit
) -> None:
    one = {"authority": AUTHORITY, "amount": UNITS // unit}
    body = {"data": {"code": 100, "authorities": [one]}, "errors": []}
    answer = httpx.MockTransport(lambda _: httpx.Response(200, text=json.dumps(body)))
    monkeypatch.setattr(zarinpal_port, "client", lambda: httpx.Client(transport=answer))
    assert [found.amount_units for found in made("zarinpal", unit).forgotten()] == [UNITS]


def test_a_part_of_a_toman_is_never_lost_in_silence() -> None:
    with pytest.raises(AssertionError):
        on_the_wire(1_234_567, Unit.TOMAN)


@pytest.mark.parametrize(
    ("ours", "theirs", "told"),
    [(100, 1_000, True), (1_000, 100, True), (1_000, 1_000, False), (1_000, 101, False),
     (0, 0, False)],
)  # fmt: skip
def test_a_factor_of_ten_is_told_from_any_other_difference(
    ours: int, theirs: int, told: bool
) -> None:
    assert is_tenfold(ours, theirs) is told


@pytest.mark.parametrize(
    ("amount", "alarms"), [("100000", True), ("10000000", True), ("999999", False)]
)
def test_an_amount_ten_times_off_raises_an_alarm(story: Story, amount: str, alarms: bool) -> None:
    attempt = story.go(story.demand(1_000_000))
    back = story.outside.choose(attempt.ref_id)
    assert story.come_back(back, FinalAmount=amount).state == "mismatch"
    assert (Attempt.objects.get(pk=attempt.pk).alarmed_at is not None) is alarms
