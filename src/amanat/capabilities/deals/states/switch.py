"""A switch that two officers turn on and one turns off."""

from amanat.words.act import Role
from amanat.words.machine import Machine, Row
from amanat.words.text import Text

OF = Role.OFFICER
SWITCH = Machine(
    "switch",
    Row("propose_switch", "",         "proposed", OF),
    Row("confirm_switch", "proposed", "on",       OF),
    Row("drop_switch",    "proposed", "dropped",  OF),
    Row("turn_off",       "on",       "off",      OF),
    verbs={
        "propose_switch": Text(fa="پیشنهاد روشن‌کردن", en="Propose to switch on"),
        "confirm_switch": Text(fa="تأیید و روشن‌کردن", en="Confirm and switch on"),
        "drop_switch": Text(fa="کنارگذاشتن پیشنهاد", en="Drop the proposal"),
        "turn_off": Text(fa="خاموش‌کردن", en="Switch off"),
    },
    states={
        "proposed": Text(fa="در انتظار کارشناس دوم", en="Awaiting a second officer"),
        "on": Text(fa="روشن", en="On"),
        "dropped": Text(fa="کنار گذاشته شد", en="Dropped"),
        "off": Text(fa="خاموش", en="Off"),
    },
)  # fmt: skip
