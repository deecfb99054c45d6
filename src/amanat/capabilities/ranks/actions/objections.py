"""An objection: the holder says what is wrong, two people answer in time, or the panel does."""

from collections.abc import Sequence
from datetime import timedelta

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.ranks import queries
from amanat.capabilities.ranks.actions.daily import locked_rank, tell_the_stars, written
from amanat.capabilities.ranks.actions.notes import note
from amanat.capabilities.ranks.actions.parts import check_second, check_staff, reason
from amanat.capabilities.ranks.events import (
    AnswerProposed,
    AnswerReturned,
    ObjectionPassedOn,
    ScoreCorrected,
    ScoreObjected,
    ScoreUpheld,
)
from amanat.capabilities.ranks.models import Note, Objection, Score
from amanat.capabilities.ranks.refusals import (
    NoSuchNote,
    NotAsProposed,
    NothingToStrike,
    ObjectionOpen,
    ObjectionTooLate,
)
from amanat.capabilities.ranks.rules import kinds
from amanat.capabilities.ranks.states import (
    CORRECTED,
    LIVE_OBJECTIONS,
    UPHELD,
    WITH_PANEL,
)
from amanat.kernel.law import parameters as law
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.moments import tehran_day
from amanat.words.refusal import Invalid, NotFound, refuse_unless


@atomic
def object_to_score(act: Act, *, business_id: int, words: str) -> Objection:
    """The holder objects to the newest score, while it is young enough."""
    business = businesses.check_mandate(act, business_id)
    score = queries.latest(business.pk)
    if score is None:
        raise NotFound
    days = law.whole("rank.objection_days", act.at)
    is_young = (tehran_day(act.at) - score.day).days <= days
    refuse_unless(is_young, ObjectionTooLate, days=days)
    locked_rank(business.pk)
    live = Objection.objects.filter(business=business, state__in=LIVE_OBJECTIONS)
    refuse_unless(not live.exists(), ObjectionOpen)
    objection = Objection(
        business=business, score=score, words=reason(words), opened_by_id=act.person,
        opened_at=act.at,
    )  # fmt: skip
    until = act.at + timedelta(days=law.whole("rank.answer_days", act.at))
    event = ScoreObjected(business.pk, score.day.isoformat())
    move(act.wearing(Role.HOLDER), objection, "object_to_score", event, due_at=until)
    return objection


@atomic
def propose_answer(
    act: Act, *, objection_id: int, outcome: str, words: str, struck: Sequence[int] = ()
) -> Objection:
    """An officer proposes to correct the score without these notes, or to uphold it."""
    objection = _locked(act, objection_id)
    refuse_unless(outcome in (CORRECTED, UPHELD), Invalid, "outcome")
    objection.outcome, objection.answer = outcome, reason(words)
    objection.struck = _checked(objection, struck) if outcome == CORRECTED else []
    objection.proposed_by_id, objection.proposed_at = act.person, act.at
    event = AnswerProposed(objection.business_id, outcome)
    move(act, objection, "propose_answer", event, due_at=objection.due_at)
    return objection


@atomic
def return_answer(act: Act, *, objection_id: int) -> Objection:
    """The second person does not agree: the officer looks again, and the clock runs on."""
    objection = _second(act, objection_id)
    move(act, objection, "return_answer", AnswerReturned(objection.business_id),
         due_at=objection.due_at)  # fmt: skip
    return objection


@atomic
def correct_score(
    act: Act, *, objection_id: int, words: str = "", struck: Sequence[int] = ()
) -> Objection:
    """The score was wrong: its notes are struck out, and each day since then is computed again.

    The second person confirms what was proposed; the panel names notes and reason itself.
    """
    objection = _deciding(act, objection_id, CORRECTED, words)
    if objection.state == WITH_PANEL:
        objection.struck = _checked(objection, struck)
    days = _computed_again(act.wearing(Role.HOUSE), objection)
    event = ScoreCorrected(objection.business_id, days, objection.struck)
    move(act, objection, "correct_score", event)
    return objection


@atomic
def uphold_score(act: Act, *, objection_id: int, words: str = "") -> Objection:
    """The score was right, and the answer says why."""
    objection = _deciding(act, objection_id, UPHELD, words)
    objection.struck = []
    move(act, objection, "uphold_score", ScoreUpheld(objection.business_id))
    return objection


@atomic
def pass_to_panel(act: Act, *, objection_id: int) -> Objection:
    """Nobody decided in time."""
    objection = Objection.objects.lock(objection_id)
    objection.is_late = True
    event = ObjectionPassedOn(objection.business_id, objection.state)
    move(act, objection, "pass_to_panel", event)
    return objection


def _locked(act: Act, objection_id: int) -> Objection:
    objection = Objection.objects.lock(objection_id)
    check_staff(act, objection.business_id)
    return objection


def _second(act: Act, objection_id: int) -> Objection:
    objection = _locked(act, objection_id)
    if objection.proposed_by_id is not None:
        check_second(act, objection.proposed_by_id)
    return objection


def _deciding(act: Act, objection_id: int, outcome: str, words: str) -> Objection:
    objection = _second(act, objection_id)
    if objection.state == WITH_PANEL:
        objection.answer = reason(words)
    else:
        refuse_unless(objection.outcome in ("", outcome), NotAsProposed)
    objection.outcome = outcome
    objection.decided_by_id, objection.decided_at = act.person, act.at
    return objection


def _checked(objection: Objection, struck: Sequence[int]) -> list[int]:
    """Ids of notes that the score could count, or a refusal that names the others."""
    wanted = sorted(set(struck))
    refuse_unless(bool(wanted), NothingToStrike, "struck")
    score = objection.score
    counted = Note.objects.filter(
        business_id=objection.business_id, day__lt=score.day, noted_on__lt=score.day
    ).exclude(kind__in=(kinds.STRUCK, kinds.SELF_MADE))
    known = set(counted.filter(pk__in=wanted).values_list("pk", flat=True))
    lost = [str(one) for one in wanted if one not in known - set(score.left_out)]
    refuse_unless(not lost, NoSuchNote, "struck", numbers=", ".join(lost))
    return wanted


def _computed_again(act: Act, objection: Objection) -> int:
    """Strike the notes, and write another edition of each day from the one objected to."""
    rank = locked_rank(objection.business_id)
    for note_id in objection.struck:
        note(act, business_id=rank.business_id, kind=kinds.STRUCK, day=tehran_day(act.at),
             subject=f"note:{note_id}")  # fmt: skip
    rows = Score.objects.filter(business_id=rank.business_id, day__gte=objection.score.day)
    days = list(rows.order_by("day", "-edition").distinct("day"))
    history = queries.histories([rank.business_id])[rank.business_id]
    was = days[-1]
    laws = queries.laws_on({one.day for one in days})
    before: Score | None = None
    for old in days:
        left_out = tuple(sorted({*old.left_out, *objection.struck}))
        found = queries.compute_from(history, old.day, laws[old.day], left_out)
        before = written(
            act, rank, found, before, edition=old.edition + 1, left_out=left_out,
            objection=objection,
        )  # fmt: skip
    assert before is not None, "The score objected to is among them."
    tell_the_stars(act, rank, was, before)
    return len(days)
