"""Three machines: a business, a licence behind it, and a domain that it proves to be its own."""

from amanat.words.act import Role
from amanat.words.machine import BIRTH, Machine, Row, Timer
from amanat.words.text import Text

REGISTERED, CONFIRMED, TURNED_DOWN, CLOSED = "registered", "confirmed", "turned_down", "closed"
WAITING, IN_FORCE, ENDED, TAKEN_BACK = "waiting", "in_force", "ended", "taken_back"
UNPROVEN, PROVEN, MISSING, LOST, DROPPED = "unproven", "proven", "missing", "lost", "dropped"
LIVE = (REGISTERED, CONFIRMED)
HELD = (PROVEN, MISSING)  # Whose a domain is; for 72 hours also while its proof is not seen.
LIVE_DOMAINS = (UNPROVEN, PROVEN, MISSING, LOST)

BUSINESS = Machine(
    "business",
    Row("register_business",  BIRTH,      REGISTERED,  Role.PERSON),
    Row("confirm_business",   REGISTERED, CONFIRMED,   Role.OFFICER),
    Row("turn_down_business", REGISTERED, TURNED_DOWN, Role.OFFICER),
    Row("close_business",     REGISTERED, CLOSED,      Role.HOLDER),
    Row("close_business",     CONFIRMED,  CLOSED,      Role.HOLDER),
    verbs={
        "register_business": Text("ثبت کسب‌وکار", "Register the business"),
        "confirm_business": Text("تأیید هویت کسب‌وکار", "Confirm the business"),
        "turn_down_business": Text("رد ثبت", "Turn the registration down"),
        "close_business": Text("بستن کسب‌وکار", "Close the business"),
    },
    states={
        REGISTERED: Text("در انتظار استعلام", "Waiting for the inquiry"),
        CONFIRMED: Text("هویت تأییدشده", "Identity confirmed"),
        TURNED_DOWN: Text("پذیرفته نشد", "Turned down"),
        CLOSED: Text("بسته", "Closed"),
    },
)  # fmt: skip

TRADE_LICENCE = Machine(
    "trade_licence",
    Row("add_trade_licence",       BIRTH,    WAITING,     Role.HOLDER),
    Row("take_back_trade_licence", WAITING,  TAKEN_BACK,  Role.HOLDER),
    Row("confirm_trade_licence",   WAITING,  IN_FORCE,    Role.OFFICER),
    Row("turn_down_trade_licence", WAITING,  TURNED_DOWN, Role.OFFICER),
    Row("end_trade_licence",       IN_FORCE, ENDED,       Role.OFFICER),
    Row("expire_trade_licence",    IN_FORCE, ENDED,       Role.CLOCK),
    verbs={
        "add_trade_licence": Text("افزودن پروانه", "Add a licence"),
        "take_back_trade_licence": Text("پس‌گرفتن پروانه", "Take the licence back"),
        "confirm_trade_licence": Text("تأیید پروانه", "Confirm the licence"),
        "turn_down_trade_licence": Text("رد پروانه", "Turn the licence down"),
        "end_trade_licence": Text("باطل‌دانستن پروانه", "End the licence"),
        "expire_trade_licence": Text("پایان اعتبار پروانه", "Let the licence expire"),
    },
    states={
        WAITING: Text("در انتظار استعلام", "Waiting for the inquiry"),
        TAKEN_BACK: Text("پس‌گرفته", "Taken back"),
        IN_FORCE: Text("معتبر", "In force"),
        TURNED_DOWN: Text("پذیرفته نشد", "Turned down"),
        ENDED: Text("پایان‌یافته", "Ended"),
    },
    timers=(
        Timer(
            IN_FORCE,
            "expire_trade_licence",
            Text("اعتبار پروانه به پایان می‌رسد.", "The licence expires."),
        ),
    ),
)  # fmt: skip

DOMAIN = Machine(
    "domain",
    Row("add_domain",   BIRTH,    UNPROVEN, Role.HOLDER),
    Row("find_proof",   UNPROVEN, PROVEN,   Role.HOUSE),
    Row("find_proof",   PROVEN,   PROVEN,   Role.HOUSE),
    Row("find_proof",   MISSING,  PROVEN,   Role.HOUSE),
    Row("find_proof",   LOST,     PROVEN,   Role.HOUSE),
    Row("miss_proof",   PROVEN,   MISSING,  Role.HOUSE),
    Row("lose_domain",  MISSING,  LOST,     Role.CLOCK),
    Row("drop_domain",  UNPROVEN, DROPPED,  Role.HOLDER),
    Row("drop_domain",  PROVEN,   DROPPED,  Role.HOLDER),
    Row("drop_domain",  MISSING,  DROPPED,  Role.HOLDER),
    Row("drop_domain",  LOST,     DROPPED,  Role.HOLDER),
    verbs={
        "add_domain": Text("افزودن دامنه", "Add a domain"),
        "find_proof": Text("دیدن نشانهٔ مالکیت", "Find the proof"),
        "miss_proof": Text("ندیدن نشانهٔ مالکیت", "Miss the proof"),
        "lose_domain": Text("از دست رفتن دامنه", "Lose the domain"),
        "drop_domain": Text("کنارگذاشتن دامنه", "Drop the domain"),
    },
    states={
        UNPROVEN: Text("هنوز اثبات نشده", "Not proven yet"),
        PROVEN: Text("اثبات‌شده", "Proven"),
        MISSING: Text("نشانه دیده نمی‌شود", "Proof not seen"),
        LOST: Text("از دست رفته", "Lost"),
        DROPPED: Text("کنارگذاشته", "Dropped"),
    },
    timers=(
        Timer(
            MISSING,
            "lose_domain",
            Text(
                "اگر نشانه تا آن زمان دیده نشود، دامنه از دست می‌رود.",
                "Unless the proof is seen by then, the domain is lost.",
            ),
        ),
    ),
)  # fmt: skip
