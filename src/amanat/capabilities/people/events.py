"""What happens to people. No phone, name, id or account number stands in a fact."""

from dataclasses import dataclass
from typing import ClassVar

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class CodeRequested(Event):
    """A one-time code waits to be sent; the fact's subject is the code's row, never the code."""

    PUBLIC: ClassVar[tuple[str, ...]] = ("purpose",)
    purpose: str


@dataclass(frozen=True, slots=True)
class CodeAccepted(Event):
    purpose: str


@dataclass(frozen=True, slots=True)
class CodeMistyped(Event):
    purpose: str
    tries: int


@dataclass(frozen=True, slots=True)
class PersonJoined(Event):
    pass


@dataclass(frozen=True, slots=True)
class SignedIn(Event):
    pass


@dataclass(frozen=True, slots=True)
class SignedOutEverywhere(Event):
    pass


@dataclass(frozen=True, slots=True)
class PersonIntroduced(Event):
    city_id: int | None
    language: str


@dataclass(frozen=True, slots=True)
class IdentityChecked(Event):
    pass


@dataclass(frozen=True, slots=True)
class IdentityNotMatched(Event):
    pass


@dataclass(frozen=True, slots=True)
class NationalIdRead(Event):
    why: str


@dataclass(frozen=True, slots=True)
class BankAccountNamed(Event):
    """The owner named an account; the bank has not answered yet."""

    person_id: int


@dataclass(frozen=True, slots=True)
class BankAccountAdded(Event):
    """A first account is confirmed and can be paid at once."""

    person_id: int


@dataclass(frozen=True, slots=True)
class BankAccountChanged(Event):
    """Another account is confirmed; it is paid only from `active_from` on."""

    person_id: int
    active_from: str


@dataclass(frozen=True, slots=True)
class BankAccountRefused(Event):
    person_id: int


@dataclass(frozen=True, slots=True)
class BankAccountLapsed(Event):
    person_id: int


@dataclass(frozen=True, slots=True)
class BankAccountWithdrawn(Event):
    person_id: int


@dataclass(frozen=True, slots=True)
class HatGiven(Event):
    role: str


@dataclass(frozen=True, slots=True)
class HatTaken(Event):
    role: str


@dataclass(frozen=True, slots=True)
class ApiKeyMade(Event):
    scopes: str
    expires_at: str


@dataclass(frozen=True, slots=True)
class ApiKeyRevoked(Event):
    pass
