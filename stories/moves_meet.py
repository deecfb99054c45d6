"""What may happen where two meet, and to a code: a hand-over in person, a seal, a look."""

import pytest

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.refusals import WrongHandCode
from amanat.capabilities.deals.rules import IN_PERSON
from amanat.kernel.ledger import book
from amanat.words.act import Role
from stories.moves import MOVES, Walk, move
from stories.moves_harm import agree_on_a_return
from stories.virtual import CODE

MEETING: dict[str, object] = {"delivery": "hand"}
IN_HAND, OF_CODES = f"{IN_PERSON} ", f"{CODE['kind']} "


def hand_code(walk: Walk) -> str:
    return queries.hand_code(walk.deal, queries.meeting_of(walk.deal))


# ---- in person -----------------------------------------------------------------------------


@move(IN_HAND + "funded", IN_HAND + "funded")
def meet(walk: Walk) -> None:
    seller = walk.side(Role.SELLER)
    deals.type_hand_code(seller, deal_id=walk.deal.pk, code=hand_code(walk))
    deals.meet(seller, deal_id=walk.deal.pk)


@move(IN_HAND + "funded")
def mistype(walk: Walk) -> None:
    """A wrong code moves nothing; then the buyer makes a new one."""
    wrong = f"{(int(hand_code(walk)) + 1) % 10**6:06d}"
    with pytest.raises(WrongHandCode):
        deals.type_hand_code(walk.side(Role.SELLER), deal_id=walk.deal.pk, code=wrong)
    deals.renew_code(walk.side(Role.BUYER), deal_id=walk.deal.pk)


MOVES[IN_HAND + "funded"] += [Walk.do_not_ship, Walk.ask_cancel]
MOVES[IN_HAND + "inspection"] += [
    Walk.lapse, Walk.extend, Walk.approve, Walk.report, Walk.offer, Walk.answer, agree_on_a_return,
]  # fmt: skip


# ---- a code --------------------------------------------------------------------------------


@move(OF_CODES + "agreed", OF_CODES + "agreed", OF_CODES + "agreed")
def seal_and_pay(walk: Walk) -> None:
    deals.seal(walk.side(Role.SELLER), deal_id=walk.deal.pk, secret=f"GIFT-{book.next_id()}")
    walk.quarrel.play.settle()
    walk.fresh()
    walk.dice.choice([Walk.pay, Walk.pay_one_part])(walk)


MOVES[OF_CODES + "agreed"].append(Walk.cancel)


@move(OF_CODES + "shipped", OF_CODES + "shipped")
def look(walk: Walk) -> None:
    deals.reveal(walk.side(Role.BUYER), deal_id=walk.deal.pk)


@move(OF_CODES + "shipped")
def nobody_looks(walk: Walk) -> None:
    deals.lose_track(walk.clock(walk.deal), deal_id=walk.deal.pk)


MOVES[OF_CODES + "shipped"] += [Walk.report, Walk.ask_cancel]
MOVES[OF_CODES + "inspection"] += [Walk.lapse, Walk.approve, Walk.report, Walk.offer]
