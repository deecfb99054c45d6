"""The register of seals: for people a list with a search, for machines a table and a feed."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.people import queries as people
from amanat.capabilities.registry import actions, queries, rules
from amanat.capabilities.registry.pages import badge
from amanat.capabilities.registry.pages.badge import FOR_ALL
from amanat.capabilities.registry.queries import Listed
from amanat.capabilities.seals import queries as seals_of
from amanat.face.tables import table
from amanat.face.web import SeeOther, act_of, signed_in
from amanat.kernel.clock import time as clock
from amanat.words import domains
from amanat.words.act import Act, Role
from amanat.words.persian import ascii_digits, persian_digits
from amanat.words.refusal import NotFound
from amanat.words.text import Text

LONGEST_SEARCH = 120
MOST_ROWS = 20_000  # Of the table people take away.
TONES = {rules.VALID: "released", rules.SUSPENDED: "dispute", rules.REVOKED: "dispute"}
NONE = Text("نمادی پیدا نشد", "No seal was found")
FOUND = Text("{n} نماد", "{n} seals")
MORE = Text("{n} نماد نخست", "The first {n} seals")
HEADING = ("code", "domain", "holder", "state", "level", "reason", "since", "granted_at", "ends_on")


@require_GET
def seals(request: HttpRequest) -> HttpResponse:
    """`?q=` part of a domain or a name, `?state=` one word, `?after=` the last code before."""
    at = clock.now()
    words = rules.read_words(request.GET.get("q", "")[:LONGEST_SEARCH])
    state = request.GET.get("state", "")
    state = state if state in rules.SEAL_STATES else ""
    after = rules.read_words(request.GET.get("after", "")[:LONGEST_SEARCH])
    rows = queries.listed(at, words=words, state=state, after=after, most=queries.PAGE + 1)
    shown, is_more = rows[: queries.PAGE], len(rows) > queries.PAGE
    told = {
        "finding": _finding(len(shown), is_more=is_more),
        "rows": [_row(one) for one in shown],
        "q": request.GET.get("q", "")[:LONGEST_SEARCH],
        "state": state,
        "choices": [(one, rules.WORDS[one]) for one in rules.SEAL_STATES],
        "after": shown[-1].code if is_more else "",
        "at": at,
    }
    return render(request, "registry/seals.html", told)


def _finding(count: int, *, is_more: bool) -> Text:
    if not count:
        return NONE
    says = MORE if is_more else FOUND
    return Text(says.fa.format(n=persian_digits(count)), says.en.format(n=count))


def _row(one: Listed) -> dict[str, Any]:
    return {
        "seal": one,
        "read_as": domains.shown(one.domain) if rules.is_foreign(one.domain) else "",
        "word": rules.WORDS[one.now.state],
        "tone": TONES.get(one.now.state, "neutral"),
        "reason": seals_of.REASONS.get(one.now.reason),
    }


@require_GET
def as_csv(request: HttpRequest) -> HttpResponse:
    """The whole register as a table."""
    rows = [
        (one.code, one.domain, one.holder, one.now.state, one.now.level, one.now.reason,
         one.now.since.isoformat(), one.granted_at.isoformat(), one.ends_on.isoformat())
        for one in queries.all_listed(clock.now())
    ]  # fmt: skip
    return table("seals", HEADING, rows[:MOST_ROWS])


@require_GET
def changes(request: HttpRequest) -> HttpResponse:
    """`?after=` the last number that was read; ask again with `next` until it stays the same."""
    typed = ascii_digits(request.GET.get("after", "0"))
    after = int(typed) if typed.isdecimal() and len(typed) < LONGEST_SEARCH else 0
    found = queries.changes(min(after, 2**62))
    told = [
        {"number": one.number, "code": one.code, "domain": one.domain, "state": one.state,
         "level": one.level, "reason": one.reason, "since": one.since.isoformat()}
        for one in found
    ]  # fmt: skip
    following = found[-1].number if found else after
    return JsonResponse({"changes": told, "next": following}, headers=FOR_ALL)


@never_cache
@signed_in
def badge_code(request: HttpRequest, code: str) -> HttpResponse:
    """For the holder: what to put on the site, and a new code when somebody misuses the old one."""
    act = _holder_or_officer(request)
    seal = seals_of.by_code(code)
    if act.role is Role.HOLDER:
        businesses.check_mandate(act, seal.business_id)
    found = queries.badge_of(seal.pk)
    if found is None:
        raise NotFound
    if request.method == "POST":
        actions.rotate_badge_code(act, badge_id=found.pk)
        return SeeOther(reverse("registry:badge_code", args=[code]))
    shown = {
        "seal": seal,
        "badge": found,
        "site": settings.SITE_URL,
        "version": badge.VERSION,
        "integrity": badge.sri("seal.js"),
    }
    return render(request, "registry/badge.html", shown)


def _holder_or_officer(request: HttpRequest) -> Act:
    """An officer may renew a misused code, too."""
    act = act_of(request, Role.HOLDER)
    return act.wearing(Role.OFFICER) if Role.OFFICER in people.hats(act.person) else act
