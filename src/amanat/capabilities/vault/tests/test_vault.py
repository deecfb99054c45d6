"""What lies in the vault stays shut, stays as it was, and lies there once."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from amanat.capabilities.people.models import Person
from amanat.capabilities.people.tests.cast import joined
from amanat.capabilities.vault import actions as vault
from amanat.capabilities.vault import queries
from amanat.capabilities.vault.models import Repeat, Secret
from amanat.capabilities.vault.refusals import SecretKnown, SecretTooLong, TooManyTries
from amanat.capabilities.vault.rules import LONGEST_CONTENT, MOST_TRIES, commitment, is_telling
from amanat.kernel.clock import time as clock
from amanat.kernel.sealing import SealBroken
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound, NotYours, WrongState

pytestmark = pytest.mark.django_db
CODE = "GIFT-7K4Q-92MX"


def act(person: Person, role: Role) -> Act:
    return Act(person.pk, role, clock.now())


class Cast:
    def __init__(self) -> None:
        self.sara, self.reza = joined(), joined()
        self.buyer, self.seller = act(self.sara, Role.BUYER), act(self.reza, Role.SELLER)

    def sealed(self, subject: str = "deal:1", content: str = CODE, mark: str = "one") -> Secret:
        return vault.seal(
            self.seller, subject=subject, buyer_id=self.sara.pk, content=content, mark=mark
        )


@pytest.fixture
def cast() -> Cast:
    return Cast()


@contextmanager
def refused_by_the_database() -> Iterator[None]:
    with pytest.raises(DatabaseError), transaction.atomic():
        yield


def test_a_commitment_is_the_hash_of_salt_and_content() -> None:
    assert commitment("ab", "c") == hashlib.sha256(b"ab:c").hexdigest()


@pytest.mark.parametrize(
    ("tried_by", "is_before", "tells"),
    [
        ("seller", True, True),
        ("seller", False, True),
        ("other", True, True),
        ("other", False, False),
    ],
)
def test_which_second_try_speaks_against_the_seller(
    tried_by: str, is_before: bool, tells: bool
) -> None:
    found = is_telling(
        tried_by={"seller": 1, "other": 2}[tried_by], seller_id=1, is_before_the_reveal=is_before
    )
    assert found is tells


def test_only_its_buyer_breaks_the_seal_and_only_once(cast: Cast) -> None:
    secret = cast.sealed()
    with pytest.raises(NotYours):
        vault.reveal(act(cast.sara, Role.SELLER), secret_id=secret.pk)
    with pytest.raises(NotFound):
        vault.reveal(act(cast.reza, Role.BUYER), secret_id=secret.pk)
    vault.reveal(cast.buyer, secret_id=secret.pk)
    with pytest.raises(WrongState):
        vault.reveal(cast.buyer, secret_id=secret.pk)
    with pytest.raises(WrongState):
        vault.replace(cast.seller, secret_id=secret.pk, content="another", mark="two")
    assert vault.look_again(cast.buyer, secret_id=secret.pk).content == CODE


def test_the_same_thing_lies_in_the_vault_once(cast: Cast) -> None:
    cast.sealed()
    with pytest.raises(SecretKnown) as no:
        cast.sealed(subject="deal:2")
    assert no.value.param == "secret"
    with pytest.raises(SecretTooLong):
        cast.sealed(subject="deal:2", content="x" * (LONGEST_CONTENT + 1), mark="two")
    vault.destroy_unseen(cast.seller, subject="deal:1")
    assert cast.sealed(subject="deal:2").state == "sealed"


def test_nobody_tries_out_what_lies_in_the_vault(cast: Cast) -> None:
    """Five known things in a day are enough: the vault is no place to ask whether a code exists."""
    cast.sealed()
    for _ in range(MOST_TRIES):
        with pytest.raises(SecretKnown):
            cast.sealed(subject="deal:2")
        vault.note_repeat(cast.seller, mark="one", subject="deal:2")
    with pytest.raises(TooManyTries):
        cast.sealed(subject="deal:2", mark="another")


def test_the_database_too_keeps_one_of_a_kind(cast: Cast) -> None:
    """Of two who seal the same at one moment, one is refused by the index."""
    one, other = cast.sealed(), cast.sealed(subject="deal:2", mark="two")
    with pytest.raises(IntegrityError), transaction.atomic():
        Secret.objects.filter(pk=other.pk).update(fingerprint=one.fingerprint)


def test_what_was_opened_or_noted_is_never_rewritten(cast: Cast) -> None:
    secret = vault.reveal(cast.buyer, secret_id=cast.sealed().pk)
    mine = Secret.objects.filter(pk=secret.pk)
    for change in ({"commitment": "0" * 64}, {"content": b"x"}, {"buyer_id": cast.reza.pk}):
        with refused_by_the_database():
            mine.update(**change)
    with refused_by_the_database():
        mine.delete()
    vault.note_repeat(cast.seller, mark="one", subject="deal:2")
    with refused_by_the_database():
        Repeat.objects.all().delete()
    assert [one.secret_id for one in queries.repeats()] == [secret.pk]


def test_a_secret_does_not_open_in_another_place(cast: Cast) -> None:
    """Neither a dump of the table nor moving the bytes to another row gives it away."""
    secret, other = cast.sealed(), cast.sealed(subject="deal:2", content="other", mark="two")
    assert CODE.encode() not in bytes(secret.content)
    Secret.objects.filter(pk=other.pk).update(content=bytes(secret.content))
    vault.reveal(cast.buyer, secret_id=other.pk)
    with pytest.raises(SealBroken):
        vault.look_again(cast.buyer, secret_id=other.pk)
