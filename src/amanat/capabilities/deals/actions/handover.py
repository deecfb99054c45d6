"""The seller of work hands it in; the buyer may ask for changes, as often as was agreed."""

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.actions.closing import close_quarrel
from amanat.capabilities.deals.actions.virtual import check_kind
from amanat.capabilities.deals.events import RevisionAsked, WorkHandedIn
from amanat.capabilities.deals.models import Deal, DealFile, Handover, Revision
from amanat.capabilities.deals.refusals import (
    LinksNotKept,
    NothingHandedIn,
    RevisionsUsedUp,
    TextTooLong,
    TooManyFiles,
    WordsNeeded,
)
from amanat.capabilities.deals.rules import (
    LEAST_PROBLEM_CHARACTERS,
    LONGEST_MESSAGE,
    MOST_DEAL_FILES,
    MOST_FILES,
    fingerprint,
    has_link,
    inspect_by,
    revise_by,
)
from amanat.capabilities.deals.states import DEAL
from amanat.capabilities.evidence import queries as evidence
from amanat.kernel.law import parameters as law
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act
from amanat.words.persian import normalise
from amanat.words.refusal import refuse_unless


@atomic
def hand_in(act: Act, *, deal_id: int, words: str = "", file_ids: tuple[int, ...] = ()) -> Handover:
    """Hand in the work: files, words, or both, under one hash. The buyer's time to look begins."""
    deal = Deal.objects.lock(deal_id)
    deal.check_side(act)
    DEAL.row("hand_in", deal.state, act.role)
    check_kind(deal, "hand_in")
    terms = queries.terms(deal)
    words = normalise(words)
    refuse_unless(bool(words or file_ids), NothingHandedIn, "words")
    refuse_unless(len(words) <= LONGEST_MESSAGE, TextTooLong, "words", most=LONGEST_MESSAGE)
    refuse_unless(not has_link(words), LinksNotKept, "words")
    refuse_unless(len(file_ids) <= MOST_FILES, TooManyFiles, "pictures", most=MOST_FILES)
    room = MOST_DEAL_FILES - deal.files.count()
    refuse_unless(len(file_ids) <= room, TooManyFiles, "pictures", most=MOST_DEAL_FILES)
    files = [evidence.open_file(file_id, act.by) for file_id in file_ids]
    number = deal.handovers.count() + 1
    sha256 = fingerprint(words, [file.sha256 for file in files])
    deal.received_at = act.at
    event = WorkHandedIn(number, sha256, len(files))
    move(act, deal, "hand_in", event, due_at=inspect_by(act.at, terms))
    handover = Handover.objects.create(
        deal=deal, number=number, words=words, sha256=sha256, at=act.at
    )
    for file in files:
        DealFile.objects.get_or_create(
            deal=deal, file_id=file.pk,
            defaults={"role": act.role, "about": "work", "at": act.at, "handover": handover},
        )  # fmt: skip
    return handover


@atomic
def revise(act: Act, *, deal_id: int, words: str) -> Revision:
    """Ask for changes before approving; the seller gets the agreed time for them."""
    deal = Deal.objects.lock(deal_id)
    deal.check_side(act)
    DEAL.row("revise", deal.state, act.role)
    check_kind(deal, "revise")
    terms = queries.terms(deal)
    most, number = terms.more["revisions"], deal.revisions.count() + 1
    refuse_unless(number <= most, RevisionsUsedUp, most=most)
    words = normalise(words)
    least = LEAST_PROBLEM_CHARACTERS
    refuse_unless(len(words) >= least, WordsNeeded, "words", least=least)
    refuse_unless(len(words) <= LONGEST_MESSAGE, TextTooLong, "words", most=LONGEST_MESSAGE)
    deal.ship_by = revise_by(act.at, terms)
    due_at = deal.ship_by + law.hours("deal.call_off_hours", act.at)
    move(act, deal, "revise", RevisionAsked(number, most), due_at=due_at)
    close_quarrel(act, deal, "revised")  # An amount was offered for the work as it was.
    return Revision.objects.create(
        deal=deal, number=number, words=words, at=act.at, until=deal.ship_by
    )
