"""What follows when money has come or gone."""

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.escrow import actions as escrow
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.payments import actions as outward
from amanat.capabilities.payments import queries as payments
from amanat.capabilities.protection import actions as protection
from amanat.kernel.log.facts import Fact, id_in
from amanat.words.act import Act


def fund_the_hold(act: Act, fact: Fact) -> None:
    """Money of a contract is followed by contracts."""
    if fact.facts["subject"].startswith("hold:"):
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
    """The promise counts from the moment the money was released, however late this runs."""
    wait = queries.payout_wait(id_in(holds.hold(fact.id).subject), fact.at)
    escrow.pay_the_payee(act, hold_id=fact.id, ended_at=fact.at, wait=wait)


def send_the_money_back(act: Act, fact: Fact) -> None:
    escrow.send_back(act, hold_id=fact.id)


def feed_the_fund(act: Act, fact: Fact) -> None:
    """A part of the fee protects other deals."""
    protection.feed(act, hold_id=fact.id)


def pay_the_compensation(act: Act, fact: Fact) -> None:
    protection.pay_the_compensation(act, compensation_id=fact.id)


def start_the_deals_payout(act: Act, fact: Fact) -> None:
    """A split deal is under way to both sides already; what the fund pays is no deal's payout."""
    deal_id = _deal_of(fact)
    if deal_id is not None and not queries.is_splitting(deal_id):
        deals.start_payout(act, deal_id=deal_id)


def complete_the_deal(act: Act, fact: Fact) -> None:
    """The seller has the money; a split deal waits for the buyer's share as well.

    A deal that was over when its money came back days later stays over: the money went again.
    """
    deal_id = _deal_of(fact)
    if deal_id is None:
        return
    if queries.has_split_arrived(deal_id):
        deals.close_split(act, deal_id=deal_id)
    elif not queries.is_splitting(deal_id) and not queries.is_over(deal_id):
        deals.complete(act, deal_id=deal_id)


def close_the_refund(act: Act, fact: Fact) -> None:
    """The last of a hold's refunds ends the deal; earlier ones wait for it."""
    deal_id = _deal_of(fact)
    if deal_id is None:
        return  # A contract's: it was over before its money went back.
    is_last = not payments.open_refunds(fact.facts["subject"])
    if is_last and queries.is_refunding(deal_id):
        deals.close_refund(act, deal_id=deal_id)
    elif queries.has_split_arrived(deal_id):
        deals.close_split(act, deal_id=deal_id)


def _deal_of(fact: Fact) -> int | None:
    """From a payout's or refund's "hold:5" to the deal that hold belongs to, if it is a hold's."""
    if not fact.facts["subject"].startswith("hold:"):
        return None
    return id_in(holds.hold(id_in(fact.facts["subject"])).subject)


def tell_of_the_payout(act: Act, fact: Fact) -> None:
    outward.tell_of_payout(act, payout_id=fact.id, fact=fact.name)


def tell_of_the_refund(act: Act, fact: Fact) -> None:
    outward.tell_of_refund(act, refund_id=fact.id, fact=fact.name)


def tell_of_the_transfer_back(act: Act, fact: Fact) -> None:
    """A refund on the rail: its payer hears what he has to do."""
    outward.tell_of_payout(act, payout_id=fact.id, fact=fact.facts["step"])


def tell_of_the_attempt(act: Act, fact: Fact) -> None:
    outward.tell_of_attempt(act, attempt_id=fact.id, fact=fact.name)


def tell_that_it_is_due_again(act: Act, fact: Fact) -> None:
    outward.tell_of_payment(act, payment_id=fact.id)


def look_for_the_account_again(act: Act, fact: Fact) -> None:
    """What waited for a checked account need not wait for the next hour."""
    outward.look_again(act, person_id=fact.facts["person_id"])


def let_everything_go_on(act: Act, fact: Fact) -> None:
    """Payouts were halted and go on: what stood still need not wait for its next look."""
    outward.go_on(act)


def tell_of_the_halt(act: Act, fact: Fact) -> None:
    outward.tell_of_halt(act)
