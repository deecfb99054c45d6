"""Our book is corrected by adding entries only, between accounts of the house, by two people."""

from amanat.capabilities.reconciliation import events, queries
from amanat.capabilities.reconciliation.actions.rights import finance_only, reason
from amanat.capabilities.reconciliation.actions.watching import watch
from amanat.capabilities.reconciliation.models import Item
from amanat.capabilities.reconciliation.refusals import (
    CorrectionNeedsTwo,
    NoSuchBookAccount,
    NotWhatYouRead,
)
from amanat.kernel.ledger import book
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act
from amanat.words.refusal import refuse_unless


@atomic
def propose_correction(act: Act, *, item_id: int, debit: str, credit: str, words: str) -> Item:
    """The first of two people says which entry makes our book agree, and why."""
    finance_only(act)
    one = Item.objects.lock(item_id)
    ours = queries.of_the_house()
    refuse_unless(debit in ours and debit != credit, NoSuchBookAccount, "debit")
    refuse_unless(credit in ours, NoSuchBookAccount, "credit")
    one.debit, one.credit, one.correction_units = debit, credit, abs(one.units)
    one.words, one.owner_id, one.proposer_id = reason(words), act.by, act.by
    one.round += 1
    one.sha256 = queries.content_sha256(one)
    move(act, one, "propose_correction", _fact(one, events.CorrectionProposed))
    return one


@atomic
def write_correction(act: Act, *, item_id: int, sha256: str) -> Item:
    """The second of two people signs exactly what was proposed: the entry is written."""
    finance_only(act)
    one = Item.objects.lock(item_id)
    refuse_unless(act.by != one.proposer_id, CorrectionNeedsTwo)
    refuse_unless(sha256 == one.sha256 == queries.content_sha256(one), NotWhatYouRead)
    one.signer_id, one.closed_at = act.by, act.at
    move(act, one, "write_correction", _fact(one, events.CorrectionWritten))
    entry = book.Transfer(
        book.account(one.debit), book.account(one.credit), one.correction_units, "correction"
    )
    book.write(act, entry, key=f"item/{one.pk}/corrected/{one.round}")
    watch(act)
    return one


@atomic
def turn_down_correction(act: Act, *, item_id: int) -> Item:
    """Somebody of finance does not agree: it is unexplained again."""
    finance_only(act)
    one = Item.objects.lock(item_id)
    one.proposer_id = None
    move(act, one, "turn_down_correction", _down(one))
    return one


def _down(one: Item) -> events.CorrectionTurnedDown:
    return events.CorrectionTurnedDown(one.key, one.units, one.words)


def _fact(one: Item, kind: type[events.CorrectionMoved]) -> events.CorrectionMoved:
    return kind(one.key, one.debit, one.credit, one.correction_units, one.sha256)
