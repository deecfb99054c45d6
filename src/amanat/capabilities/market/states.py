"""The machine of a stop: one officer proposes it, a second person lets it happen or ends it."""

from amanat.words.act import Role
from amanat.words.machine import BIRTH, Machine, Row, Timer
from amanat.words.text import Text

PROPOSED, IN_FORCE, LIFTING = "proposed", "in_force", "lifting"
LIVE = (PROPOSED, IN_FORCE, LIFTING)
STANDING_STILL = (IN_FORCE, LIFTING)
OFC, SUP = Role.OFFICER, Role.SUPERVISOR

STOP = Machine(
    "trade_stop",
    Row("propose_stop",     BIRTH,    PROPOSED,      OFC),
    Row("approve_stop",     PROPOSED, IN_FORCE,      SUP),
    Row("turn_down_stop",   PROPOSED, "turned_down", OFC, SUP),
    Row("lapse_stop",       PROPOSED, "lapsed",      Role.CLOCK),
    Row("ask_to_lift_stop", IN_FORCE, LIFTING,       OFC),
    Row("lift_stop",        LIFTING,  "lifted",      SUP),
    Row("keep_stop",        LIFTING,  IN_FORCE,      OFC, SUP),
    verbs={
        "propose_stop": Text("پیشنهاد توقف", "Propose a stop"),
        "approve_stop": Text("تأیید نفر دوم و اجرا", "Approve, as the second person"),
        "turn_down_stop": Text("نپذیرفتن", "Turn down"),
        "lapse_stop": Text("گذشتن مهلت", "Let it lapse"),
        "ask_to_lift_stop": Text("پیشنهاد برداشتن توقف", "Propose to lift it"),
        "lift_stop": Text("برداشتن توقف", "Lift it"),
        "keep_stop": Text("ماندن توقف", "Keep it"),
    },
    states={
        PROPOSED: Text("در انتظار نفر دوم", "Awaits the second person"),
        IN_FORCE: Text("برقرار", "In force"),
        LIFTING: Text("برداشتن در انتظار نفر دوم", "Lifting awaits the second person"),
        "turned_down": Text("پذیرفته نشد", "Turned down"),
        "lapsed": Text("مهلت گذشت", "Lapsed"),
        "lifted": Text("برداشته شد", "Lifted"),
    },
    timers=(
        Timer(PROPOSED, "lapse_stop", Text(
            "اگر نفر دوم تا {when} تصمیم نگیرد، پیشنهاد کنار می‌رود.",
            "If no second person decides until {when}, the proposal lapses.",
        )),
    ),
)  # fmt: skip
