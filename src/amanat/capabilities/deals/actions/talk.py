"""What the two people say and show to each other on the deal."""

from amanat.capabilities.deals.events import MessageSent
from amanat.capabilities.deals.models import Deal, DealFile, Message
from amanat.capabilities.deals.refusals import MessageEmpty, TextTooLong, TooManyFiles
from amanat.capabilities.deals.rules import LONGEST_MESSAGE, MOST_DEAL_FILES
from amanat.capabilities.evidence import queries as evidence
from amanat.kernel.log.moves import record
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.persian import normalise
from amanat.words.refusal import NotYours, refuse_unless


@atomic
def write_message(act: Act, *, deal_id: int, words: str) -> Message:
    """One line of conversation; it never changes what was agreed."""
    deal = Deal.objects.lock(deal_id)
    deal.check_side(act)
    refuse_unless(act.role in {Role.BUYER, Role.SELLER}, NotYours)
    words = normalise(words)
    refuse_unless(bool(words), MessageEmpty, "words")
    refuse_unless(len(words) <= LONGEST_MESSAGE, TextTooLong, "words", most=LONGEST_MESSAGE)
    message = Message.objects.create(deal=deal, role=act.role, words=words, at=act.at)
    record(act, MessageSent(act.role), subject=deal)
    return message


@atomic
def attach(act: Act, *, deal_id: int, file_id: int, about: str) -> DealFile:
    """Lay a file on the deal, where both sides see it."""
    deal = Deal.objects.lock(deal_id)
    deal.check_side(act)
    refuse_unless(deal.files.count() < MOST_DEAL_FILES, TooManyFiles, "file", most=MOST_DEAL_FILES)
    evidence.open_file(file_id, act.by)
    link, _ = DealFile.objects.get_or_create(
        deal=deal, file_id=file_id, defaults={"role": act.role, "about": about, "at": act.at}
    )
    return link
