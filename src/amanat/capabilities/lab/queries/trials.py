"""Trials: what a question needs, what each of its steps finds, and what they come to together."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.lab.models import MOST_TRIES, SAMEN, WHAT_IF, Trial
from amanat.capabilities.lab.queries import recorded
from amanat.capabilities.lab.queries.rulebook import OWN, House
from amanat.capabilities.lab.refusals import NoSuchPolicy, OutsideHistory
from amanat.capabilities.lab.rules import history as histories
from amanat.capabilities.lab.rules import market, report
from amanat.capabilities.lab.rules.dice import canonical, digest
from amanat.capabilities.lab.rules.policies import COIN, NAMES, policies_of
from amanat.kernel.clock.time import tehran_day
from amanat.kernel.law import parameters as law
from amanat.words.moments import spoken_date
from amanat.words.refusal import NotFound, refuse_unless

FRAME = "replay.samen"
SELLERS_A_STEP = 50
MOST_SHOWN = 20
MOST_KEPT = 64  # Ways that this process remembers.
FORMULA = "lab/1"  # Another one when a line of the rules of this room changes.


def sets_of(day: date) -> list[dict[str, Any]]:
    """The settings in force on a day, whole: a trial can be run again when they are history.

    With them the rules of the land that governed the trade from the founding to the bankruptcy.
    """
    rows = law.rows_in_force((FRAME, *OWN), day)
    frame = histories.frame_of(rows[FRAME].value)
    land = {
        row.pk: row
        for at in (frame.founded, frame.bankrupt_on)
        for row in [businesses.activity_rule(COIN, at).parameter]
    }
    return [
        {
            "name": row.name, "valid_from": row.valid_from.isoformat(), "source": row.source,
            "status": row.status, "value": row.value,
        }
        for row in sorted([*rows.values(), *land.values()], key=lambda row: (row.name, row.pk))
    ]  # fmt: skip


def frame_in(sets: Sequence[Mapping[str, Any]]) -> histories.Frame:
    return histories.frame_of(next(one["value"] for one in sets if one["name"] == FRAME))


def house_in(sets: Sequence[Mapping[str, Any]], changed: Mapping[str, Any] | None = None) -> House:
    """The rules under these settings, some of them changed."""
    own = {one["name"]: one["value"] for one in sets if one["name"] in OWN}
    return House(own | dict(changed or {}))


@lru_cache(maxsize=4)
def history_of(frame: histories.Frame, licence_end: date, orders: int) -> histories.History:
    return histories.generate(frame, licence_end, count=orders)


def samen_question(licence_end: date, orders: int = histories.ORDERS) -> dict[str, Any]:
    return {
        "kind": SAMEN, "formula": FORMULA, "licence_end": licence_end.isoformat(),
        "orders": orders,
    }  # fmt: skip


def what_if_question(
    changed: Mapping[str, Any], at: datetime,
    orders: int = histories.ORDERS, sellers: int = market.SELLERS,
) -> dict[str, Any]:  # fmt: skip
    """Other settings, held against the Samen history, a made-up market, and what is recorded."""
    return {
        "kind": WHAT_IF, "formula": FORMULA, "changed": dict(changed),
        "as_of": tehran_day(at).isoformat(), "orders": orders, "sellers": sellers,
    }  # fmt: skip


def inputs_digest(question: Mapping[str, Any], sets: Sequence[Mapping[str, Any]]) -> str:
    return digest([dict(question), [dict(one) for one in sets]])


#  The ways a what-if looks at: the two in which the formula alone decides.
FORMULA_WAYS = (
    report.Way(report.NONE, "", ()),
    report.Way(report.ALONE, "", ("ceiling",)),
    report.Way(report.ALONE, "", ("late_ceiling",)),
)
NOW, THEN = "now", "then"


def steps_of(question: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The work in pieces: a name, and what the piece is about."""
    if question["kind"] == SAMEN:
        return [("way", way) for way in report.every_way()]
    ways = [("formula", (side, way)) for side in (NOW, THEN) for way in FORMULA_WAYS]
    blocks = [
        ("market", range(first, min(first + SELLERS_A_STEP, question["sellers"])))
        for first in range(0, question["sellers"], SELLERS_A_STEP)
    ]
    return [("recorded", None), *ways, *blocks]


def part_of(question: Mapping[str, Any], sets: Sequence[Mapping[str, Any]], n: int) -> Any:
    """What step `n` finds: the same facts for the same question, whoever asks."""
    name, about = steps_of(question)[n]
    if name == "way":
        return _way(about, question, sets, {})
    if name == "formula":
        side, way = about
        return {"side": side, **_way(way, question, sets, _changed(question, side))}
    rules = {side: house_in(sets, _changed(question, side)) for side in (NOW, THEN)}
    if name == "market":
        every = market.sellers(question["sellers"])
        return [_seller(every[number], rules) for number in about]
    return recorded.effect(rules[NOW], rules[THEN], date.fromisoformat(question["as_of"]))


def _changed(question: Mapping[str, Any], side: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = question["changed"] if side == THEN else {}
    return found


def _way(
    way: report.Way, question: Mapping[str, Any], sets: Sequence[Mapping[str, Any]],
    changed: Mapping[str, Any],
) -> dict[str, Any]:  # fmt: skip
    history = _history(question, sets)
    end = history.licence_end if "licence" in way.codes else history.frame.licence_ends[0]
    settings = canonical([[dict(one) for one in sets], dict(changed)])
    return dict(_told(way, end, question["orders"], settings))


@lru_cache(maxsize=MOST_KEPT)
def _told(way: report.Way, end: date, orders: int, settings: bytes) -> dict[str, Any]:
    """One way, run once: most ways do not ask when the licence ended."""
    sets, changed = json.loads(settings)
    history = history_of(frame_in(sets), end, orders)
    house = house_in(sets, changed)
    return report.told(way, history, lambda codes: policies_of(codes, history, house))


def _history(question: Mapping[str, Any], sets: Sequence[Mapping[str, Any]]) -> histories.History:
    frame = frame_in(sets)
    end = question.get("licence_end")
    day = date.fromisoformat(end) if end else frame.licence_ends[0]
    return history_of(frame, day, question["orders"])


def _seller(seller: market.Seller, rules: Mapping[str, House]) -> dict[str, Any]:
    """One seller of the market under both settings."""
    found: dict[str, Any] = {"number": seller.number, "fails_at": seller.fails_at}
    for side, house in rules.items():
        caught = market.watch(seller, house.stars)
        found[side] = {"low_since": caught.low_since, "was_ever_low": caught.was_ever_low}
    return found


def result_of(trial: Trial) -> dict[str, Any]:
    """All parts put together, with a digest of the whole."""
    if trial.kind == SAMEN:
        history = _history(trial.question, trial.sets)
        return report.assembled(history, trial.sets, trial.parts)
    return _what_if(trial)


def _what_if(trial: Trial) -> dict[str, Any]:
    parts = trial.parts
    ways = [part for part in parts if isinstance(part, dict) and "side" in part]
    sellers = [one for part in parts if isinstance(part, list) for one in part]
    caught = {
        side: [market.Caught(one["number"], one["fails_at"], **one[side]) for one in sellers]
        for side in (NOW, THEN)
    }
    said = {
        "question": trial.question,
        "parameter_sets": trial.sets,
        "recorded": parts[0],
        "samen": {side: [one for one in ways if one["side"] == side] for side in (NOW, THEN)},
        "market": {side: market.summed(caught[side]) for side in (NOW, THEN)},
        "failed": [
            {"number": before.number, NOW: before.early_days, THEN: after.early_days}
            for before, after in zip(caught[NOW], caught[THEN], strict=True)
            if before.fails_at is not None
        ],
    }
    return {**said, "digest": digest(said)}


def next_unfinished() -> Trial | None:
    """The oldest trial with steps before it that is not stuck; a person's before the house's."""
    waiting = Trial.objects.filter(finished_at=None, tries__lt=MOST_TRIES).order_by("pk")
    return waiting.exclude(asked_by=None).first() or waiting.first()


def trial(trial_id: int) -> Trial:
    found = Trial.objects.filter(pk=trial_id).first()
    if found is None:
        raise NotFound
    return found


def trials(kind: str) -> list[Trial]:
    """The newest first; without their parts and results, which are long."""
    rows = Trial.objects.filter(kind=kind).defer("parts", "result", "sets").order_by("-pk")
    return list(rows.select_related("asked_by")[:MOST_SHOWN])


def current(at: datetime, licence_end: date) -> Trial | None:
    """The replay under the settings of today, finished or not; None before it was begun."""
    wanted = inputs_digest(samen_question(licence_end), sets_of(tehran_day(at)))
    return Trial.objects.filter(inputs_digest=wanted).first()


def newest(licence_end: date) -> Trial | None:
    """The last replay that was finished, whatever was in force then."""
    rows = Trial.objects.filter(kind=SAMEN, question__licence_end=licence_end.isoformat())
    return rows.exclude(finished_at=None).order_by("-pk").first()


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of one replay by hand. Nothing means: every way, the earlier end, as it was."""

    policies: tuple[str, ...] = ()
    licence_end: date | None = None
    began: date | None = None  # The same stream as if it had begun on this day, under its rules.
    vault_fine_mg: int = 0
    orders: int = histories.ORDERS


def replayed(at: datetime, asked: Asked, tell: Callable[[int, int], None]) -> dict[str, Any]:
    """The replay at once, without keeping it; `tell` hears how many ways of how many are done."""
    known = ", ".join(NAMES)
    for name in asked.policies:
        refuse_unless(name in NAMES, NoSuchPolicy, "policy", name=name, known=known)
    sets = sets_of(tehran_day(at))
    history, rules = _history_asked(frame_in(sets), asked), house_in(sets)
    ways, found = report.ways_of(asked.policies), []
    for n, way in enumerate(ways, start=1):
        found.append(
            report.told(
                way, history,
                lambda codes: policies_of(codes, history, rules, asked.vault_fine_mg),
            )
        )  # fmt: skip
        tell(n, len(ways))
    return report.assembled(history, sets, found, asked.vault_fine_mg)


def _history_asked(frame: histories.Frame, asked: Asked) -> histories.History:
    end = asked.licence_end or frame.licence_ends[0]
    spoken = {
        f"{name}_{language}": spoken_date(day, language)
        for name, day in (("first", frame.founded), ("last", frame.bankrupt_on))
        for language in ("fa", "en")
    }
    is_inside = frame.founded <= end <= frame.bankrupt_on
    refuse_unless(is_inside, OutsideHistory, "licence_end", **spoken)
    history = history_of(frame, end, asked.orders)
    return histories.moved_to(history, asked.began) if asked.began else history
