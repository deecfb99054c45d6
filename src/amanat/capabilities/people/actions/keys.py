"""Keys with which programs act for a person: made, shown once, used, revoked."""

from datetime import timedelta
from typing import NamedTuple

from django.db.models import Q

from amanat.capabilities.people import rules
from amanat.capabilities.people.events import ApiKeyMade, ApiKeyRevoked
from amanat.capabilities.people.models import ApiKey, Person
from amanat.capabilities.people.refusals import (
    KeyNameNeeded,
    TooManyKeys,
    UnknownKeyLife,
    UnknownScope,
)
from amanat.kernel.log.moves import record
from amanat.kernel.transactions import atomic
from amanat.words import keys, persian
from amanat.words.act import Act
from amanat.words.refusal import NotFound, NotYours, WrongState, refuse_unless


class NewKey(NamedTuple):
    """A key that was just made. `text` exists only here: show it once."""

    key: ApiKey
    text: str


@atomic
def make_key(act: Act, *, person_id: int, name: str, scopes: str, days: int) -> NewKey:
    """Make a key for a program of this person; it works for `days` days."""
    refuse_unless(act.by == person_id, NotYours)
    name = persian.normalise(name, "name").replace("\n", " ")
    longest = rules.LONGEST_KEY_NAME
    refuse_unless(0 < len(name) <= longest, KeyNameNeeded, "name", longest=longest)
    refuse_unless(scopes in rules.SCOPES, UnknownScope, "scopes")
    refuse_unless(days in rules.KEY_DAYS, UnknownKeyLife, "days")
    person = Person.objects.lock(person_id)
    in_force = person.api_keys.filter(revoked_at=None, expires_at__gt=act.at).count()
    refuse_unless(in_force < rules.MOST_KEYS, TooManyKeys, most=rules.MOST_KEYS)
    new = keys.new_key()
    key = ApiKey.objects.create(
        person=person, name=name, mark=new.mark, secret_sha256=new.sha256, scopes=scopes,
        created_at=act.at, expires_at=act.at + timedelta(days=days),
    )  # fmt: skip
    record(act, ApiKeyMade(scopes, key.expires_at.isoformat()), subject=key)
    return NewKey(key, new.text)


@atomic
def revoke_key(act: Act, *, api_key_id: int) -> ApiKey:
    """End a key at once. Only its owner can; for anybody else there is no such key."""
    key = ApiKey.objects.lock(api_key_id)
    refuse_unless(key.person_id == act.by, NotFound)
    refuse_unless(key.revoked_at is None, WrongState)
    key.revoked_at = act.at
    key.save(update_fields=["revoked_at"])
    record(act, ApiKeyRevoked(), subject=key)
    return key


@atomic
def note_use(act: Act, *, api_key_id: int) -> None:
    """Remember roughly when a key was last used. No fact: every verb it calls leaves its own."""
    stale = Q(last_used_at=None) | Q(last_used_at__lte=act.at - rules.KEY_USE_STEP)
    ApiKey.objects.filter(stale, pk=api_key_id).update(last_used_at=act.at)
