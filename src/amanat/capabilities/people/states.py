"""The machine of a bank account: named by its owner, matched with the bank, then used."""

from amanat.words.act import Role
from amanat.words.machine import BIRTH, Machine, Row, Timer
from amanat.words.text import Text

CHECKING, CONFIRMED = "checking", "confirmed"
REFUSED, WITHDRAWN, LAPSED = "refused", "withdrawn", "lapsed"

BANK_ACCOUNT = Machine(
    "bank_account",
    Row("add_bank_account", BIRTH, CHECKING, Role.PERSON),
    Row("confirm_owner", CHECKING, CONFIRMED, Role.BANK),
    Row("refuse_owner", CHECKING, REFUSED, Role.BANK),
    Row("lapse", CHECKING, LAPSED, Role.CLOCK),
    Row("withdraw", CONFIRMED, WITHDRAWN, Role.PERSON),
    verbs={
        "add_bank_account": Text("افزودن حساب بانکی", "Add a bank account"),
        "confirm_owner": Text("تأیید صاحب حساب", "Confirm the owner"),
        "refuse_owner": Text("رد صاحب حساب", "Refuse the owner"),
        "lapse": Text("رهاکردن بررسی", "Give up checking"),
        "withdraw": Text("کنارگذاشتن حساب", "Withdraw the account"),
    },
    states={
        CHECKING: Text("در حال بررسی", "Being checked"),
        CONFIRMED: Text("تأییدشده", "Confirmed"),
        REFUSED: Text("ردشده", "Refused"),
        WITHDRAWN: Text("کنارگذاشته", "Withdrawn"),
        LAPSED: Text("بی‌پاسخ", "Not answered"),
    },
    timers=(
        Timer(
            CHECKING,
            "lapse",
            Text(
                "اگر بانک پاسخ ندهد، بررسی پایان می‌یابد و می‌توانید دوباره حساب را ثبت کنید.",
                "If the bank does not answer, the check ends and you can add the account again.",
            ),
        ),
    ),
)
