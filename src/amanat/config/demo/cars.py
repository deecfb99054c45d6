"""Pre-sale of cars, played on the real verbs: a maker with a permit, buyers, what each of them gets."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from time import monotonic, sleep

from amanat.capabilities.businesses.models import Business
from amanat.capabilities.contracts import actions as contracts
from amanat.capabilities.contracts import queries as signed
from amanat.capabilities.contracts.models import Contract
from amanat.capabilities.contracts.models import Instalment as Asked
from amanat.capabilities.deliveries import actions as deliveries
from amanat.capabilities.deliveries import queries as planned
from amanat.capabilities.deliveries.models import Delivery
from amanat.capabilities.deliveries.rules.sheets import CALL, DELIVER
from amanat.capabilities.deliveries.rules.vin import check_sign
from amanat.capabilities.people import actions as accounting
from amanat.capabilities.people import queries as people
from amanat.capabilities.people.models import Person
from amanat.capabilities.permits import actions as permits
from amanat.capabilities.permits import queries as permitted
from amanat.capabilities.permits.rules import tasks
from amanat.capabilities.permits.rules.terms import Instalment
from amanat.capabilities.presale import actions as presale
from amanat.capabilities.presale import queries as campaigns
from amanat.capabilities.presale.models import Campaign, Opening
from amanat.capabilities.ranks import actions as ranks
from amanat.capabilities.ranks.refusals import ScoreComputedBefore
from amanat.config.demo import supervised
from amanat.config.demo.player import Player, sheba
from amanat.config.demo.supervised import WORDS, YEAR, Desk, house, legal_id
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role

BORN, ACCOUNTS = date(1985, 5, 5), 90  # Numbers of accounts that no other story uses.
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
NOTICE, WINDOW = 73 * HOUR, 72 * HOUR
PREPAYMENT = 3_000  # Of 10,000; the rest is paid when the car is there.
LONGEST_DAYS = 29  # An immediate delivery: within thirty days of the contract.
SALE_DAYS = 14
CALL_DAYS = 7
SATURDAY = 5
DECIDED_SECONDS, POLL_SECONDS = 120.0, 0.03


@dataclass
class Plant:
    """A car maker on the stage: its business, its permit, its campaign and what was sold."""

    desk: Desk
    members: tuple[Person, ...]  # Of the committee: for large sums one proposes, another decides.
    owner: Person
    business: Business
    permit_id: int = 0
    campaign_id: int = 0
    sold: list[Contract] = field(default_factory=list)
    cars: int = 0

    def holder(self) -> Act:
        return self.desk.player.act(self.owner, Role.HOLDER)

    def member(self, which: int) -> Act:
        return self.desk.player.act(self.members[which], Role.COMMITTEE)

    @property
    def campaign(self) -> Campaign:
        return campaigns.campaign(self.campaign_id)

    @property
    def opening(self) -> Opening:
        found = campaigns.opening_of(self.campaign_id)
        assert found is not None, "A campaign for who comes first has its opening."
        return found


def found_plant(
    desk: Desk, members: tuple[Person, ...], owner: Person, name: str, domain: str, number: int
) -> Plant:
    """A licensed maker with a seal and a made-up record; its rank and ceiling come later."""
    today = clock.tehran_day(clock.now())
    one = supervised.open_shop(desk, owner, name, domain, number, today + YEAR, "vehicle")
    supervised.give_seal(desk, owner, one, domain)
    supervised.write_record(one, today)
    return Plant(desk, members, owner, one)


def rank(plants: Sequence[Plant]) -> None:
    """Tonight's scores: without a fresh one nothing may be sold."""
    for one in plants:
        with suppress(ScoreComputedBefore):
            ranks.compute(house(), business_id=one.business.pk)


def give_room(plant: Plant, units: int) -> None:
    """Verified revenue, capacity and a guarantee of `units` make its ceiling."""
    for kind, value in (("revenue", supervised.REVENUE_UNITS), ("capacity", units), ("backlog", 0)):
        supervised.declare(plant.desk, plant.owner, plant.business, kind, value)
    supervised.guarantee(plant.desk, plant.owner, plant.business, units)
    plant.desk.player.settle()


def get_permit(plant: Plant, title: str, quantity: int, price_units: int) -> None:
    """From the draft to a permit in force: an officer checks, the committee decides."""
    act = plant.holder()
    one = permits.draft_permit(
        act, business_id=plant.business.pk, kind="vehicle", method="immediate", title=title
    )
    for part in _parts(title, quantity, price_units):
        permits.change_permit(act, permit_id=one.pk, part=part)
    plant.desk.player.prove(plant.owner, permits.SIGN, one.code)
    sha256 = permitted.application_sha256(permitted.permit(one.pk))
    permits.request_permit(plant.holder(), permit_id=one.pk, sha256=sha256)
    permits.check_capacity(
        plant.desk.officer_act(), permit_id=one.pk, capacity=2 * quantity, words=WORDS
    )
    if quantity * price_units >= permitted.two_members_from(clock.now()):
        permits.propose_grant(plant.member(1), permit_id=one.pk, quantity=quantity, words=WORDS)
    granted = permits.grant_permit(plant.member(0), permit_id=one.pk, words=WORDS)
    plant.permit_id = granted.pk
    plant.desk.player.settle()


def _parts(title: str, quantity: int, price_units: int) -> list[tasks.Part]:
    """The four parts of a whole application."""
    today = clock.tehran_day(clock.now())
    last = today + DAY * LONGEST_DAYS
    saturday = today + DAY * ((SATURDAY - today.weekday()) % 7)
    first: Instalment = {"basis_points": PREPAYMENT, "months": 0}
    rest: Instalment = {"basis_points": 10_000 - PREPAYMENT, "months": 1}
    return [
        tasks.Goods("vehicle", "immediate", title, title, "پایه", ("سفید", "مشکی"),
                    "خودروی سواری پنج‌در؛ دادهٔ نمایشی."),
        tasks.Price(quantity, price_units, (first, rest), 2600, 2000),
        tasks.Production(
            today, today + DAY * SALE_DAYS, today, last, quantity * 2,
            "مؤسسهٔ بازرسی نمایشی", legal_id(10_200_004), "K-1405-77", None,
            ((saturday, quantity),), quantity * price_units * 8 // 10,
            (tasks.Stage("قطعه و مواد", 5_000), tasks.Stage("ساخت و تحویل", 5_000)),
        ),
        tasks.Guarantee("bank_guarantee", "بانک نمایشی", "G-778", quantity * price_units // 10,
                        last + DAY * 30),
    ]  # fmt: skip


def announce(plant: Plant, seats: int, window: timedelta = WINDOW) -> None:
    """A campaign for who comes first, three days ahead."""
    opens_at = clock.now() + NOTICE
    made = presale.announce_campaign(
        plant.holder(), permit_id=plant.permit_id, opens_at=opens_at, closes_at=opens_at + window,
        groups=[presale.Group("everybody", seats)], kind="first_come", maker="other",
    )  # fmt: skip
    plant.campaign_id = made.pk


def decide(plant: Plant) -> None:
    """Decide who applied, or wait for the platform's own allocator to have done it."""
    opening_id = plant.opening.pk
    until = monotonic() + DECIDED_SECONDS
    while monotonic() < until:
        presale.allocate(opening_id)
        if not campaigns.count(opening_id).waiting:
            return
        sleep(POLL_SECONDS)
    raise AssertionError("Somebody still waits to be decided.")


def may_buy(player: Player, buyers: Sequence[Person]) -> None:
    """What the rules of buyers ask about: a buyer's file, and an account of one's own."""
    for place, buyer in enumerate(buyers):
        act = player.act(buyer)
        presale.declare_buyer(act, born_on=BORN, has_licence=True)
        if not people.bank_accounts(buyer.pk):
            accounting.add_bank_account(act, person_id=buyer.pk, sheba=sheba(ACCOUNTS + place))


def sell(plant: Plant, buyers: Sequence[Person]) -> list[Contract]:
    """Whose turn came is offered a car; each reads, signs, and pays the first part at the bank."""
    player = plant.desk.player
    presale.make_offers(house(), opening_id=plant.opening.pk, most=len(buyers))
    player.settle()
    for buyer in buyers:
        offer = campaigns.offer_in(plant.campaign_id, buyer.pk)
        assert offer is not None, "Who came first has an offer."
        player.prove(buyer, contracts.SIGN, contracts.code_subject(offer.pk))
        act = player.act(buyer)
        agreed = signed.draft(offer.pk, buyer.pk, act.at).sha256
        plant.sold.append(contracts.sign(act, offer_id=offer.pk, agreed=agreed))
    player.settle()
    pay_at_bank(plant, plant.sold)
    return plant.sold


def pay_at_bank(plant: Plant, some: Sequence[Contract]) -> None:
    """Each buyer pays what is asked for now on the bank's page, part by part where it is more than
    one payment may be; the worker does the rest."""
    quiet = replace(plant.desk.player, settle=lambda: None)
    asked = {one.pk: _asked(one) for one in some}
    waiting = list(some)
    while waiting:
        for one in waiting:
            payment_id = _asked(one).payment_id
            assert payment_id is not None, "What is asked for has its payment."
            quiet.pay_part(payment_id, one.buyer)
        plant.desk.player.settle()
        waiting = [one for one in waiting if not _is_paid(asked[one.pk])]


def _asked(one: Contract) -> Asked:
    found = signed.open_instalment(one.pk)
    assert found is not None, "Something is due."
    return found


def _is_paid(one: Asked) -> bool:
    one.refresh_from_db()
    assert one.turned_back_at is None, "There was room for it."
    return one.paid_at is not None


def call(plant: Plant, some: Sequence[Contract]) -> list[Delivery]:
    """A car is bound to each contract, its buyer called; the rest of the price is paid."""
    day = clock.tehran_day(clock.now()) + DAY * CALL_DAYS
    for one in some:
        delivery_id = delivery_of(one).pk
        deliveries.call_buyer(plant.holder(), delivery_id=delivery_id, vin=next_vin(plant), day=day)
    return _called(plant, some)


def call_by_file(plant: Plant, some: Sequence[Contract]) -> list[Delivery]:
    """The same for many: one file of rows, checked, confirmed, and done by the house."""
    day = clock.tehran_day(clock.now()) + DAY * CALL_DAYS
    rows = [(one.code, next_vin(plant), day.isoformat()) for one in some]
    work_through(plant, CALL, [("contract", "vin", "day"), *rows])
    return _called(plant, some)


def _called(plant: Plant, some: Sequence[Contract]) -> list[Delivery]:
    plant.desk.player.settle()
    pay_at_bank(plant, some)
    return [delivery_of(one) for one in some]


def hand(plant: Plant, called: Sequence[Delivery]) -> None:
    """The maker types the code that each buyer shows; the buyer takes the car."""
    for one in called:
        code = planned.hand_code(planned.delivery(one.pk))
        deliveries.type_delivery_code(plant.holder(), delivery_id=one.pk, code=code)
        deliveries.hand_to_buyer(plant.holder(), delivery_id=one.pk)
    plant.desk.player.settle()


def hand_by_file(plant: Plant, called: Sequence[Delivery]) -> None:
    """The same for many: the day's hand-overs in one file, each with its buyer's own code."""
    today = clock.tehran_day(clock.now()).isoformat()
    rows = [(one.contract_code, one.vin or "", today, planned.hand_code(one)) for one in called]
    work_through(plant, DELIVER, [("contract", "vin", "day", "code"), *rows])
    plant.desk.player.settle()


def work_through(plant: Plant, work: str, rows: Iterable[Sequence[str]]) -> None:
    """A file of rows as the maker sends it, to its end: every row is sound, and every row is done."""
    content = "\n".join(",".join(row) for row in rows).encode()
    made = deliveries.upload_sheet(
        plant.holder(), business_id=plant.business.pk, work=work, name=f"{work}.csv",
        content=content,
    )  # fmt: skip
    deliveries.work_sheet(house(), sheet_id=made.pk)
    deliveries.confirm_sheet(plant.holder(), delivery_sheet_id=made.pk)
    deliveries.work_sheet(house(), sheet_id=made.pk)
    done = planned.sheet(made.pk)
    assert done.done == made.lines, f"{done.done} of {made.lines} rows were done."


def delivery_of(one: Contract) -> Delivery:
    found = planned.of_contract(one.pk)
    assert found is not None, "A contract in force has its delivery."
    return found


def next_vin(plant: Plant) -> str:
    """A sound VIN for each car."""
    plant.cars += 1
    code = f"NAS{plant.permit_id % 100_000:05}0{plant.cars:08}"
    return code[:8] + check_sign(code) + code[9:]


def last_day(some: Sequence[Contract]) -> date:
    return max(one.delivery_day for one in some)
