"""The supervised side of the demo: a shop with seal, rank and ceiling, and one that lost its seal."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from amanat.capabilities.businesses import actions as businesses
from amanat.capabilities.businesses.models import Business
from amanat.capabilities.ceilings import actions as ceilings
from amanat.capabilities.people.models import Person
from amanat.capabilities.radar import actions as radar
from amanat.capabilities.ranks import actions as ranks
from amanat.capabilities.seals import actions as seals
from amanat.capabilities.seals import queries as sealed
from amanat.config.demo.player import Player, national_id, sheba
from amanat.kernel.clock import time as clock
from amanat.words import identity
from amanat.words.act import Act, Role
from amanat.words.refusal import Refused

Say = Callable[[str], None]
SOURCE = "پاسخ استعلام نمایشی"
WORDS = "همهٔ بررسی‌ها درست بود؛ این پروندهٔ نمایشی است."
YEAR = timedelta(days=365)
NIGHTS = timedelta(days=3)  # In which a licence ends, and a score is computed.
MONTHS_AT_WORK, SALES = 30, 48
REVENUE_UNITS, GUARANTEE_UNITS = 120_000_000_000, 3_000_000_000
FORGER = "https://takhfif-vizhe.example/"


@dataclass(frozen=True)
class Desk:
    """Who decides about businesses: an officer, and the second pair of eyes."""

    player: Player
    officer: Person
    second: Person
    city_id: int | None

    def officer_act(self) -> Act:
        return self.player.act(self.officer, Role.OFFICER)

    def second_act(self, role: Role = Role.SUPERVISOR) -> Act:
        return self.player.act(self.second, role)


def seed(desk: Desk, maker: Person, shopkeeper: Person, artist: Person, say: Say) -> None:
    """Two shops with seals; one licence ends, the other gets a rank and a ceiling; a third shop
    waits for its inquiry."""
    today = clock.tehran_day(clock.now())
    say("  دو فروشگاه با نماد / two shops with a seal")
    aras = open_shop(desk, maker, "نوآوران ارس", "novavaran-aras.example", 10_200_001, today + YEAR)
    sarv = open_shop(desk, shopkeeper, "فروشگاه سرو", "sarv-shop.example", 10_200_002,
                 today + timedelta(days=1))  # fmt: skip
    give_seal(desk, maker, aras, "novavaran-aras.example")
    give_seal(desk, shopkeeper, sarv, "sarv-shop.example")
    write_record(aras, today)
    say("  سه شب بعد: مجوز یکی تمام می‌شود / three nights later a licence has ended")
    desk.player.wait(NIGHTS)
    for one in (aras, sarv):
        ranks.compute(house(), business_id=one.pk)
    say("  سقف پیش‌فروش / a ceiling")
    give_ceiling(desk, maker, aras)
    radar.report_seal(Act(None, Role.PERSON, clock.now()), address=FORGER,
                      words="نشان نماد دارد، ولی در فهرست نیست.")  # fmt: skip
    businesses.register_business(
        desk.player.act(artist), kind="natural", name="گالری خاتم",
        identity_number=national_id(int(artist.phone[2:])),
    )  # fmt: skip
    desk.player.settle()


def open_shop(
    desk: Desk, owner: Person, name: str, domain: str, number: int, licence_until: date,
    class_code: str = "general",
) -> Business:  # fmt: skip
    """A confirmed company with a licence, an activity and a domain that shows our token."""
    player, today = desk.player, clock.tehran_day(clock.now())
    one = businesses.register_business(
        player.act(owner), kind="legal", name=name, identity_number=legal_id(number),
        founded_on=today - 5 * YEAR,
    )  # fmt: skip
    businesses.confirm_business(desk.officer_act(), business_id=one.pk, source=SOURCE)
    licence = businesses.add_trade_licence(
        player.act(owner, Role.HOLDER), business_id=one.pk, class_code=class_code,
        issuer_kind="guild", issuer="اتحادیهٔ کسب‌وکارهای مجازی (نمایشی)", number=str(number),
        holder_id=one.legal_id, valid_from=today - YEAR, valid_until=licence_until,
    )  # fmt: skip
    businesses.confirm_trade_licence(
        desk.officer_act(), trade_licence_id=licence.pk, holder_id=one.legal_id, source=SOURCE
    )
    holder = player.act(owner, Role.HOLDER)
    businesses.add_activity(holder, business_id=one.pk, class_code=class_code)
    businesses.add_account(holder, business_id=one.pk, sheba=sheba(number))
    businesses.name_owner(
        holder, business_id=one.pk, name=owner.name,
        national_id=national_id(int(owner.phone[2:])), basis_points=10_000,
    )  # fmt: skip
    if desk.city_id is not None:
        businesses.name_premises(
            holder, business_id=one.pk, city_id=desk.city_id, postal_code="5134856789",
            address="خیابان آزادی، کوی صنعت، پلاک ۶", phone="04133334444",
        )  # fmt: skip
    made = businesses.add_domain(holder, business_id=one.pk, name=domain)
    player.outside.prove_domain(domain, made.token)
    businesses.ask_for_look(holder, domain_id=made.pk)
    player.settle()
    return one


def give_seal(desk: Desk, owner: Person, one: Business, domain: str) -> None:
    """From the application to a granted seal, as its people would do it."""
    player = desk.player
    seal = seals.apply_for_seal(
        player.act(owner, Role.HOLDER), business_id=one.pk, domain=domain, level=1
    )
    seals.submit_seal(player.act(owner, Role.HOLDER), seal_id=seal.pk)
    player.settle()
    for check in seal.checks.filter(state="waiting").order_by("pk"):
        seals.pass_check(
            desk.officer_act(), check_id=check.pk, method="visit", source=SOURCE, words=WORDS
        )
    player.prove(owner, seals.UNDERTAKE, seal.code)
    seals.sign_undertaking(
        player.act(owner, Role.HOLDER), seal_id=seal.pk, sha256=sealed.undertaking_sha256()
    )
    decision = seals.propose_decision(
        desk.officer_act(), seal_id=seal.pk, kind="grant", words=WORDS
    )
    seals.confirm_decision(desk.second_act(), seal_decision_id=decision.pk)
    player.settle()


def write_record(one: Business, today: date) -> None:
    """What the rooms would have told of two and a half years of trade. It is made up."""
    began = today - timedelta(days=30 * MONTHS_AT_WORK)
    ranks.note(house(), business_id=one.pk, kind="began", day=began, subject="demo")
    for number in range(SALES):
        kind = "sale_late" if number % 16 == 7 else "sale_on_time"
        ranks.note(house(), business_id=one.pk, kind=kind, day=today - timedelta(days=7 * number),
                   subject=f"demo:{number}", units=180_000_000 + number * 1_000_000)  # fmt: skip
    filed = today - timedelta(days=40)
    for kind, day in (("complaint_filed", filed), ("complaint_answered", filed + timedelta(2)),
                      ("complaint_dismissed", filed + timedelta(9))):  # fmt: skip
        ranks.note(house(), business_id=one.pk, kind=kind, day=day, subject="complaint:demo")
    ranks.note(house(), business_id=one.pk, kind="statement", day=today - timedelta(days=90),
               subject="demo", units=REVENUE_UNITS, other_units=2 * REVENUE_UNITS,
               source="مؤسسهٔ حسابرسی نمایشی")  # fmt: skip


def give_ceiling(desk: Desk, owner: Person, one: Business) -> None:
    """Revenue and a guarantee, seen by two people, give it room."""
    declare(desk, owner, one, "revenue", REVENUE_UNITS)
    guarantee(desk, owner, one, GUARANTEE_UNITS)
    desk.player.settle()


def declare(desk: Desk, owner: Person, one: Business, kind: str, units: int) -> None:
    """An auditor certified it, and two officers looked at the paper."""
    found = ceilings.declare(
        desk.player.act(owner, Role.HOLDER), business_id=one.pk, kind=kind, units=units,
        certifier="مؤسسهٔ حسابرسی نمایشی", certifier_id=legal_id(10_200_003),
        number=f"1405-{one.pk}-{kind}", valid_until=clock.tehran_day(clock.now()) + YEAR,
    )  # fmt: skip
    confirm(desk, found.pk)


def guarantee(desk: Desk, owner: Person, one: Business, units: int) -> None:
    """A bank stands behind it."""
    offered = ceilings.top_up(
        desk.player.act(owner, Role.HOLDER), business_id=one.pk, kind="bank_guarantee",
        units=units, issuer="بانک نمایشی", number=f"G-{one.pk}",
        valid_until=clock.tehran_day(clock.now()) + YEAR,
    )  # fmt: skip
    confirm(desk, offered.pk)


def confirm(desk: Desk, input_id: int) -> None:
    ceilings.verify_input(desk.officer_act(), ceiling_input_id=input_id)
    ceilings.confirm_input(desk.second_act(Role.OFFICER), ceiling_input_id=input_id)


def house() -> Act:
    return Act(None, Role.HOUSE, clock.now())


def legal_id(number: int) -> str:
    """A right company id that begins with these digits: the last digit is its check."""
    first = f"{number:010d}"
    for check in range(10):
        try:
            return identity.legal_id(f"{first}{check}", "identity_number")
        except Refused:
            continue
    raise AssertionError("One of ten check digits is right.")
