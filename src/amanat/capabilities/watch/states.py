"""The machine of a task: something about a deal that a person should look at."""

from amanat.words.act import Role
from amanat.words.machine import BIRTH, Machine, Row, Timer
from amanat.words.text import Text

OPEN, TAKEN, WAITING, DONE, CLOSED = "open", "taken", "waiting", "done", "closed"
LIVE = (OPEN, TAKEN, WAITING)
H, C = Role.HOUSE, Role.CLOCK
STAFF = (Role.OFFICER, Role.SUPPORT, Role.FINANCE)

TASK = Machine(
    "task",
    Row("open_task",   BIRTH,   OPEN,    H),
    Row("take_task",   OPEN,    TAKEN,   *STAFF),
    Row("show_number", TAKEN,   TAKEN,   *STAFF),
    Row("note_call",   TAKEN,   TAKEN,   *STAFF),
    Row("reschedule",  TAKEN,   WAITING, *STAFF),
    Row("wake",        WAITING, TAKEN,   C),
    Row("hand_over",   TAKEN,   OPEN,    *STAFF),
    Row("finish_task", TAKEN,   DONE,    *STAFF),
    *(Row("close_task", old, CLOSED, H) for old in LIVE),
    verbs={
        "open_task": Text("بازشدن کار", "Open"),
        "take_task": Text("برداشتن کار", "Take"),
        "show_number": Text("دیدن شماره", "Show the number"),
        "note_call": Text("ثبت تماس", "Note a call"),
        "reschedule": Text("گذاشتن برای بعد", "Reschedule"),
        "wake": Text("رسیدن زمان کار", "Its time has come"),
        "hand_over": Text("سپردن به میزی دیگر", "Hand over"),
        "finish_task": Text("پایان کار", "Finish"),
        "close_task": Text("برطرف‌شدن علت", "The reason is gone"),
    },
    states={
        OPEN: Text("باز", "Open"),
        TAKEN: Text("در دست", "Taken"),
        WAITING: Text("برای بعد", "For later"),
        DONE: Text("انجام شد", "Done"),
        CLOSED: Text("علت برطرف شد", "The reason is gone"),
    },
    timers=(
        Timer(WAITING, "wake", Text("کار به همان کارشناس برمی‌گردد.",
              "The task comes back to the same person.")),
    ),
)  # fmt: skip
