"""National ids: matched with the phone, sealed, and opened only with a reason."""

from django.db import IntegrityError, transaction

from amanat.capabilities.people import queries, rules
from amanat.capabilities.people.actions.inquiries import answer, ask
from amanat.capabilities.people.events import IdentityChecked, IdentityNotMatched, NationalIdRead
from amanat.capabilities.people.models import IdentityReading, Person
from amanat.capabilities.people.ports.inquiry import Ownership, Unanswered, matching
from amanat.capabilities.people.refusals import (
    AlreadyChecked,
    BeingChecked,
    IdentityTaken,
    NotIdentified,
    NotMatched,
    ReasonNeeded,
)
from amanat.kernel import sealing
from amanat.kernel.log.moves import record
from amanat.kernel.transactions import atomic
from amanat.words import identity
from amanat.words.act import Act
from amanat.words.refusal import NotYours, Refused, refuse_unless

INDEX = queries.NATIONAL_ID_INDEX
MOBILE = "mobile"
LONGEST_REASON = 300


def check_identity(act: Act, *, person_id: int, national_id: str) -> Person:
    """Match a national id with the person's phone (gate G2) and keep it sealed.

    Asks the outside between two transactions. No answer is BeingChecked, never a no; the id of
    another person here is refused only after the match, so that nobody can search for ids.
    """
    code = identity.national_id(national_id)
    phone, inquiry_id = _ask_about(act, person_id, code)
    try:
        owner = matching().mobile_belongs_to(phone, code)
    except Unanswered:
        raise BeingChecked("national_id") from None
    refusal = _write_answer(act, person_id, code, inquiry_id, owner)
    if refusal is not None:
        raise refusal("national_id")
    return queries.person(person_id)


@transaction.atomic(durable=True)
def _ask_about(act: Act, person_id: int, code: str) -> tuple[str, int]:
    refuse_unless(act.by == person_id, NotYours)
    person = Person.objects.lock(person_id)
    refuse_unless(person.identity_checked_at is None, AlreadyChecked, "national_id")
    about = sealing.blind_index(code, about=INDEX)
    limit = rules.MOST_IDENTITY_CHECKS_A_DAY
    inquiry = ask(act, person, MOBILE, about, most_a_day=limit, param="national_id")
    return person.phone, inquiry.pk


@transaction.atomic(durable=True)
def _write_answer(
    act: Act, person_id: int, code: str, inquiry_id: int, owner: Ownership
) -> type[Refused] | None:
    person = Person.objects.lock(person_id)
    answer(act, inquiry_id, owner)
    if person.identity_checked_at is not None:
        return AlreadyChecked
    if not owner.matched:
        record(act, IdentityNotMatched(), subject=person)
        return NotMatched
    person.national_id_index = sealing.blind_index(code, about=INDEX)
    person.national_id_sealed = sealing.seal(code, about=place_of(person_id))
    person.identity_checked_at = act.at
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:
        return IdentityTaken
    record(act, IdentityChecked(), subject=person)
    return None


def place_of(person_id: int) -> str:
    return f"{INDEX}:{person_id}"


@atomic
def reveal_national_id(act: Act, *, person_id: int, why: str, case: str = "") -> str:
    """Open one national id for its owner, or for an officer who says why.

    The reading is written down with it, where the owner can see it.
    """
    is_reader = act.role in rules.READERS and act.by is not None
    is_reader = is_reader and act.role in queries.hats(act.by or 0)
    refuse_unless(act.by == person_id or is_reader, NotYours)
    reason = why.strip()[:LONGEST_REASON]
    refuse_unless(bool(reason), ReasonNeeded, "why")
    person = Person.objects.lock(person_id)
    record(act, NationalIdRead(reason), subject=person)
    return open_national_id(act, person, why=reason, case=case)


def open_national_id(act: Act, person: Person, *, why: str, case: str = "") -> str:
    """The one place where a sealed national id is opened; it leaves a row each time."""
    if person.national_id_sealed is None:
        raise NotIdentified("person_id")
    IdentityReading.objects.create(
        whose=person, who=act.by, role=act.role, why=why, case=case, at=act.at
    )
    return sealing.unseal(person.national_id_sealed, about=place_of(person.pk))
