"""Two machines: a campaign, in which people ask for units of a permit, and what it offers them."""

from amanat.words.act import Role
from amanat.words.machine import BIRTH, Machine, Row, Timer
from amanat.words.text import Text

LOTTERY, FIRST_COME = "lottery", "first_come"
KINDS = {
    LOTTERY: Text("قرعه‌کشی", "Lottery"),
    FIRST_COME: Text("به ترتیب درخواست", "First come, first served"),
}

ANNOUNCED, OPEN, PAUSED, CLOSED = "announced", "open", "paused", "closed"
FIXED, DRAWN, ENDED, CANCELLED = "fixed", "drawn", "ended", "cancelled"
LIVE = (ANNOUNCED, OPEN, PAUSED, CLOSED, FIXED, DRAWN)
BEFORE_DRAW = (ANNOUNCED, OPEN, PAUSED, CLOSED, FIXED)

CAMPAIGN = Machine(
    "campaign",
    Row("announce_campaign", BIRTH, ANNOUNCED, Role.HOLDER),
    *(
        Row("price_campaign", state, state, Role.HOUSE)
        for state in (ANNOUNCED, OPEN, PAUSED)
    ),
    Row("open_campaign", ANNOUNCED, OPEN, Role.CLOCK),
    *(
        Row("ask_campaign_step", state, state, Role.OFFICER)
        for state in BEFORE_DRAW
    ),
    Row("pause_campaign", OPEN, PAUSED, Role.SUPERVISOR, Role.HOUSE),
    Row("resume_campaign", PAUSED, OPEN, Role.SUPERVISOR, Role.HOUSE),
    Row("close_campaign", OPEN, CLOSED, Role.CLOCK),
    Row("fix_tickets", CLOSED, FIXED, Role.HOUSE),
    Row("draw_campaign", FIXED, DRAWN, Role.HOUSE),
    Row("cancel_campaign", ANNOUNCED, CANCELLED, Role.HOLDER, Role.SUPERVISOR, Role.HOUSE),
    *(
        Row("cancel_campaign", state, CANCELLED, Role.SUPERVISOR, Role.HOUSE)
        for state in (OPEN, PAUSED, CLOSED, FIXED)
    ),
    Row("end_campaign", CLOSED, ENDED, Role.HOUSE),
    Row("end_campaign", DRAWN, ENDED, Role.HOUSE, Role.CLOCK),
    verbs={
        "announce_campaign": Text("اعلام نوبت", "Announce"),
        "price_campaign": Text("قیمت تازه برای ثبت‌نام‌های بعدی", "New price for later enlistments"),
        "open_campaign": Text("گشودن ثبت‌نام", "Open"),
        "ask_campaign_step": Text("درخواست نفر نخست", "Ask, as the first person"),
        "pause_campaign": Text("ایستاندن نوبت", "Pause"),
        "resume_campaign": Text("ادامهٔ نوبت", "Resume"),
        "close_campaign": Text("بستن ثبت‌نام", "Close"),
        "fix_tickets": Text("بستن فهرست بلیت‌ها", "Fix the list of tickets"),
        "draw_campaign": Text("قرعه‌کشی", "Draw"),
        "cancel_campaign": Text("لغو نوبت", "Cancel"),
        "end_campaign": Text("پایان نوبت", "End"),
    },
    states={
        ANNOUNCED: Text("اعلام‌شده", "Announced"),
        OPEN: Text("باز برای ثبت‌نام", "Open"),
        PAUSED: Text("ایستاده؛ بلیت‌ها سر جایشان است", "Paused; tickets are kept"),
        CLOSED: Text("ثبت‌نام بسته شد", "Closed"),
        FIXED: Text("در انتظار قرعه‌کشی", "Awaits the draw"),
        DRAWN: Text("قرعه‌کشی شد", "Drawn"),
        ENDED: Text("پایان‌یافته", "Ended"),
        CANCELLED: Text("لغوشده", "Cancelled"),
    },
    timers=(
        Timer(ANNOUNCED, "open_campaign", Text(
            "ثبت‌نام {when} باز می‌شود.", "It opens on {when}.",
        )),
        Timer(OPEN, "close_campaign", Text(
            "ثبت‌نام تا {when} باز است.", "It is open until {when}.",
        )),
        Timer(DRAWN, "end_campaign", Text(
            "فهرست انتظار تا {when} برقرار است.", "The waiting list stands until {when}.",
        )),
    ),
)  # fmt: skip

OFFERED, TAKEN, LAPSED, DECLINED = "offered", "taken", "lapsed", "declined"

OFFER = Machine(
    "presale_offer",
    Row("offer_to", BIRTH, OFFERED, Role.HOUSE),
    Row("sign_offer", OFFERED, OFFERED, Role.HOUSE),
    Row("extend_offer", OFFERED, OFFERED, Role.HOUSE),
    Row("reopen_offer", OFFERED, OFFERED, Role.HOUSE),
    Row("take_offer", OFFERED, TAKEN, Role.HOUSE),
    Row("decline_offer", OFFERED, DECLINED, Role.BUYER),
    Row("lapse_offer", OFFERED, LAPSED, Role.CLOCK, Role.HOUSE),
    verbs={
        "offer_to": Text("پیشنهاد به خریدار", "Offer"),
        "sign_offer": Text("امضای قرارداد", "Sign the contract"),
        "extend_offer": Text("مهلت تازه", "Give it more time"),
        "reopen_offer": Text("بازگشت به پیشنهاد", "Open the offer again"),
        "take_offer": Text("پول رسید و قرارداد بسته شد", "Paid: the contract stands"),
        "decline_offer": Text("نمی‌خواهم", "Decline"),
        "lapse_offer": Text("گذشتن مهلت پرداخت", "Let it lapse"),
    },
    states={
        OFFERED: Text("نوبت شماست", "Your turn"),
        TAKEN: Text("قرارداد بسته شد", "Contract made"),
        LAPSED: Text("مهلت پرداخت گذشت", "Lapsed"),
        DECLINED: Text("نخواستید", "Declined"),
    },
    timers=(
        Timer(OFFERED, "lapse_offer", Text(
            "اگر تا {when} پرداخت نشود، به نفر بعدی می‌رسد.",
            "Unpaid until {when}, it goes to the next in line.",
        )),
    ),
)  # fmt: skip
