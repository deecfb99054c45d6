"""What happens to a task. No name and no number stands in a fact."""

from dataclasses import dataclass

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class TaskOpened(Event):
    reason: str
    about: str


@dataclass(frozen=True, slots=True)
class TaskTaken(Event):
    reason: str


@dataclass(frozen=True, slots=True)
class NumberShown(Event):
    """Somebody looked at a phone number, to call it."""


@dataclass(frozen=True, slots=True)
class CallMade(Event):
    outcome: str
    tries: int


@dataclass(frozen=True, slots=True)
class SideCalled(Event):
    """On the deal itself: one of its sides was called about something."""

    reason: str
    outcome: str


@dataclass(frozen=True, slots=True)
class TaskRescheduled(Event):
    until: str


@dataclass(frozen=True, slots=True)
class TaskWoken(Event):
    pass


@dataclass(frozen=True, slots=True)
class TaskHandedOver(Event):
    desk: str


@dataclass(frozen=True, slots=True)
class TaskFinished(Event):
    reason: str
    tries: int


@dataclass(frozen=True, slots=True)
class TaskClosed(Event):
    """The rule that opened it holds no longer."""

    reason: str
