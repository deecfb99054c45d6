"""What can be traded, and how each kind changes hands. Windows are hours; source: the domain guide.

A kind says how long delivery and inspection may be agreed to last, and what is proposed first.
"""

from dataclasses import dataclass

from amanat.words.text import Text

DAY = 24


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing: its name, and the hours that its terms may give to each side."""

    code: str
    says: Text
    ship_hours: range
    usual_ship_hours: int
    inspection_hours: range
    usual_inspection_hours: int


GOODS = "goods"
KINDS = {
    kind.code: kind
    for kind in (
        Kind(GOODS, Text("کالا", "Goods"), range(DAY, 15 * DAY + 1), 4 * DAY,
             range(DAY, 14 * DAY + 1), 2 * DAY),
        Kind("code", Text("کد تخفیف، کارت هدیه یا کد بازی", "Discount, gift or game code"),
             range(1, 2), 1, range(2, DAY + 1), DAY),
        Kind("game_account", Text("حساب بازی", "Game account"),
             range(1, 7 * DAY + 1), 2 * DAY, range(DAY, 7 * DAY + 1), 3 * DAY),
        Kind("domain_ir", Text("دامنهٔ ‎.ir", "A .ir domain"),
             range(DAY, 14 * DAY + 1), 7 * DAY, range(DAY, 7 * DAY + 1), 3 * DAY),
        Kind("domain", Text("دامنهٔ دیگر", "Another domain"),
             range(DAY, 20 * DAY + 1), 10 * DAY, range(DAY, 7 * DAY + 1), 3 * DAY),
        Kind("coin", Text("رمزارز", "Digital currency"), range(1, DAY + 1), 2, range(1, 2), 1),
        Kind("work", Text("کار سفارشی، مرحله‌به‌مرحله", "Freelance work in stages"),
             range(DAY, 90 * DAY + 1), 14 * DAY, range(3 * DAY, 14 * DAY + 1), 7 * DAY),
    )
}  # fmt: skip
