"""Where the money of a deal ended, counted at the banks, and worked out anew from the guide.

Whoever may own money of a deal joins `OWNERS`; together they have what the buyer paid.
"""

from collections.abc import Callable, Mapping

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Case, Deal
from amanat.capabilities.deals.rules import Terms
from amanat.capabilities.deals.states import DEAL
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.payments import queries as money
from amanat.capabilities.protection import queries as fund
from amanat.kernel.log.history import history


def to_the_seller(deal: Deal) -> int:
    """What the seller's bank has."""
    held = holds.holds_of(deal.subject)
    sent = [one for hold in held for one in money.payouts_on(f"hold:{hold.pk}")]
    return sum(one.units for one in sent if one.state == "settled")


def to_the_buyer(deal: Deal) -> int:
    """What is back on the buyer's cards and accounts."""
    parts = [part for hold in holds.holds_of(deal.subject) for part in hold.parts.all()]
    back = [one for part in parts for one in money.refunds_of(part.payment_id)]
    return sum(one.units for one in back if one.state == "confirmed")


def the_fee(deal: Deal) -> int:
    return sum(hold.ended_as.fee_units for hold in holds.holds_of(deal.subject))


OWNERS: dict[str, Callable[[Deal], int]] = {
    "seller": to_the_seller, "fee": the_fee, "buyer": to_the_buyer,
}  # fmt: skip


def paid_in(deal: Deal) -> int:
    """What the bank took from the buyer's cards, counted from the payments themselves."""
    parts = [part for hold in holds.holds_of(deal.subject) for part in hold.parts.all()]
    return sum(part.units for part in parts if part.payment.state == "paid")


def owed(terms: Terms, released_units: int, paid_units: int) -> dict[str, int]:
    """What each must get, worked out here anew from the guide's words and whole numbers alone."""
    fee = released_units * terms.fee_basis_points // 10_000
    buyers = {"buyer": fee, "seller": 0, "half": fee - fee // 2}[terms.fee_payer]
    seller = released_units - (fee - buyers)
    return {"seller": seller, "fee": fee, "buyer": paid_units - seller - fee}


ALL_RELEASED = frozenset(
    {"GoodsApproved", "InspectionLapsed", "RecoveryWatchEnded", "ReturnNotSent"}
)


def released(deal: Deal) -> int:
    """How much of the price its own history says was let go to the seller."""
    agreed = queries.terms(deal).price_units
    for line in reversed(history(deal.subject)):
        if line.name in ALL_RELEASED:
            return agreed
        if line.name == "DealSettled":
            return decided(deal, str(line.facts["how"]))
    return 0


def decided(deal: Deal, how: str) -> int:
    """What the two, an arbiter, or an officer of a claim last let go to the seller."""
    if how == "claim":
        return int(deal.claim.price_units)
    if how == "vault":  # What was handed over is not what was promised.
        return 0
    if how == "agreement":
        return int(deal.offers.filter(state="accepted").latest("pk").price_units)
    case = Case.objects.filter(deal=deal, state="final").latest("pk")
    return int(case.rulings.latest("number").price_units)


def fed(deal: Deal) -> int:
    """What of the fee went on into the protection fund."""
    return sum(fund.fed_units(hold.pk) for hold in holds.holds_of(deal.subject))


def faults(deal: Deal, owners: Mapping[str, Callable[[Deal], int]] = OWNERS) -> list[str]:
    """Everything that is wrong with the money of a deal that is over; nothing, when all is well."""
    terms, paid = queries.terms(deal), paid_in(deal)
    got = {name: count(deal) for name, count in owners.items()}
    wanted = owed(terms, released(deal), paid)
    found = [f"{deal.state} is no end"] if deal.state not in DEAL.ends() else []
    found += [f"paid {paid}, got {got}"] if sum(got.values()) != paid else []
    found += [f"got {got}, owed {wanted}"] if {**dict.fromkeys(got, 0), **wanted} != got else []
    found += (
        [f"fee {got['fee']} of {terms.price_units}"] if got["fee"] * 100 > terms.price_units else []
    )
    return found
