"""Who acts for a business: given and ended by somebody who holds every power."""

from collections.abc import Iterable
from datetime import date

from amanat.capabilities.businesses import queries, rules
from amanat.capabilities.businesses.actions.parts import open_one, ours
from amanat.capabilities.businesses.events import MandateEnded, MandateGiven
from amanat.capabilities.businesses.models import Business, Mandate
from amanat.capabilities.businesses.refusals import (
    DayAhead,
    LastMandate,
    MandateKnown,
    NobodyWithThisPhone,
    PowersNeeded,
    SheetFull,
)
from amanat.capabilities.people import queries as people
from amanat.kernel.log.moves import record
from amanat.kernel.transactions import atomic
from amanat.words.act import Act
from amanat.words.moments import tehran_day
from amanat.words.powers import ALL
from amanat.words.refusal import NotFound, refuse, refuse_unless


@atomic
def give_mandate(
    act: Act, *, business_id: int, phone: str, powers: Iterable[str], last_day: date | None = None
) -> Mandate:
    """Let another person act for the business, up to the end of `last_day` in Tehran."""
    one = open_one(act, business_id, ALL)
    wanted = [name for name in rules.POWERS if name in set(powers)]
    refuse_unless(bool(wanted), PowersNeeded, "powers")
    refuse_unless(last_day is None or last_day >= tehran_day(act.at), DayAhead, "last_day")
    person = people.by_phone(phone)
    if person is None or person.identity_checked_at is None:
        raise NobodyWithThisPhone("phone")
    given = queries.mandates_in_force(act.at).filter(business_id=business_id)
    refuse_unless(not given.filter(person_id=person.pk).exists(), MandateKnown, "phone")
    most = rules.MOST_OF_A_KIND
    refuse_unless(given.count() < most, SheetFull, "phone", most=most)
    mandate = Mandate.objects.create(
        business=one, person_id=person.pk, powers=" ".join(wanted), given_by_id=act.person,
        given_at=act.at, until=rules.end_of(last_day) if last_day else None,
    )  # fmt: skip
    event = MandateGiven(business_id, mandate.pk, person.pk, mandate.powers)
    record(act, event, subject=one)
    return mandate


@atomic
def end_mandate(act: Act, *, mandate_id: int) -> Mandate:
    """End a mandate: somebody with every power, or the person it was given to.

    Somebody who holds every power without an end stays.
    """
    found = Mandate.objects.filter(pk=mandate_id).first() or refuse(NotFound)
    power = "" if act.by == found.person_id else ALL
    one = ours(act, found.business_id, power)
    in_force = queries.mandates_in_force(act.at).filter(business_id=one.pk)
    mandate = in_force.select_for_update().filter(pk=mandate_id).first() or refuse(NotFound)
    _keep_somebody(one, in_force.exclude(pk=mandate_id))
    mandate.ended_by_id, mandate.ended_at = act.person, act.at
    mandate.save(update_fields=["ended_by", "ended_at"])
    record(act, MandateEnded(one.pk, mandate.pk, mandate.person_id), subject=one)
    return mandate


def _keep_somebody(one: Business, others: Iterable[Mandate]) -> None:
    runs = any(rules.covers(row.powers, ALL) and row.until is None for row in others)
    refuse_unless(runs or not one.is_open, LastMandate)
