"""Packing before the road, and the claim after it: what the two sides and the clock do."""

import hashlib
from datetime import datetime, timedelta

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.actions import pot
from amanat.capabilities.deals.events import (
    ClaimAnswered,
    ClaimBegun,
    ClaimCompleted,
    ClaimDropped,
    ClaimHeard,
    ClaimOpened,
    DamageClaimed,
    GoodsPacked,
    InspectionResumed,
    LossClaimed,
)
from amanat.capabilities.deals.models import Claim, ClaimWord, Deal, DealFile, Packing, Problem
from amanat.capabilities.deals.refusals import (
    ClaimedBefore,
    ClaimTooLate,
    NotLost,
    PackedTooOften,
    PictureNeeded,
    ProofsMissing,
    TextTooLong,
    TooManyFiles,
    TooManyStatements,
    WeightOutOfRange,
    WordsNeeded,
)
from amanat.capabilities.deals.rules import (
    DAMAGE,
    LEAST_PROBLEM_CHARACTERS,
    LEAST_WEIGHT_GRAMS,
    LONGEST_MESSAGE,
    LOSS,
    MOST_CLAIM_WORDS,
    MOST_DEAL_FILES,
    MOST_FILES,
    MOST_PACKINGS,
    MOST_WEIGHT_GRAMS,
    Outcome,
    inspect_by,
    missing_proofs,
)
from amanat.capabilities.deals.states import DEAL
from amanat.capabilities.evidence import queries as evidence
from amanat.kernel.clock.calendar import after_working_days
from amanat.kernel.law import parameters as law
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.persian import normalise
from amanat.words.refusal import refuse_unless

INCOMPLETE_ROW = 2  # Of the damage table.


@atomic
def pack(
    act: Act, *, deal_id: int, weight_grams: int, has_word: bool, file_ids: tuple[int, ...] = ()
) -> Deal:
    """Show the packed parcel before it leaves: pictures, weight, and the deal's word on it."""
    deal = Deal.objects.lock(deal_id)
    deal.check_side(act)
    queries.check_carried(deal)
    fine = LEAST_WEIGHT_GRAMS <= weight_grams <= MOST_WEIGHT_GRAMS
    refuse_unless(
        fine, WeightOutOfRange, "weight_grams", least=LEAST_WEIGHT_GRAMS, most=MOST_WEIGHT_GRAMS
    )
    refuse_unless(bool(file_ids), PictureNeeded, "pictures")
    refuse_unless(deal.packings.count() < MOST_PACKINGS, PackedTooOften, most=MOST_PACKINGS)
    move(act, deal, "pack", GoodsPacked(weight_grams, len(file_ids)), due_at=deal.due_at)
    keep_files(act, deal, file_ids, "packing")
    Packing.objects.create(
        deal=deal, weight_grams=weight_grams, has_word=has_word, pictures=len(file_ids), at=act.at
    )
    return deal


@atomic
def claim_damage(
    act: Act,
    *,
    deal_id: int,
    words: str,
    box_id: int | None = None,
    label_id: int | None = None,
    item_id: int | None = None,
    minutes_id: int | None = None,
) -> Claim:
    """The parcel came to harm on the way: the money is kept, and proof is gathered.

    Within a day of delivery, with pictures of box, label and item; one missing picture means one
    reminder, then the claim is closed and the rest of the inspection runs.
    """
    deal = Deal.objects.lock(deal_id)
    deal.check_side(act)
    DEAL.row("claim_damage", deal.state, act.role)
    queries.check_carried(deal)
    refuse_unless(queries.claim_of(deal) is None, ClaimedBefore)
    _check_in_time(deal, act.at)
    words = _words(words)
    deal.received_at = deal.received_at or act.at
    left = _inspection_left(deal, act.at)
    proofs = {"box": box_id, "label": label_id, "item": item_id}
    is_complete = not missing_proofs(proofs)
    move(act, deal, "claim_damage", DamageClaimed(is_complete))
    pot.keep(act, deal)
    _keep_proofs(act, deal, {**proofs, "minutes": minutes_id})
    Problem.objects.create(deal=deal, kind="damaged", words=words, wants="refund", at=act.at)
    claim = Claim(
        deal=deal, kind=DAMAGE, words=words, at=act.at, left=left, box_id=box_id,
        label_id=label_id, item_id=item_id, minutes_id=minutes_id,
    )  # fmt: skip
    _begin(act.wearing(Role.HOUSE), claim, is_complete=is_complete)
    return claim


@atomic
def claim_loss(act: Act, *, deal_id: int) -> Claim:
    """Nobody confirmed an arrival in the carrier's time: was the parcel handed over at all?"""
    deal = Deal.objects.lock(deal_id)
    deal.check_side(act)
    DEAL.row("claim_loss", deal.state, act.role)
    refuse_unless(queries.is_lost(deal), NotLost)
    move(act, deal, "claim_loss", LossClaimed())
    pot.keep(act.wearing(Role.HOUSE), deal)
    claim = Claim(deal=deal, kind=LOSS, at=act.at)
    _begin(act.wearing(Role.HOUSE), claim, is_complete=True)
    return claim


def _begin(act: Act, claim: Claim, *, is_complete: bool) -> None:
    """A claim with all its pictures takes evidence; without, it waits for them once."""
    if is_complete:
        due_at = act.at + law.hours("deal.claim_proof_hours", act.at)
        move(act, claim, "open_claim", ClaimOpened(claim.deal_id, claim.kind), due_at=due_at)
    else:
        due_at = act.at + law.hours("deal.claim_reminder_hours", act.at)
        move(act, claim, "begin_claim", ClaimBegun(claim.deal_id), due_at=due_at)


@atomic
def complete_claim(
    act: Act,
    *,
    claim_id: int,
    box_id: int | None = None,
    label_id: int | None = None,
    item_id: int | None = None,
) -> Claim:
    """The missing pictures: with all three the claim is open."""
    deal, claim = lock_claim(claim_id)
    deal.check_side(act)
    claim.box_id = box_id or claim.box_id
    claim.label_id = label_id or claim.label_id
    claim.item_id = item_id or claim.item_id
    missing = missing_proofs(queries.proofs_of(claim))
    refuse_unless(not missing, ProofsMissing, missing[0] if missing else "")
    due_at = act.at + law.hours("deal.claim_proof_hours", act.at)
    move(act, claim, "complete_claim", ClaimCompleted(deal.pk), due_at=due_at)
    _keep_proofs(act, deal, {"box": box_id, "label": label_id, "item": item_id})
    return claim


@atomic
def drop_claim(act: Act, *, claim_id: int) -> Claim:
    """The pictures did not come, after one reminder: the rest of the inspection runs."""
    deal, claim = lock_claim(claim_id)
    claim.row, claim.outcome, claim.decided_at = INCOMPLETE_ROW, Outcome.NO_CLAIM, act.at
    move(act, claim, "drop_claim", ClaimDropped(deal.pk))
    resume(act.wearing(Role.HOUSE), deal_id=deal.pk)
    return claim


@atomic
def resume(act: Act, *, deal_id: int) -> Deal:
    """No claim any more: the inspection goes on with exactly the time it had left."""
    deal = Deal.objects.lock(deal_id)
    left = queries.claim_on(deal).left or timedelta()
    move(act, deal, "resume", InspectionResumed(), due_at=act.at + left)
    pot.thaw(act, deal)
    deal.problems.filter(closed_at=None).update(closed_at=act.at, outcome="dropped")
    return deal


@atomic
def answer_claim(
    act: Act, *, claim_id: int, words: str, file_ids: tuple[int, ...] = ()
) -> ClaimWord:
    """What one side says of the damage, with files; nobody changes it later."""
    deal, claim = lock_claim(claim_id)
    deal.check_side(act)
    words = _words(words)
    given = claim.answers.filter(role=act.role).count()
    refuse_unless(given < MOST_CLAIM_WORDS, TooManyStatements, most=MOST_CLAIM_WORDS)
    digest = hashlib.sha256(words.encode()).hexdigest()
    event = ClaimAnswered(deal.pk, act.role, digest, len(file_ids))
    move(act, claim, "answer_claim", event, due_at=claim.due_at)
    keep_files(act, deal, file_ids, DAMAGE)
    return ClaimWord.objects.create(claim=claim, role=act.role, words=words, at=act.at)


@atomic
def hear_claim(act: Act, *, claim_id: int) -> Claim:
    """The time for proof is over: an officer decides by the table."""
    deal, claim = lock_claim(claim_id)
    due_at = decision_due(act.at)
    move(act, claim, "hear_claim", ClaimHeard(deal.pk), due_at=due_at)
    return claim


def lock_claim(claim_id: int) -> tuple[Deal, Claim]:
    """The claim and its deal, locked in the order of every verb: the deal first."""
    found = queries.claim(claim_id)
    return Deal.objects.lock(found.deal_id), Claim.objects.lock(claim_id)


def decision_due(at: datetime) -> datetime:
    return after_working_days(at, law.whole("deal.claim_decision_days", at))


def _keep_proofs(act: Act, deal: Deal, proofs: dict[str, int | None]) -> None:
    """Each picture is kept under what it shows."""
    for about, file_id in proofs.items():
        keep_files(act, deal, (file_id,) if file_id else (), about)


def keep_files(act: Act, deal: Deal, file_ids: tuple[int, ...], about: str) -> None:
    """Lay the actor's own files on the deal, where both sides and an officer see them."""
    refuse_unless(len(file_ids) <= MOST_FILES, TooManyFiles, "pictures", most=MOST_FILES)
    room = MOST_DEAL_FILES - deal.files.count()
    refuse_unless(len(file_ids) <= room, TooManyFiles, "pictures", most=MOST_DEAL_FILES)
    for file_id in file_ids:
        evidence.open_file(file_id, act.by)
        DealFile.objects.get_or_create(
            deal=deal, file_id=file_id, defaults={"role": act.role, "about": about, "at": act.at}
        )


def _check_in_time(deal: Deal, at: datetime) -> None:
    is_in_time = deal.received_at is None or (deal.claim_by is not None and at <= deal.claim_by)
    hours = int(law.hours("deal.claim_hours", at).total_seconds() // 3600)
    refuse_unless(is_in_time, ClaimTooLate, hours=hours)


def _inspection_left(deal: Deal, at: datetime) -> timedelta:
    """What is left to inspect: all of it when the claim itself says that the goods arrived."""
    if deal.state == "inspection" and deal.due_at is not None:
        return max(deal.due_at - at, timedelta())
    return inspect_by(at, queries.terms(deal)) - at


def _words(words: str) -> str:
    words = normalise(words)
    least = LEAST_PROBLEM_CHARACTERS
    refuse_unless(len(words) >= least, WordsNeeded, "words", least=least)
    refuse_unless(len(words) <= LONGEST_MESSAGE, TextTooLong, "words", most=LONGEST_MESSAGE)
    return words
