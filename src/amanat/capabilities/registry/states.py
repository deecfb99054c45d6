"""The machines of a licence of the platform, and of the badge that a seal shows on its site."""

from amanat.words.act import Role
from amanat.words.machine import BIRTH, Machine, Row, Timer
from amanat.words.text import Text

LICENCE = Machine(
    "licence",
    Row("propose_licence",   BIRTH,      "proposed", Role.OFFICER),
    Row("confirm_licence",   "proposed", "in_force", Role.OFFICER),
    Row("turn_down_licence", "proposed", "dropped",  Role.OFFICER),
    Row("end_licence",       "in_force", "ended",    Role.OFFICER),
    Row("expire_licence",    "in_force", "expired",  Role.CLOCK),
    verbs={
        "propose_licence": Text("پیشنهاد مجوز", "Propose a licence"),
        "confirm_licence": Text("تأیید مجوز", "Confirm the licence"),
        "turn_down_licence": Text("رد پیشنهاد", "Turn the proposal down"),
        "end_licence": Text("پایان‌دادن به مجوز", "End the licence"),
        "expire_licence": Text("پایان اعتبار", "Let the licence expire"),
    },
    states={
        "proposed": Text("تأییدنشده", "Unconfirmed"),
        "in_force": Text("معتبر", "In force"),
        "dropped": Text("پذیرفته نشد", "Turned down"),
        "ended": Text("پایان‌داده‌شده", "Ended"),
        "expired": Text("منقضی", "Expired"),
    },
    timers=(
        Timer(
            "in_force",
            "expire_licence",
            Text("اعتبار مجوز به پایان می‌رسد.", "The licence expires."),
        ),
    ),
)  # fmt: skip

BADGE = Machine(
    "badge",
    Row("issue_badge",       BIRTH,  "live", Role.HOUSE),
    Row("rotate_badge_code", "live", "live", Role.HOLDER, Role.OFFICER),
    verbs={
        "issue_badge": Text("صدور نشان", "Issue the badge"),
        "rotate_badge_code": Text("کد تازه برای نشان", "Give the badge a new code"),
    },
    states={"live": Text("برقرار", "Live")},
)  # fmt: skip
