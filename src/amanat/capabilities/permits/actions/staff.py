"""Who decides about a permit: wears the hat, has no tie to the business, and is not the one who
took the step before."""

from datetime import datetime
from typing import Any

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.people import queries as people
from amanat.capabilities.permits import queries
from amanat.capabilities.permits.models import Permit, PermitChange
from amanat.capabilities.permits.refusals import OwnPermit, PermitWordsNeeded, SecondPersonNeeded
from amanat.capabilities.permits.rules import terms
from amanat.kernel.clock import calendar
from amanat.words.act import Act, Role
from amanat.words.persian import normalise
from amanat.words.powers import SELL
from amanat.words.refusal import NotFound, NotYours, refuse_unless

STAFF = frozenset({Role.OFFICER, Role.SUPERVISOR, Role.COMMITTEE})


def ours(act: Act, permit_id: int) -> Permit:
    """The permit, locked, for somebody who may sell for its business; NotFound for strangers."""
    one = Permit.objects.lock(permit_id)
    businesses.check_mandate(act, one.business_id, SELL)
    return one


def judged(act: Act, permit_id: int) -> Permit:
    """The permit, locked, for somebody of the desk with the hat and no tie to the business."""
    hats = people.hats(act.by) if act.by is not None else frozenset[Role]()
    refuse_unless(bool(STAFF & hats), NotFound)
    one = Permit.objects.lock(permit_id)
    refuse_unless(act.role in hats, NotYours)
    refuse_unless(not businesses.is_in_conflict(act.person, one.business_id), OwnPermit)
    return one


def check_other(act: Act, thing: Permit | PermitChange, verb: str) -> None:
    """SecondPersonNeeded when who acts now took a step before this one."""
    refuse_unless(not queries.took_before(act.person, thing, verb), SecondPersonNeeded)


def said(words: str, param: str = "words") -> str:
    """Words that others will read, of a bounded length."""
    plain = normalise(words).strip()
    fine = terms.LEAST_WORDS <= len(plain) <= terms.LONGEST_WORDS
    refuse_unless(fine, PermitWordsNeeded, param, least=terms.LEAST_WORDS, most=terms.LONGEST_WORDS)
    return plain


def after(name: str, at: datetime) -> datetime:
    """So many working days later, by the clocks in force at `at`."""
    return calendar.after_working_days(at, int(queries.clocks(at)[name]))


def set_of(rows: dict[str, Any]) -> dict[str, Any]:
    """Which dated values were used: name, row, first day and how sure we are."""
    return {
        name: {"id": row.pk, "from": row.valid_from.isoformat(), "status": row.status}
        for name, row in sorted(rows.items())
    }
