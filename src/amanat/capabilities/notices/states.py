"""The machine of a notice: one SMS, from the decision to send it to the reader's phone."""

from amanat.words.act import Role
from amanat.words.machine import BIRTH, Machine, Row
from amanat.words.text import Text

QUEUED, SENDING, ACCEPTED = "queued", "sending", "accepted"
DELIVERED, UNDELIVERED, FAILED = "delivered", "undelivered", "failed"

NOTICE = Machine(
    "notice",
    Row("queue", BIRTH, QUEUED, Role.HOUSE),
    Row("claim", QUEUED, SENDING, Role.HOUSE),
    Row("put_back", SENDING, QUEUED, Role.HOUSE),
    Row("accept", SENDING, ACCEPTED, Role.HOUSE),
    Row("fail", SENDING, FAILED, Role.HOUSE),
    Row("deliver", ACCEPTED, DELIVERED, Role.HOUSE),
    Row("miss", ACCEPTED, UNDELIVERED, Role.HOUSE),
    verbs={
        "queue": Text("گذاشتن در صف", "Queue"),
        "claim": Text("برداشتن برای ارسال", "Claim"),
        "put_back": Text("بازگرداندن به صف", "Put back"),
        "accept": Text("پذیرش اپراتور پیام", "Accept"),
        "fail": Text("شکست ارسال", "Fail"),
        "deliver": Text("رسیدن به گوشی", "Deliver"),
        "miss": Text("نرسیدن به گوشی", "Miss"),
    },
    states={
        QUEUED: Text("در صف ارسال", "Queued"),
        SENDING: Text("در حال ارسال", "Sending"),
        ACCEPTED: Text("پذیرفته", "Accepted"),
        DELIVERED: Text("رسیده", "Delivered"),
        UNDELIVERED: Text("نرسیده", "Not delivered"),
        FAILED: Text("ارسال‌نشده", "Failed"),
    },
)
