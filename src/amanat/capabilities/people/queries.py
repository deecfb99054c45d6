"""Every read about people that others may use. National ids are not among them (see actions)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from amanat.capabilities.people import letters, rules
from amanat.capabilities.people.models import (
    ApiKey,
    BankAccount,
    Hat,
    IdentityReading,
    OneTimeCode,
    Person,
)
from amanat.capabilities.people.states import CONFIRMED
from amanat.kernel import sealing
from amanat.kernel.questions import question
from amanat.words import identity
from amanat.words.act import Role
from amanat.words.keys import read_key
from amanat.words.moments import spoken_briefly
from amanat.words.refusal import NotFound, refuse
from amanat.words.text import Text

MOST_READINGS_SHOWN = 100
MOST_OWNERS_SHOWN = 20
NATIONAL_ID_INDEX = "person.national_id"


def person(person_id: int) -> Person:
    """The person, or NotFound."""
    found = _person(person_id).first()
    return found if found is not None else refuse(NotFound, "person_id")


@question
def _person(person_id: int) -> QuerySet[Person]:
    return Person.objects.select_related("city__province").filter(pk=person_id)


def by_phone(phone: str) -> Person | None:
    """Who holds this phone number here; the number is normalised, or refused when malformed."""
    return Person.objects.filter(phone=identity.mobile(phone)).first()


def phone_of(person_id: int) -> str:
    """The person's phone number, normalised."""
    phone = _phone(person_id).first()
    return phone if phone is not None else refuse(NotFound, "person_id")


@question
def _phone(person_id: int) -> QuerySet[Person, str]:
    return Person.objects.filter(pk=person_id).values_list("phone", flat=True)


def phones_of(person_ids: Collection[int]) -> dict[int, str]:
    """The phone numbers of these people; whoever is not there is left out."""
    found = Person.objects.filter(pk__in=person_ids)
    return dict(found.values_list("pk", "phone"))


def is_identified(person_id: int) -> bool:
    """Whether the person's national id is known and matched with the phone (gate G2)."""
    return Person.objects.filter(pk=person_id, identity_checked_at__isnull=False).exists()


def payable_account(person_id: int, at: datetime) -> BankAccount | None:
    """Where the person is paid at `at` (gate G3): the newest confirmed account already in force."""
    accounts = BankAccount.objects.filter(person_id=person_id, state=CONFIRMED, active_from__lte=at)
    return accounts.order_by("-active_from", "-pk").first()


def waiting_account(person_id: int, at: datetime) -> BankAccount | None:
    """The changed account whose day has not come: until then nothing is paid out to anybody."""
    accounts = BankAccount.objects.filter(person_id=person_id, state=CONFIRMED, active_from__gt=at)
    return accounts.order_by("-active_from", "-pk").first()


def bank_accounts(person_id: int) -> list[BankAccount]:
    """All accounts the person ever named, newest first."""
    return list(BankAccount.objects.filter(person_id=person_id).order_by("-pk"))


def display_name(person_id: int) -> str:
    """The name others see: as introduced, or the masked phone until then."""
    return names([person_id]).get(person_id) or refuse(NotFound, "person_id")


def names(person_ids: Iterable[int]) -> dict[int, str]:
    """Display names of many people in one read."""
    rows = Person.objects.filter(pk__in=set(person_ids)).values_list("pk", "name", "phone")
    return {pk: _shown(name, phone) for pk, name, phone in rows}


def name_of(found: Person | None) -> str:
    """The display name of somebody who is read already; nothing for nobody."""
    return "" if found is None else _shown(found.name, found.phone)


def _shown(name: str, phone: str) -> str:
    return name or identity.masked_mobile(phone)


def reader(person_id: int) -> Person | None:
    """Who has signed in, with the hats they wear as `worn`; None when there is nobody."""
    return _reader(person_id).first()


@question
def _reader(person_id: int) -> QuerySet[Person]:
    worn = Hat.objects.filter(person=OuterRef("pk")).values("role")
    return Person.objects.filter(pk=person_id).annotate(worn=ArraySubquery(worn))


def hats(person_id: int) -> frozenset[Role]:
    """The staff roles this person may put on."""
    return frozenset(Role(role) for role in _hats(person_id))


@question
def _hats(person_id: int) -> QuerySet[Hat, str]:
    return Hat.objects.filter(person_id=person_id).values_list("role", flat=True)


def wearers(role: Role) -> list[int]:
    """Ids of the active people who have this hat."""
    rows = Hat.objects.filter(role=role, person__is_active=True).order_by("person_id")
    return list(rows.values_list("person_id", flat=True))


def owners_of_tail(digits: str) -> list[int]:
    """Who named an account whose Sheba ends so; a bounded few, the newest account first."""
    named = BankAccount.objects.filter(sheba__endswith=digits).order_by("-pk")
    return list(dict.fromkeys(named.values_list("person_id", flat=True)[:MOST_OWNERS_SHOWN]))


def masked_sheba(sheba: str) -> str:
    """A Sheba as it may be shown: enough to recognise, too little to use."""
    return identity.masked_sheba(sheba)


def readings(person_id: int) -> list[IdentityReading]:
    """Who opened this person's national id, newest first."""
    rows = IdentityReading.objects.filter(whose_id=person_id).order_by("-pk")
    return list(rows[:MOST_READINGS_SHOWN])


@dataclass(frozen=True, slots=True)
class CodeToSend:
    """What the SMS with a one-time code needs. Never logged, never stored in clear."""

    phone: str
    purpose: str
    subject: str
    code: str
    person_id: int | None

    @property
    def text(self) -> Text:
        letter = letters.CODE_LETTERS.get(self.purpose, letters.OTHER_CODE_LETTER)
        return letter.fill(code=self.code, subject=self.subject)


def code_for_delivery(code_id: int, at: datetime) -> CodeToSend | None:
    """The code to put in the SMS; None when it is spent or has run out meanwhile."""
    row = OneTimeCode.objects.filter(pk=code_id).first()
    if row is None or row.spent_at is not None or row.expires_at <= at:
        return None
    owner = Person.objects.filter(phone=row.phone).values_list("pk", flat=True).first()
    code = sealing.unseal(row.sealed, about=row.place())
    return CodeToSend(row.phone, row.purpose, row.subject, code, owner)


@dataclass(frozen=True, slots=True)
class AccountChange:
    """Whom to warn that another account will be paid, and the words."""

    person_id: int
    phone: str
    text: Text


def account_change(bank_account_id: int, link: str) -> AccountChange:
    """The warning to the owner of a changed account; `link` is where it can be put aside."""
    account = BankAccount.objects.select_related("person").get(pk=bank_account_id)
    assert account.active_from is not None, "A changed account has its day."
    new = masked_sheba(account.sheba)
    fa, en = (spoken_briefly(account.active_from, language) for language in ("fa", "en"))
    letter = letters.CHANGED_ACCOUNT_LETTER
    text = Text(
        letter.fa.format(new=new, when=fa, link=link), letter.en.format(new=new, when=en, link=link)
    )
    return AccountChange(account.person_id, account.person.phone, text)


def network_of(peer: str, forwarded: str) -> str:
    """The neighbourhood of whoever asks; a proxy of ours stands on this very machine, and the
    last address it forwards is the one it saw itself."""
    last = forwarded.rpartition(",")[2].strip()
    return rules.network_of(peer) or (rules.network_of(last) if last else "")


def seconds_to_next_code(phone: str, at: datetime) -> int:
    """How long this number still waits before another code may be asked for."""
    sent = sent_codes(at, phone=identity.mobile(phone))
    until = rules.wait_until(rules.PER_NUMBER, sent, at)
    return max(0, int((until - at).total_seconds())) if until else 0


def sent_codes(at: datetime, **whom: str) -> list[datetime]:
    """When codes went to one number or network within the longest span, newest first."""
    rows = OneTimeCode.objects.filter(created_at__gt=at - rules.LONGEST_SPAN, **whom)
    most = max(limit.count for limit in (*rules.PER_NUMBER, *rules.PER_NETWORK))
    return list(rows.order_by("-created_at").values_list("created_at", flat=True)[:most])


def key_in(text: str, at: datetime) -> ApiKey | None:
    """The key in force with this text, with its owner; None whatever is wrong with it."""
    given = read_key(text)
    if given is None:
        return None
    key = _key(given.mark).first()
    if key is None or not given.is_the_one(key.secret_sha256):
        return None
    return key if key.is_in_force(at) and key.person.is_active else None


@question
def _key(mark: str) -> QuerySet[ApiKey]:
    return ApiKey.objects.select_related("person").filter(mark=mark)


def is_use_stale(key: ApiKey, at: datetime) -> bool:
    """Whether the key's last use is so long ago that it is worth noting again."""
    return key.last_used_at is None or key.last_used_at <= at - rules.KEY_USE_STEP


def keys_of(person_id: int) -> list[ApiKey]:
    """All keys this person ever made, newest first."""
    return list(ApiKey.objects.filter(person_id=person_id).order_by("-pk"))


@dataclass(frozen=True, slots=True)
class KeyWarning:
    """Whom to tell that a key was made, and the words."""

    person_id: int
    phone: str
    text: Text


def key_warning(api_key_id: int, link: str) -> KeyWarning:
    key = ApiKey.objects.select_related("person").get(pk=api_key_id)
    text = letters.NEW_KEY_LETTER.fill(name=key.name, link=link)
    return KeyWarning(key.person_id, key.person.phone, text)


@dataclass(frozen=True, slots=True)
class Marks:
    """The numbers a person is known by; the national id only as its blind index."""

    phone: str
    national_id_index: str
    shebas: tuple[str, ...]


def marks_of(person_id: int) -> Marks:
    """What a list of numbers is compared with, or NotFound."""
    found = person(person_id)
    shebas = BankAccount.objects.filter(person_id=person_id).order_by("pk")
    return Marks(
        found.phone,
        found.national_id_index or "",
        tuple(dict.fromkeys(shebas.values_list("sheba", flat=True)))[:MOST_READINGS_SHOWN],
    )


def national_id_mark(national_id: str) -> str:
    """The blind index that a person with this national id has here."""
    return sealing.blind_index(national_id, about=NATIONAL_ID_INDEX)


def people_on_sheba_of(bank_account_id: int) -> list[int]:
    """Ids of everybody who ever named the Sheba of this account."""
    sheba = BankAccount.objects.filter(pk=bank_account_id).values("sheba")
    rows = BankAccount.objects.filter(sheba__in=sheba).order_by("person_id")
    return list(rows.values_list("person_id", flat=True).distinct())


def wrong_codes(code_id: int, since: datetime) -> tuple[int | None, int]:
    """Whose code this is, and how often codes of that number were mistyped since."""
    row = OneTimeCode.objects.get(pk=code_id)
    rows = OneTimeCode.objects.filter(phone=row.phone, created_at__gt=since)
    tries = sum(one.tries - (one.spent_at is not None) for one in rows[:MOST_READINGS_SHOWN])
    owner = Person.objects.filter(phone=row.phone).values_list("pk", flat=True).first()
    return owner, tries


def of_national_id_marks(marks: Iterable[str]) -> set[int]:
    """Ids of those who have joined here with one of these national ids, by their blind indexes."""
    rows = Person.objects.filter(national_id_index__in=list(marks))
    return set(rows.values_list("pk", flat=True))
