"""A case from a person's yes or no to its end: notice, answer, another look, and what follows."""

from django.conf import settings

from amanat.capabilities.notices import actions as notices
from amanat.capabilities.people import queries as people
from amanat.capabilities.radar import letters, queries
from amanat.capabilities.radar.actions.base import (
    after,
    block_at,
    decided,
    note,
    refuse_one_person,
    words_of,
)
from amanat.capabilities.radar.actions.sites import RECHECK, ask_visit
from amanat.capabilities.radar.events import (
    NoticeObjected,
    ObjectionRefused,
    OwnerNotified,
    RecheckBegun,
    RemovalClaimed,
    ScreenshotOpened,
    SightingCleared,
    SightingConfirmed,
    SightingDismissed,
    SightingOverdue,
    SightingPersists,
    SightingRetracted,
    SuspendedTradeConfirmed,
)
from amanat.capabilities.radar.models import Sent, Sighting
from amanat.capabilities.radar.refusals import AnswerTooLate, EvidenceMissing
from amanat.capabilities.radar.rules import limits
from amanat.capabilities.radar.rules.scoring import TRADING
from amanat.kernel.law import parameters as law
from amanat.kernel.log.moves import move, record
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound, refuse_unless

WHY_NO_CAMERA = {
    "missing": "no Chromium",
    "slow": "Chromium was too slow",
    "broken": "Chromium broke",
}


@atomic
def confirm_sighting(act: Act, *, sighting_id: int, words: str) -> Sighting:
    """A person has seen two screenshots from two networks and says: this is so."""
    sighting, words = decided(act, sighting_id, words)
    sighting.MACHINE.row("confirm_sighting", sighting.state, act.role)
    count = len(queries.screenshots(sighting.pk))
    why = WHY_NO_CAMERA.get(sighting.no_camera, sighting.no_camera)
    fine = count >= limits.SCREENSHOTS_NEEDED
    refuse_unless(fine, EvidenceMissing, count=count, why=f"({why})" if why else "")
    sighting.confirmed_by_id, sighting.confirmed_at = act.person, act.at
    event = SightingConfirmed(sighting.code, sighting.kind, sighting.site.host)
    due_at = after(act, limits.NOTIFY)
    move(act, sighting, "confirm_sighting", event, due_at=due_at)
    note(act, sighting, "confirm_sighting", words)
    if sighting.kind == TRADING and sighting.seal_id and sighting.business_id:
        found = SuspendedTradeConfirmed(sighting.pk, sighting.seal_id, sighting.business_id)
        record(act, found, subject=sighting)
    return sighting


@atomic
def dismiss_sighting(act: Act, *, sighting_id: int, words: str) -> Sighting:
    """A person has looked, and it is neither a forgery nor forbidden trade."""
    sighting, words = decided(act, sighting_id, words)
    move(act, sighting, "dismiss_sighting", SightingDismissed(sighting.code))
    note(act, sighting, "dismiss_sighting", words)
    return sighting


@atomic
def pass_to_supervisor(act: Act, *, sighting_id: int) -> Sighting:
    """No officer looked in time."""
    sighting = Sighting.objects.lock(sighting_id)
    move(act, sighting, "pass_to_supervisor", SightingOverdue())
    return sighting


@atomic
def notify_owner(act: Act, *, sighting_id: int) -> Sighting:
    """Tell the owner on every way there is. The public list is one of them, and cannot fail."""
    sighting = Sighting.objects.lock(sighting_id)
    ways = _send(act, sighting)
    sighting.notified_at = act.at
    sighting.recheck_at = after(act, limits.RECHECK)
    event = OwnerNotified(" ".join(ways))
    move(act, sighting, "notify_owner", event, due_at=sighting.recheck_at)
    return sighting


def _send(act: Act, sighting: Sighting) -> list[str]:
    """An SMS to each holder, and to the numbers of the page; and the public list."""
    hours = law.whole(limits.ANSWER, act.at)
    text = letters.NOTICE.fill(
        host=sighting.site.host, hours=hours, what="{what}",
        link=f"{settings.SITE_URL}/radar/answer/{sighting.token}",
    )  # fmt: skip
    text = type(text)(
        text.fa.format(what=letters.WHAT[sighting.kind].fa),
        text.en.format(what=letters.WHAT[sighting.kind].en),
    )
    people_to: list[tuple[str, int | None, str]] = [
        ("holder", one, people.phone_of(one)) for one in queries.holders(sighting, act.at)
    ]
    numbers = {phone for _, _, phone in people_to}
    seen = [phone for one in queries.observations(sighting.pk) for phone in _phones(one.facts)]
    people_to += [("phone", None, one) for one in dict.fromkeys(seen) if one not in numbers]
    for channel, person_id, phone in people_to:
        notice = notices.queue(
            act, phone=phone, person_id=person_id, kind="radar.notice", text=text,
            dedupe_key=f"radar:{sighting.pk}:{phone}",
        )  # fmt: skip
        Sent.objects.create(sighting=sighting, channel=channel, notice=notice, at=act.at)
    Sent.objects.create(sighting=sighting, channel="public", at=act.at)
    return [*dict.fromkeys(channel for channel, _, _ in people_to), "public"]


def _phones(facts: dict[str, object]) -> list[str]:
    found = facts.get("phones")
    return [str(one) for one in found] if isinstance(found, list) else []


@atomic
def claim_removal(act: Act, *, sighting_id: int, words: str = "") -> Sighting:
    """The owner, by the link of the notice, says it is gone; we look again from two networks."""
    sighting = _answered(act, sighting_id, words)
    move(act, sighting, "claim_removal", RemovalClaimed(), due_at=sighting.recheck_at)
    return sighting


@atomic
def object_to_notice(act: Act, *, sighting_id: int, words: str) -> Sighting:
    """The owner says that it is not so, and why; a supervisor decides."""
    sighting = _answered(act, sighting_id, words_of(words))
    move(act, sighting, "object_to_notice", NoticeObjected(), due_at=after(act, limits.ANSWER))
    return sighting


def _answered(act: Act, sighting_id: int, words: str) -> Sighting:
    """The case with the owner's words, while the time to answer runs."""
    sighting = Sighting.objects.lock(sighting_id)
    since = sighting.notified_at or act.at
    fine = act.at < since + law.hours(limits.ANSWER, since)
    refuse_unless(fine, AnswerTooLate, hours=law.whole(limits.ANSWER, since))
    sighting.answer = words.strip()[: limits.LONGEST_WORDS]
    return sighting


@atomic
def refuse_objection(act: Act, *, sighting_id: int, words: str) -> Sighting:
    """Somebody else than the confirmer has weighed the objection: the notice stands."""
    sighting, words = decided(act, sighting_id, words)
    refuse_one_person(act, sighting.confirmed_by_id)
    due_at = max(sighting.recheck_at or act.at, act.at)
    move(act, sighting, "refuse_objection", ObjectionRefused(), due_at=due_at)
    note(act, sighting, "refuse_objection", words)
    return sighting


@atomic
def recheck(act: Act, *, sighting_id: int) -> Sighting:
    """48 hours after the notice: we go out again, as both networks."""
    sighting = Sighting.objects.lock(sighting_id)
    visit = ask_visit(
        act, site_id=sighting.site_id, why=RECHECK, url=sighting.url, sighting_id=sighting.pk
    )
    event = RecheckBegun(visit.pk if visit else 0)
    move(act, sighting, "recheck", event, due_at=after(act, limits.RECHECK_WAIT))
    return sighting


@atomic
def find_cleared(act: Act, *, sighting_id: int, pages: str, shots: str) -> Sighting:
    """No network is shown it any more: the site can prove from when on."""
    sighting = Sighting.objects.lock(sighting_id)
    sighting.cleared_at = act.at
    move(act, sighting, "find_cleared", SightingCleared(sighting.site.host, pages, shots))
    return sighting


@atomic
def find_persisting(act: Act, *, sighting_id: int, why: str = "not_looked") -> Sighting:
    """It is still there, or nobody could see that it is gone."""
    sighting = Sighting.objects.lock(sighting_id)
    event = SightingPersists(why)
    move(act, sighting, "find_persisting", event, due_at=block_at(sighting, act.at))
    return sighting


@atomic
def retract_sighting(act: Act, *, sighting_id: int, words: str) -> Sighting:
    """We were wrong: the public list says so with the same prominence. Never the confirmer alone."""
    sighting, words = decided(act, sighting_id, words)
    refuse_one_person(act, sighting.confirmed_by_id)
    sighting.retracted_at = act.at
    move(act, sighting, "retract_sighting", SightingRetracted(sighting.site.host))
    note(act, sighting, "retract_sighting", words)
    return sighting


@atomic
def open_screenshot(act: Act, *, sighting_id: int, observation_id: int) -> bytes:
    """The photograph, for somebody of the desk; that it was opened is noted."""
    queries.check_staff(act.by)
    sighting = queries.sighting(sighting_id)
    shown = {one.pk for one in queries.observations(sighting.pk)}
    refuse_unless(observation_id in shown, NotFound, "observation_id")
    opened = queries.shot(observation_id)
    record(act.wearing(Role.OFFICER), ScreenshotOpened(observation_id), subject=sighting)
    return opened.content
