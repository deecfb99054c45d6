"""Two lines, one after the other: the second is tried only when the first surely did not send."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.conf import settings

from amanat.capabilities.notices.ports.kavenegar import Kavenegar
from amanat.capabilities.notices.ports.line import Answer, Delivery, Fate, Sms
from amanat.capabilities.notices.ports.smsir import SmsIr

FAILURES_TO_OPEN = 3
OPEN_SECONDS = 60.0


@dataclass
class Breaker:
    """Leaves a line alone for a minute after three failures in a row; one success forgives."""

    failures: int = 0
    until: float = 0.0

    def lets_through(self) -> bool:
        return time.monotonic() >= self.until

    def note(self, fate: Fate) -> None:
        if fate in {Fate.ACCEPTED, Fate.REFUSED}:
            self.failures = 0
            return
        self.failures += 1
        if self.failures >= FAILURES_TO_OPEN:
            self.failures, self.until = 0, time.monotonic() + OPEN_SECONDS


BREAKERS: dict[str, Breaker] = {}


@dataclass
class Chain:
    """Lines in their order. The last one is always tried: somebody must say why nothing went."""

    lines: Sequence[Sms]
    breakers: dict[str, Breaker] = field(default_factory=lambda: BREAKERS)

    def send(self, localid: int, phone: str, text: str) -> Answer:
        """Fails over only on definite non-acceptance; an unknown outcome ends the round."""
        answer = Answer(Fate.NOT_NOW, why="no line")
        for one in self.lines:
            breaker = self.breakers.setdefault(one.name, Breaker())
            if not breaker.lets_through() and one is not self.lines[-1]:
                continue
            answer = one.send(localid, phone, text)
            breaker.note(answer.fate)
            if answer.fate is not Fate.NOT_NOW:
                break
        return answer

    def find(self, localid: int, name: str) -> Answer:
        """What became of a message whose answer was lost, asked where it was lost."""
        return self._called(name).find(localid)

    def delivery(self, provider_id: str, name: str) -> Delivery:
        return self._called(name).delivery(provider_id)

    def _called(self, name: str) -> Sms:
        return next((one for one in self.lines if one.name == name), self.lines[0])


def sms() -> Chain:
    """The SMS lines of this installation: Kavenegar, and SMS.ir where there is an account."""
    first = settings.KAVENEGAR
    lines: list[Sms] = [Kavenegar(first["address"], first["key"], first["sender"])]
    second = settings.SMSIR
    if second["address"]:
        lines.append(SmsIr(second["address"], second["key"], second["line"]))
    return Chain(lines)
