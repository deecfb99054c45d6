"""Three machines: one vehicle on its way to its buyer, a file of many rows, a complaint of delay."""

from amanat.words.act import Role
from amanat.words.machine import BIRTH, Machine, Row, Timer
from amanat.words.text import Text

PLANNED, CALLED, LATE, LATE_CALLED = "planned", "called", "late", "late_called"
HANDED, HANDED_LATE, OWED = "handed", "handed_late", "owed"
ACCEPTED, COMPENSATED, FAILED, DROPPED = "accepted", "compensated", "failed", "dropped"
OPEN = (PLANNED, CALLED, LATE, LATE_CALLED)
READY = (CALLED, LATE_CALLED)  # The buyer's code may be typed.
RUNNING_LATE = (LATE, LATE_CALLED)
OWING = (HANDED_LATE, OWED)
ARRIVED = (HANDED, ACCEPTED, HANDED_LATE, OWED, COMPENSATED)
B, H, C, HO = Role.PERSON, Role.HOUSE, Role.CLOCK, Role.HOLDER

DELIVERY = Machine(
    "delivery",
    Row("plan_delivery",     BIRTH,       PLANNED,     H),
    Row("call_buyer",      PLANNED,     CALLED,      HO),
    Row("call_buyer",      LATE,        LATE_CALLED, HO),
    Row("take_call_back",    CALLED,      PLANNED,     HO),
    Row("take_call_back",    LATE_CALLED, LATE,        HO),
    Row("settle_due",        CALLED,      CALLED,      H),
    Row("settle_due",        LATE_CALLED, LATE_CALLED, H),
    Row("renew_hand_code",   CALLED,      CALLED,      B),
    Row("renew_hand_code",   LATE_CALLED, LATE_CALLED, B),
    Row("fall_late",         PLANNED,     LATE,        C),
    Row("fall_late",         CALLED,      LATE_CALLED, C),
    Row("wait_for_buyer",    CALLED,      CALLED,      C),
    Row("hand_to_buyer",      CALLED,      HANDED,      HO),
    Row("hand_to_buyer",      LATE_CALLED, HANDED_LATE, HO),
    Row("accept_delivery",    HANDED,      ACCEPTED,    B, C),
    Row("pay_compensation",  HANDED_LATE, HANDED_LATE, HO),
    Row("pay_compensation",  OWED,        OWED,        HO),
    Row("take_compensation", HANDED_LATE, OWED,        C),
    Row("compensate",        HANDED_LATE, COMPENSATED, H),
    Row("compensate",        OWED,        COMPENSATED, H),
    *(Row("fail_delivery", old, FAILED,  H) for old in OPEN),
    *(Row("drop_delivery", old, DROPPED, H) for old in OPEN),
    verbs={
        "plan_delivery": Text("برنامه‌ریزی تحویل", "Plan the delivery"),
        "call_buyer": Text("فراخوان خریدار", "Call the buyer"),
        "take_call_back": Text("پس‌گرفتن فراخوان", "Take the call back"),
        "settle_due": Text("رسیدن باقی‌ماندهٔ بها", "The rest of the price arrived"),
        "renew_hand_code": Text("ساختن کد تازهٔ تحویل", "Make a new hand-over code"),
        "fall_late": Text("گذشتن روز تحویل", "The day of delivery passed"),
        "wait_for_buyer": Text("منتظر پرداخت خریدار", "Wait for the buyer’s payment"),
        "hand_to_buyer": Text("تحویل به خریدار", "Hand over to the buyer"),
        "accept_delivery": Text("پذیرش تحویل", "Accept the delivery"),
        "pay_compensation": Text("پرداخت جبران دیرکرد", "Pay the compensation"),
        "take_compensation": Text("برداشت جبران از حساب پروژه", "Take it from the project’s account"),
        "compensate": Text("پایان جبران دیرکرد", "The compensation is settled"),
        "fail_delivery": Text("ناتمام‌ماندن تحویل", "The delivery failed"),
        "drop_delivery": Text("پایان بی‌تحویل", "Ended without a delivery"),
    },
    states={
        PLANNED: Text("در برنامه", "Planned"),
        CALLED: Text("فراخوان‌شده", "Called"),
        LATE: Text("دیر شده", "Late"),
        LATE_CALLED: Text("دیر شده، فراخوان‌شده", "Late, called"),
        HANDED: Text("تحویل شد", "Handed over"),
        HANDED_LATE: Text("دیر تحویل شد؛ جبران مانده است", "Handed over late, compensation open"),
        OWED: Text("جبران دیرکرد طلب است", "Compensation is owed"),
        ACCEPTED: Text("پذیرفته شد", "Accepted"),
        COMPENSATED: Text("دیر تحویل شد؛ جبران شد", "Handed over late, compensated"),
        FAILED: Text("تحویل نشد", "Never delivered"),
        DROPPED: Text("بی‌تحویل پایان یافت", "Ended without a delivery"),
    },
    timers=(
        Timer(PLANNED, "fall_late", Text("پس از روز تحویل، هر روز دیرکرد جبران دارد.",
              "After the day of delivery every late day is compensated.")),
        Timer(CALLED, "fall_late", Text("پس از روز تحویل، هر روز دیرکرد جبران دارد.",
              "After the day of delivery every late day is compensated.")),
        Timer(HANDED, "accept_delivery", Text("اگر چیزی نگویید، تحویل پذیرفته می‌شود.",
              "Without a word from you the delivery counts as accepted.")),
        Timer(HANDED_LATE, "take_compensation", Text(
              "اگر پرداخت نشود، از حساب پروژه برداشته می‌شود.",
              "Unpaid, it is taken from the project’s account.")),
    ),
)  # fmt: skip

CHECKING, CHECKED, RUNNING, DONE, TAKEN_BACK = (
    "checking",
    "checked",
    "running",
    "done",
    "taken_back",
)
WORKING = (CHECKING, RUNNING)

SHEET = Machine(
    "delivery_sheet",
    Row("upload_sheet",    BIRTH,    CHECKING,   HO),
    Row("finish_checking", CHECKING, CHECKED,    H),
    Row("mend_row",        CHECKED,  CHECKED,    HO),
    Row("confirm_sheet",   CHECKED,  RUNNING,    HO),
    Row("take_sheet_back", CHECKED,  TAKEN_BACK, HO),
    Row("finish_sheet",    RUNNING,  DONE,       H),
    verbs={
        "upload_sheet": Text("فرستادن پرونده", "Upload"),
        "finish_checking": Text("پایان بررسی سطرها", "All rows are checked"),
        "mend_row": Text("درست‌کردن سطر", "Mend a row"),
        "confirm_sheet": Text("تأیید و انجام", "Confirm"),
        "take_sheet_back": Text("کنار گذاشتن پرونده", "Take it back"),
        "finish_sheet": Text("پایان کار", "All rows are done"),
    },
    states={
        CHECKING: Text("در حال بررسی سطرها", "Checking the rows"),
        CHECKED: Text("بررسی شد؛ منتظر تأیید شما", "Checked, awaits your word"),
        RUNNING: Text("در حال انجام", "Under way"),
        DONE: Text("انجام شد", "Done"),
        TAKEN_BACK: Text("کنار گذاشته شد", "Taken back"),
    },
)  # fmt: skip

FILED, ANSWERED, UNANSWERED, CLOSED = "filed", "answered", "unanswered", "closed"

COMPLAINT = Machine(
    "late_complaint",
    Row("complain_of_delay", BIRTH,      FILED,      B),
    Row("answer_delay",      FILED,      ANSWERED,   HO),
    Row("answer_delay",      UNANSWERED, ANSWERED,   HO),
    Row("leave_unanswered",  FILED,      UNANSWERED, C),
    *(Row("close_delay", old, CLOSED, H) for old in (FILED, ANSWERED, UNANSWERED)),
    verbs={
        "complain_of_delay": Text("شکایت از دیرکرد", "Complain of the delay"),
        "answer_delay": Text("پاسخ به شکایت", "Answer the complaint"),
        "leave_unanswered": Text("گذشتن مهلت پاسخ", "The time to answer is over"),
        "close_delay": Text("بسته‌شدن شکایت", "Close the complaint"),
    },
    states={
        FILED: Text("ثبت شد؛ منتظر پاسخ", "Filed, awaits an answer"),
        ANSWERED: Text("پاسخ داده شد", "Answered"),
        UNANSWERED: Text("بی‌پاسخ ماند", "Left unanswered"),
        CLOSED: Text("بسته شد", "Closed"),
    },
    timers=(
        Timer(FILED, "leave_unanswered", Text(
              "بی‌پاسخ‌ماندن در کارنامهٔ فروشنده نوشته می‌شود.",
              "Silence is written into the seller’s record.")),
    ),
)  # fmt: skip
