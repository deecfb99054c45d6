"""A secret: sealed by one person for another, seen by that one person, or by nobody ever."""

from amanat.words.act import Role
from amanat.words.machine import Machine, Row
from amanat.words.text import Text

B, S, H = Role.BUYER, Role.SELLER, Role.HOUSE
SECRET = Machine(
    "secret",
    Row("seal",       "",         "sealed",    S),
    Row("replace",    "sealed",   "sealed",    S),
    Row("reveal",     "sealed",   "revealed",  B),
    Row("look_again", "revealed", "revealed",  B),
    Row("destroy",    "sealed",   "destroyed", H),
    verbs={
        "seal": Text(fa="مهروموم‌کردن", en="Seal"),
        "replace": Text(fa="جایگزین‌کردن", en="Replace"),
        "reveal": Text(fa="گشودن مهر", en="Reveal"),
        "look_again": Text(fa="دوباره‌دیدن", en="Look again"),
        "destroy": Text(fa="نابودکردن", en="Destroy"),
    },
    states={
        "sealed": Text(fa="مهروموم؛ هیچ‌کس ندیده است", en="Sealed, seen by nobody"),
        "revealed": Text(fa="خریدار دیده است", en="The buyer has seen it"),
        "destroyed": Text(fa="دیده‌نشده نابود شد", en="Destroyed unseen"),
    },
)  # fmt: skip
