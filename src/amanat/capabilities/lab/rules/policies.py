"""What each line of defence says of a day. The rules are those of the rooms, by a `Rulebook`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from amanat.capabilities.lab.rules.books import Books
from amanat.capabilities.lab.rules.history import BY_CARD, BY_OWN_TILL, MINUTES, History, Order
from amanat.capabilities.lab.rules.record import Record
from amanat.capabilities.lab.rules.replay import Policy, Word
from amanat.words.text import Text

COIN, GENERAL = "coin_gold", "general"
PROHIBITED = "prohibited"
MONTH_DAYS = 30
YEAR_MONTHS = 12
GUARANTEE_UNITS = 100_000_000_000  # Synthetic: what a young firm would have had to bring.
FINENESS = 750  # Per mille: what an online house may sell since 1404.

NAMES = {
    "prohibited": Text("رستهٔ ممنوع", "Prohibited class"),
    "unranked": Text("بی‌رتبه، سقف صفر", "No rank, no ceiling"),
    "coin_ceiling": Text("سقف سکه: خزانه", "Coin ceiling: the vault"),
    "ceiling": Text("سقف و هشدار", "Ceiling, alert lines"),
    "late_ceiling": Text("سقف، سال دوم", "Ceiling a year later"),
    "licence": Text("پایان پروانه", "Lapsed licence"),
    "watch": Text("پایش معلق‌ها", "Suspended watch"),
    "burst": Text("موج شکایت", "Burst of complaints"),
    "vault": Text("فروش تا موجودی خزانه", "Sales up to the vault"),
}
EXPLAINS = {
    "prohibited": Text(
        "فروش اینترنتی سکه از روزی که منع آن تاریخ دارد، پیش‌فروش نمی‌شود.",
        "Coins are not pre-sold online from the day on which the ban is dated.",
    ),
    "unranked": Text(
        "نمادی که رتبه ندارد، سقف پیش‌فروشش صفر است.",
        "A seal without a rank has a pre-sale ceiling of zero.",
    ),
    "coin_ceiling": Text(
        "سقف فروشندهٔ سکه هرگز از ارزش خزانه‌اش بیشتر نیست؛ خزانه‌ای در کار نبود.",
        "The ceiling of a coin seller never passes the value of his vault; there was none.",
    ),
    "ceiling": Text(
        "اگر کالای عمومی می‌فروخت و صد میلیارد ریال ضمانت می‌داد: بالای خط‌های هشدار، پول در امانت می‌ماند.",
        "Had he passed for a seller of general goods and brought a guarantee of 100 billion rial: "
        "bound by the ceiling, and above the alert lines the money waits in escrow.",
    ),
    "late_ceiling": Text(
        "اگر سقف، بی ضمانت‌نامه و تنها پس از نخستین سال فروش او برقرار می‌شد.",
        "Had the ceiling come only after his first year of sales, without a guarantee.",
    ),
    "licence": Text(
        "نماد در نخستین ساعت روزِ پس از پایان پروانهٔ صنفی معلق می‌شود.",
        "The seal is suspended in the first hour of the day after the guild licence ends.",
    ),
    "watch": Text(
        "فروشندهٔ معلقی که هنوز پول می‌گیرد: درگاه‌های دیگر پس از ۶ ساعت، و بقیه پس از ۷۲ ساعت بسته می‌شود.",
        "A suspended seller who still takes money: other tills close after 6 hours, "
        "the rest after 72.",
    ),
    "burst": Text(
        "با نخستین موج شکایت، جای آزاد سقف همان دقیقه بسته می‌شود.",
        "With the first burst of complaints new headroom is frozen within the minute.",
    ),
    "vault": Text(
        "از ۱۴۰۴ فروش اینترنتی طلا تا وزنی آزاد است که در خزانه گواهی شده باشد.",
        "Since 1404 gold may be sold online up to the weight that is certified in the vault.",
    ),
}  # fmt: skip
REASONS = {
    "prohibited_activity": Text("رستهٔ ممنوع", "prohibited activity"),
    "not_ranked": Text("بی‌رتبه", "not ranked"),
    "vault_empty": Text("خزانهٔ خالی", "empty vault"),
    "ceiling_exceeded": Text("بیش از سقف", "over the ceiling"),
    "licence_expired": Text("پایان پروانه", "licence expired"),
    "till_closed": Text("درگاه بسته شد", "till closed"),
    "complaint_burst": Text("موج شکایت", "burst of complaints"),
    "vault_exceeded": Text("بیش از خزانه", "over the vault"),
}
#  What is left when nobody asks what he sells, how he ranks and how much he may sell.
LAST = ("licence", "watch", "burst")
EVERY = ("prohibited", "unranked", "coin_ceiling", "ceiling", "late_ceiling", *LAST)


@dataclass(frozen=True, slots=True)
class Rank:
    stars: int
    basis_points: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What a ceiling is computed from; None is what nobody has verified."""

    activity: str
    rank: Rank | None
    age_months: int = 0
    revenue_units: int = 0
    asset_units: int | None = None
    guarantee_units: int = 0


@dataclass(frozen=True, slots=True)
class Burst:
    """So many complaints in so many minutes, and so many times what is usual."""

    complaints: int
    minutes: int
    times: int


class Rulebook(Protocol):
    """The rules of the other rooms under one set of parameters, as pure functions."""

    @property
    def burst(self) -> Burst:
        """When complaints are a burst."""

    @property
    def own_till_hours(self) -> int:
        """After how long other tills of a suspended seller are found and closed."""

    @property
    def block_hours(self) -> int:
        """After how long everything else is blocked."""

    def status_of(self, activity: str, day: date) -> str:
        """allowed, restricted or prohibited on this day."""

    def fineness(self, day: date) -> Sequence[int]:
        """What may be sold online under the rule of the vault; NoValueForDate before it."""

    def is_licensed(self, since: date, until: date, day: date) -> bool:
        """Whether a licence with these days carries its trade on this day."""

    def rank(self, record: Record, day: date) -> Rank | None:
        """Stars and score of what is known on this day; nothing while it is not rated."""

    def ceiling(self, asked: Asked) -> tuple[int, str]:
        """The ceiling in rial, and the gate that failed or nothing."""

    def escrow(self, ceiling_units: int, gross_units: int) -> int:
        """What of the balance must wait in escrow."""

    def weigh(self, vault_fine_mg: int, sold_fine_mg: int, order_mg: int, day: date) -> str:
        """Why this gold may not be sold, or nothing."""


def policies_of(
    codes: Sequence[str], history: History, rules: Rulebook, vault_fine_mg: int = 0
) -> list[Policy]:
    """The policies with these codes, in the order of the house; each sees the books only."""
    makers: dict[str, Callable[[], Policy]] = {
        "prohibited": lambda: _prohibited(rules),
        "unranked": lambda: _unranked(rules),
        "coin_ceiling": lambda: _coin_ceiling(rules),
        "ceiling": lambda: _ceiling("ceiling", rules, 0, GUARANTEE_UNITS),
        "late_ceiling": lambda: _ceiling("late_ceiling", rules, YEAR_MONTHS, 0),
        "licence": lambda: _licence(rules, history.frame.founded, history.licence_end),
        "watch": lambda: _watch(rules),
        "burst": lambda: _burst(rules.burst),
        "vault": lambda: _vault(rules, vault_fine_mg),
    }
    return [make() for code, make in makers.items() if code in codes]


def _named(code: str, says: Callable[[Books], Word]) -> Policy:
    return Policy(code, NAMES[code], says)


def _prohibited(rules: Rulebook) -> Policy:
    def says(books: Books) -> Word:
        banned = rules.status_of(COIN, books.date) == PROHIBITED
        return Word("prohibited_activity", limit_units=0) if banned else Word()

    return _named("prohibited", says)


def _unranked(rules: Rulebook) -> Policy:
    def says(books: Books) -> Word:
        units, failed = rules.ceiling(Asked(GENERAL, None, books.age_months, books.revenue_units()))
        return Word(failed, limit_units=units)

    return _named("unranked", says)


def _coin_ceiling(rules: Rulebook) -> Policy:
    """Five stars and a perfect score: it is the empty vault that binds."""

    def says(books: Books) -> Word:
        units, failed = rules.ceiling(Asked(COIN, Rank(5, 10_000), books.age_months, 0, 0))
        return Word(failed or "vault_empty", limit_units=units)

    return _named("coin_ceiling", says)


def _ceiling(code: str, rules: Rulebook, from_months: int, guarantee_units: int) -> Policy:
    """The formula on what is known of him, from so many months of age on."""

    def says(books: Books) -> Word:
        if books.age_months < from_months:
            return Word()
        units, failed = rules.ceiling(
            Asked(
                GENERAL, rules.rank(books.record(), books.date), books.age_months,
                books.revenue_units(), guarantee_units=guarantee_units,
            )
        )  # fmt: skip
        return Word(failed or "ceiling_exceeded", limit_units=units)

    return Policy(code, NAMES[code], says, escrow=rules.escrow, guarantee_units=guarantee_units)


def _licence(rules: Rulebook, since: date, until: date) -> Policy:
    def says(books: Books) -> Word:
        is_over = not rules.is_licensed(since, until, books.date)
        return Word("licence_expired", suspends=True) if is_over else Word()

    return _named("licence", says)


def _watch(rules: Rulebook) -> Policy:
    """Says nothing before a seal is suspended; then it finds the tills that still take money."""
    word = Word(
        "till_closed",
        closes={BY_OWN_TILL: rules.own_till_hours * 60, BY_CARD: rules.block_hours * 60},
    )
    return _named("watch", lambda _: word)


def _burst(rule: Burst) -> Policy:
    def says(books: Books) -> Word:
        minute = books.frozen_at
        if minute is None:
            minute = first_burst(books.complaints, books.day, rule)
        if minute is None:
            return Word()
        at = max(minute - books.day * MINUTES, 0)
        return Word("complaint_burst", limit_units=0, from_minute=at, freezes=True)

    return _named("burst", says)


def first_burst(complaints: Sequence[int], day: int, rule: Burst) -> int | None:
    """The minute of today at which the burst is reached, or nothing. Complaints are in order.

    The usual measure is that of the thirty days before today.
    """
    began = day * MINUTES
    usual = sum(1 for one in complaints if began - MONTH_DAYS * MINUTES <= one < began)
    for place in range(len(complaints) - 1, -1, -1):
        if complaints[place] < began:
            first = place + 1
            break
    else:
        first = 0
    for place in range(first, len(complaints)):
        now = complaints[place]
        count = sum(1 for one in complaints[: place + 1] if one > now - rule.minutes)
        is_many = count >= rule.complaints
        if is_many and count * MONTH_DAYS * MINUTES >= rule.times * usual * rule.minutes:
            return now
    return None


def _vault(rules: Rulebook, vault_fine_mg: int) -> Policy:
    """The metal in the vault bounds what is sold; the statement is the keeper's, not the seller's."""

    def says(books: Books) -> Word:
        rules.fineness(books.date)
        return Word()

    def turns_away(books: Books, order: Order) -> str:
        order_mg = -(-books.fine_mg(order) * 1_000 // FINENESS)
        no = rules.weigh(vault_fine_mg, books.sold_fine_mg, order_mg, books.date)
        return "vault_exceeded" if no else ""

    return Policy("vault", NAMES["vault"], says, turns_away=turns_away, vault_fine_mg=vault_fine_mg)
