"""All the holds of one deal move together, in the verb's own transaction.

With the money's end comes the secret's: what nobody has seen by then, nobody will.
"""

from amanat.capabilities.deals.models import Deal
from amanat.capabilities.escrow import actions as escrow
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.vault import actions as vault
from amanat.words.act import Act


def drop(act: Act, deal: Deal) -> None:
    """No more money is expected: close what is unpaid, return what was paid."""
    for hold in holds.holds_of(deal.subject):
        escrow.drop(act, hold_id=hold.pk)
    vault.destroy_unseen(act, subject=deal.subject)


def freeze(act: Act, deal: Deal) -> None:
    for hold in holds.holds_of(deal.subject):
        escrow.freeze(act, hold_id=hold.pk)


def release(act: Act, deal: Deal) -> None:
    """To the seller. A frozen hold is thawed first: the quarrel it waited for is settled."""
    for hold in holds.holds_of(deal.subject):
        if hold.state == "frozen":
            escrow.thaw(act, hold_id=hold.pk)
        escrow.release(act, hold_id=hold.pk)
    vault.destroy_unseen(act, subject=deal.subject)


def refund(act: Act, deal: Deal) -> None:
    """To the buyer, thawed first where needed."""
    for hold in holds.holds_of(deal.subject):
        if hold.state == "frozen":
            escrow.thaw(act, hold_id=hold.pk)
        escrow.refund(act, hold_id=hold.pk)
    vault.destroy_unseen(act, subject=deal.subject)


def split(act: Act, deal: Deal, share: holds.Split) -> None:
    """To both. A deal that is quarrelled over has its money in one hold."""
    one, *others = [h for h in holds.holds_of(deal.subject) if h.state in {"held", "frozen"}]
    assert not others, "Whose hold would the price cut come from?"
    if one.state == "frozen":
        escrow.thaw(act, hold_id=one.pk)
    escrow.split(act, hold_id=one.pk, share=share)
    vault.destroy_unseen(act, subject=deal.subject)
