"""How an armed fault spoils a call: before its work, after it, or on the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from simulators.faults import ON_GATEWAY_CALL, Fault
from simulators.web import Answer, HangUp
from simulators.world import World

UNKNOWN_CODE = "777"
DOWN_CODE = "409"
SOAP_FAULT = (
    b'<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>'
    b"<soap:Fault><faultcode>soap:Server</faultcode>"
    b"<faultstring>Fault switched on in the simulator</faultstring>"
    b"</soap:Fault></soap:Body></soap:Envelope>"
)
GARBAGE = "\x00\ufffd<<not an answer>>}{".encode()

Work = Callable[[], Answer]
Coded = Callable[[str], Answer]


@dataclass(frozen=True)
class Gateway:
    """What a gateway adds to the switches: whose terminal is wrong, and how a sale goes back."""

    wrong_terminal: str  # The result code for a terminal, PIN or merchant that is not known.
    take_back: Callable[[], object]  # Gives the sale of this call back, if it is not ours yet.


def call(world: World, provider: str, name: str, work: Work, coded: Coded) -> Answer:
    """Do the work of one call, spoiled by the switch that is armed for it, if any.

    `coded` builds this provider's answer that carries nothing but a result code.
    """
    armed = world.faults.take(provider, name)
    if armed is None:
        return work()
    return spoiled(world, armed, work, coded)


def gateway_call(
    world: World, provider: str, name: str, work: Work, coded: Coded, gateway: Gateway
) -> Answer:
    """The same for a card gateway, which knows three more switches."""
    armed = world.faults.take(provider, name, ON_GATEWAY_CALL)
    if armed is None:
        return work()
    if armed.fault == "wrong_terminal":
        return coded(gateway.wrong_terminal)
    if armed.fault == "reversed":
        gateway.take_back()
        return work()
    if armed.fault == "duplicate":
        work()
        return work()
    return spoiled(world, armed, work, coded)


def spoiled(world: World, armed: Fault, work: Work, coded: Coded) -> Answer:
    """Do what the armed switch says in place of a plain answer."""
    answer = work() if armed.effect else None
    if armed.fault == "slow_drip":
        return replace(answer or work(), drip_seconds=armed.seconds)
    if armed.seconds:
        world.stopping.wait(armed.seconds)
    if armed.fault in ("timeout_before", "timeout_after"):
        raise HangUp
    if armed.fault == "http_500":
        return Answer(b"Internal Server Error", 500)
    if armed.fault == "garbage":
        return Answer(GARBAGE, 200, "application/octet-stream")
    if armed.fault == "soap_fault":
        return Answer(SOAP_FAULT, 500, "text/xml; charset=utf-8")
    code = {"code": armed.value, "unknown_code": UNKNOWN_CODE, "down": DOWN_CODE}.get(armed.fault)
    if code is not None:
        return coded(code)
    answer = answer or work()
    return cut_short(answer) if armed.fault == "invalid_xml" else answer


def cut_short(answer: Answer) -> Answer:
    """Lose the second half of an answer, so that it no longer parses."""
    return Answer(answer.body[: len(answer.body) // 2], answer.status, answer.content_type)
