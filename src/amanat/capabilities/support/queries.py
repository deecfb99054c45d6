"""Conversations: my own, the queue of support, and how long a first answer really takes."""

import base64
import hashlib
import hmac
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F, Q, QuerySet

from amanat.capabilities.deals import queries as deals
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.people import queries as people
from amanat.capabilities.support import rules
from amanat.capabilities.support.models import Canned, Conversation, Line
from amanat.capabilities.support.rules import Clocks, Promise
from amanat.capabilities.support.states import CONVERSATION, OPEN, STAFF, WAITING
from amanat.kernel.law import parameters as law
from amanat.kernel.log.history import Line as Fact
from amanat.kernel.log.history import history
from amanat.words import identity
from amanat.words.act import Role
from amanat.words.codes import read_code
from amanat.words.refusal import NotFound, Refused
from amanat.words.text import Text

PREFIX = "H"
TOKEN_CHARACTERS = 16  # Eighty bits: a link to a conversation cannot be guessed.
PAGE_ROWS = 50
MOST_DEALS = 5
MOST_EVENTS = 5
MOST_CANNED = 100
LONGEST_PREVIEW = 80


def mine(person_id: int) -> QuerySet[Conversation]:
    """This person's conversations, newest first. Object permission lives in this query."""
    return Conversation.objects.filter(person=person_id).order_by("-pk")


def open_of_person(person_id: int) -> list[Conversation]:
    """What this person talks with support about now."""
    return list(mine(person_id).filter(state__in=OPEN)[: rules.MOST_OPEN])


def conversation_for(person_id: int, code: str) -> Conversation:
    """A conversation of this person; NotFound for anybody else."""
    found = mine(person_id).filter(code=read_code(PREFIX, code) or "").first()
    if found is None:
        raise NotFound
    return found


def token_of(code: str) -> str:
    """The secret of a conversation's link. It can be told again; only its hash is stored."""
    key = settings.BLIND_KEY.encode()
    mac = hmac.new(key, f"support:{code}".encode(), hashlib.sha256).digest()
    return base64.b32encode(mac).decode()[:TOKEN_CHARACTERS].lower()


def hash_of(token: str) -> bytes:
    return hashlib.sha256(token.strip().lower().encode()).digest()


def by_token(token: str) -> Conversation:
    """The conversation behind a link; NotFound when there is none."""
    found = Conversation.objects.filter(token_hash=hash_of(token)).first()
    if found is None:
        raise NotFound
    return found


def link_of(conversation: Conversation) -> str:
    """Where the customer reads on, signed in or not."""
    return f"{settings.SITE_URL}/support/t/{token_of(conversation.code)}"


def conversation(conversation_id: int) -> Conversation:
    found = Conversation.objects.filter(pk=conversation_id).first()
    if found is None:
        raise NotFound
    return found


def lines(of: Conversation) -> list[Line]:
    """What both said, oldest first; notes among staff are not in it."""
    said = of.lines.exclude(by=Line.NOTE).order_by("-pk")[: rules.MOST_LINES]
    return list(reversed(said))


def place_in_queue(of: Conversation) -> int | None:
    """How many wait before this one, counting itself; None when it waits for nobody."""
    if of.state != WAITING or of.waiting_since is None:
        return None
    earlier = Q(waiting_since__lt=of.waiting_since) | Q(
        waiting_since=of.waiting_since, pk__lt=of.pk
    )
    ahead = Conversation.objects.filter(earlier, state=WAITING, desk=of.desk)
    return ahead.count() + 1


class _Percentile(Aggregate):
    function = "percentile_cont"
    template = "%(function)s(%(share)s) within group (order by %(expressions)s)"


@dataclass(frozen=True, slots=True)
class Expected:
    """How long first answers took lately: half of them within `half`, nine of ten within `most`.

    None while there were too few to say.
    """

    days: int
    count: int
    half: timedelta | None = None
    most: timedelta | None = None


def expected(at: datetime) -> Expected:
    """The honest first-answer time: what the first answers of the last 30 days really took."""
    wait = ExpressionWrapper(F("first_answer_at") - F("opened_at"), output_field=DurationField())
    days = rules.STATISTICS_DAYS
    recent = Conversation.objects.filter(opened_at__gt=at - timedelta(days=days), opened_at__lte=at)
    found = recent.filter(first_answer_at__isnull=False).aggregate(
        count=Count("pk"), half=_Percentile(wait, share="0.5", output_field=DurationField()),
        most=_Percentile(wait, share="0.9", output_field=DurationField()),
    )  # fmt: skip
    if found["count"] < rules.LEAST_CASES:
        return Expected(days, found["count"])
    return Expected(days, **found)


def staff_role(person_id: int | None) -> Role:
    """The hat in which this person works here; NotFound without one."""
    hats = people.hats(person_id) if person_id is not None else frozenset()
    role = next((one for one in STAFF if one in hats), None)
    if role is None:
        raise NotFound
    return role


def promise(at: datetime) -> Promise:
    """How soon we want to answer, say something new, and be done."""
    return Promise(
        *(
            timedelta(minutes=law.whole(f"support.{name}_minutes", at))
            for name in ("first_answer", "update", "solve")
        )
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One conversation in the queue."""

    conversation: Conversation
    who: str
    with_whom: str
    preview: str
    state_label: Text
    clocks: Clocks


def queue(at: datetime, *, desk: str, wanted: str = "") -> list[Row]:
    """Who waits, the longest first, then the answered ones; the same queries for any number."""
    waiting = Conversation.objects.filter(state__in=OPEN, desk=desk)
    rows = _sought(Conversation.objects.filter(), wanted) if wanted else waiting
    found = list(rows.order_by(F("waiting_since").asc(nulls_last=True), "pk")[:PAGE_ROWS])
    newest = Line.objects.filter(conversation__in=[one.pk for one in found], by=Line.CUSTOMER)
    last = dict(newest.order_by("pk").values_list("conversation_id", "words"))
    names = people.names(pk for one in found for pk in (one.person_id, one.agent_id) if pk)
    aims = promise(at)
    return [_row(one, names, last.get(one.pk, ""), aims, at) for one in found]


@dataclass(frozen=True, slots=True)
class OnDesk:
    """How many conversations wait on one desk, and when the first of them should be answered."""

    desk: str
    count: int
    due_at: datetime


def waiting_on(desks: Collection[str], person_id: int, at: datetime) -> list[OnDesk]:
    """The desks on which somebody else than this person waits; as many as a desk shows."""
    rows = Conversation.objects.filter(state=WAITING, desk__in=desks).exclude(person=person_id)
    found = list(rows.order_by("waiting_since", "pk")[:PAGE_ROWS])
    aims = promise(at) if found else None
    due: defaultdict[str, list[datetime]] = defaultdict(list)
    for one in found:
        assert aims is not None, "Somebody waits."
        clocks = clocks_of(one, aims, at)
        due[one.desk] += [until for clock in (clocks.first_answer, clocks.update)
                          if (until := clock.until)][:1]  # fmt: skip
    return [OnDesk(desk, len(until), min(until)) for desk, until in due.items()]


def _row(one: Conversation, names: dict[int, str], words: str, aims: Promise, at: datetime) -> Row:
    return Row(
        conversation=one,
        who=names.get(one.person_id or 0) or identity.masked_mobile(one.phone),
        with_whom=names.get(one.agent_id or 0, ""),
        preview=words[:LONGEST_PREVIEW],
        state_label=CONVERSATION.states[one.state],
        clocks=clocks_of(one, aims, at),
    )


def clocks_of(one: Conversation, aims: Promise, at: datetime) -> Clocks:
    return rules.clocks(
        one.opened_at, one.waiting_since, one.first_answer_at, one.solved_at, aims, at
    )


def _sought(rows: QuerySet[Conversation], wanted: str) -> QuerySet[Conversation]:
    """Conversations by phone, by their own code, by a deal's code, or by the end of a Sheba."""
    if (code := read_code(PREFIX, wanted)) is not None:
        return rows.filter(code=code)
    if (code := read_code("D", wanted)) is not None:
        return rows.filter(deal__code=code)
    if (tail := rules.sheba_tail(wanted)) is not None:
        return rows.filter(person__in=people.owners_of_tail(tail))
    try:
        return rows.filter(phone=identity.mobile(wanted))
    except Refused:
        return rows.none()


@dataclass(frozen=True, slots=True)
class DealLook:
    """A deal of the customer as support sees it: read-only."""

    deal: Any
    title: str
    state_label: Text
    role: Role | None
    position: holds.Position
    facts: list[Fact]


@dataclass(frozen=True, slots=True)
class Look:
    """One conversation for an agent, with what the customer has open."""

    conversation: Conversation
    who: str
    with_whom: str
    lines: list[tuple[Line, str]]  # All of them, notes too, each with the name of its author.
    deals: list[DealLook]
    clocks: Clocks
    canned: list[Canned]


def look(code: str, at: datetime) -> Look:
    """Everything an agent needs on one page; the caller has decided that the reader is one."""
    found = Conversation.objects.filter(code=read_code(PREFIX, code) or "").first()
    if found is None:
        raise NotFound
    said = list(reversed(found.lines.order_by("-pk")[: rules.MOST_LINES]))
    ids = {found.person_id, found.agent_id, *(line.author_id for line in said)}
    names = people.names(pk for pk in ids if pk)
    return Look(
        conversation=found,
        who=names.get(found.person_id or 0) or identity.masked_mobile(found.phone),
        with_whom=names.get(found.agent_id or 0, ""),
        lines=[(line, names.get(line.author_id or 0, "")) for line in said],
        deals=_deals_of(found),
        clocks=clocks_of(found, promise(at), at),
        canned=canned(),
    )


def _deals_of(found: Conversation) -> list[DealLook]:
    """The customer's open deals, the one asked about first."""
    if found.person_id is None:
        return []
    rows = list(deals.waiting_for(found.person_id)[:MOST_DEALS])
    rows.sort(key=lambda deal: deal.pk != found.deal_id)
    versions, labels = deals.versions_on_table(rows), deals.state_labels()
    return [
        DealLook(
            deal=deal,
            title=versions[deal.pk].terms.title if deal.pk in versions else "",
            state_label=labels[deal.state],
            role=deal.role_of(found.person_id),
            position=holds.position(deal.subject),
            facts=history(deal.subject, MOST_EVENTS),
        )
        for deal in rows
    ]


def canned() -> list[Canned]:
    """The answers that are said often."""
    return list(Canned.objects.filter(is_in_use=True).order_by("pk")[:MOST_CANNED])


def canned_with(canned_id: int) -> Canned:
    found = Canned.objects.filter(pk=canned_id).first()
    if found is None:
        raise NotFound
    return found


def said_as(one: Canned, of: Look, agent: str) -> str:
    """A canned answer in the customer's language, with its places filled."""
    code = of.deals[0].deal.code if of.deals else ""
    facts = {"name": of.who, "agent": agent, "code": code}
    text = one.body_fa if of.conversation.language == "fa" else one.body_en
    return rules.filled(text, facts)


def open_count(person_id: int | None, phone: str) -> int:
    """How many conversations this customer has open."""
    whose = Q(person=person_id) if person_id is not None else Q(phone=phone)
    return Conversation.objects.filter(whose, state__in=OPEN).count()


def open_of_phone(phone: str) -> Conversation | None:
    """The last open conversation of a number: what an SMS goes on with."""
    mine_open = Conversation.objects.filter(phone=phone, state__in=OPEN)
    return mine_open.order_by("-pk").first()
