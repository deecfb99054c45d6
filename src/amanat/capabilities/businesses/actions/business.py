"""A business is registered by a person, and confirmed by an officer after an inquiry."""

from datetime import date

from django.db import IntegrityError, transaction

from amanat.capabilities.businesses import queries, rules, states
from amanat.capabilities.businesses.actions.parts import line, officer, ours, reason
from amanat.capabilities.businesses.events import (
    BusinessClosed,
    BusinessConfirmed,
    BusinessRegistered,
    BusinessTurnedDown,
    MandateGiven,
)
from amanat.capabilities.businesses.models import Business, Mandate
from amanat.capabilities.businesses.refusals import (
    BusinessKnown,
    BusinessNameNeeded,
    BusinessYours,
    NotFoundedYet,
    NotYourNationalId,
    OwnIdNeeded,
    TooManyBusinesses,
    UnknownKind,
)
from amanat.capabilities.people import queries as people
from amanat.kernel import sealing
from amanat.kernel.log.moves import move, record
from amanat.kernel.transactions import atomic
from amanat.words import codes, identity
from amanat.words.act import Act, Role
from amanat.words.moments import tehran_day
from amanat.words.powers import ALL
from amanat.words.refusal import Invalid, refuse_unless

SEALED_FOR = "business.national_id"


@atomic
def register_business(
    act: Act, *, kind: str, name: str, identity_number: str, founded_on: date | None = None
) -> Business:
    """Write a business down; whoever does it gets every power, and an officer confirms it.

    A natural person registers under their own national id; a legal one under its company id.
    """
    refuse_unless(kind in rules.KINDS, UnknownKind, "kind")
    refuse_unless(people.is_identified(act.person), OwnIdNeeded, "identity_number")
    refuse_unless(founded_on is None or founded_on <= tehran_day(act.at), NotFoundedYet,
                  "founded_on")  # fmt: skip
    is_legal = kind == "legal"
    check = identity.legal_id if is_legal else identity.national_id
    number = check(identity_number, "identity_number")
    mark = queries.identity_mark(number)
    own = people.marks_of(act.person).national_id_index
    refuse_unless(is_legal or mark == own, NotYourNationalId, "identity_number")
    _check_new(act, mark)
    one = Business(
        code=codes.new_code(queries.CODE_PREFIX), kind=kind, name=_name(name),
        legal_id=number if is_legal else "", identity_index=mark, founded_on=founded_on,
        registered_by_id=act.person, registered_at=act.at,
    )  # fmt: skip
    if not is_legal:
        one.person_id = act.person
        one.national_id_sealed = sealing.seal(number, about=f"{SEALED_FOR}:{one.code}")
    move(act.wearing(Role.PERSON), one, "register_business", BusinessRegistered(one.code, kind))
    mandate = Mandate.objects.create(
        business=one, person_id=act.person, powers=ALL, given_by_id=act.person,
        given_at=act.at,
    )  # fmt: skip
    event = MandateGiven(one.pk, mandate.pk, act.person, ALL)
    record(act, event, subject=one)
    return one


def _check_new(act: Act, mark: str) -> None:
    """Nobody is confirmed under this id yet, and this person has not registered without end."""
    known = Business.objects.filter(identity_index=mark, state=states.CONFIRMED).exists()
    refuse_unless(not known, BusinessKnown, "identity_number")
    mine = Business.objects.filter(registered_by_id=act.person, state__in=states.LIVE)
    refuse_unless(not mine.filter(identity_index=mark).exists(), BusinessYours, "identity_number")
    most = rules.MOST_REGISTERED
    refuse_unless(mine.count() < most, TooManyBusinesses, most=most)


@atomic
def confirm_business(act: Act, *, business_id: int, source: str) -> Business:
    """The inquiry agreed; `source` says where it was asked. No officer with a tie to it."""
    one = _asked(act, business_id)
    one.checked_by_id, one.checked_at = act.person, act.at
    one.check_source = reason(source, "source")
    try:
        with transaction.atomic():
            move(act, one, "confirm_business", BusinessConfirmed(one.code))
    except IntegrityError:
        raise BusinessKnown from None
    return one


@atomic
def turn_down_business(act: Act, *, business_id: int, why: str) -> Business:
    """The inquiry did not agree."""
    one = _asked(act, business_id)
    refuse_unless(why in rules.TURN_DOWN_REASONS, Invalid, "why")
    one.checked_by_id, one.checked_at, one.check_source = act.person, act.at, why
    move(act, one, "turn_down_business", BusinessTurnedDown(one.code))
    return one


@atomic
def close_business(act: Act, *, business_id: int) -> Business:
    """The holder ends it here; what it owes stays owed."""
    one = ours(act, business_id, ALL)
    one.closed_at = act.at
    move(act.wearing(Role.HOLDER), one, "close_business", BusinessClosed(one.code))
    return one


def _asked(act: Act, business_id: int) -> Business:
    officer(act)
    one = Business.objects.lock(business_id)
    queries.check_untied(act, business_id)
    return one


def _name(typed: str) -> str:
    least, most = rules.SHORTEST_NAME, rules.LONGEST_NAME
    name = line(typed, "name")
    fine = least <= len(name) <= most
    refuse_unless(fine, BusinessNameNeeded, "name", shortest=least, longest=most)
    return name
