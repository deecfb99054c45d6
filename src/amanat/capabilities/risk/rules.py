"""What is looked at, how much it weighs, and what may be put on the list. Pure."""

from datetime import timedelta

from amanat.words.persian import ascii_digits
from amanat.words.text import Text

RULES = {
    "deals_per_day": Text("معاملهٔ تازهٔ بسیار در یک روز", "Many new deals in one day"),
    "new_person_units": Text("پول بسیار از کسی تازه", "Much money from somebody new"),
    "cards_per_person": Text("کارت‌های بسیار با یک شخص", "Many cards of one person"),
    "people_per_card": Text("چند شخص با یک کارت", "Several people with one card"),
    "people_per_sheba": Text("چند شخص با یک شبا", "Several people with one Sheba"),
    "code_attempts": Text("کدهای نادرست بسیار", "Many wrong codes"),
    "ring": Text("دو طرف به هم پیوسته‌اند", "The two sides are connected"),
    "appeal": Text("درخواست بازبینی از شخص بسته", "A blocked person asks for another look"),
}
KINDS = {
    "phone": Text("شمارهٔ همراه", "Mobile number"),
    "national_id": Text("کد ملی", "National id"),
    "sheba": Text("شبا", "Sheba"),
    "card": Text("کارت", "Card"),
}
ALONE_AT_MOST = timedelta(hours=72)  # What one officer may do without a second one.
LEAST_WORDS = 10
LONGEST_WORDS = 1_000
LONGEST_VALUE = 40
MOST_APPEALS = 3  # Open or decided in the last month, of one person.
APPEAL_SPAN = timedelta(days=30)
WEIGHTS = {
    "deals_per_day": 20, "new_person_units": 30, "cards_per_person": 30, "people_per_card": 40,
    "people_per_sheba": 60, "code_attempts": 10, "ring": 50, "appeal": 1,
}  # fmt: skip
MOST_SCORE = 100


def score(rule: str, value: int, limit: int) -> int:
    """How much a sign weighs: more, the farther the value is above its limit; at most 100."""
    times = value // max(limit, 1)
    return min(MOST_SCORE, WEIGHTS[rule] * max(times, 1))


def card_mark(typed: str) -> str:
    """The first six and last four digits of a card, all that a bank ever shows us; or nothing."""
    digits = "".join(sign for sign in ascii_digits(typed) if sign.isascii() and sign.isdigit())
    is_card = len(digits) in {10, 16}
    return f"{digits[:6]}…{digits[-4:]}" if is_card else ""
