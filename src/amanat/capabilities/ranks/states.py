"""Who sees a score, who may object to it, and how its weights change."""

from amanat.words.act import Role
from amanat.words.machine import BIRTH, Machine, Row, Timer
from amanat.words.text import Text

UNRATED, SHOWN, PUBLIC = "unrated", "shown", "public"
OPEN, PROPOSED, WITH_PANEL = "open", "proposed", "with_panel"
CORRECTED, UPHELD = "corrected", "upheld"
LIVE_OBJECTIONS = (OPEN, PROPOSED, WITH_PANEL)
ENTERED, CONFIRMED, TURNED_DOWN = "entered", "confirmed", "turned_down"
CONSULTED, VOTED, ENACTED, DROPPED = "in_consultation", "consulted", "enacted", "dropped"
LIVE_SETS = (CONSULTED, VOTED)

RANK = Machine(
    "rank",
    Row("begin_rank",   BIRTH,   UNRATED, Role.HOUSE),
    Row("show_rank",    UNRATED, SHOWN,   Role.HOUSE),
    Row("publish_rank", SHOWN,   PUBLIC,  Role.CLOCK),
    verbs={
        "begin_rank": Text("آغاز پیشینه", "Begin the record"),
        "show_rank": Text("نشان‌دادن نخستین رتبه به صاحبش", "Show the first rank to its holder"),
        "publish_rank": Text("انتشار رتبه", "Publish the rank"),
    },
    states={
        UNRATED: Text("رتبه‌بندی نشده", "Not rated"),
        SHOWN: Text("فقط صاحبش می‌بیند", "Shown to its holder only"),
        PUBLIC: Text("همگانی", "Public"),
    },
    timers=(
        Timer(SHOWN, "publish_rank", Text("رتبه برای همه منتشر می‌شود.", "The rank becomes public.")),
    ),
)  # fmt: skip

OBJECTION = Machine(
    "objection",
    Row("object_to_score", BIRTH,      OPEN,       Role.HOLDER),
    Row("propose_answer",  OPEN,       PROPOSED,   Role.OFFICER),
    Row("return_answer",   PROPOSED,   OPEN,       Role.SUPERVISOR),
    Row("correct_score",   PROPOSED,   CORRECTED,  Role.SUPERVISOR),
    Row("uphold_score",    PROPOSED,   UPHELD,     Role.SUPERVISOR),
    Row("pass_to_panel",   OPEN,       WITH_PANEL, Role.CLOCK),
    Row("pass_to_panel",   PROPOSED,   WITH_PANEL, Role.CLOCK),
    Row("correct_score",   WITH_PANEL, CORRECTED,  Role.PANEL),
    Row("uphold_score",    WITH_PANEL, UPHELD,     Role.PANEL),
    verbs={
        "object_to_score": Text("اعتراض به رتبه", "Object to the score"),
        "propose_answer": Text("پیشنهاد پاسخ", "Propose an answer"),
        "return_answer": Text("برگرداندن به کارشناس", "Return to the officer"),
        "correct_score": Text("اصلاح رتبه", "Correct the score"),
        "uphold_score": Text("تأیید رتبه", "Uphold the score"),
        "pass_to_panel": Text("فرستادن به هیئت تجدیدنظر", "Pass on to the panel"),
    },
    states={
        OPEN: Text("در انتظار کارشناس", "Waiting for an officer"),
        PROPOSED: Text("در انتظار نفر دوم", "Waiting for the second person"),
        WITH_PANEL: Text("نزد هیئت تجدیدنظر", "With the panel of appeals"),
        CORRECTED: Text("رتبه اصلاح شد", "Corrected"),
        UPHELD: Text("رتبه تأیید شد", "Upheld"),
    },
    timers=tuple(
        Timer(state, "pass_to_panel",
              Text("بی پاسخ در مهلت، به هیئت تجدیدنظر می‌رود و شمرده می‌شود.",
                   "Unanswered in time, it goes to the panel of appeals, and is counted."))
        for state in (OPEN, PROPOSED)
    ),
)  # fmt: skip

PAPER = Machine(
    "paper",
    Row("enter_paper",     BIRTH,   ENTERED,     Role.OFFICER),
    Row("confirm_paper",   ENTERED, CONFIRMED,   Role.OFFICER),
    Row("turn_down_paper", ENTERED, TURNED_DOWN, Role.OFFICER),
    verbs={
        "enter_paper": Text("ثبت سند", "Enter a paper"),
        "confirm_paper": Text("تأیید سند", "Confirm the paper"),
        "turn_down_paper": Text("رد سند", "Turn the paper down"),
    },
    states={
        ENTERED: Text("در انتظار نفر دوم", "Waiting for the second person"),
        CONFIRMED: Text("تأییدشده", "Confirmed"),
        TURNED_DOWN: Text("پذیرفته نشد", "Turned down"),
    },
)  # fmt: skip

WEIGHT_SET = Machine(
    "weight_set",
    Row("propose_weights",    BIRTH,     CONSULTED, Role.OFFICER),
    Row("end_consultation",   CONSULTED, VOTED,     Role.CLOCK),
    Row("change_weights",     VOTED,     ENACTED,   Role.SUPERVISOR),
    Row("drop_weights",       CONSULTED, DROPPED,   Role.SUPERVISOR),
    Row("drop_weights",       VOTED,     DROPPED,   Role.SUPERVISOR, Role.CLOCK),
    verbs={
        "propose_weights": Text("پیشنهاد وزن‌های تازه", "Propose new weights"),
        "end_consultation": Text("پایان نظرخواهی", "End the consultation"),
        "change_weights": Text("تصویب وزن‌ها", "Approve the weights"),
        "drop_weights": Text("کنارگذاشتن پیشنهاد", "Drop the proposal"),
    },
    states={
        CONSULTED: Text("در نظرخواهی", "In consultation"),
        VOTED: Text("آمادهٔ تصمیم", "Ready to decide"),
        ENACTED: Text("تصویب‌شده", "Enacted"),
        DROPPED: Text("کنار گذاشته شد", "Dropped"),
    },
    timers=(
        Timer(CONSULTED, "end_consultation",
              Text("نظرخواهی پایان می‌یابد.", "The consultation ends.")),
        Timer(VOTED, "drop_weights",
              Text("بی تصمیم، وزن‌های کنونی می‌ماند.", "Undecided, the weights stay as they are.")),
    ),
)  # fmt: skip

SALES_CASE = Machine(
    "sales_case",
    Row("open_sales_case",  BIRTH, "open",   Role.HOUSE),
    Row("close_sales_case", "open", "closed", Role.OFFICER),
    verbs={
        "open_sales_case": Text("گشودن پرونده", "Open a case"),
        "close_sales_case": Text("بستن پرونده", "Close the case"),
    },
    states={
        "open": Text("باز", "Open"),
        "closed": Text("بسته", "Closed"),
    },
)  # fmt: skip
