"""What happens in a conversation. Its words stand in no fact."""

from dataclasses import dataclass

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class ConversationOpened(Event):
    by: str  # "page", "sms" or "machine".


@dataclass(frozen=True, slots=True)
class CustomerWrote(Event):
    pass


@dataclass(frozen=True, slots=True)
class CallBackAsked(Event):
    pass


@dataclass(frozen=True, slots=True)
class ConversationTakenUp(Event):
    pass


@dataclass(frozen=True, slots=True)
class SupportAnswered(Event):
    line_id: int


@dataclass(frozen=True, slots=True)
class ConversationHandedOn(Event):
    desk: str


@dataclass(frozen=True, slots=True)
class SmsResent(Event):
    pass


@dataclass(frozen=True, slots=True)
class DisputeStartedFor(Event):
    """With the customer's own code, support reported a problem for them."""

    deal_id: int


@dataclass(frozen=True, slots=True)
class ConversationSolved(Event):
    pass


@dataclass(frozen=True, slots=True)
class CannedSaved(Event):
    """Who changed a canned answer, and to what: the words are public to staff anyway."""

    title: str
