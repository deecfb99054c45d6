"""The demo's market: a handful of people, and a deal in every state one wants to look at."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from django.conf import settings

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.people import queries as persons
from amanat.capabilities.people.models import Person
from amanat.capabilities.places import queries as places
from amanat.capabilities.registry import actions as registry
from amanat.capabilities.support import actions as support
from amanat.config.demo import showroom, supervised
from amanat.config.demo.idle import until_idle
from amanat.config.demo.outside import Outside
from amanat.config.demo.player import Player
from amanat.kernel.clock import time as clock
from amanat.words.act import Role
from amanat.words.text import Text

SARA, REZA, MINA, ARAS, MAKER, INSPECTOR, JUDGE, SECOND_OFFICER, OFFICER = (
    "09120000001", "09120000002", "09120000003", "09120000004", "09120000005", "09120000006",
    "09120000007", "09120000008", "09120000009",
)  # fmt: skip
Say = Callable[[str], None]
INSPECTED = timedelta(hours=49)  # The time to inspect these goods has run out.
LEAP = timedelta(hours=2)  # From one cycle of the banks to the next …
MOST_LEAPS = 60  # … and over a long weekend.
Trade = tuple[Person, Person, str, int]  # Who buys what from whom, for how many rials.


def people() -> list[tuple[str, str, str]]:
    """Who can sign in: phone, name, what they do."""
    return [
        (
            SARA,
            "سارا محمدی",
            "buys: one deal to inspect, one to pay, some finished, a car that came",
        ),
        (REZA, "رضا کریمی", "sells: one deal to ship, a gift code, one dispute, some finished"),
        (
            MINA,
            "مینا احمدی",
            "buys a gift code, a camera she has a problem with, and a car that is late",
        ),
        (
            ARAS,
            "کارگاه نوآوران ارس",
            "sells: an offer to answer, one being inspected, some finished; runs a business",
        ),
        (
            MAKER,
            "کاوه سپهری",
            "makes cars: a draw that buyers may object to, two late cars, and a pre-sale that is "
            "open, by order and by lot",
        ),
        (INSPECTOR, "فرهاد مهندس‌زاده", "inspector: certifies how far the cars are"),
        (
            OFFICER,
            "نادر رستمی",
            "officer: deals with the arbiter, parked work, watch, support and finance desk",
        ),
        (
            SECOND_OFFICER,
            "پروین سلطانی",
            "officer, finance and supervisor: the second pair of eyes",
        ),
        (JUDGE, "هما کاویانی", "committee and appeal panel: what two officers may not decide"),
    ]


def was_begun() -> bool:
    """Whether somebody of the cast is here already."""
    return persons.by_phone(SARA) is not None


def seed(say: Say) -> None:
    """Play the market's stories; the worker of the running platform does the jobs."""
    player = Player(Outside(settings.SIMULATORS_URL), settle=until_idle)
    player.outside.set_ahead(clock.ahead().total_seconds())
    (sara, reza, mina, aras), (officer, second, judge) = _cast(player, say)
    desk = supervised.Desk(player, officer, second, _city("تبریز"))
    maker = player.join(MAKER, "کاوه سپهری", paid_at=5, city_id=_city("تهران"))
    plant = showroom.seed(desk, judge, maker, (sara, mina, reza), say)
    supervised.seed(desk, aras, mina, reza, say)
    say("  بازاری که کار می‌کند: شش معامله تا پایان / a market at work: six deals to the payout")
    trade = [(sara, aras, *one) for one in FROM_TABRIZ] + [
        (mina, reza, *one) for one in FROM_SHIRAZ
    ]
    _finished(player, sara, aras, trade)
    inspector = player.join(INSPECTOR, "فرهاد مهندس‌زاده", city_id=_city("تهران"))
    keepers = (maker, second, judge, aras, inspector)
    showroom.open_sale(plant, inspector, keepers, (sara, mina), say)
    _open_deals(player, sara, reza, mina, aras, say)


def _open_deals(
    player: Player, sara: Person, reza: Person, mina: Person, aras: Person, say: Say
) -> None:
    """A deal in every state one wants to look at, and a conversation about one of them."""
    say("  معامله‌ای در مهلت بررسی / one being inspected")
    deal = player.pay(player.agree(sara, aras, **LASER), sara)
    player.say(deal, aras, "سلام. فردا با باربری می‌فرستم؛ عینک ایمنی هم داخل جعبه است.")
    player.receive(player.ship(deal, aras), sara)
    say("  معامله‌ای در انتظار پرداخت / one to pay")
    player.agree(sara, reza, **PHONE)
    say("  معامله‌ای در انتظار ارسال / one to ship")
    player.pay(player.agree(mina, reza, **BOOKS), mina)
    say("  پیشنهادی در انتظار پاسخ / one offer to answer")
    player.offer(mina, Role.BUYER, aras, **CHAIR)
    say("  معامله‌ای با اختلاف / one in dispute")
    deal = player.receive(
        player.ship(player.pay(player.agree(mina, reza, **CAMERA), mina), reza), mina
    )
    player.report(deal, mina, "لنز دوربین لک دارد و با عکس‌های آگهی نمی‌خواند.")
    say("  کدی در گاوصندوق، آمادهٔ دیدن / a code in the vault, ready to be seen")
    deal = player.agree(mina, reza, **GIFT_CARD)
    deals.seal(player.act(reza, Role.SELLER), deal_id=deal.pk, secret="HEDIYE-7K4Q-92MX")
    player.settle()
    player.pay(player.fresh(deal), mina)
    say("  گفت‌وگویی با پشتیبانی / one conversation with support")
    support.open_conversation(
        player.act(mina), phone=mina.phone, deal_id=deal.pk,
        words="سلام. داور تا کی رأی می‌دهد و پول من کجاست؟",
    )  # fmt: skip


def _cast(player: Player, say: Say) -> tuple[list[Person], list[Person]]:
    """The four of the market and those of the desk sign in by SMS and prove who they are; the
    sellers name an account."""
    found = []
    cities = {name: _city(name) for name in ("تهران", "تبریز", "شیراز", "اصفهان")}
    cast = [
        (SARA, "سارا محمدی", 0, "تهران"),
        (REZA, "رضا کریمی", 2, "شیراز"),
        (MINA, "مینا احمدی", 0, "اصفهان"),
        (ARAS, "کارگاه نوآوران ارس", 4, "تبریز"),
    ]
    for phone, name, account, city in cast:
        say(f"  {name} …")
        found.append(player.join(phone, name, paid_at=account, city_id=cities[city]))
    officers = [
        player.hat(player.join(phone, name, city_id=cities["تهران"]), Role.OFFICER)
        for phone, name in ((OFFICER, "نادر رستمی"), (SECOND_OFFICER, "پروین سلطانی"))
    ]
    for officer in officers:
        player.hat(officer, Role.FINANCE)
    player.hat(officers[1], Role.SUPERVISOR)
    judge = player.join(JUDGE, "هما کاویانی", city_id=cities["تهران"])
    for role in (Role.COMMITTEE, Role.PANEL):
        player.hat(judge, role)
    _licences(player, *officers)
    return found, [*officers, judge]


def _licences(player: Player, first: Person, second: Person) -> None:
    """Two licences that say of themselves that they are demo data; no issuer knows them."""
    today = clock.tehran_day(clock.now())
    for name, number, left in LICENCES:
        licence = registry.propose_licence(
            player.act(first, Role.OFFICER), name=name, issuer=DEMO_ISSUER, number=number,
            valid_from=today - timedelta(days=365 - left), valid_until=today + timedelta(days=left),
            check_url="https://example.org/demo-licence",
        )  # fmt: skip
        registry.confirm_licence(player.act(second, Role.OFFICER), licence_id=licence.pk)


def _city(name: str) -> int | None:
    """The capital with this name; None when the places are not loaded."""
    for province in places.provinces():
        for city in places.cities_of(province.pk)[:1]:
            if city.name == name:
                return city.pk
    return None


def _finished(player: Player, buyer: Person, seller: Person, trade: list[Trade]) -> None:
    """One deal that its buyer approves, among others whose time to inspect runs out."""
    others = _arrived(player, trade)
    player.skip(INSPECTED)
    deal = player.pay(player.agree(buyer, seller), buyer)
    deal = player.approve(player.receive(player.ship(deal, seller), buyer), buyer)
    for _ in range(MOST_LEAPS):
        if all(player.fresh(one).state == "completed" for one in (deal, *others)):
            return
        player.skip(LEAP)


def _arrived(player: Player, trade: list[Trade]) -> list[Deal]:
    """Many deals side by side: the worker is waited for once a step, not once a deal."""
    quiet = replace(player, settle=lambda: None)
    agreed = [
        quiet.agree(buyer, seller, title=title, price_units=units, checks=[])
        for buyer, seller, title, units in trade
    ]
    player.settle()
    for deal, (buyer, *_) in zip(agreed, trade, strict=True):
        part = holds.next_unpaid(deal.subject)
        assert part is not None, "What is agreed has something to pay."
        quiet.pay_part(part.payment_id, buyer)
    player.settle()
    for deal, (buyer, seller, *_) in zip(agreed, trade, strict=True):
        quiet.receive(quiet.ship(deal, seller), buyer)
    player.settle()
    return agreed


DEMO_ISSUER = Text("صادرکننده‌ای که وجود ندارد (دادهٔ نمایشی)", "No real issuer (demo data)")
LICENCES = (
    (Text("نماد اعتماد الکترونیکی (دادهٔ نمایشی)", "Electronic trust seal (demo data)"),
     "DEMO-1", 240),
    (Text("عضویت در صنف کسب‌وکارهای مجازی (دادهٔ نمایشی)",
          "Membership of the guild of online businesses (demo data)"), "DEMO-2", 90),
)  # fmt: skip
LASER = {
    "title": "دستگاه برش لیزر رومیزی، مدل L60",
    "description": "نو، با عینک ایمنی و لولهٔ اگزوز.",
    "price_units": 499_000_000,
    "delivery": "courier",
    "inspection_hours": 120,
    "checks": ["بدنه و شیشه بدون شکستگی است", "توان لیزر روی برچسب ۶۰ وات است",
               "عینک، لولهٔ اگزوز و دفترچه در جعبه هست"],
}  # fmt: skip
PHONE = {"title": "گوشی سامسونگ، دست دوم", "price_units": 145_000_000, "fee_payer": "buyer",
         "checks": ["صفحه سالم است", "کد فعال‌سازی خورده است"]}  # fmt: skip
BOOKS = {"title": "دورهٔ ده‌جلدی تاریخ ایران", "price_units": 38_500_000, "fee_payer": "seller",
         "checks": ["هر ده جلد هست"]}  # fmt: skip
CHAIR = {"title": "صندلی اداری، سه عدد", "price_units": 96_000_000, "checks": []}
CAMERA = {"title": "دوربین کانن با لنز", "price_units": 270_000_000,
          "checks": ["لنز بدون لک است"]}  # fmt: skip
#  With what else is bought there, two routes have five deals, and the public figures show them.
FROM_TABRIZ = (
    ("قالیچهٔ دستباف تبریز", 180_000_000), ("کفش چرم مردانه", 24_000_000),
    ("جعبهٔ ابزار ۹۴ تکه", 41_500_000),
)  # fmt: skip
FROM_SHIRAZ = (
    ("تابلوی خاتم", 65_000_000), ("دوچرخهٔ کوهستان، دست دوم", 120_000_000),
)  # fmt: skip
GIFT_CARD = {
    "kind": "code", "title": "کارت هدیهٔ فروشگاه کتاب", "description": "", "price_units": 10_000_000,
    "fee_payer": "buyer", "delivery": "online", "ship_hours": 1, "inspection_hours": 24,
    "checks": [], "more": {"provider": "فروشگاه کتاب"},
}  # fmt: skip
