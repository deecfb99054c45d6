"""The opening hour as a story: many people, few cars, one order, and what each buyer gets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from time import perf_counter

from django.conf import settings
from rich.console import Console
from rich.table import Table

from amanat.capabilities.ceilings import queries as ceilings
from amanat.capabilities.contracts import queries as signed
from amanat.capabilities.contracts.models import Contract
from amanat.capabilities.deliveries import actions as deliveries
from amanat.capabilities.deliveries import queries as planned
from amanat.capabilities.market import actions as market
from amanat.capabilities.market import queries as figures
from amanat.capabilities.payments import queries as payments
from amanat.capabilities.people.models import Person
from amanat.capabilities.presale import actions as presale
from amanat.capabilities.presale import queries as campaigns
from amanat.capabilities.projects import queries as accounts
from amanat.config.demo import cars
from amanat.config.demo.cars import DAY, NOTICE, Plant
from amanat.config.demo.idle import until_idle
from amanat.config.demo.outside import Outside
from amanat.config.demo.player import Player
from amanat.config.demo.supervised import NIGHTS, Desk, house
from amanat.kernel.clock import time as clock
from amanat.kernel.ledger import book
from amanat.kernel.log import sequencer
from amanat.words.act import Role
from amanat.words.money import RIALS_PER_TOMAN

APPLICANTS, CARS = 2_000, 50
FEW_CARS = 20  # Of the maker that fails.
OTHERS = 12  # Contracts beside those of whom is told.
AT_ONCE = 2_000  # Applications in one call of the intake.
PRICE_UNITS = 2_400_000_000  # The bank takes two billion rial in one payment
LATE_DAYS = 12
ROOM_UNITS = 20_000_000_000_000
FAILS_WITHIN = timedelta(days=200)
NAMES = ("لیلا رضایی", "امیر حسینی", "نگار صالحی", "بهرام یوسفی")
OTHER_NAMES = ("شیدا مرادی", "فرهاد نوری", "ترانه جعفری")
LATE = 1  # Of those who are followed: their cars come late.
Say = Callable[[str], None]


@dataclass(frozen=True)
class Stage:
    """The desk, and two makers."""

    desk: Desk
    good: Plant
    bad: Plant


def tell(say: Say) -> bool:
    """Play the opening, a maker that delivers and one that fails; True when every rial is found."""
    stage = _stage(say)
    say(f"3. The opening: {APPLICANTS:,} people ask for {CARS:,} cars.")
    buyers = _buyers(stage.desk.player, NAMES, 60)
    seconds = rush(stage.good, buyers, _crowd(APPLICANTS - len(buyers)))
    found = campaigns.count(stage.good.opening.pk)
    say(f"   decided in order in {seconds:.1f} s: {found.accepted:,} accepted, "
        f"{found.seen - found.accepted:,} in the line behind, {found.free_units} cars left")  # fmt: skip
    victims = _buyers(stage.desk.player, OTHER_NAMES, 80)
    rush(stage.bad, victims, [])
    say("4. Those who are followed here read their contract, sign, and pay the first part.")
    cars.rank([stage.good, stage.bad])
    cars.may_buy(stage.desk.player, [*buyers, *victims])
    cars.sell(stage.good, buyers)
    cars.sell(stage.bad, victims)
    others = cars.sell_by_file(stage.good, min(OTHERS, CARS - len(buyers)))
    say(f"   {len(others)} more sign together and pay by one file of the bank; for the other "
        f"{CARS - len(stage.good.sold) - len(others):,} cars the tale ends here: each stays held "
        "for whoever came first.")  # fmt: skip
    _deliver(stage.good, say)
    say("6. The other maker makes nothing: the plan is missed, the committee says so.")
    cars.fail(stage.bad, FAILS_WITHIN)
    say("   What buyers paid had never left their account: it goes back to each of them.")
    stage.desk.player.wait(timedelta(days=3))  # Banks work off the payouts.
    return _proof(stage, say)


def _stage(say: Say) -> Stage:
    """Officers, two car makers with seal, rank, ceiling and permit, each with a campaign."""
    say("1. Two car makers get a seal, a rank and a ceiling; two people see every paper.")
    player = Player(Outside(settings.SIMULATORS_URL), settle=until_idle)
    player.outside.set_ahead(clock.ahead().total_seconds())
    officer = player.hat(player.join("09121110011", "نادر رستمی"), Role.OFFICER)
    second = player.join("09121110012", "پروین سلطانی")
    for role in (Role.OFFICER, Role.SUPERVISOR, Role.FINANCE):
        player.hat(second, role)
    members = (player.join("09121110013", "هما کاویانی"), player.join("09121110014", "ژاله سروش"))
    for member in members:
        player.hat(member, Role.COMMITTEE)
    desk = Desk(player, officer, second, None)
    owners = (player.join("09121110015", "کاوه سپهری", paid_at=41),
              player.join("09121110016", "رامین دشتی", paid_at=42))  # fmt: skip
    good = cars.found_plant(
        desk, members, owners[0], "خودروسازی سپهر", "sepehr.example", 10_300_001
    )
    bad = cars.found_plant(desk, members, owners[1], "خودروسازی دشت", "dasht.example", 10_300_002)
    player.wait(NIGHTS)
    cars.rank([good, bad])
    for plant, title, quantity in ((good, "سپهر ۲", CARS), (bad, "دشت ۱", FEW_CARS)):
        cars.give_room(plant, ROOM_UNITS)
        cars.get_permit(plant, title, quantity, PRICE_UNITS)
        cars.announce(plant, quantity)
    say(f"2. Permits for {CARS:,} and {FEW_CARS} cars; campaigns are announced 72 hours ahead.")
    player.wait(NOTICE)
    return Stage(desk, good, bad)


def _buyers(player: Player, names: Sequence[str], first: int) -> list[Person]:
    """Real buyers, with a proven identity and a bank account of their own."""
    return [
        player.join(f"09121110{first + place:03}", name, paid_at=first + place)
        for place, name in enumerate(names)
    ]


def _crowd(count: int) -> list[Person]:
    """Everybody else who stands at the door at opening time."""
    at = clock.now()
    made = [Person(phone=f"0990{number:07}", created_at=at) for number in range(count)]
    return Person.objects.bulk_create(made, batch_size=AT_ONCE)


def rush(plant: Plant, first: Sequence[Person], others: Sequence[Person]) -> float:
    """All apply, a few thousand in a call; then the allocator decides, in order. In seconds."""
    began = perf_counter()
    everybody = [one.pk for one in (*first, *others)]
    for place in range(0, len(everybody), AT_ONCE):
        some = everybody[place : place + AT_ONCE]
        presale.apply_all([plant.opening.pk] * len(some), some, [1] * len(some))
    cars.decide(plant)
    return perf_counter() - began


def _deliver(plant: Plant, say: Say) -> None:
    """Most cars come in time; the last ones come late, and each late day costs the maker."""
    player, sold = plant.desk.player, plant.sold
    on_time, late = sold[:-LATE], sold[-LATE:]
    called = cars.call(plant, on_time, cars.pay_at_bank)
    called += cars.call(plant, plant.others, cars.pay_by_file)
    player.wait(DAY * cars.CALL_DAYS)
    cars.hand(plant, called)
    promised = cars.last_day(late)
    say(f"5. {len(called)} cars come in time; {len(late)} comes {LATE_DAYS} days late.")
    gap = promised + DAY * (LATE_DAYS - cars.CALL_DAYS) - clock.tehran_day(clock.now())
    player.wait(gap)
    called = cars.call(plant, late, cars.pay_at_bank)
    player.wait(DAY * cars.CALL_DAYS)
    deliveries.accrue_due(house())
    cars.hand(plant, called)


def _proof(stage: Stage, say: Say) -> bool:
    """What each buyer got, and every invariant of stock, ceiling, contract, account and ledger."""
    for plant in (stage.good, stage.bad):
        table = Table("buyer", "paid", "car", "late", "for delay", "given back",
                      title=f"In toman: buyers of {plant.business.name}", show_edge=False)  # fmt: skip
        for one in plant.sold:
            table.add_row(*_row(plant, one))
        Console().print(table)
    checks = _checks(stage)
    for what, holds_true in checks.items():
        say(f"   {'ok  ' if holds_true else 'FAIL'} {what}")
    failed = sum(not fine for fine in checks.values())
    say(f"{len(checks) - failed} passed, {failed} failed")
    return not failed


def _row(plant: Plant, one: Contract) -> tuple[str, ...]:
    delivery = cars.delivery_of(one)
    is_there = delivery.handed_on is not None
    days = (delivery.handed_on - delivery.promised).days if delivery.handed_on else 0
    return (
        one.buyer.name, _toman(signed.paid_units(one.pk)),
        str(delivery.handed_on) if is_there else "never", str(max(days, 0)),
        _toman(delivery.accrued_units if is_there else 0), _toman(returned(plant, one)),
    )  # fmt: skip


def _toman(units: int) -> str:
    return f"{units // RIALS_PER_TOMAN:,}"


def returned(plant: Plant, one: Contract) -> int:
    """What of a contract's money was paid back out of the account when its maker failed."""
    shares = accounts.refunds_of(f"contract:{one.pk}")
    return sum(share.units for share in shares if share.paid_at is not None)


def _checks(stage: Stage) -> dict[str, bool]:
    good, bad = stage.good, stage.bad
    found, proof = campaigns.count(good.opening.pk), payments.conservation()
    late = [cars.delivery_of(one) for one in good.sold[-LATE:]]
    for plant in (good, bad):
        market.keep_figures(house(), business_id=plant.business.pk)
    sequencer.sequence()
    return {
        f"all {APPLICANTS:,} are decided, {CARS:,} accepted, none over": (
            (found.seen, found.accepted, found.free_units) == (APPLICANTS, CARS, 0)
        ),
        "the queue kept every promise": campaigns.broken_promises() == [],
        "who has a car paid just its price": all(
            signed.paid_units(one.pk) == PRICE_UNITS for one in (*good.sold, *good.others)
        ),
        "late days were paid for, as the page says": all(
            one.accrued_units == planned.cost(one, one.handed_on).units and not one.left_units
            for one in late
            if one.handed_on is not None
        ),
        "who got no car got every rial back": all(
            returned(bad, one) == signed.paid_units(one.pk) for one in bad.sold
        ),
        "ceilings agree with the ledger": ceilings.broken([good.business.pk, bad.business.pk])
        == [],
        "the market desk's figures come out again": not figures.differing(good.business.pk)
        + figures.differing(bad.business.pk),
        "Σ debits = Σ credits": proof.sum_units == 0,
        "what we owe is covered": proof.is_covered,
        "the ledger’s invariants hold": book.broken_invariants() == [],
        "the log’s chain is whole": sequencer.first_broken_leaf() is None,
    }
