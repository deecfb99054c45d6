"""The door to a card gateway. Every gateway speaks its own wire and answers in our ten classes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Protocol

from amanat.capabilities.payments.rules.answers import Kind
from amanat.capabilities.payments.rules.units import Unit
from amanat.words.storable import storable
from amanat.words.text import Text

RAW_LIMIT = 2_000


@dataclass(frozen=True, slots=True)
class Sale:
    """What a gateway needs to know about one attempt. Amounts are rial."""

    order_id: int
    amount_units: int
    callback_url: str = ""
    ref_id: str = ""
    sale_reference_id: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A gateway's answer: its class, its own code, what it named, and its words without secrets."""

    kind: Kind
    code: str = ""
    reference: str = ""
    raw: str = ""
    card_mask: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """What the payer's browser brought back from the bank. Claims, not facts."""

    kind: Kind
    code: str
    ref_id: str
    order_id: str | None  # None where the gateway does not bring it back.
    reference: str
    card_mask: str
    final_units: int | None


@dataclass(frozen=True, slots=True)
class Redirect:
    """The form that takes the payer's browser to the bank."""

    url: str
    fields: Mapping[str, str]
    method: str = "post"


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A sale that a gateway says was paid and never verified: a claim, not a fact."""

    ref_id: str
    amount_units: int


class Gateway(Protocol):
    """One card gateway. No method raises because of the network: not knowing is an answer."""

    name: ClassVar[str]
    title: ClassVar[Text]
    unit: ClassVar[Unit]  # What the amounts on its wire count; converted once, in the adapter.
    floor_units: ClassVar[int]
    settles: ClassVar[bool]  # Else what is verified is already ours.
    inquires: ClassVar[bool]  # Else only a reversal ends what nobody knows.
    #  Its token alone tells at any time whether a sale was paid, verified or given back; the sale
    #  gets its own number by the verification, which may come late and may be repeated.
    inquires_by_token: ClassVar[bool]
    refunds_parts: ClassVar[bool]  # Else a reversal gives all of it back, for a short while.
    refund_floor_units: ClassVar[int]

    @property
    def refunds_later(self) -> bool:
        """Whether it refunds by a call of its own when a reversal is too late."""

    def start(self, sale: Sale, at: datetime, /) -> Answer:
        """Announce a sale; `reference` of an OK answer is the bank's token."""

    def redirect(self, sale: Sale) -> Redirect:
        """Where the payer's browser goes, and with which fields."""

    def parse_callback(self, fields: Mapping[str, str]) -> Returned:
        """Read what came back; never trusts it and never fails on it."""

    def verify(self, sale: Sale) -> Answer: ...

    def settle(self, sale: Sale, /) -> Answer: ...

    def inquiry(self, sale: Sale, /) -> Answer: ...

    def reversal(self, sale: Sale) -> Answer: ...

    def refund(self, sale: Sale, order_id: int, units: int, /) -> Answer: ...

    def refund_again(self, sale: Sale, order_id: int, units: int, /) -> Answer:
        """Ask for a refund whose answer was lost, in the way that cannot pay it twice."""

    def forgotten(self) -> Sequence[Forgotten]:
        """What was paid and never verified, where the gateway keeps such a list."""

    def reason(self, code: str) -> Text:
        """What to tell the payer about a code."""


def shortened(raw: str) -> str:
    """As much of an answer as is worth keeping."""
    return storable(raw)[:RAW_LIMIT]
