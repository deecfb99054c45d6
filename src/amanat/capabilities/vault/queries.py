"""What may be known of a secret without opening it."""

from dataclasses import dataclass
from datetime import datetime

from amanat.capabilities.vault.models import Repeat, Secret
from amanat.capabilities.vault.rules import LIVE, is_telling
from amanat.kernel.sealing import blind_index

MOST_REPEATS = 100


@dataclass(frozen=True, slots=True)
class Seal:
    """A secret from outside: what both sides may see of it."""

    secret_id: int
    state: str
    commitment: str
    sealed_at: datetime
    revealed_at: datetime | None
    looks: int

    @property
    def is_revealed(self) -> bool:
        return self.revealed_at is not None


def seal_of(subject: str) -> Seal | None:
    """The newest seal of something; None when nothing was ever sealed for it."""
    fields = ("pk", "state", "commitment", "sealed_at", "revealed_at", "looks")
    row = Secret.objects.filter(subject=subject).order_by("-pk").values_list(*fields).first()
    return None if row is None else Seal(*row)


def fingerprint_of(mark: str) -> str:
    """The same for the same thing, and useless without our key."""
    return blind_index(mark, about="vault.secret")


def is_sold_twice(subject: str) -> bool:
    """Whether another try to seal the same thing shows that its seller was not the only one to
    have it."""
    secret = Secret.objects.filter(subject=subject, state__in=LIVE).first()
    if secret is None:
        return False
    return any(
        is_telling(
            tried_by=one.by_id,
            seller_id=secret.seller_id,
            is_before_the_reveal=secret.revealed_at is None or one.at < secret.revealed_at,
        )
        for one in secret.repeats.all()
    )


def repeats() -> list[Repeat]:
    """Who tried to sell again what is in the vault, newest first: for the desk."""
    found = Repeat.objects.select_related("secret", "by").order_by("-pk")
    return list(found[:MOST_REPEATS])
