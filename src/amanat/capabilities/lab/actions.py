"""A question is asked once, worked on step by step, and finished with a digest."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import F

from amanat.capabilities.lab import queries
from amanat.capabilities.lab.events import TrialAsked, TrialFinished
from amanat.capabilities.lab.models import MOST_TRIES, Trial
from amanat.capabilities.lab.refusals import NothingChanged, TooManyWaiting
from amanat.capabilities.lab.rules import what_if
from amanat.capabilities.lab.rules.history import ORDERS
from amanat.capabilities.lab.rules.market import SELLERS
from amanat.kernel.clock.time import tehran_day
from amanat.kernel.log.moves import record
from amanat.kernel.transactions import atomic
from amanat.words.act import Act
from amanat.words.refusal import refuse_unless

MOST_WAITING = 3  # Of one officer.


@atomic
def ask_what_if(
    act: Act, *, values: Mapping[str, int], orders: int = ORDERS, sellers: int = SELLERS
) -> Trial:
    """Try other weights, shares or lines; an officer's question, answered by the worker.

    The same question under the same settings on the same day is the same trial, opened again.
    """
    queries.check_officer(act.by)
    what_if.check(values)
    sets = queries.sets_of(tehran_day(act.at))
    changed = what_if.changed({one["name"]: one["value"] for one in sets}, values)
    refuse_unless(bool(changed), NothingChanged)
    mine = Trial.objects.filter(asked_by_id=act.person, finished_at=None, tries__lt=MOST_TRIES)
    refuse_unless(mine.count() < MOST_WAITING, TooManyWaiting, most=MOST_WAITING)
    return _ask(act, queries.what_if_question(changed, act.at, orders, sellers), sets)


@atomic
def ask_replay(act: Act, *, licence_end: date, orders: int = ORDERS) -> Trial:
    """The Samen replay under the settings of today; the house asks for it by itself."""
    sets = queries.sets_of(tehran_day(act.at))
    return _ask(act, queries.samen_question(licence_end, orders), sets)


def _ask(act: Act, question: dict[str, Any], sets: list[dict[str, Any]]) -> Trial:
    trial, is_new = Trial.objects.get_or_create(
        inputs_digest=queries.inputs_digest(question, sets),
        defaults={
            "kind": question["kind"], "question": question, "sets": sets,
            "asked_by_id": act.by, "asked_at": act.at, "steps": len(queries.steps_of(question)),
        },
    )  # fmt: skip
    if is_new:
        record(act, TrialAsked(trial.kind, trial.inputs_digest), subject=trial)
    return trial


def keep_current(act: Act) -> None:
    """See that the replay of today's settings is there, or under way, for both licence ends."""
    for end in queries.frame(act.at).licence_ends:
        if queries.current(act.at, end) is None:
            ask_replay(act, licence_end=end)


def go_on(act: Act, *, trial_id: int) -> Trial:
    """Do the next step of a trial: computed first, then written, if nobody was quicker.

    The try is counted before, in a commit of its own: a step that breaks is left after three.
    """
    trial = queries.trial(trial_id)
    if trial.finished_at is not None:
        return trial
    Trial.objects.filter(pk=trial_id).update(tries=F("tries") + 1)
    part = queries.part_of(trial.question, trial.sets, trial.done)
    return _write(act, trial_id, trial.done, part)


@atomic
def _write(act: Act, trial_id: int, n: int, part: Any) -> Trial:
    trial = Trial.objects.select_for_update().get(pk=trial_id)
    if trial.done != n or trial.finished_at is not None:
        return trial
    trial.parts, trial.done, trial.tries = [*trial.parts, part], n + 1, 0
    if trial.done == trial.steps:
        trial.result = queries.result_of(trial)
        trial.digest, trial.finished_at = trial.result["digest"], act.at
        record(act, TrialFinished(trial.kind, trial.digest), subject=trial)
    trial.save()
    return trial
