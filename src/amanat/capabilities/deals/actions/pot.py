"""All the holds of one deal move together, in the verb's own transaction.

With the money's end comes the secret's: what nobody has seen by then, nobody will.
"""

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.rules import Terms
from amanat.capabilities.escrow import actions as escrow
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.vault import actions as vault
from amanat.words.act import Act


def promise(act: Act, deal: Deal, terms: Terms) -> None:
    """Plan the payments the bank's cap allows, and let escrow wait for them."""
    assert deal.buyer_id is not None and deal.seller_id is not None
    bill = queries.bill(terms)
    parts = queries.parts_of(bill, act.at)
    escrow.promise(act, subject=deal.subject, payer_id=deal.buyer_id, payee_id=deal.seller_id,
                   parts=parts, fee=bill.fee, next_path=f"/deals/{deal.code}",
                   number=len(holds.holds_of(deal.subject)) + 1)  # fmt: skip


def drop(act: Act, deal: Deal) -> None:
    """No more money is expected: close what is unpaid, return what was paid."""
    for hold in _standing(deal):
        escrow.drop(act, hold_id=hold.pk)
    vault.destroy_unseen(act, subject=deal.subject)


def freeze(act: Act, deal: Deal) -> None:
    for hold in _standing(deal):
        escrow.freeze(act, hold_id=hold.pk)


def keep(act: Act, deal: Deal) -> None:
    """Freeze what is not frozen yet: a quarrel or a return goes on."""
    for hold in holds.holds_of(deal.subject):
        if hold.state == "held":
            escrow.freeze(act, hold_id=hold.pk)


def thaw(act: Act, deal: Deal) -> None:
    """The money waits on its condition again, as before the quarrel."""
    for hold in holds.holds_of(deal.subject):
        if hold.state == "frozen":
            escrow.thaw(act, hold_id=hold.pk)


def release(act: Act, deal: Deal) -> None:
    """To the seller. A frozen hold is thawed first: the quarrel it waited for is settled."""
    for hold in _standing(deal):
        if hold.state == "frozen":
            escrow.thaw(act, hold_id=hold.pk)
        escrow.release(act, hold_id=hold.pk)
    vault.destroy_unseen(act, subject=deal.subject)


def refund(act: Act, deal: Deal) -> None:
    """To the buyer, thawed first where needed."""
    for hold in _standing(deal):
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


def _standing(deal: Deal) -> list[holds.Hold]:
    """The holds that still count: one dropped for a new promise is history."""
    return [hold for hold in holds.holds_of(deal.subject) if hold.state != "dropped"]
