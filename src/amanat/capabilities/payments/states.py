"""Six machines: what is owed, one try to pay it, giving back, paying out, the bank's file, and the
halt of everything that leaves.

An upper stair's verb may run under any hat; payments itself asks, closes and queues as the house.
Whatever a bank tells us is done in `Role.BANK`.
"""

from amanat.words.act import Role
from amanat.words.machine import BIRTH, Machine, Row, Timer
from amanat.words.text import Text

BANK, CLOCK, HOUSE = Role.BANK, Role.CLOCK, Role.HOUSE
PERSON, FINANCE = Role.PERSON, Role.FINANCE

PAYMENT = Machine(
    "payment",
    #   verb      from     to        who
    Row("demand", BIRTH,   "due",    HOUSE),
    Row("pay",    "due",   "paid",   BANK),
    Row("undo",   "due",   "due",    BANK),
    Row("close",  "due",   "closed", HOUSE),
    verbs={
        "demand": Text("درخواست پرداخت", "ask for payment"),
        "pay": Text("دریافت", "receive"),
        "undo": Text("برگشت به پرداخت‌نشده", "take back"),
        "close": Text("بستن", "close"),
    },
    states={
        "due": Text("در انتظار پرداخت", "to be paid"),
        "paid": Text("پرداخت‌شده", "paid"),
        "closed": Text("بسته", "closed"),
    },
)  # fmt: skip

AT_BANK = ("token_issued", "redirected")
LATE = ("token_expired", "invalid", "declined", "user_cancelled")
ASKING = ("verifying", "verify_unknown")
#  While one of these lasts, the same instalment gets no second attempt.
LIVE = ("created", *AT_BANK, "returned", *ASKING, "verified", "settling")
#  The outcome is open: nobody may be told "failed".
OPEN = ("returned", *ASKING, "verified", "settling", "orphan", "mismatch", "reversing",
        "reverse_failed")  # fmt: skip

ATTEMPT = Machine(
    "attempt",
    Row("start", BIRTH, "created", PERSON),
    Row("issue", "created", "token_issued", BANK),
    Row("misconfigure", "created", "failed_config", BANK, CLOCK),
    Row("redirect", "token_issued", "redirected", PERSON),
    *(Row("expire", old, "token_expired", CLOCK) for old in AT_BANK),
    *(Row("decline", old, "declined", BANK) for old in (*AT_BANK, *ASKING)),
    *(Row("cancel", old, "user_cancelled", BANK) for old in AT_BANK),
    *(Row("spoil", old, "invalid", BANK) for old in AT_BANK),
    *(Row("come_back", old, "returned", BANK) for old in (*AT_BANK, *LATE)),
    *(Row("orphan", old, "orphan", BANK) for old in (*AT_BANK, *LATE, "returned", *ASKING)),
    *(Row("mismatch", old, "mismatch", BANK) for old in (*AT_BANK, *LATE, *ASKING)),
    Row("pursue", "returned", "verifying", BANK, CLOCK),
    Row("pursue", "verified", "settling", BANK, CLOCK),
    Row("pursue", "redirected", "redirected", CLOCK),  # Nobody expires who may have paid.
    *(Row("pursue", same, same, BANK, CLOCK) for same in
      (*ASKING, "settling", "orphan", "mismatch", "reversing")),
    Row("verify", "verifying", "verified", BANK),
    Row("verify", "verify_unknown", "verified", BANK),
    Row("lose", "verifying", "verify_unknown", BANK, CLOCK),
    *(Row("auto_reverse", old, "auto_reversed", BANK) for old in (*ASKING, "settling")),
    Row("settle", "settling", "settled", BANK),
    Row("settle", "verified", "settled", BANK),  # A gateway whose confirmation is the settlement.
    *(Row("give_back", old, "reversing", BANK, CLOCK) for old in
      ("verify_unknown", "orphan", "mismatch")),
    *(Row("reverse", old, "reversed", BANK) for old in ("reversing", "orphan", "mismatch")),
    Row("fail_to_reverse", "reversing", "reverse_failed", BANK, CLOCK),
    Row("settle_anyway", "reverse_failed", "settling", CLOCK, FINANCE),
    verbs={
        "start": Text("آغاز پرداخت", "start"),
        "issue": Text("گرفتن شمارهٔ بانک", "get the bank's token"),
        "misconfigure": Text("نشدن آغاز", "fail to start"),
        "redirect": Text("رفتن به بانک", "go to the bank"),
        "expire": Text("گذشتن مهلت", "run out"),
        "decline": Text("نپذیرفتن بانک", "decline"),
        "cancel": Text("انصراف", "cancel"),
        "spoil": Text("نخواندن پاسخ بانک", "fail to match"),
        "come_back": Text("برگشتن از بانک", "come back"),
        "orphan": Text("رسیدن پول بی‌جا", "arrive too late"),
        "mismatch": Text("نخواندن مبلغ", "differ in amount"),
        "pursue": Text("پرسیدن از بانک", "ask the bank"),
        "verify": Text("تأیید بانک", "verify"),
        "lose": Text("نامعلوم ماندن", "stay unknown"),
        "auto_reverse": Text("برگشت خودکار از سوی بانک", "reversed by the bank"),
        "settle": Text("واریز بانک", "settle"),
        "give_back": Text("آغاز برگشت پول", "start giving back"),
        "reverse": Text("برگشت پول", "give back"),
        "fail_to_reverse": Text("نشدن برگشت", "fail to give back"),
        "settle_anyway": Text("دریافت برای بازپرداخت", "settle, then refund"),
    },
    states={
        "created": Text("آغازشده", "created"),
        "token_issued": Text("آمادهٔ رفتن به بانک", "ready for the bank"),
        "redirected": Text("در صفحهٔ بانک", "at the bank"),
        "returned": Text("برگشته از بانک", "back from the bank"),
        "verifying": Text("در حال پرسیدن از بانک", "asking the bank"),
        "verify_unknown": Text("پاسخ بانک نامعلوم", "not known yet"),
        "verified": Text("تأییدشده", "verified"),
        "settling": Text("در حال واریز", "settling"),
        "settled": Text("واریزشده", "settled"),
        "declined": Text("ناموفق", "declined"),
        "user_cancelled": Text("انصراف خریدار", "cancelled"),
        "failed_config": Text("آغاز نشد", "could not start"),
        "token_expired": Text("مهلت گذشته", "expired"),
        "invalid": Text("پاسخ نامعتبر", "invalid answer"),
        "mismatch": Text("مبلغ ناهمخوان", "amounts differ"),
        "orphan": Text("پول بی‌جا", "arrived too late"),
        "auto_reversed": Text("بانک پول را برگرداند", "reversed by the bank"),
        "reversing": Text("در حال برگشت پول", "being given back"),
        "reversed": Text("پول برگشت", "given back"),
        "reverse_failed": Text("برگشت نشد", "could not be given back"),
    },
    timers=(
        Timer("created", "misconfigure", Text("بانک پاسخ نداد؛ دوباره شروع کنید.",
              "The bank did not answer; start again.")),
        *(Timer(state, "expire", Text("این صفحهٔ پرداخت بسته می‌شود.", "This payment page closes."))
          for state in AT_BANK),
        *(Timer(state, "pursue", Text("دوباره از بانک می‌پرسیم.", "We ask the bank again."))
          for state in ("returned", *ASKING, "verified", "settling", "orphan", "mismatch",
                        "reversing")),
        Timer("reverse_failed", "settle_anyway", Text("پول را می‌گیریم و بازمی‌پردازیم.",
              "We take the money in and refund it.")),
    ),
)  # fmt: skip

REFUND = Machine(
    "refund",
    Row("queue_refund",  BIRTH,     "queued",    HOUSE),
    Row("send_refund",   "queued",  "sending",   CLOCK, BANK),
    Row("send_refund",   "sending", "sending",   CLOCK, BANK),
    Row("hold_back_refund", "queued", "queued",  CLOCK, BANK),
    Row("hold_back_refund", "sending", "sending", CLOCK, BANK),
    Row("let_refund_out", "queued", "queued",    HOUSE),
    Row("confirm_refund", "sending", "confirmed", BANK),
    Row("reroute",       "sending", "queued",    BANK, CLOCK),
    Row("hand_to_paya",  "queued",  "on_the_rail", CLOCK, BANK),
    Row("land_refund",   "on_the_rail", "confirmed", BANK),
    Row("give_up",       "queued",  "manual",    CLOCK, BANK),
    Row("give_up",       "sending", "manual",    CLOCK, BANK),
    Row("refund_by_paya", "manual", "on_the_rail", FINANCE),
    verbs={
        "queue_refund": Text("ثبت بازپرداخت", "queue the refund"),
        "send_refund": Text("فرستادن به درگاه", "send to the gateway"),
        "hold_back_refund": Text("نگه‌داشتن برای بررسی", "hold back for a check"),
        "let_refund_out": Text("پایان نگه‌داشتن", "let out"),
        "confirm_refund": Text("تأیید بازپرداخت", "confirm"),
        "reroute": Text("راه دیگر", "take the next route"),
        "hand_to_paya": Text("سپردن به پایا", "hand to Paya"),
        "land_refund": Text("رسیدن به حساب", "reach the account"),
        "give_up": Text("سپردن به کارشناس", "hand to staff"),
        "refund_by_paya": Text("بازپرداخت با پایا", "refund by Paya"),
    },
    states={
        "queued": Text("در نوبت", "queued"),
        "sending": Text("فرستاده به درگاه", "sent to the gateway"),
        "on_the_rail": Text("در راه حساب", "on its way to the account"),
        "confirmed": Text("بازپرداخت‌شده", "refunded"),
        "manual": Text("نزد کارشناس", "with our staff"),
    },
    timers=(
        Timer("queued", "send_refund", Text("بازپرداخت فرستاده می‌شود.", "The refund is sent.")),
        Timer("sending", "send_refund", Text("دوباره از بانک می‌پرسیم.", "We ask the bank again.")),
    ),
)  # fmt: skip

PAYOUT = Machine(
    "payout",
    Row("queue_payout", BIRTH, "queued", HOUSE),
    Row("propose", BIRTH, "awaiting_approval", HOUSE),
    Row("approve", "awaiting_approval", "awaiting_second", FINANCE),
    Row("countersign", "awaiting_second", "queued", FINANCE),
    Row("turn_down", "awaiting_approval", "turned_down", FINANCE),
    Row("turn_down", "awaiting_second", "turned_down", FINANCE),
    Row("gather", "queued", "batched", CLOCK),
    Row("keep_back", "queued", "queued", CLOCK),
    Row("let_out", "queued", "queued", HOUSE),
    Row("pull_out", "batched", "queued", HOUSE),
    Row("wait_for_account", "queued", "needs_account", CLOCK),
    Row("hold_back", "queued", "held", CLOCK),
    Row("queue_again", "needs_account", "queued", CLOCK, FINANCE, HOUSE),
    Row("queue_again", "held", "queued", CLOCK, FINANCE, HOUSE),
    Row("submit", "batched", "submitted", CLOCK),
    Row("poll", "submitted", "submitted", CLOCK),
    Row("poll", "transferred", "transferred", CLOCK),
    Row("poll", "unknown", "unknown", CLOCK),
    Row("doubt", "submitted", "unknown", BANK),
    Row("transfer", "submitted", "transferred", BANK),
    Row("transfer", "unknown", "transferred", BANK),
    *(Row("land", old, "settled", BANK) for old in ("submitted", "unknown", "transferred")),
    *(Row("come_home", old, "returned", BANK) for old in
      ("submitted", "unknown", "transferred", "settled")),
    verbs={
        "queue_payout": Text("گذاشتن در نوبت", "queue"),
        "propose": Text("پیشنهاد تسویه", "propose"),
        "approve": Text("امضای نخست تسویه", "sign first"),
        "countersign": Text("امضای دوم تسویه", "sign second"),
        "turn_down": Text("نپذیرفتن تسویه", "turn down"),
        "gather": Text("گذاشتن در دسته", "put in a batch"),
        "keep_back": Text("نگه‌داشتن برای بررسی", "keep back for a check"),
        "let_out": Text("پایان نگه‌داشتن", "let out"),
        "pull_out": Text("بیرون‌آوردن از دسته", "take out of the batch"),
        "wait_for_account": Text("ماندن برای شبا", "wait for an account"),
        "hold_back": Text("نگه داشتن پس از تغییر شبا", "hold after a change of Sheba"),
        "queue_again": Text("بازگشت به نوبت", "queue again"),
        "submit": Text("سپردن به بانک", "submit"),
        "poll": Text("پرسیدن وضعیت", "ask for its state"),
        "doubt": Text("نامعلوم شدن", "become unclear"),
        "transfer": Text("حرکت از بانک ما", "go out"),
        "land": Text("رسیدن به حساب", "arrive"),
        "come_home": Text("برگشتن از بانک", "come back"),
    },
    states={
        "awaiting_approval": Text("منتظر امضای دو نفر", "awaiting two signatures"),
        "awaiting_second": Text("منتظر امضای دوم", "awaiting the second signature"),
        "turned_down": Text("رد شده", "turned down"),
        "queued": Text("در نوبت", "queued"),
        "held": Text("نگه‌داشته؛ شبا تازه عوض شده", "held: the Sheba has just changed"),
        "needs_account": Text("منتظر شبای تأییدشده", "waiting for a checked account"),
        "batched": Text("در دستهٔ بانک", "in a batch"),
        "submitted": Text("سپرده به بانک", "submitted to the bank"),
        "unknown": Text("در حال پرسیدن از بانک", "asking the bank"),
        "transferred": Text("فرستاده‌شده", "sent"),
        "settled": Text("رسیده به حساب", "arrived"),
        "returned": Text("برگشت‌خورده", "returned"),
    },
    timers=(
        Timer("queued", "gather", Text("به نوبت بعدی بانک می‌رود.",
              "It joins the bank's next cycle.")),
        Timer("held", "queue_again", Text("به شبای تازه در نوبت می‌رود.",
              "It is queued for the new Sheba.")),
        Timer("needs_account", "queue_again", Text("دوباره شبا را نگاه می‌کنیم.",
              "We look for a checked account again.")),
        *(Timer(state, "poll", Text("از بانک می‌پرسیم.", "We ask the bank."))
          for state in ("submitted", "unknown", "transferred")),
    ),
)  # fmt: skip

BATCH = Machine(
    "batch",
    Row("open_batch",  BIRTH,       "gathering", CLOCK),
    Row("send_batch",  "gathering", "sending",   CLOCK),
    Row("send_batch",  "sending",   "sending",   CLOCK),
    Row("keep_batch",  "sending",   "sending",   CLOCK),
    Row("drop_batch",  "gathering", "dropped",   CLOCK),
    Row("accept_batch", "sending",  "accepted",  BANK),
    Row("refuse_batch", "sending",  "refused",   BANK),
    verbs={
        "open_batch": Text("باز کردن دسته", "open a batch"),
        "send_batch": Text("فرستادن دسته", "send the batch"),
        "keep_batch": Text("نگه‌داشتن دسته تا پایان بررسی", "keep the batch while halted"),
        "drop_batch": Text("کنارگذاشتن دستهٔ تهی", "drop an empty batch"),
        "accept_batch": Text("پذیرش بانک", "accepted"),
        "refuse_batch": Text("نپذیرفتن بانک", "refused"),
    },
    states={
        "gathering": Text("در حال گردآوری", "gathering"),
        "sending": Text("فرستاده", "being sent"),
        "accepted": Text("پذیرفته", "accepted"),
        "refused": Text("پذیرفته نشد", "refused"),
        "dropped": Text("تهی ماند", "dropped"),
    },
    timers=(
        Timer("gathering", "send_batch", Text("دسته فرستاده می‌شود.", "The batch is sent.")),
        Timer("sending", "send_batch", Text("همان دسته دوباره فرستاده می‌شود.",
              "The same batch is sent again.")),
    ),
)  # fmt: skip

#  Nothing leaves while one of these lasts.
HALTED = ("halted", "restart_asked")

HALT = Machine(
    "halt",
    Row("halt", BIRTH, "halted", HOUSE, FINANCE),
    Row("keep_halted", "halted", "halted", HOUSE),
    Row("keep_halted", "restart_asked", "halted", HOUSE, FINANCE),
    Row("ask_to_restart", "halted", "restart_asked", FINANCE),
    Row("restart", "restart_asked", "running", FINANCE),
    verbs={
        "halt": Text("ایستاندن پرداخت‌ها", "halt payouts"),
        "keep_halted": Text("ادامهٔ ایست", "stay halted"),
        "ask_to_restart": Text("پیشنهاد آغاز دوباره", "ask to restart"),
        "restart": Text("آغاز دوبارهٔ پرداخت‌ها", "restart payouts"),
    },
    states={
        "halted": Text("ایستاده", "halted"),
        "restart_asked": Text("منتظر نفر دوم برای آغاز", "awaiting the second person"),
        "running": Text("در جریان", "running"),
    },
)  # fmt: skip
