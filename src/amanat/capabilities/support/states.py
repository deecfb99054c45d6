"""The machine of a conversation with support: it is always open to the one who asked."""

from amanat.words.act import Role
from amanat.words.machine import BIRTH, Machine, Row, Timer
from amanat.words.text import Text

WAITING, ANSWERED, SOLVED = "waiting", "answered", "solved"
OPEN = (WAITING, ANSWERED)
P, H, C = Role.PERSON, Role.HOUSE, Role.CLOCK
STAFF = (Role.SUPPORT, Role.OFFICER, Role.FINANCE)

CONVERSATION = Machine(
    "conversation",
    Row("open_conversation", BIRTH, WAITING, P, H),
    *(Row("write", old, WAITING, P, H) for old in (WAITING, ANSWERED, SOLVED)),
    *(Row("ask_call", same, same, P) for same in OPEN),
    *(Row("take_up", same, same, *STAFF) for same in OPEN),
    Row("answer", WAITING, ANSWERED, *STAFF),
    Row("answer", ANSWERED, ANSWERED, *STAFF),
    Row("hand_on", WAITING, WAITING, *STAFF),
    Row("hand_on", ANSWERED, WAITING, *STAFF),
    *(Row("resend", same, same, *STAFF) for same in OPEN),
    *(Row("dispute_for", same, same, *STAFF) for same in OPEN),
    Row("solve", WAITING, SOLVED, *STAFF),
    Row("solve", ANSWERED, SOLVED, *STAFF, C),
    verbs={
        "open_conversation": Text("آغاز گفت‌وگو", "Start a conversation"),
        "write": Text("نوشتن پیام", "Write"),
        "ask_call": Text("درخواست تماس", "Ask for a call"),
        "take_up": Text("برداشتن گفت‌وگو", "Take it up"),
        "answer": Text("پاسخ", "Answer"),
        "hand_on": Text("سپردن به همکار", "Hand on"),
        "resend": Text("تکرار آخرین پیامک", "Repeat the last SMS"),
        "dispute_for": Text("ثبت مشکل برای مشتری", "Report a problem for the customer"),
        "solve": Text("پایان گفت‌وگو", "Close as solved"),
    },
    states={
        WAITING: Text("در انتظار پاسخ", "Waits for an answer"),
        ANSWERED: Text("پاسخ داده شد", "Answered"),
        SOLVED: Text("حل شد", "Solved"),
    },
    timers=(
        Timer(ANSWERED, "solve", Text(
            "اگر تا آن زمان چیزی ننویسید، گفت‌وگو بسته می‌شود؛ هر وقت بنویسید باز می‌شود.",
            "If you write no more by then it is closed; it opens again whenever you write.")),
    ),
)  # fmt: skip
