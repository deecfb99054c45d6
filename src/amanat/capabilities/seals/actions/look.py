"""The platform looks for itself: in its own registers at once, over the network after the commit."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from procrastinate.contrib.django import app

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.seals import queries, rules
from amanat.capabilities.seals.actions.after import follow_check
from amanat.capabilities.seals.actions.base import open_checks
from amanat.capabilities.seals.events import CheckFailed, CheckPassed
from amanat.capabilities.seals.models import Check, Seal
from amanat.capabilities.seals.ports import sites
from amanat.kernel.clock.time import tehran_day
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role

LOOK_TASK, QUEUE = "seals.look", "seals"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a check found: fine, not fine, or nothing that could be said yet (None)."""

    is_fine: bool | None
    method: str
    source: str
    facts: dict[str, Any] = field(default_factory=dict)
    until: date | None = None
    words: str = ""


def run_checks(act: Act, seal: Seal) -> None:
    """Answer every open check that our own registers can answer; send the crawler for others."""
    house = act.wearing(Role.HOUSE)
    waiting = seal.checks.select_for_update().filter(state__in=["waiting", "late"]).order_by("pk")
    for check in waiting:
        if check.kind in rules.ASKS_OUTSIDE:
            app.configure_task(LOOK_TASK, queue=QUEUE).defer(check_id=check.pk)
        elif check.kind in rules.AUTOMATIC:
            answer(house, seal, check, LOOKS[check.kind](act, seal))


def freshen(act: Act, seal: Seal, level: int) -> tuple[str, ...]:
    """Look again at what has grown old and needs nobody; answers the checks that are missing."""
    day = tehran_day(act.at)
    stale = queries.missing_checks(seal, level, day)
    by_itself = [kind for kind in stale if kind in rules.AUTOMATIC - rules.ASKS_OUTSIDE]
    house = act.wearing(Role.HOUSE)
    for check in open_checks(act, seal, by_itself, "renew"):
        answer_alone(house, seal, check, LOOKS[check.kind](act, seal))
    return queries.missing_checks(seal, level, day) if by_itself else stale


def answer(act: Act, seal: Seal, check: Check, seen: Seen) -> None:
    """Write down what was seen, and go on with the seal."""
    if answer_alone(act, seal, check, seen):
        follow_check(act, seal, check)


def answer_alone(act: Act, seal: Seal, check: Check, seen: Seen) -> bool:
    """Write down what was seen; False when nothing could be said yet."""
    if seen.is_fine is None:
        return False
    day = tehran_day(act.at)
    check.method, check.source, check.words = seen.method, seen.source, seen.words
    check.evidence = {
        "seal": seal.code, "domain": seal.domain, "kind": check.kind, "method": seen.method,
        "source": seen.source, "at": act.at.isoformat(), "is_fine": seen.is_fine, **seen.facts,
    }  # fmt: skip
    check.evidence_sha256 = rules.evidence_sha256(check.evidence)
    check.checked_by_id, check.checked_at, check.valid_from = act.by, act.at, day
    if act.role is Role.HOUSE:
        check.checked_by_id = None
    last = day + timedelta(days=queries.check_period_days(check.kind, day) - 1)
    check.valid_until = min(last, seen.until) if seen.until else last
    mark = check.evidence_sha256
    if seen.is_fine:
        until = check.valid_until.isoformat()
        event = CheckPassed(seal.pk, check.kind, seen.method, mark, until)
        move(act, check, "pass_check", event)
    else:
        failed = CheckFailed(seal.pk, check.kind, seen.method, mark)
        move(act, check, "fail_check", failed)
    return True


def _identity(act: Act, seal: Seal) -> Seen:
    """The business, as its inquiry was answered."""
    business = businesses.business(seal.business_id)
    verdict = {"confirmed": True, "registered": None}.get(business.state, False)
    facts = {"business": business.code, "checked_at": business.checked_at}
    return Seen(verdict, "register", business.check_source or "-", _plain(facts))


def _domain(act: Act, seal: Seal) -> Seen:
    """Two of the three proofs, as our crawler sees them each day."""
    proven = businesses.proven_domains(seal.business_id, act.at)
    found = next((one for one in proven if one.name == seal.domain), None)
    facts = {"looked_at": found.looked_at, "proven_at": found.proven_at} if found else {}
    return Seen(found is not None, "register", seal.domain, _plain(facts))


def _phone(act: Act, seal: Seal) -> Seen:
    """Whoever applied signed in by a one-time code sent to that number."""
    return Seen(True, "register", "SMS", {"person": seal.applied_by_id})


def _licences(act: Act, seal: Seal) -> Seen:
    """A licence in force for every class, until the first of them ends."""
    day = tehran_day(act.at)
    until = queries.licences_until(seal, day)
    papers = [
        {"issuer": one.issuer, "number": one.number, "until": one.valid_until.isoformat()}
        for one in businesses.valid_licences(seal.business_id, day)
    ]
    issuers = "، ".join(dict.fromkeys(one["issuer"] for one in papers)) or "-"
    return Seen(until is not None, "register", issuers, {"licences": papers}, until)


def _plain(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts as JSON keeps them."""
    return {
        name: one.isoformat() if hasattr(one, "isoformat") else one for name, one in facts.items()
    }


LOOKS = {"identity": _identity, "domain": _domain, "phone": _phone, "licences": _licences}


def look(act: Act, *, check_id: int) -> Check | None:
    """Connect to the site and see whether its certificate is good; no transaction is open then.

    None when the check is answered already, or nothing can be said: an officer looks instead.
    """
    check = Check.objects.select_related("seal").filter(pk=check_id).first()
    if check is None or not check.is_open:
        return None
    found = sites.look(check.seal.domain)
    seen = Seen(found.is_fine, "connection", found.url, {"found": found.facts}, words=found.why)
    return _note(act, check_id, check.seal_id, seen)


@atomic
def _note(act: Act, check_id: int, seal_id: int, seen: Seen) -> Check | None:
    seal = Seal.objects.lock(seal_id)
    check = Check.objects.lock(check_id)
    if check.is_open:
        answer(act.wearing(Role.HOUSE), seal, check, seen)
    return check
