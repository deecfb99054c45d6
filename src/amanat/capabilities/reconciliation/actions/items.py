"""A difference is found, found again or cleared by the house; taken, explained or matched by a
person of finance, with a reason."""

from amanat.capabilities.reconciliation import events, queries
from amanat.capabilities.reconciliation.actions.lines import belong
from amanat.capabilities.reconciliation.actions.rights import finance_only, reason
from amanat.capabilities.reconciliation.actions.watching import watch
from amanat.capabilities.reconciliation.models import Item, Line
from amanat.capabilities.reconciliation.refusals import NotAMatch
from amanat.capabilities.reconciliation.rules import keys
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.refusal import refuse_unless

#  Said by people: the same difference is not found again.
SETTLED_BY_HAND = ("open", "proposed", "explained", "corrected")


@atomic
def find(act: Act, *, key: str, units: int, line: Line | None = None) -> Item:
    """Something differs by `units`. The same again is the item we have."""
    house = act.wearing(Role.HOUSE)
    known = Item.objects.select_for_update().filter(key=key).first()
    if known is None:
        one = Item(key=key, units=units, line=line, found_at=act.at)
        move(house, one, "find", events.ItemFound(key, units))
        return one
    if known.units == units and known.state in SETTLED_BY_HAND:
        return known
    return find_again(act, item_id=known.pk, units=units)


@atomic
def find_again(act: Act, *, item_id: int, units: int) -> Item:
    """It differs again, or by another sum than what was said about it."""
    one = Item.objects.lock(item_id)
    one.units, one.closed_at, one.found_at = units, None, act.at
    one.proposer_id = one.signer_id = None
    house = act.wearing(Role.HOUSE)
    move(house, one, "find_again", events.ItemFoundAgain(one.key, units))
    return one


@atomic
def clear_item(act: Act, *, item_id: int) -> Item:
    """The other side has arrived: nothing differs any more."""
    one = Item.objects.lock(item_id)
    one.closed_at = act.at
    move(act.wearing(Role.HOUSE), one, "clear_item", events.ItemCleared(one.key, one.units))
    return one


@atomic
def take(act: Act, *, item_id: int) -> Item:
    """Somebody of finance takes charge of it."""
    finance_only(act)
    one = Item.objects.lock(item_id)
    one.owner_id = act.by
    move(act, one, "take", events.ItemTaken(one.key, one.units, one.words))
    return one


@atomic
def explain(act: Act, *, item_id: int, words: str) -> Item:
    """Say why it differs. Whoever says so owns it until it is gone; it stops no payout any more."""
    finance_only(act)
    one = Item.objects.lock(item_id)
    one.words, one.owner_id = reason(words), act.by
    move(act, one, "explain", events.ItemExplained(one.key, one.units, one.words))
    watch(act)
    return one


@atomic
def match_item(act: Act, *, item_id: int, subject: str, words: str) -> Item:
    """Say by hand to what a line belongs: same sum, same side, and neither matched yet."""
    finance_only(act)
    one = Item.objects.lock(item_id)
    fitting = {candidate.subject for candidate in queries.candidates(one.line)}
    refuse_unless(one.line is not None and subject in fitting, NotAMatch, "subject")
    assert one.line is not None
    one.words, one.owner_id, one.closed_at = reason(words), act.by, act.at
    move(act, one, "match_item", events.ItemMatched(one.key, one.units, one.words))
    belong(act, one.line, subject, one.words)
    if subject.startswith("line:"):
        _match_the_other(act, keys.number_in(subject), one)
    watch(act)
    return one


def _match_the_other(act: Act, line_id: int, one: Item) -> None:
    """Two lines undo each other: what stood for the other one is gone too."""
    assert one.line is not None
    other = Line.objects.get(pk=line_id)
    belong(act, other, keys.line(one.line.pk), one.words)
    standing = Item.objects.filter(key=keys.line(line_id), state__in=("open", "explained"))
    for pk in standing.values_list("pk", flat=True):
        clear_item(act, item_id=pk)
