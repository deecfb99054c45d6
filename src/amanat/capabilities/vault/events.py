"""Facts of the vault. None of them holds what was sealed."""

from dataclasses import dataclass

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class SecretSealed(Event):
    about: str
    commitment: str


@dataclass(frozen=True, slots=True)
class SecretReplaced(Event):
    about: str
    commitment: str


@dataclass(frozen=True, slots=True)
class SecretRevealed(Event):
    """`network` is where the buyer came from, as far as the network says."""

    about: str
    network: str


@dataclass(frozen=True, slots=True)
class SecretSeenAgain(Event):
    about: str
    network: str


@dataclass(frozen=True, slots=True)
class SecretDestroyed(Event):
    about: str


@dataclass(frozen=True, slots=True)
class SecretTriedAgain(Event):
    """Somebody wanted to seal what is in the vault already, for something else."""

    about: str
    tried_for: str
