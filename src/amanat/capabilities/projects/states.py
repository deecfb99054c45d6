"""The machines of staged release: a project, a certificate of progress, and money drawn from it."""

from amanat.words.act import Role
from amanat.words.machine import BIRTH, Machine, Row, Timer
from amanat.words.text import Text

FUNDED, LATE, DEFAULTED, REFUNDING = "funded", "late", "defaulted", "refunding"
TAKES_MONEY = frozenset({"account_open", FUNDED})
SHARED_OUT = frozenset({REFUNDING, "refunded"})
STOPPED = frozenset({DEFAULTED, REFUNDING, "refunded"})  # Nobody is given back alone.
RUNNING = frozenset({FUNDED, "retention"})  # Money may be drawn and accounts are audited.

PROJECT = Machine(
    "project",
    Row("open_project", BIRTH, "account_open", Role.HOUSE),
    Row("fund_project", "account_open", FUNDED, Role.HOUSE),
    Row("look_at_milestone", FUNDED, FUNDED, Role.CLOCK),
    Row("hand_to_committee", FUNDED, LATE, Role.CLOCK, Role.OFFICER),
    Row("let_go_on", LATE, FUNDED, Role.COMMITTEE),
    Row("stay_late", LATE, LATE, Role.CLOCK),
    Row("default_project", LATE, DEFAULTED, Role.COMMITTEE),
    Row("resolve_project", DEFAULTED, REFUNDING, Role.COMMITTEE, Role.CLOCK),
    Row("refund_next", REFUNDING, REFUNDING, Role.CLOCK),
    Row("finish_refunds", REFUNDING, "refunded", Role.CLOCK),
    Row("bring_collateral", "refunded", REFUNDING, Role.FINANCE),
    Row("audit_project", FUNDED, FUNDED, Role.PERSON),
    Row("audit_project", "retention", "retention", Role.PERSON),
    Row("complete_project", FUNDED, "retention", Role.OFFICER),
    Row("keep_retention", "retention", "retention", Role.COMMITTEE),
    Row("release_retention", "retention", "closed", Role.CLOCK),
    verbs={
        "open_project": Text("گشودن حساب پروژه", "Open the project's account"),
        "fund_project": Text("رسیدن نخستین پول", "The first money comes"),
        "look_at_milestone": Text("نگاه به زمان‌بندی", "Look at the plan"),
        "hand_to_committee": Text("سپردن به کمیته", "Hand to the committee"),
        "let_go_on": Text("ادامهٔ کار با مهلت تازه", "Let it go on, with a new deadline"),
        "stay_late": Text("شمردن دیرکرد کمیته", "Count the committee as late"),
        "default_project": Text("اعلام ناتوانی سازنده", "Declare the default"),
        "resolve_project": Text("برنامهٔ بازگشت پول", "Plan the refunds"),
        "refund_next": Text("بازگرداندن دستهٔ بعد", "Refund the next ones"),
        "finish_refunds": Text("پایان بازگشت پول", "Finish the refunds"),
        "bring_collateral": Text("آوردن پول تضمین", "Bring money of a collateral"),
        "audit_project": Text("ثبت حسابرسی", "Record an audit"),
        "complete_project": Text("پایان کار", "Complete"),
        "keep_retention": Text("نگه‌داشتن بیشتر، تا رفع عیب", "Keep it until defects are mended"),
        "release_retention": Text("آزادکردن پول تضمین کیفیت", "Release what was retained"),
    },
    states={
        "account_open": Text("حساب باز است", "Account open"),
        FUNDED: Text("در حال ساخت", "Under way"),
        LATE: Text("عقب‌مانده؛ نزد کمیته", "Behind; with the committee"),
        DEFAULTED: Text("ناتوان از انجام", "In default"),
        REFUNDING: Text("در حال بازگشت پول", "Refunding"),
        "refunded": Text("پول موجود بازگشت", "What was there was refunded"),
        "retention": Text("پایان‌یافته؛ پول تضمین کیفیت نگه داشته است", "Completed; retention kept"),
        "closed": Text("بسته", "Closed"),
    },
    timers=(
        Timer(FUNDED, "look_at_milestone", Text(
            "در {when} پیشرفت با برنامه سنجیده می‌شود؛ اگر عقب باشد، به کمیته می‌رود.",
            "On {when} progress is compared with the plan; if behind, it goes to the committee.",
        )),
        Timer(LATE, "stay_late", Text(
            "اگر کمیته تا {when} تصمیم نگیرد، دیرکردش شمرده می‌شود و پول می‌ماند.",
            "Undecided until {when}, the committee is counted as late and the money stays.",
        )),
        Timer(DEFAULTED, "resolve_project", Text(
            "در {when} آنچه در حساب است میان خریداران تقسیم می‌شود.",
            "On {when} what is in the account is shared out among the buyers.",
        )),
        Timer(REFUNDING, "refund_next", Text(
            "دستهٔ بعد: {when}.", "The next ones: {when}.",
        )),
        Timer("retention", "release_retention", Text(
            "در {when} آنچه نگه داشته شده است آزاد می‌شود.",
            "On {when} what was retained is released.",
        )),
    ),
)  # fmt: skip

VALID = "valid"

CERTIFICATE = Machine(
    "progress_certificate",
    Row("certify", BIRTH, VALID, Role.PERSON),
    Row("lapse_certificate", VALID, "lapsed", Role.CLOCK),
    Row("replace_certificate", VALID, "replaced", Role.PERSON),
    verbs={
        "certify": Text("گواهی پیشرفت", "Certify the progress"),
        "lapse_certificate": Text("پایان اعتبار گواهی", "Let the certificate lapse"),
        "replace_certificate": Text("جایگزینی با گواهی تازه", "Replace by a newer one"),
    },
    states={
        VALID: Text("معتبر", "Valid"),
        "lapsed": Text("بی‌اعتبار؛ کهنه شد", "Lapsed, too old"),
        "replaced": Text("گواهی تازه‌تری آمد", "A newer one came"),
    },
    timers=(
        Timer(VALID, "lapse_certificate", Text(
            "تا {when} معتبر است.", "Valid until {when}.",
        )),
    ),
)  # fmt: skip

OPEN_DRAWDOWNS = ("asked", "objected", "deciding", "contested", "overdue", "seconding")
IN_WINDOW = ("asked", "objected")
TO_DECIDE = ("deciding", "contested", "overdue")

DRAWDOWN = Machine(
    "drawdown",
    Row("request_draw", BIRTH, "asked", Role.HOLDER),
    Row("object_draw", "asked", "objected", Role.BUYER),
    Row("object_draw", "objected", "objected", Role.BUYER),
    Row("withdraw_draw", "asked", "withdrawn", Role.HOLDER),
    Row("withdraw_draw", "objected", "withdrawn", Role.HOLDER),
    Row("close_window", "asked", "deciding", Role.CLOCK),
    Row("close_window", "objected", "contested", Role.CLOCK),
    Row("hand_up_draw", "deciding", "overdue", Role.CLOCK),
    Row("hand_up_draw", "contested", "overdue", Role.CLOCK),
    Row("decide_draw", "deciding", "released", Role.FINANCE),
    Row("decide_draw", "contested", "released", Role.OFFICER),
    Row("decide_draw", "overdue", "released", Role.SUPERVISOR),
    Row("propose_draw", "deciding", "seconding", Role.FINANCE),
    Row("propose_draw", "contested", "seconding", Role.OFFICER),
    Row("propose_draw", "overdue", "seconding", Role.SUPERVISOR),
    Row("confirm_draw", "seconding", "released", Role.SUPERVISOR),
    Row("refuse_draw", "deciding", "refused", Role.FINANCE),
    Row("refuse_draw", "contested", "refused", Role.OFFICER),
    Row("refuse_draw", "overdue", "refused", Role.SUPERVISOR),
    Row("refuse_draw", "seconding", "refused", Role.SUPERVISOR),
    Row("release_kept", BIRTH, "released", Role.HOUSE),
    *(Row("stop_draw", state, "refused", Role.HOUSE) for state in OPEN_DRAWDOWNS),
    verbs={
        "request_draw": Text("درخواست برداشت", "Ask to draw"),
        "object_draw": Text("اعتراض به برداشت", "Object to the draw"),
        "withdraw_draw": Text("پس‌گرفتن درخواست برداشت", "Take the request back"),
        "close_window": Text("پایان مهلت اعتراض", "Close the objection window"),
        "hand_up_draw": Text("سپردن به سرپرست، پس از مهلت", "Hand to the supervisor, late"),
        "decide_draw": Text("آزادکردن برابر فرمول", "Release by the formula"),
        "propose_draw": Text("تأیید نفر نخست", "Agree as the first person"),
        "confirm_draw": Text("تأیید نفر دوم", "Confirm as the second person"),
        "refuse_draw": Text("نپذیرفتن برداشت", "Refuse the draw"),
        "release_kept": Text("آزادکردن آنچه مانده بود", "Release what was kept"),
        "stop_draw": Text("ایستادن برداشت", "Stop the draw"),
    },
    states={
        "asked": Text("مهلت اعتراض خریداران", "Buyers may object"),
        "objected": Text("اعتراض رسیده است", "Somebody objected"),
        "deciding": Text("در انتظار تصمیم", "Awaiting the decision"),
        "contested": Text("در انتظار تصمیم کارشناس", "Awaiting an officer"),
        "overdue": Text("دیر شد؛ نزد سرپرست", "Late, with the supervisor"),
        "seconding": Text("در انتظار نفر دوم", "Awaiting the second person"),
        "released": Text("آزاد شد", "Released"),
        "refused": Text("پذیرفته نشد", "Refused"),
        "withdrawn": Text("پس گرفته شد", "Taken back"),
    },
    timers=(
        Timer("asked", "close_window", Text(
            "خریداران تا {when} می‌توانند اعتراض کنند.", "Buyers may object until {when}.",
        )),
        Timer("objected", "close_window", Text(
            "خریداران تا {when} می‌توانند اعتراض کنند.", "Buyers may object until {when}.",
        )),
        Timer("deciding", "hand_up_draw", Text(
            "اگر تا {when} تصمیمی نگیرند، به سرپرست می‌رسد؛ پول می‌ماند.",
            "Undecided until {when} it goes to the supervisor; the money stays.",
        )),
        Timer("contested", "hand_up_draw", Text(
            "اگر تا {when} تصمیمی نگیرند، به سرپرست می‌رسد؛ پول می‌ماند.",
            "Undecided until {when} it goes to the supervisor; the money stays.",
        )),
    ),
)  # fmt: skip
