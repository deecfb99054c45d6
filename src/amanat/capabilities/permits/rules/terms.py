"""What a permit is made of, in words, and how much of each thing there may be."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypedDict

from amanat.capabilities.permits.rules.methods import Method
from amanat.words.text import Text

CODE_PREFIX = "PS"
WHOLE_SHARE = 10_000  # Basis points.
MOST_QUANTITY = 1_000_000
MOST_UNIT_PRICE = 10**15
MOST_INSTALMENTS = 12
MOST_INSTALMENT_MONTHS = 48
MOST_WEEKS = 160
MOST_STAGES = 12
MOST_COLOURS = 12
MOST_OPEN_PERMITS = 20  # Applications of one business that are not decided yet.
LONGEST_TITLE = 120
LONGEST_WORDS = 2000
LONGEST_NUMBER = 60
LEAST_WORDS = 10
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)  # Days we reckon with.
MOST_ANNUAL_BASIS_POINTS = 6000

KINDS = {
    "vehicle": Text("خودرو", "Vehicle"),
    "goods": Text("کالا", "Goods"),
    "property": Text("ملک در حال ساخت", "Property under construction"),
    "service": Text("خدمت", "Service"),
}
#  Which ways of selling a kind knows: the law names all five for vehicles only.
METHODS: Mapping[str, tuple[Method, ...]] = {
    "vehicle": tuple(Method),
    "goods": (Method.IMMEDIATE, Method.FIRM, Method.ORDINARY),
    "property": (Method.FIRM, Method.PARTNERSHIP),
    "service": (Method.IMMEDIATE, Method.FIRM),
}
#  The class of activity that must be licensed and ranked; None: any class of the business.
CLASSES: Mapping[str, str | None] = {
    "vehicle": "vehicle", "goods": None, "property": "property", "service": None,
}  # fmt: skip
GUARANTEES = {
    "cash_deposit": Text("سپردهٔ نقدی", "Cash deposit"),
    "bank_guarantee": Text("ضمانت‌نامهٔ بانکی", "Bank guarantee"),
    "insurance": Text("بیمه‌نامه", "Insurance"),
    "bond": Text("اوراق بهادار", "Bonds"),
    "real_estate": Text("وثیقهٔ ملکی", "Real estate"),
}
CHANGES = {
    "amend": Text("اصلاح تعداد یا قیمت", "Amendment of quantity or price"),
    "extend": Text("تمدید مهلت فروش یا تحویل", "Extension of sale or delivery"),
}
VERSIONS = {
    "grant": Text("صدور", "Grant"),
    "amend": Text("اصلاح", "Amendment"),
    "extend": Text("تمدید", "Extension"),
}
REASONS = {
    "seal": Text("نماد برقرار نیست", "The seal is not in force"),
    "late_deliveries": Text("تحویل‌ها دیر شده است", "Deliveries are late"),
    "production": Text("تولید از برنامه عقب است", "Production is behind its programme"),
    "money": Text("پول پیش از بازشدن حساب گرفته شده", "Money was taken outside the account"),
    "advert": Text("آگهی خلاف مجوز", "Adverts against the permit"),
    "default": Text("نکول سازنده", "Default of the maker"),
    "market": Text("تصمیم میز بازار", "Decision of the market desk"),
    "decided": Text("تصمیم مرجع", "Decision of the authority"),
}


class Instalment(TypedDict):
    """A part of the price, `months` Jalali months after the contract; 0: with it."""

    basis_points: int
    months: int


def prepayment(instalments: Sequence[Instalment]) -> int:
    """The share that is paid with the contract."""
    return sum(one["basis_points"] for one in instalments if one["months"] == 0)


def percent_of(basis_points: int) -> str:
    """A share as people write it: 3000 is "30", 3334 is "33.34"."""
    whole, rest = divmod(basis_points, 100)
    return f"{whole}.{rest:02d}" if rest else str(whole)
