"""What may happen to a game account: nothing of it travels, and its money waits a while longer."""

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals.rules import POINTS
from amanat.kernel.ledger import book
from amanat.words.act import Role
from stories.moves import MOVES, Walk, move
from stories.virtual import ACCOUNT

OF_ACCOUNTS = f"{ACCOUNT['kind']} "


@move(OF_ACCOUNTS + "funded", OF_ACCOUNTS + "funded")
def hand_over(walk: Walk) -> None:
    secret = f"user: reza_{book.next_id()}\npassword: s3cret-Word!"
    deals.hand_over(walk.side(Role.SELLER), deal_id=walk.deal.pk, secret=secret, points=POINTS)


MOVES[OF_ACCOUNTS + "funded"] += [Walk.do_not_ship, Walk.ask_cancel]


@move(OF_ACCOUNTS + "shipped", OF_ACCOUNTS + "shipped")
def reveal(walk: Walk) -> None:
    deals.reveal(walk.side(Role.BUYER), deal_id=walk.deal.pk)


@move(OF_ACCOUNTS + "shipped")
def nobody_looks(walk: Walk) -> None:
    deals.lose_track(walk.clock(walk.deal), deal_id=walk.deal.pk)


MOVES[OF_ACCOUNTS + "shipped"] += [Walk.report, Walk.ask_cancel]


@move(OF_ACCOUNTS + "inspection")
def approve_the_account(walk: Walk) -> None:
    """The whole list is ticked; the recovery watch begins."""
    deals.tick(walk.side(Role.BUYER), deal_id=walk.deal.pk, points=POINTS)
    walk.approve()


MOVES[OF_ACCOUNTS + "inspection"] += [Walk.lapse, Walk.extend, Walk.report, Walk.offer]


@move("watched")
def end_watch(walk: Walk) -> None:
    deals.end_watch(walk.clock(walk.deal), deal_id=walk.deal.pk)


MOVES["watched"].append(Walk.report)
