"""Money waits on one condition. A frozen hold has no row that releases it: thaw comes first."""

from amanat.words.act import Role
from amanat.words.machine import Machine, Row
from amanat.words.text import Text

B, S, H, C, OF = Role.BUYER, Role.SELLER, Role.HOUSE, Role.CLOCK, Role.OFFICER

HOLD = Machine(
    "hold",
    #   verb        from         to          who
    Row("promise",  "",          "awaiting", B, S, H),
    Row("fund",     "awaiting",  "held",     H),
    Row("drop",     "awaiting",  "dropped",  B, S, C, H),
    Row("release",  "held",      "released", B, C, H),
    Row("refund",   "held",      "refunded", B, S, C, H),
    Row("split",    "held",      "split",    H),
    Row("freeze",   "held",      "frozen",   B, C, OF, H),
    Row("thaw",     "frozen",    "held",     B, S, OF, H),
    verbs={
        "promise": Text(fa="قرار امانت", en="Promise"),
        "fund": Text(fa="کامل‌شدن پول", en="Fund"),
        "drop": Text(fa="کنارگذاشتن", en="Drop"),
        "release": Text(fa="آزادکردن", en="Release"),
        "refund": Text(fa="برگرداندن", en="Refund"),
        "split": Text(fa="تقسیم‌کردن", en="Split"),
        "freeze": Text(fa="نگه‌داشتن", en="Freeze"),
        "thaw": Text(fa="بازکردن", en="Thaw"),
    },
    states={
        "awaiting": Text(fa="در انتظار پول", en="Awaiting money"),
        "held": Text(fa="نزد امانت", en="Held"),
        "frozen": Text(fa="نگه‌داشته تا رسیدگی", en="Frozen"),
        "released": Text(fa="آزادشده", en="Released"),
        "refunded": Text(fa="برگردانده", en="Refunded"),
        "split": Text(fa="تقسیم‌شده", en="Split"),
        "dropped": Text(fa="کنارگذاشته", en="Dropped"),
    },
)  # fmt: skip
