"""The opening hour as a story: many people, few cars, one order, and what each buyer gets.

All apply through the function that the door of an opening calls, and the allocator decides about
all of them. The buyers who are followed from there on sign, pay at the bank and get their cars or
their money by the same verbs as everybody on the site.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from time import perf_counter

from django.conf import settings
from django.db import connection

from amanat.capabilities.deliveries import actions as deliveries
from amanat.capabilities.payments.models import Payout
from amanat.capabilities.payments.rules.waits import ENDED
from amanat.capabilities.people.models import Person
from amanat.capabilities.presale import actions as presale
from amanat.capabilities.presale import queries as campaigns
from amanat.capabilities.reconciliation import actions as books
from amanat.config.demo import cars, failing, progress
from amanat.config.demo.cars import DAY, NOTICE, Plant
from amanat.config.demo.idle import until_idle
from amanat.config.demo.outcome import Ended, proof
from amanat.config.demo.outside import Outside
from amanat.config.demo.player import Player
from amanat.config.demo.proof import Proof, Say, toman
from amanat.config.demo.supervised import NIGHTS, Desk, house
from amanat.kernel.clock import time as clock
from amanat.words.act import Role

PRICE_UNITS, CHEAP_UNITS = 2_387_654_320, 1_187_654_310  # So odd that every rial shows.
ROOM_UNITS, LITTLE_ROOM_UNITS = 20_000_000_000_000, 60_000_000_000
LATE_DAYS = 12
CERTIFIED = 2_000  # Of 10,000: what an inspector sees of the cars that never come.
FAILS_WITHIN = timedelta(days=200)
MOST_DAYS = 20  # In which banks have worked off every payout, holidays or not.
AT_ONCE = 2_000  # Applications in one call of the intake, as of the door's lanes.
TELL_EACH = 20_000
STRANGERS = """
    insert into people_person (phone, name, language, session_mark, is_active, created_at)
    select '0990' || lpad(n::text, 7, '0'), '', 'fa', replace(gen_random_uuid()::text, '-', ''),
        true, clock_now_v1()
    from generate_series(1, %s) n
    returning id
"""
GIVEN = ("لیلا", "امیر", "نگار", "بهرام", "شیدا", "فرهاد", "ترانه", "کیوان", "مریم", "پیمان")
FAMILY = ("رضایی", "حسینی", "صالحی", "یوسفی", "مرادی", "نوری", "جعفری")


@dataclass(frozen=True)
class Size:
    """How many people and cars there are, and how many of them are followed to the end."""

    applicants: int = 100_000
    cars: int = 7_000
    followed: int = 24
    late: int = 6  # Of those who are followed.
    few_cars: int = 20  # Of the maker that fails.
    victims: int = 4


@dataclass(frozen=True)
class Stage:
    """The desk, two makers, and an inspector of cars."""

    desk: Desk
    good: Plant
    bad: Plant
    inspector: Person
    size: Size

    @property
    def player(self) -> Player:
        return self.desk.player


def tell(say: Say, size: Size | None = None) -> Proof:
    """Play the opening, a maker that delivers and one that fails; the proof of every rial and car."""
    stage = _stage(say, size or Size())
    buyers = _buyers(stage.player, stage.size.followed, 100)
    victims = _buyers(stage.player, stage.size.victims, 200)
    _open(stage, buyers, victims, say)
    say(f"4. The first {len(buyers)} in line, and {len(victims)} buyers of the other maker, read "
        "their contract, sign, and pay the first part at the bank.")  # fmt: skip
    cars.rank([stage.good, stage.bad])
    cars.may_buy(stage.player, [*buyers, *victims])
    cars.sell(stage.good, buyers)
    cars.sell(stage.bad, victims)
    say(f"   For the other {stage.size.cars - len(buyers):,} cars the tale ends here: each stays "
        "set aside for whoever came first, and the offers follow in that order.")  # fmt: skip
    drawn = _trust_the_other_maker(stage, say)
    _deliver(stage, say)
    brought = _fail(stage, say)
    return proof(Ended(stage.good, stage.bad, stage.size.applicants, drawn, brought), say)


def _stage(say: Say, size: Size) -> Stage:
    """Officers, two car makers with seal, rank, ceiling and permit, each with a campaign."""
    say("1. Two car makers get a seal, a rank and a ceiling; two people see every paper.")
    player = Player(Outside(settings.SIMULATORS_URL), settle=until_idle)
    player.outside.set_ahead(clock.ahead().total_seconds())
    books.reconcile(house())  # From the first statement on, bank and book are compared.
    officer, second = (player.join(f"091211100{n}", name) for n, name in
                       ((11, "نادر رستمی"), (12, "پروین سلطانی")))  # fmt: skip
    for role in (Role.OFFICER, Role.FINANCE):
        player.hat(officer, role)
        player.hat(second, role)
    player.hat(second, Role.SUPERVISOR)
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
    for plant, room, title, quantity, price in (
        (good, ROOM_UNITS, "سپهر ۲", size.cars, PRICE_UNITS),
        (bad, LITTLE_ROOM_UNITS, "دشت ۱", size.few_cars, CHEAP_UNITS),
    ):
        cars.give_room(plant, room)
        cars.get_permit(plant, title, quantity, price)
        cars.announce(plant, quantity)
    say(f"2. Permits for {size.cars:,} and {size.few_cars} cars, each backed by a guarantee; the "
        "campaigns are announced three days ahead.")  # fmt: skip
    player.wait(NOTICE)
    inspector = player.join("09121110017", "فرهاد مهندس‌زاده")
    return Stage(desk, good, bad, inspector, size)


def _buyers(player: Player, count: int, first: int) -> list[Person]:
    """Real buyers, with a proven identity and a bank account of their own."""
    return [
        player.join(f"09121110{first + n:03}", _name(n), paid_at=first + n) for n in range(count)
    ]


def _name(number: int) -> str:
    return f"{GIVEN[number % len(GIVEN)]} {FAMILY[number % len(FAMILY)]}"


def _open(stage: Stage, buyers: list[Person], victims: list[Person], say: Say) -> None:
    """The opening of the one, with everybody at the door; and that of the other, a small one."""
    size = stage.size
    say(f"3. The opening: {size.applicants:,} people stand at the door for {size.cars:,} cars.")
    crowd = _crowd(size.applicants - len(buyers))
    began = perf_counter()
    apply(stage.good, [one.pk for one in buyers] + crowd, say)
    say(f"   all applications are on disk after {perf_counter() - began:.1f} s; now the allocator")
    cars.decide(stage.good)
    found = campaigns.count(stage.good.opening.pk)
    say(f"   decided in order after {perf_counter() - began:.1f} s: {found.accepted:,} accepted, "
        f"{found.seen - found.accepted:,} in the line behind, {found.free_units} cars left")  # fmt: skip
    apply(stage.bad, [one.pk for one in victims], say)
    cars.decide(stage.bad)


def _crowd(count: int) -> list[int]:
    """Everybody else who stands at the door at opening time: signed up, and nothing more."""
    with connection.cursor() as cursor:
        cursor.execute(STRANGERS, [count])
        return [person_id for (person_id,) in cursor.fetchall()]


def apply(plant: Plant, people: Sequence[int], say: Say) -> None:
    """All apply, a few thousand in a call, as at the door; everybody has a ticket."""
    opening_id = plant.opening.pk
    for place in range(0, len(people), AT_ONCE):
        some = people[place : place + AT_ONCE]
        tickets = presale.apply_all([opening_id] * len(some), some, [1] * len(some))
        assert min(tickets) > 0, "Who stands at an open door gets a ticket."
        if (done := place + len(some)) % TELL_EACH == 0:
            say(f"   {done:,} applied …")


def _trust_the_other_maker(stage: Stage, say: Say) -> int:
    """It is paid for a car it never builds, and draws on what an inspector saw."""
    cars.call(stage.bad, stage.bad.sold[:1])
    progress.name_inspector(stage.bad, stage.inspector)
    progress.certify(stage.bad, stage.inspector, CERTIFIED)
    drawn = progress.draw(stage.bad)
    say(f"5. An inspector certifies a fifth of the other maker’s work; {toman(drawn)} toman are "
        "released to it. One of its buyers is called, and pays the rest.")  # fmt: skip
    return drawn


def _deliver(stage: Stage, say: Say) -> None:
    """Most cars come in time; the last ones come late, and each late day costs the maker."""
    player, plant, late_count = stage.player, stage.good, stage.size.late
    on_time, late = plant.sold[:-late_count], plant.sold[-late_count:]
    cars.rank([plant])
    called = cars.call_by_file(plant, on_time)
    player.wait(DAY * cars.CALL_DAYS)
    cars.hand_by_file(plant, called)
    say(f"6. {len(called)} buyers are called by one file, pay the rest at the bank, and get their "
        "cars in time, each for the code on the buyer’s own page.")  # fmt: skip
    player.wait(cars.last_day(late) + DAY * (LATE_DAYS - cars.CALL_DAYS) - _today())
    cars.rank([plant])
    called = cars.call(plant, late)
    player.wait(DAY * cars.CALL_DAYS)
    deliveries.accrue_due(house())
    cars.hand(plant, called)
    _until_banked(player)
    say(f"   {len(late)} cars come {LATE_DAYS} days late: what each day costs is taken from the "
        "maker and is in the buyers’ banks.")  # fmt: skip


def _fail(stage: Stage, say: Say) -> int:
    """The other maker makes nothing."""
    say("7. The other maker makes nothing: the plan is missed, the committee says so, and what is "
        "left in the account is shared out by what each buyer is owed.")  # fmt: skip
    failing.fail(stage.bad, FAILS_WITHIN)
    _until_banked(stage.player)
    brought = failing.call_the_guarantee(stage.bad)
    say(f"   The guarantor brings the missing {toman(brought)} toman. Nobody waited for that line "
        "of the bank: every payout stops until two people have booked it.")  # fmt: skip
    _until_banked(stage.player)
    return brought


def _until_banked(player: Player) -> None:
    """Days pass until every payout has come to its end, and what gateways owe us as well."""
    for _ in range(MOST_DAYS):
        player.wait(DAY)
        if not Payout.objects.exclude(state__in=ENDED).exists():
            break
    player.wait(DAY)


def _today() -> date:
    return clock.tehran_day(clock.now())
