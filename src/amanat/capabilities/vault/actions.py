"""Five verbs of a secret, and the note of a repeated try. What is sealed leaves by one way only."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction

from amanat.capabilities.vault.events import (
    SecretDestroyed,
    SecretReplaced,
    SecretRevealed,
    SecretSealed,
    SecretSeenAgain,
    SecretTriedAgain,
)
from amanat.capabilities.vault.models import Repeat, Secret
from amanat.capabilities.vault.queries import fingerprint_of
from amanat.capabilities.vault.refusals import SecretKnown, SecretTooLong, TooManyTries
from amanat.capabilities.vault.rules import (
    LIVE,
    LONGEST_CONTENT,
    MOST_TRIES,
    SALT_BYTES,
    TRIES_WITHIN,
    commitment,
)
from amanat.kernel import sealing
from amanat.kernel.log.moves import move, record
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound, refuse, refuse_unless


@dataclass(frozen=True, slots=True)
class Opened:
    """What the buyer sees. Neither content nor salt is ever printed by accident."""

    content: str = field(repr=False)
    salt: str = field(repr=False)
    commitment: str
    revealed_at: datetime | None
    looks: int


@atomic
def seal(
    act: Act, *, subject: str, buyer_id: int, content: str, mark: str, param: str = "secret"
) -> Secret:
    """Encrypt `content` for one buyer. `mark` is what makes it the same thing when it comes again.

    Refused beside `param` when a live secret has the same mark; the caller then notes the try.
    """
    secret = Secret(subject=subject, seller_id=act.person, buyer_id=buyer_id)
    _fill(act, secret, content, mark, param)
    _keep(act, secret, "seal", SecretSealed(subject, secret.commitment), param)
    return secret


@atomic
def replace(act: Act, *, secret_id: int, content: str, mark: str, param: str = "secret") -> Secret:
    """Put something else in its place. Until when that is allowed, the caller knows."""
    secret = Secret.objects.lock(secret_id)
    refuse_unless(secret.seller_id == act.by, NotFound)
    _fill(act, secret, content, mark, param)
    _keep(act, secret, "replace", SecretReplaced(secret.subject, secret.commitment), param)
    return secret


def _fill(act: Act, secret: Secret, content: str, mark: str, param: str) -> None:
    refuse_unless(len(content) <= LONGEST_CONTENT, SecretTooLong, param, most=LONGEST_CONTENT)
    tried = Repeat.objects.filter(by_id=act.person, at__gt=act.at - TRIES_WITHIN).count()
    refuse_unless(tried < MOST_TRIES, TooManyTries, param, most=MOST_TRIES)
    salt = secrets.token_hex(SALT_BYTES)
    secret.content = sealing.seal(content, about=_place(secret, "content"))
    secret.salt = sealing.seal(salt, about=_place(secret, "salt"))
    secret.commitment = commitment(salt, content)
    secret.fingerprint = fingerprint_of(mark)
    secret.sealed_at = act.at
    others = Secret.objects.filter(fingerprint=secret.fingerprint, state__in=LIVE)
    refuse_unless(not others.exclude(pk=secret.pk).exists(), SecretKnown, param)


def _keep(
    act: Act, secret: Secret, verb: str, event: SecretSealed | SecretReplaced, param: str
) -> None:
    """The database has the last word: of two who seal the same thing at once, one is refused."""
    try:
        with transaction.atomic():
            move(act, secret, verb, event)
    except IntegrityError:
        refuse(SecretKnown, param)


def _place(secret: Secret, column: str) -> str:
    return f"vault.{column}:{secret.subject}"


@atomic
def note_repeat(act: Act, *, mark: str, subject: str) -> None:
    """Keep that this person wanted to seal, for `subject`, what lies in the vault already."""
    known = Secret.objects.filter(fingerprint=fingerprint_of(mark), state__in=LIVE)
    secret = known.exclude(subject=subject).first()
    if secret is None:
        return
    Repeat.objects.create(secret=secret, by_id=act.person, subject=subject, at=act.at)
    record(act, SecretTriedAgain(secret.subject, subject), subject=secret)


@atomic
def reveal(act: Act, *, secret_id: int, network: str = "") -> Secret:
    """Open the seal, once, for its buyer. That the money is held, the caller has made sure."""
    secret = _for_its_buyer(act, secret_id)
    secret.revealed_at = act.at
    move(act, secret, "reveal", SecretRevealed(secret.subject, network))
    return secret


@atomic
def look_again(act: Act, *, secret_id: int, network: str = "") -> Opened:
    """What was sealed, for the one who may see it. Every look is a fact."""
    secret = _for_its_buyer(act, secret_id)
    secret.looks += 1
    move(act, secret, "look_again", SecretSeenAgain(secret.subject, network))
    return Opened(
        content=sealing.unseal(secret.content, about=_place(secret, "content")),
        salt=sealing.unseal(secret.salt, about=_place(secret, "salt")),
        commitment=secret.commitment,
        revealed_at=secret.revealed_at,
        looks=secret.looks,
    )


def _for_its_buyer(act: Act, secret_id: int) -> Secret:
    secret = Secret.objects.lock(secret_id)
    refuse_unless(secret.buyer_id == act.by, NotFound)
    return secret


@atomic
def destroy(act: Act, *, secret_id: int) -> Secret:
    """Nobody saw it, and now nobody can: content and salt are gone, the commitment says nothing."""
    secret = Secret.objects.lock(secret_id)
    secret.content, secret.salt = b"", b""
    move(act, secret, "destroy", SecretDestroyed(secret.subject))
    return secret


@atomic
def destroy_unseen(act: Act, *, subject: str) -> None:
    """What was sold has ended: whatever is still sealed for it is destroyed."""
    house = act.wearing(Role.HOUSE)
    for secret_id in Secret.objects.filter(subject=subject, state="sealed").values_list("pk"):
        destroy(house, secret_id=secret_id[0])
