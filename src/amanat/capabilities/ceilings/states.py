"""Five machines: the ceiling of a business, what it is made of, changes by hand, sales, alerts."""

from amanat.words.act import Role
from amanat.words.machine import BIRTH, Machine, Row, Timer
from amanat.words.text import Text

IN_FORCE, FROZEN, ESCALATED, KEPT = "in_force", "frozen", "escalated", "kept"
STOPPED = (FROZEN, ESCALATED, KEPT)

CEILING = Machine(
    "ceiling",
    Row("open_ceiling", BIRTH, IN_FORCE, Role.HOUSE),
    *(
        Row(verb, state, state, Role.HOUSE, Role.CLOCK)
        for verb in ("set_ceiling", "lower")
        for state in (IN_FORCE, *STOPPED)
    ),
    Row("freeze", IN_FORCE, FROZEN, Role.HOUSE),
    Row("order_freeze", IN_FORCE, KEPT, Role.HOUSE, Role.CLOCK),
    Row("escalate_freeze", FROZEN, ESCALATED, Role.CLOCK),
    Row("keep_frozen", FROZEN, KEPT, Role.OFFICER),
    Row("keep_frozen", ESCALATED, KEPT, Role.COMMITTEE),
    Row("unfreeze", FROZEN, IN_FORCE, Role.HOUSE, Role.CLOCK),
    Row("unfreeze", KEPT, IN_FORCE, Role.HOUSE, Role.CLOCK),
    Row("unfreeze", ESCALATED, IN_FORCE, Role.COMMITTEE),
    verbs={
        "open_ceiling": Text("گشودن سقف، با صفر", "Open the ceiling, at zero"),
        "set_ceiling": Text("تعیین سقف", "Set the ceiling"),
        "lower": Text("پایین‌آوردن سقف", "Lower the ceiling"),
        "freeze": Text("بستن سقف از سوی سامانه", "Freeze by the platform"),
        "order_freeze": Text("بستن سقف با دو نفر", "Freeze by two people"),
        "escalate_freeze": Text("بردن بسته‌شدن نزد کارگروه", "Take the freeze to the committee"),
        "keep_frozen": Text("تأیید بسته‌ماندن", "Confirm the freeze"),
        "unfreeze": Text("بازکردن سقف", "Unfreeze"),
    },
    states={
        IN_FORCE: Text("برقرار", "In force"),
        FROZEN: Text("بسته، در انتظار تأیید", "Frozen, to be confirmed"),
        ESCALATED: Text("بسته، نزد کارگروه", "Frozen, before the committee"),
        KEPT: Text("بسته", "Frozen"),
    },
    timers=(
        Timer(FROZEN, "escalate_freeze", Text(
            "اگر کارشناسی تا {when} تأیید نکند، کارگروه تصمیم می‌گیرد.",
            "If no officer confirms it until {when}, the committee decides.",
        )),
    ),
)  # fmt: skip

PROPOSED, LATE, CHECKED, VERIFIED, ENDING = "proposed", "late", "checked", "verified", "ending"
OPEN_INPUTS = (PROPOSED, LATE, CHECKED)
COUNTED = (VERIFIED, ENDING)

INPUT = Machine(
    "ceiling_input",
    Row("declare", BIRTH, PROPOSED, Role.HOLDER),
    Row("top_up", BIRTH, PROPOSED, Role.HOLDER),
    Row("take_back_input", PROPOSED, "taken_back", Role.HOLDER),
    Row("hand_up_input", PROPOSED, LATE, Role.CLOCK),
    Row("verify_input", PROPOSED, CHECKED, Role.OFFICER),
    Row("verify_input", LATE, CHECKED, Role.OFFICER, Role.SUPERVISOR),
    Row("confirm_input", CHECKED, VERIFIED, Role.OFFICER, Role.SUPERVISOR),
    *(
        Row("refuse_input", state, "refused", Role.OFFICER, Role.SUPERVISOR)
        for state in OPEN_INPUTS
    ),
    Row("warn_input", VERIFIED, ENDING, Role.CLOCK),
    Row("lapse_input", ENDING, "lapsed", Role.CLOCK),
    verbs={
        "declare": Text("اظهار", "Declare"),
        "top_up": Text("افزودن تضمین", "Add collateral"),
        "take_back_input": Text("پس‌گرفتن اظهار", "Take it back"),
        "hand_up_input": Text("سپردن به سرپرست، پس از مهلت", "Hand to the supervisor, late"),
        "verify_input": Text("بررسی شد و درست است", "Checked, and right"),
        "confirm_input": Text("تأیید نفر دوم", "Confirm as the second person"),
        "refuse_input": Text("رد", "Refuse"),
        "warn_input": Text("هشدار پایان اعتبار", "Warn that it ends"),
        "lapse_input": Text("پایان اعتبار", "Let it lapse"),
    },
    states={
        PROPOSED: Text("در انتظار بررسی", "Awaits a check"),
        LATE: Text("دیر شده، نزد سرپرست", "Late, with the supervisor"),
        CHECKED: Text("در انتظار نفر دوم", "Awaits the second person"),
        VERIFIED: Text("تأییدشده", "Verified"),
        ENDING: Text("تأییدشده، رو به پایان", "Verified, ends soon"),
        "taken_back": Text("پس‌گرفته", "Taken back"),
        "refused": Text("ردشده", "Refused"),
        "lapsed": Text("بی‌اعتبار", "Lapsed"),
    },
    timers=(
        Timer(PROPOSED, "hand_up_input", Text(
            "اگر تا {when} بررسی نشود، به سرپرست می‌رسد؛ تا آن هنگام صفر حساب می‌شود.",
            "Unchecked until {when} it goes to the supervisor; until then it counts as zero.",
        )),
        Timer(VERIFIED, "warn_input", Text(
            "از {when} هشدار می‌دهیم که رو به پایان است.", "From {when} on we warn that it ends.",
        )),
        Timer(ENDING, "lapse_input", Text(
            "از {when} صفر حساب می‌شود.", "From {when} on it counts as zero.",
        )),
    ),
)  # fmt: skip

CHANGE = Machine(
    "ceiling_change",
    Row("propose_change", BIRTH, "proposed", Role.OFFICER),
    Row("approve_change", "proposed", "approved", Role.SUPERVISOR),
    Row("turn_down_change", "proposed", "turned_down", Role.OFFICER, Role.SUPERVISOR),
    Row("lapse_change", "proposed", "lapsed", Role.CLOCK),
    Row("apply_change", "approved", "applied", Role.CLOCK),
    verbs={
        "propose_change": Text("پیشنهاد تغییر سقف", "Propose a change"),
        "approve_change": Text("تأیید نفر دوم", "Approve as the second person"),
        "turn_down_change": Text("نپذیرفتن", "Turn down"),
        "lapse_change": Text("گذشتن مهلت", "Let it lapse"),
        "apply_change": Text("اجرا", "Apply"),
    },
    states={
        "proposed": Text("در انتظار نفر دوم", "Awaits the second person"),
        "approved": Text("در انتظار زمان اجرا", "Awaits its time"),
        "turned_down": Text("پذیرفته نشد", "Turned down"),
        "lapsed": Text("مهلت گذشت", "Lapsed"),
        "applied": Text("اجرا شد", "Applied"),
    },
    timers=(
        Timer("proposed", "lapse_change", Text(
            "اگر نفر دوم تا {when} تصمیم نگیرد، پیشنهاد کنار می‌رود.",
            "If no second person decides until {when}, the proposal lapses.",
        )),
        Timer("approved", "apply_change", Text("اجرا: {when}.", "Takes effect: {when}.")),
    ),
)  # fmt: skip

RESERVED, EXPOSED = "reserved", "exposed"
OPEN_SALES = (RESERVED, EXPOSED)

RESERVATION = Machine(
    "reservation",
    Row("reserve", BIRTH, RESERVED, Role.HOUSE, Role.HOLDER),
    Row("confirm", RESERVED, EXPOSED, Role.HOUSE),
    Row("expose", EXPOSED, EXPOSED, Role.HOUSE),
    Row("accrue", EXPOSED, EXPOSED, Role.HOUSE, Role.CLOCK),
    Row("release", RESERVED, "freed", Role.HOUSE, Role.HOLDER, Role.CLOCK),
    Row("release", EXPOSED, "freed", Role.HOUSE),
    Row("deliver", EXPOSED, "delivered", Role.HOUSE),
    verbs={
        "reserve": Text("نگه‌داشتن جا زیر سقف", "Reserve room"),
        "confirm": Text("پول رسید", "The money came"),
        "expose": Text("پول از امانت به فروشنده می‌رسد", "Money leaves escrow"),
        "accrue": Text("افزودن سود و خسارت دیرکرد", "Add profit and delay"),
        "release": Text("آزادکردن جا", "Free the room"),
        "deliver": Text("کالا تحویل شد", "Delivered"),
    },
    states={
        RESERVED: Text("نگه‌داشته", "Reserved"),
        EXPOSED: Text("در تعهد", "Owed"),
        "freed": Text("آزاد", "Free again"),
        "delivered": Text("تحویل‌شده", "Delivered"),
    },
    timers=(
        Timer(RESERVED, "release", Text(
            "اگر تا {when} پرداخت نشود، جا آزاد می‌شود.",
            "Unpaid until {when} the room is free again.",
        )),
    ),
)  # fmt: skip

CALM, L1, L2 = "calm", "l1", "l2"

ALERT = Machine(
    "ceiling_alert",
    Row("raise_alert", BIRTH, L1, Role.HOUSE),
    Row("raise_alert", CALM, L1, Role.HOUSE),
    Row("raise_alert", L1, L2, Role.HOUSE),
    Row("ease_alert", L2, L1, Role.HOUSE),
    Row("ease_alert", L1, CALM, Role.HOUSE),
    verbs={
        "raise_alert": Text("هشدار", "Raise the alert"),
        "ease_alert": Text("پایین‌آمدن هشدار", "Ease the alert"),
    },
    states={
        CALM: Text("زیر خط هشدار", "Below the lines"),
        L1: Text("بالای خط نخست", "Above the first line"),
        L2: Text("بالای خط دوم", "Above the second line"),
    },
)
