"""What each kind of buyer got, and that every car and every rial of the opening is accounted for."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from amanat.capabilities.ceilings import queries as ceilings
from amanat.capabilities.contracts import queries as signed
from amanat.capabilities.contracts.models import Contract
from amanat.capabilities.deliveries import queries as planned
from amanat.capabilities.market import actions as market
from amanat.capabilities.market import queries as figures
from amanat.capabilities.payments import queries as payments
from amanat.capabilities.permits import queries as permits
from amanat.capabilities.presale import queries as campaigns
from amanat.capabilities.projects import queries as accounts
from amanat.capabilities.projects.models import RefundPlan
from amanat.capabilities.reconciliation import queries as books
from amanat.config.demo import cars
from amanat.config.demo.cars import Plant
from amanat.config.demo.proof import Proof, Say, shown, toman
from amanat.config.demo.reading import read_up
from amanat.config.demo.supervised import house
from amanat.kernel.ledger import book
from amanat.kernel.log import sequencer

ON_TIME, LATE = "with a car in time", "with a car"
NO_CAR_PAID, NO_CAR = "without a car, who paid all of it", "without a car, who paid the first part"
REFUNDED = "refunded"  # A contract whose car goes back to the stock.


@dataclass(frozen=True)
class Ended:
    """Where the tale is at its end: two makers, who applied, and what was drawn and brought."""

    good: Plant
    bad: Plant
    applicants: int
    drawn_units: int
    brought_units: int

    @property
    def plants(self) -> tuple[Plant, Plant]:
        return self.good, self.bad


def proof(ended: Ended, say: Say) -> Proof:
    """What each kind of buyer got, in toman; then every invariant that bears on it."""
    say("8. What each buyer has in the end, in toman:")
    for kind, some in kinds(ended).items():
        tell = _told_of_car if kind in (ON_TIME, LATE) else _told_of_money
        tell(say, f"   {len(some):,} buyer{'s' * (len(some) > 1)} {kind}", Each.of(some))
    count = campaigns.count(ended.good.opening.pk)
    say(f"   {count.accepted - len(ended.good.sold):,} people with a car set aside, to be offered "
        "in their order; nothing is paid yet.")  # fmt: skip
    say(f"   {count.seen - count.accepted:,} people in the line behind; nothing is paid.")
    return shown(say, {**_of_cars(ended), **_of_buyers(ended), **_of_money(ended)})


def _told_of_car(say: Say, who: str, each: "Each") -> None:
    late = each.late_days != "0"
    say(f"{who}{f', {each.late_days} days late' if late else ''}, for {each.paid_units} each"
        + (f"; {each.banked_units} for the delay is in their own bank." if late else "."))  # fmt: skip


def _told_of_money(say: Say, who: str, each: "Each") -> None:
    say(
        f"{who}: {each.paid_units} paid, and {each.delay_units} due for {each.late_days} late days;"
    )
    say(f"      {each.shared_units} came from the account, {each.brought_units} from the guarantor; "
        f"{each.banked_units} is in their own bank, each.")  # fmt: skip


@dataclass(frozen=True)
class Got:
    """One buyer at the end. `banked_units` is what arrived in their own account."""

    paid_units: int
    late_days: int
    delay_units: int
    shared_units: int
    brought_units: int
    banked_units: int


def got(one: Contract) -> Got:
    """Looked up for one contract: what its buyer paid, has and got back."""
    delivery = cars.delivery_of(one)
    shares = [share.units for share in accounts.refunds_of(f"contract:{one.pk}")]
    until = delivery.handed_on or delivery.accrued_through or delivery.promised
    arrived = payments.payouts_of(one.buyer_id).filter(state="settled")
    return Got(
        paid_units=signed.paid_units(one.pk),
        late_days=max(0, (until - delivery.promised).days),
        delay_units=delivery.accrued_units,
        shared_units=shares[0] if shares else 0,
        brought_units=sum(shares[1:]),
        banked_units=sum(arrived.values_list("units", flat=True)),
    )


def kinds(ended: Ended) -> dict[str, list[Contract]]:
    """The buyers who are followed, by what became of them."""
    found: dict[str, list[Contract]] = {}
    for one in ended.good.sold:
        found.setdefault(LATE if got(one).late_days else ON_TIME, []).append(one)
    for one in ended.bad.sold:
        whole = signed.paid_units(one.pk) == one.price_units
        found.setdefault(NO_CAR_PAID if whole else NO_CAR, []).append(one)
    return found


@dataclass(frozen=True)
class Each:
    """The same of several buyers, as it is said: one figure, or the least and the most."""

    paid_units: str
    late_days: str
    delay_units: str
    shared_units: str
    brought_units: str
    banked_units: str

    @classmethod
    def of(cls, some: Sequence[Contract]) -> "Each":
        every = [got(one) for one in some]
        return cls(*(_said(field.name, every) for field in fields(Got)))


def _said(name: str, every: Sequence[Got]) -> str:
    values = sorted(getattr(one, name) for one in every)
    ends = dict.fromkeys((values[0], values[-1]))
    return " to ".join(toman(n) if name.endswith("_units") else str(n) for n in ends)


def _of_cars(ended: Ended) -> dict[str, bool]:
    count = campaigns.count(ended.good.opening.pk)
    quantity = permits.permit(ended.good.permit_id).quantity
    lateness = [got(one).late_days for one in ended.good.sold]
    return {
        f"all {ended.applicants:,} are decided, {quantity:,} accepted, none over": (
            (count.seen, count.accepted, count.waiting, count.free_units)
            == (ended.applicants, quantity, 0, 0)
        ),
        "the queue kept every promise": campaigns.broken_promises() == [],
        "every car is sold, set aside or free, and none twice": all(
            _is_whole(plant) for plant in ended.plants
        ),
        "who was followed has the car": all(
            cars.delivery_of(one).handed_on is not None for one in ended.good.sold
        ),
        "only the last ones had to wait": lateness == sorted(lateness),
    }


def _is_whole(plant: Plant) -> bool:
    """Whether what is free, set aside and sold makes just what the permit allows."""
    permit = permits.permit(plant.permit_id)
    assert permit.stock_account_id and permit.sold_account_id, "A permit in force has its stock."
    stock, own, sold = (
        book.balance(pk)
        for pk in (permit.stock_account_id, plant.opening.ceiling_account_id,
                   permit.sold_account_id)
    )  # fmt: skip
    return stock.units + own.units + sold.units == permit.quantity and sold.units == sum(
        signed.contract(one.pk).state != REFUNDED for one in plant.sold
    )


def _of_buyers(ended: Ended) -> dict[str, bool]:
    sold = {one: got(one) for one in ended.good.sold}
    lost = {one: got(one) for one in ended.bad.sold}
    plans = accounts.plans(accounts.project_of(ended.bad.permit_id).pk)
    return {
        "who has a car paid just its price": all(
            his.paid_units == one.price_units for one, his in sold.items()
        ),
        "each late day was paid for, to the rial, as the page says": all(
            his.banked_units == his.delay_units == _page_says(one) for one, his in sold.items()
        ),
        "account and guarantee were shared out pro rata, to the rial": all(
            _is_fair(plan) for plan in plans
        ),
        "who got no car has every rial back, and what the delay cost": all(
            his.banked_units == his.shared_units + his.brought_units
            == his.paid_units + his.delay_units
            for his in lost.values()
        ),
    }  # fmt: skip


def _page_says(one: Contract) -> int:
    delivery = cars.delivery_of(one)
    assert delivery.handed_on is not None, "The car is there."
    return planned.cost(delivery, delivery.handed_on).units


def _is_fair(plan: RefundPlan) -> bool:
    shares = list(plan.shares.order_by("pk"))
    owed = [one.owed_units for one in shares]
    return is_pro_rata(owed, [one.units for one in shares], plan.source_units)


def is_pro_rata(owed: Sequence[int], given: Sequence[int], source_units: int) -> bool:
    """Whether all that is there was given, and nobody got a whole rial more or less than the share
    that is theirs by what they are owed."""
    whole = sum(owed)
    there = min(whole, source_units)
    return sum(given) == there and all(
        abs(units * whole - mine * there) < whole for mine, units in zip(owed, given, strict=True)
    )


def _of_money(ended: Ended) -> dict[str, bool]:
    firms = [plant.business.pk for plant in ended.plants]
    for business_id in firms:
        market.keep_figures(house(), business_id=business_id)
    while sequencer.sequence():
        pass
    failed = accounts.money_of(ended.bad.permit_id)
    total = payments.conservation()
    return {
        "what left the failed maker’s account is just what came": (
            (failed.released_units, failed.collateral_units, failed.account_units)
            == (ended.drawn_units, ended.brought_units, 0)
        ),
        "each account holds what its receipts leave": all(
            accounts.money_of(plant.permit_id).is_confirmed for plant in ended.plants
        ),
        "ceilings agree with the ledger": ceilings.broken(firms) == [],
        "the market desk’s figures come out again": not any(map(figures.differing, firms)),
        "bank, gateways and book agree": (
            read_up() == [] and not books.position().difference_units
        ),
        "Σ debits = Σ credits": total.sum_units == 0,
        "what we owe is covered": total.is_covered,
        "the ledger’s invariants hold": book.broken_invariants() == [],
        "the log’s chain is whole": sequencer.first_broken_leaf() is None,
    }
