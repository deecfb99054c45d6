"""Differences, what might explain them, and what two people sign."""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from amanat.capabilities.payments import queries as payments
from amanat.capabilities.reconciliation.models import GatewayList, Item, Line, Match
from amanat.capabilities.reconciliation.queries.said import unmatched
from amanat.capabilities.reconciliation.rules import keys
from amanat.capabilities.reconciliation.rules.flight import WINDOW
from amanat.capabilities.reconciliation.states import STANDING, UNEXPLAINED
from amanat.kernel.clock import time as clock
from amanat.words.refusal import NotFound

MOST_CANDIDATES = 10
MOST_UNEXPLAINED = 100


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something of ours that a line might belong to, by sum and side."""

    subject: str
    units: int
    reference: str


def item(item_id: int) -> Item:
    """One difference; NotFound when there is none."""
    found = Item.objects.select_related("line", "owner").filter(pk=item_id).first()
    if found is None:
        raise NotFound
    return found


def items() -> QuerySet[Item]:
    """Differences that are still there, unexplained ones first, then the oldest."""
    standing = Item.objects.filter(state__in=STANDING).select_related("line", "owner")
    return standing.order_by("-state", "found_at")


def unexplained_in(states: Collection[str]) -> list[Item]:
    """The same in these states, as many as a desk shows."""
    return list(unexplained().filter(state__in=states)[:MOST_UNEXPLAINED])


def unexplained() -> QuerySet[Item]:
    """Differences that nobody has given a reason for, oldest first."""
    return Item.objects.filter(state__in=UNEXPLAINED).order_by("found_at")


def candidates(line: Line | None) -> list[Candidate]:
    """What a line might belong to: a payout, a gateway's settlement, or the line that undoes it."""
    if line is None or Match.objects.filter(line=line).exists():
        return []
    found = [*_payouts_like(line), *_settlements_like(line), *_lines_against(line)]
    return found[:MOST_CANDIDATES]


def _payouts_like(line: Line) -> list[Candidate]:
    if line.units > 0:
        return []
    rows = payments.payouts_moved_since(clock.now() - WINDOW).filter(units=-line.units)
    found = [
        Candidate(keys.payout(one.pk), -one.units, one.end_to_end_id)
        for one in rows[:MOST_CANDIDATES]
    ]
    return _free(found)


def _settlements_like(line: Line) -> list[Candidate]:
    rows = GatewayList.objects.filter(units=line.units).order_by("-day")[:MOST_CANDIDATES]
    return _free(
        [Candidate(keys.settlement(one.gateway, one.day), one.units, str(one.day)) for one in rows]
    )


def _free(found: list[Candidate]) -> list[Candidate]:
    """Those that no line of the same side belongs to yet."""
    subjects = [one.subject for one in found]
    taken = Match.objects.filter(subject__in=subjects).values_list("subject", "units")
    sides = {(subject, units > 0) for subject, units in taken}
    return [one for one in found if (one.subject, one.units > 0) not in sides]


def _lines_against(line: Line) -> list[Candidate]:
    """Lines that take this one back."""
    against = unmatched().filter(units=-line.units)[:MOST_CANDIDATES]
    return [Candidate(keys.line(one.pk), -one.units, one.reference) for one in against]


def content_sha256(one: Item) -> str:
    """The hash of a correction as it was proposed: what the second person signs."""
    said = {
        "item": one.pk,
        "key": one.key,
        "round": one.round,
        "difference": one.units,
        "debit": one.debit,
        "credit": one.credit,
        "units": one.correction_units,
        "words": one.words,
        "proposer": one.proposer_id,
    }
    text = json.dumps(said, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
