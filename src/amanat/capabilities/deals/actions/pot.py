"""All the holds of one deal move together, in the verb's own transaction.

With the money's end comes the secret's: what nobody has seen by then, nobody will.
"""

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.rules import Terms
from amanat.capabilities.escrow import actions as escrow
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.vault import actions as vault
from amanat.kernel.law import parameters as law
from amanat.words.act import Act
from amanat.words.money import Money


def promise(act: Act, deal: Deal, terms: Terms) -> None:
    """Plan the payments the bank's cap allows, and let escrow wait for them."""
    assert deal.buyer_id is not None and deal.seller_id is not None
    bill = queries.bill(terms)
    cap = Money(law.whole("payment.cap_units", act.at))
    parts = holds.instalments(bill.buyer_pays, price=bill.price, cap=cap)
    escrow.promise(act, subject=deal.subject, payer_id=deal.buyer_id, payee_id=deal.seller_id,
                   parts=parts, fee=bill.fee, next_path=f"/deals/{deal.code}")  # fmt: skip


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
