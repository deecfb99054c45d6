"""What we claim from a carrier, once the fund has paid for the damage in its place."""

from amanat.words.act import Role
from amanat.words.machine import Machine, Row
from amanat.words.text import Text

RECOURSE = Machine(
    "recourse",
    Row("open_recourse", "",     "open",    Role.HOUSE),
    Row("recover",       "open", "paid",    Role.FINANCE),
    Row("write_off",     "open", "refused", Role.FINANCE),
    verbs={
        "open_recourse": Text(fa="مطالبه از حمل‌کننده", en="Claim from the carrier"),
        "recover": Text(fa="ثبت پول رسیده از حمل‌کننده", en="Book what the carrier paid"),
        "write_off": Text(fa="حمل‌کننده نپرداخت", en="The carrier refused"),
    },
    states={
        "open": Text(fa="در انتظار حمل‌کننده", en="Awaiting the carrier"),
        "paid": Text(fa="حمل‌کننده پرداخت", en="The carrier paid"),
        "refused": Text(fa="حمل‌کننده نپرداخت", en="The carrier refused"),
    },
)  # fmt: skip
