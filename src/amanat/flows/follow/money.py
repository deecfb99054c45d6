"""What follows when money has come or gone."""

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.escrow import actions as escrow
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.payments import queries as payments
from amanat.kernel.log.facts import Fact, id_in
from amanat.words.act import Act


def fund_the_hold(act: Act, fact: Fact) -> None:
    escrow.fund(act, payment_id=fact.id)


def tell_the_deal_of_a_part(act: Act, fact: Fact) -> None:
    deals.fund_part(
        act,
        deal_id=id_in(fact.facts["subject"]),
        units=fact.facts["units"],
        missing_units=fact.facts["missing_units"],
    )


def fund_the_deal(act: Act, fact: Fact) -> None:
    deals.fund(act, deal_id=id_in(fact.facts["subject"]), units=fact.facts["units"])


def pay_the_seller(act: Act, fact: Fact) -> None:
    deal_id = id_in(holds.hold(fact.id).subject)
    not_before = queries.payout_not_before(deal_id, act.at)
    escrow.pay_the_payee(act, hold_id=fact.id, not_before=not_before)


def send_the_money_back(act: Act, fact: Fact) -> None:
    escrow.send_back(act, hold_id=fact.id)


def start_the_deals_payout(act: Act, fact: Fact) -> None:
    """A split deal is under way to both sides already."""
    deal_id = _deal_of(fact)
    if not queries.is_splitting(deal_id):
        deals.start_payout(act, deal_id=deal_id)


def complete_the_deal(act: Act, fact: Fact) -> None:
    """The seller has the money; a split deal waits for the buyer's share as well."""
    deal_id = _deal_of(fact)
    if queries.has_split_arrived(deal_id):
        deals.close_split(act, deal_id=deal_id)
    elif not queries.is_splitting(deal_id):
        deals.complete(act, deal_id=deal_id)


def close_the_refund(act: Act, fact: Fact) -> None:
    """The last of a hold's refunds ends the deal; earlier ones wait for it."""
    deal_id = _deal_of(fact)
    is_last = not payments.open_refunds(fact.facts["subject"])
    if is_last and queries.is_refunding(deal_id):
        deals.close_refund(act, deal_id=deal_id)
    elif queries.has_split_arrived(deal_id):
        deals.close_split(act, deal_id=deal_id)


def _deal_of(fact: Fact) -> int:
    """From a payout's or refund's "hold:5" to the deal that hold belongs to."""
    return id_in(holds.hold(id_in(fact.facts["subject"])).subject)
