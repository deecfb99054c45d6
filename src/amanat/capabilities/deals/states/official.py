"""Money kept for a check: by law, or on suspicion of fraud. Two officers set it, two lift it."""

from amanat.capabilities.deals.states.deal import OF, C, H
from amanat.words.machine import Machine, Row, Timer
from amanat.words.text import Text

OFFICIAL_HOLD = Machine(
    "official_hold",
    Row("propose_hold",   "",         "proposed",    OF, H),
    Row("confirm_hold",   "proposed", "in_force",    OF),
    Row("turn_down_hold", "proposed", "turned_down", OF, C),
    Row("come_up",     "in_force", "in_force",    C),
    Row("propose_lift",   "in_force", "lifting",     OF),
    Row("turn_down_lift", "lifting",  "in_force",    OF, C),
    Row("confirm_lift",   "lifting",  "lifted",      OF),
    verbs={
        "propose_hold": Text(fa="پیشنهاد نگه‌داشتن پول", en="Propose to keep the money"),
        "confirm_hold": Text(fa="تأیید نگه‌داشتن پول", en="Confirm to keep the money"),
        "turn_down_hold": Text(fa="نپذیرفتن نگه‌داشتن پول", en="Turn the proposal down"),
        "come_up": Text(fa="رسیدن روز بازبینی", en="The day of the next look"),
        "propose_lift": Text(fa="پیشنهاد پایان بررسی", en="Propose to lift"),
        "turn_down_lift": Text(fa="نپذیرفتن پایان بررسی", en="Keep it"),
        "confirm_lift": Text(fa="تأیید پایان بررسی", en="Confirm to lift"),
    },
    states={
        "proposed": Text(fa="در انتظار نفر دوم", en="Awaiting a second person"),
        "in_force": Text(fa="پول نگه داشته شده", en="Money kept"),
        "turned_down": Text(fa="پذیرفته نشد", en="Turned down"),
        "lifting": Text(fa="پایانش در انتظار نفر دوم", en="Lifting awaits a second person"),
        "lifted": Text(fa="پایان یافت", en="Lifted"),
    },
    timers=(
        Timer("proposed", "turn_down_hold", Text(
            fa="اگر تا آن زمان نفر دومی تأیید نکند، پیشنهاد بی‌اثر می‌شود.",
            en="If no second person confirms by then, the proposal lapses.")),
        Timer("in_force", "come_up", Text(
            fa="آن روز کارشناسی دوباره نگاه می‌کند؛ پول خودبه‌خود جابه‌جا نمی‌شود.",
            en="An officer looks again that day; the money does not move by itself.")),
        Timer("lifting", "turn_down_lift", Text(
            fa="اگر تا آن زمان نفر دومی تأیید نکند، پول نگه داشته می‌ماند.",
            en="If no second person confirms by then, the money stays kept.")),
    ),
)  # fmt: skip
