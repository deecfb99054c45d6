"""Whose word about a project is missing now: certificates, and audits of its books."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import jdatetime

from amanat.capabilities.projects.models import Certifier, Project
from amanat.capabilities.projects.queries import law, people
from amanat.capabilities.projects.rules.terms import ACCOUNTANT, Terms
from amanat.capabilities.projects.states import FUNDED, RUNNING
from amanat.words.moments import tehran_day
from amanat.words.months import after_jalali_months


@dataclass(frozen=True, slots=True)
class Asked:
    """What a certifier is asked for: a certificate, or the audit of a year by `audit_by`."""

    certifier: Certifier
    audit_by: date | None = None


def audit_day(project: Project, at: datetime) -> date | None:
    """Up to which day the books should be audited by now; None while nothing is overdue."""
    day = tehran_day(at)
    ends, last = _audit_of(project, law.terms_on(project.kind, day))
    return ends if day > last else None


def _audit_of(project: Project, terms: Terms) -> tuple[date, date]:
    """The last day of the year to audit next, and by when that should be done.

    An audit of each Jalali year is due some months after its end; the first year is that of the
    opening.
    """
    since = project.audited_until or tehran_day(project.opened_at) - timedelta(1)
    year = jdatetime.date.fromgregorian(date=since + timedelta(1)).year
    ends: date = jdatetime.date(year + 1, 1, 1).togregorian() - timedelta(1)
    return ends, after_jalali_months(ends, terms.audit_months)


def asked_of_certifier(person_id: int, at: datetime) -> list[Asked]:
    """What this person was named for and has not given: certificates that the rules need and that
    are not valid, and audits of years that are over. Nothing once their licence has ended."""
    day = tehran_day(at)
    named = [
        one for one in people.named_for(person_id)
        if one.project.state in RUNNING and one.licence_until >= day
    ]  # fmt: skip
    terms = {kind: law.terms_on(kind, day) for kind in {one.project.kind for one in named}}
    valid = people.certified_kinds(one.project_id for one in named)
    found = [
        Asked(one) for one in named
        if one.project.state == FUNDED and one.kind in terms[one.project.kind].certifiers
        and (one.project_id, one.kind) not in valid
    ]  # fmt: skip
    for one in named:
        if one.kind == ACCOUNTANT:
            ends, last = _audit_of(one.project, terms[one.project.kind])
            found += [Asked(one, last)] if day > ends else []
    return found
