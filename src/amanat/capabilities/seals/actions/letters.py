"""Letters of the centre: written by an officer, answered within two working days, or else."""

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.seals import queries, rules
from amanat.capabilities.seals.actions.base import judged, words_of
from amanat.capabilities.seals.actions.suspend import clear_cause, suspend_for
from amanat.capabilities.seals.events import (
    CentreAnswered,
    CentreGotNoAnswer,
    CentreWarned,
    CentreWrote,
)
from amanat.capabilities.seals.models import Letter, Seal
from amanat.capabilities.seals.refusals import DecisionUnfit, LetterTooMany
from amanat.capabilities.seals.states import LIVE
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words import powers
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound, refuse_unless

WAIT = "answer_centre_letter_working_days"


@atomic
def write_letter(act: Act, *, seal_id: int, words: str) -> Letter:
    """Ask the holder something; the clock of two working days begins."""
    seal = judged(act, seal_id, Role.OFFICER)
    refuse_unless(seal.state in LIVE | {"suspended"}, DecisionUnfit)
    waiting = seal.letters.exclude(state="answered").count()
    few = waiting < rules.MOST_OPEN_LETTERS
    refuse_unless(few, LetterTooMany, most=rules.MOST_OPEN_LETTERS)
    letter = Letter(seal=seal, words=words_of(words), written_by_id=act.person, written_at=act.at)
    due_at = queries.after_working_days(WAIT, act.at)
    event = CentreWrote(seal.pk, seal.business_id, due_at.isoformat())
    move(act, letter, "write_letter", event, due_at=due_at)
    return letter


@atomic
def answer_letter(act: Act, *, centre_letter_id: int, words: str) -> Letter:
    """The holder answers; also late, so that the cause of a suspension is gone."""
    seal, letter = _locked(centre_letter_id)
    businesses.check_mandate(act, seal.business_id, powers.SEAL)
    letter.answer, letter.answered_by_id, letter.answered_at = words_of(words), act.person, act.at
    move(act, letter, "answer_letter", CentreAnswered(seal.pk, seal.business_id))
    if not seal.letters.filter(state="unanswered").exists():
        clear_cause(
            act, business_id=seal.business_id, reason="letter_unanswered", domain=seal.domain
        )
    return letter


@atomic
def warn_holder(act: Act, *, centre_letter_id: int) -> Letter:
    """Two working days without an answer: once more as long, then the seal is suspended."""
    seal, letter = _locked(centre_letter_id)
    due_at = queries.after_working_days(WAIT, act.at)
    event = CentreWarned(seal.pk, seal.business_id, due_at.isoformat())
    move(act, letter, "warn_holder", event, due_at=due_at)
    return letter


@atomic
def give_up_letter(act: Act, *, centre_letter_id: int) -> Letter:
    """No answer came after the warning either: the seal is suspended in the same commit."""
    seal, letter = _locked(centre_letter_id)
    move(act, letter, "give_up_letter", CentreGotNoAnswer(seal.pk, seal.business_id))
    suspend_for(
        act.wearing(Role.HOUSE), business_id=seal.business_id, reason="letter_unanswered",
        domain=seal.domain,
    )  # fmt: skip
    return letter


def _locked(letter_id: int) -> tuple[Seal, Letter]:
    """The seal first, then the letter: always in this order."""
    seal_id = Letter.objects.filter(pk=letter_id).values_list("seal_id", flat=True).first()
    if seal_id is None:
        raise NotFound
    return Seal.objects.lock(seal_id), Letter.objects.lock(letter_id)
