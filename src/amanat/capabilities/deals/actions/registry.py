"""The registry is asked who holds a domain; when it is the buyer, delivery is proven."""

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.events import TransferProven
from amanat.capabilities.deals.models import Deal, Transfer
from amanat.capabilities.deals.ports import whois
from amanat.capabilities.deals.rules import inspect_by
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act


def ask_registry(act: Act, *, deal_id: int) -> Transfer | None:
    """Ask outside any transaction, then write the answer down. Without one nothing changes."""
    transfer = Transfer.objects.filter(deal_id=deal_id).first()
    if transfer is None:
        return None
    try:
        holder = whois.registry().holder(transfer.domain)
    except whois.Unanswered:
        return transfer
    return note_holder(act, deal_id=deal_id, holder=holder)


@atomic
def note_holder(act: Act, *, deal_id: int, holder: str) -> Transfer:
    """Write down whom the registry names; the buyer's own handle proves the transfer."""
    deal = Deal.objects.lock(deal_id)
    transfer = Transfer.objects.select_for_update().get(deal=deal)
    transfer.asked_at, transfer.holder = act.at, holder
    transfer.save(update_fields=["asked_at", "holder"])
    if deal.state == "shipped" and transfer.handle and holder == transfer.handle:
        prove_transfer(act, deal_id=deal_id)
    return transfer


@atomic
def prove_transfer(act: Act, *, deal_id: int) -> Deal:
    """The domain is the buyer's: the time to inspect it begins."""
    deal = Deal.objects.lock(deal_id)
    deal.received_at = act.at
    terms = queries.terms(deal)
    event = TransferProven(terms.more["domain"])
    move(act, deal, "prove_transfer", event, due_at=inspect_by(act.at, terms))
    return deal
