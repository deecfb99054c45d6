"""A deal, from a promise between two strangers to money in the right hands.

`state` says what has been agreed and done; where the money is, is escrow's word alone.
"""

from amanat.words.act import Role
from amanat.words.machine import Machine, Row, Timer
from amanat.words.text import Text

B, S, H, C, O = Role.BUYER, Role.SELLER, Role.HOUSE, Role.CLOCK, Role.OFFICER  # noqa: E741 - a table

ROWS = (
    #   verb               from            to              who
    Row("begin",           "",             "draft",        B, S),
    Row("describe",        "draft",        "draft",        B, S),
    Row("discard",         "draft",        "discarded",    B, S, C),
    Row("propose",         "draft",        "proposed",     B, S),
    Row("join",            "proposed",     "proposed",     B, S),
    Row("counter",         "proposed",     "countered",    B, S),
    Row("counter",         "countered",    "countered",    B, S),
    Row("accept",          "proposed",     "agreed",       B, S),
    Row("accept",          "countered",    "agreed",       B, S),
    Row("reject",          "proposed",     "rejected",     B, S),
    Row("reject",          "countered",    "rejected",     B, S),
    Row("withdraw",        "proposed",     "withdrawn",    B, S),
    Row("withdraw",        "countered",    "withdrawn",    B, S),
    Row("expire",          "proposed",     "expired",      C),
    Row("expire",          "countered",    "expired",      C),
    Row("expire",          "agreed",       "expired",      C),
    Row("cancel",          "agreed",       "cancelled",    B, S),
    Row("fund_part",       "agreed",       "part_funded",  H),
    Row("fund_part",       "part_funded",  "part_funded",  H),
    Row("fund",            "agreed",       "funded",       H),
    Row("fund",            "part_funded",  "funded",       H),
    Row("give_up",         "part_funded",  "refunding",    B, C),
    Row("decline",         "funded",       "refunding",    S),
    Row("call_off",        "funded",       "refunding",    B, C),
    Row("ship",            "funded",       "shipped",      S),
    Row("correct",         "shipped",      "shipped",      S),
    Row("receive",         "shipped",      "inspection",   B),
    Row("report",          "shipped",      "disputed",     B),
    Row("lose_track",      "shipped",      "disputed",     C),
    Row("extend",          "inspection",   "inspection",   B),
    Row("approve",         "inspection",   "accepted",     B),
    Row("lapse",           "inspection",   "accepted",     C),
    Row("report",          "inspection",   "disputed",     B),
    Row("approve",         "disputed",     "accepted",     B),
    Row("give_back",       "disputed",     "refunding",    S),
    Row("escalate",        "disputed",     "review",       C),
    Row("approve",         "review",       "accepted",     B),
    Row("give_back",       "review",       "refunding",    S),
    Row("award_seller",    "review",       "accepted",     O),
    Row("award_buyer",     "review",       "refunding",    O),
    Row("ask_cancel",      "funded",       "cancel_asked", B, S),
    Row("ask_cancel",      "shipped",      "stop_asked",   B, S),
    Row("agree_cancel",    "cancel_asked", "refunding",    B, S),
    Row("agree_cancel",    "stop_asked",   "refunding",    B, S),
    Row("refuse_cancel",   "cancel_asked", "funded",       B, S),
    Row("refuse_cancel",   "stop_asked",   "shipped",      B, S),
    Row("ignore_cancel",   "cancel_asked", "disputed",     C),
    Row("ignore_cancel",   "stop_asked",   "disputed",     C),
    Row("settle_refund",   "inspection",   "refunding",    H),
    Row("settle_refund",   "disputed",     "refunding",    H),
    Row("settle_refund",   "review",       "refunding",    H),
    Row("settle_release",  "inspection",   "accepted",     H),
    Row("settle_release",  "disputed",     "accepted",     H),
    Row("settle_release",  "review",       "accepted",     H),
    Row("settle_split",    "inspection",   "splitting",    H),
    Row("settle_split",    "disputed",     "splitting",    H),
    Row("settle_split",    "review",       "splitting",    H),
    Row("close_split",     "splitting",    "split_closed", H),
    Row("start_payout",    "accepted",     "paying_out",   H),
    Row("start_payout",    "paying_out",    "paying_out",   H),
    Row("complete",        "paying_out",   "completed",    H),
    Row("close_refund",    "refunding",    "refunded",     H),
)  # fmt: skip

VERBS = {
    "begin": Text(fa="آغاز معامله", en="Start a deal"),
    "describe": Text(fa="نوشتن شرایط", en="Write the terms"),
    "discard": Text(fa="دورانداختن پیش‌نویس", en="Discard the draft"),
    "propose": Text(fa="فرستادن پیشنهاد", en="Send the offer"),
    "join": Text(fa="دیدن پیشنهاد", en="Open the offer"),
    "counter": Text(fa="پیشنهاد شرایط دیگر", en="Offer other terms"),
    "accept": Text(fa="پذیرفتن شرایط", en="Accept the terms"),
    "reject": Text(fa="نپذیرفتن", en="Reject"),
    "withdraw": Text(fa="پس‌گرفتن پیشنهاد", en="Withdraw the offer"),
    "expire": Text(fa="پایان مهلت", en="Expire"),
    "cancel": Text(fa="لغو معامله", en="Cancel the deal"),
    "fund_part": Text(fa="رسیدن بخشی از پول", en="Part of the money arrives"),
    "fund": Text(fa="رسیدن همهٔ پول", en="All money arrives"),
    "give_up": Text(fa="انصراف و بازگشت پول", en="Give up and get money back"),
    "decline": Text(fa="نمی‌توانم بفرستم؛ پول برگردد", en="I cannot ship; return the money"),
    "call_off": Text(fa="لغو به‌سبب نفرستادن", en="Call off: not shipped"),
    "ship": Text(fa="ثبت ارسال", en="Record shipment"),
    "correct": Text(fa="اصلاح کد رهگیری", en="Correct the tracking code"),
    "receive": Text(fa="کالا رسید", en="Goods arrived"),
    "report": Text(fa="مشکلی هست؛ پول بماند", en="There is a problem; keep the money"),
    "lose_track": Text(fa="نرسیدن کالا", en="Goods did not arrive"),
    "extend": Text(fa="مهلت بیشتر", en="More time"),
    "approve": Text(fa="تأیید و آزادکردن پول", en="Approve and release"),
    "lapse": Text(fa="پایان مهلت بررسی", en="Inspection time ends"),
    "give_back": Text(fa="برگرداندن پول به خریدار", en="Return the money to the buyer"),
    "escalate": Text(fa="سپردن به داور", en="Hand to an arbiter"),
    "award_seller": Text(fa="رأی به سود فروشنده", en="Award to the seller"),
    "award_buyer": Text(fa="رأی به سود خریدار", en="Award to the buyer"),
    "ask_cancel": Text(fa="درخواست لغو با توافق", en="Ask to cancel by agreement"),
    "agree_cancel": Text(fa="پذیرفتن لغو؛ پول برگردد", en="Agree to cancel; money goes back"),
    "refuse_cancel": Text(fa="نپذیرفتن لغو", en="Refuse to cancel"),
    "ignore_cancel": Text(fa="بی‌پاسخ‌ماندن لغو", en="Cancel request unanswered"),
    "settle_refund": Text(fa="بازگشت همهٔ پول", en="All money goes back"),
    "settle_release": Text(fa="همهٔ پول به فروشنده", en="All money to the seller"),
    "settle_split": Text(fa="تقسیم پول", en="Split the money"),
    "close_split": Text(fa="پایان تقسیم", en="Split done"),
    "start_payout": Text(fa="آغاز واریز", en="Payout starts"),
    "complete": Text(fa="پایان معامله", en="Complete"),
    "close_refund": Text(fa="پایان بازگشت پول", en="Refund done"),
}

STATES = {
    "draft": Text(fa="پیش‌نویس", en="Draft"),
    "discarded": Text(fa="دورانداخته", en="Discarded"),
    "proposed": Text(fa="در انتظار پاسخ", en="Awaiting an answer"),
    "countered": Text(fa="شرایط تازه پیشنهاد شد", en="New terms offered"),
    "agreed": Text(fa="توافق شد؛ در انتظار پرداخت", en="Agreed, awaiting payment"),
    "rejected": Text(fa="پذیرفته نشد", en="Rejected"),
    "withdrawn": Text(fa="پس گرفته شد", en="Withdrawn"),
    "expired": Text(fa="مهلت گذشت", en="Expired"),
    "cancelled": Text(fa="لغو شد", en="Cancelled"),
    "part_funded": Text(fa="بخشی پرداخت شد", en="Part paid"),
    "funded": Text(fa="پول نزد امانت؛ در انتظار ارسال", en="Money held, awaiting shipment"),
    "shipped": Text(fa="در راه خریدار", en="On its way"),
    "inspection": Text(fa="در مهلت بررسی", en="Being inspected"),
    "disputed": Text(fa="اختلاف؛ پول نگه داشته شد", en="Disputed, money kept"),
    "review": Text(fa="نزد داور", en="With an arbiter"),
    "cancel_asked": Text(fa="درخواست لغو؛ در انتظار پاسخ", en="Cancel asked, awaiting an answer"),
    "stop_asked": Text(
        fa="درخواست لغو در راه؛ در انتظار پاسخ", en="Cancel asked on the way, awaiting an answer"
    ),
    "splitting": Text(fa="پول در راه هر دو طرف", en="Money on its way to both"),
    "split_closed": Text(fa="پول تقسیم شد و رسید", en="Split and arrived"),
    "accepted": Text(fa="تأیید شد؛ در صف واریز", en="Approved, payout queued"),
    "paying_out": Text(fa="در راه حساب فروشنده", en="On its way to the seller"),
    "completed": Text(fa="پایان یافت", en="Completed"),
    "refunding": Text(fa="پول در راه خریدار", en="Money going back to the buyer"),
    "refunded": Text(fa="پول به خریدار برگشت", en="Refunded"),
}

TIMERS = (
    Timer("draft", "discard", Text(
        fa="اگر تا آن زمان نفرستید، پیش‌نویس پاک می‌شود.",
        en="If you have not sent it by then, the draft is deleted.")),
    Timer("proposed", "expire", Text(
        fa="اگر تا آن زمان پاسخی نیاید، پیشنهاد بی‌اثر می‌شود و کسی چیزی نمی‌پردازد.",
        en="Without an answer by then the offer lapses and nobody pays anything.")),
    Timer("countered", "expire", Text(
        fa="اگر تا آن زمان پاسخی نیاید، پیشنهاد بی‌اثر می‌شود و کسی چیزی نمی‌پردازد.",
        en="Without an answer by then the offer lapses and nobody pays anything.")),
    Timer("agreed", "expire", Text(
        fa="اگر تا آن زمان پرداخت نشود، معامله بی‌هزینه پایان می‌یابد.",
        en="If it is not paid by then, the deal ends at no cost.")),
    Timer("part_funded", "give_up", Text(
        fa="اگر تا آن زمان همهٔ پول نرسد، پرداخت‌ها به همان کارت‌ها برمی‌گردد.",
        en="If the rest has not arrived by then, what was paid goes back to the same cards.")),
    Timer("funded", "call_off", Text(
        fa="اگر تا آن زمان ارسال ثبت نشود، همهٔ پول به خریدار برمی‌گردد.",
        en="If no shipment is recorded by then, all the money goes back to the buyer.")),
    Timer("shipped", "lose_track", Text(
        fa="اگر تا آن زمان رسیدن کالا تأیید نشود، پول نگه داشته و پرونده بررسی می‌شود.",
        en="If arrival is not confirmed by then, the money is kept and the case is examined.")),
    Timer("inspection", "lapse", Text(
        fa="اگر تا پایان مهلت کاری نشود، این پول خودکار به فروشنده می‌رسد.",
        en="If nothing is done by then, this money goes to the seller by itself.")),
    Timer("cancel_asked", "ignore_cancel", Text(
        fa="اگر تا آن زمان پاسخی نیاید، پول نگه داشته می‌شود و معامله به اختلاف می‌رود.",
        en="Without an answer by then the money is kept and the deal becomes a dispute.")),
    Timer("stop_asked", "ignore_cancel", Text(
        fa="اگر تا آن زمان پاسخی نیاید، پول نگه داشته می‌شود و معامله به اختلاف می‌رود.",
        en="Without an answer by then the money is kept and the deal becomes a dispute.")),
    Timer("disputed", "escalate", Text(
        fa="اگر تا آن زمان توافق نکنید، داور پرونده را می‌گیرد. پول تا رأی او نگه داشته می‌شود.",
        en="Without an agreement by then an arbiter takes over. The money is kept until the ruling.")),
)  # fmt: skip

DEAL = Machine("deal", *ROWS, verbs=VERBS, states=STATES, timers=TIMERS)

OFFER = Machine(
    "offer",
    Row("make_offer",    "",     "open",     B, S),
    Row("accept_offer",  "open", "accepted", B, S),
    Row("refuse_offer",  "open", "refused",  B, S),
    Row("replace_offer", "open", "replaced", B, S),
    Row("lapse_offer",   "open", "lapsed",   C, H),
    verbs={
        "make_offer": Text(fa="پیشنهاد مبلغ", en="Offer an amount"),
        "accept_offer": Text(fa="پذیرفتن مبلغ", en="Accept the amount"),
        "refuse_offer": Text(fa="نپذیرفتن مبلغ", en="Refuse the amount"),
        "replace_offer": Text(fa="پیشنهاد مبلغی دیگر", en="Offer another amount"),
        "lapse_offer": Text(fa="بی‌اثرشدن پیشنهاد", en="The offer lapses"),
    },
    states={
        "open": Text(fa="در انتظار پاسخ", en="Awaiting an answer"),
        "accepted": Text(fa="پذیرفته شد", en="Accepted"),
        "refused": Text(fa="پذیرفته نشد", en="Refused"),
        "replaced": Text(fa="با پیشنهادی دیگر جایگزین شد", en="Replaced by another offer"),
        "lapsed": Text(fa="بی‌اثر شد", en="Lapsed"),
    },
    timers=(
        Timer("open", "lapse_offer", Text(
            fa="اگر تا آن زمان پاسخی نیاید، این پیشنهاد بی‌اثر می‌شود و پولی جابه‌جا نمی‌شود.",
            en="Without an answer by then this offer lapses and no money moves.")),
    ),
)  # fmt: skip

CASE = Machine(
    "case",
    Row("open_case",       "",         "evidence", H),
    Row("give_evidence",   "evidence", "evidence", B, S),
    Row("extend_evidence", "evidence", "evidence", B, S),
    Row("close_evidence",  "evidence", "hearing",  C),
    Row("take_case",       "hearing",  "hearing",  O),
    Row("take_case",       "appealed", "appealed", O),
    Row("stand_aside",     "hearing",  "hearing",  O),
    Row("stand_aside",     "appealed", "appealed", O),
    Row("pass_on",         "hearing",  "hearing",  C),
    Row("pass_on",         "appealed", "appealed", C),
    Row("rule",            "hearing",  "ruled",    O),
    Row("await_service",   "ruled",    "ruled",    C),
    Row("note_call",       "ruled",    "ruled",    O),
    Row("appeal",          "ruled",    "appealed", B, S),
    Row("enforce",         "ruled",    "final",    C),
    Row("rule_again",      "appealed", "final",    O),
    *(Row("close_case", old, "closed", H) for old in ("evidence", "hearing", "ruled", "appealed")),
    verbs={
        "open_case": Text(fa="بازکردن پرونده", en="Open the case"),
        "give_evidence": Text(fa="گذاشتن گفته و مدرک", en="Give your statement and evidence"),
        "extend_evidence": Text(fa="مهلت بیشتر برای مدارک", en="More time for evidence"),
        "close_evidence": Text(fa="پایان مهلت مدارک", en="Evidence time ends"),
        "take_case": Text(fa="برداشتن پرونده", en="Take the case"),
        "stand_aside": Text(fa="کنارکشیدن به‌سبب آشنایی", en="Stand aside: conflict of interest"),
        "pass_on": Text(fa="سپردن به داوری دیگر", en="Pass on to another arbiter"),
        "rule": Text(fa="صدور رأی", en="Rule"),
        "await_service": Text(fa="انتظار برای ابلاغ رأی", en="Wait until the ruling is served"),
        "note_call": Text(fa="ثبت ابلاغ تلفنی", en="Note a call that served the ruling"),
        "appeal": Text(fa="درخواست بازبینی رأی", en="Appeal"),
        "enforce": Text(fa="اجرای رأی", en="Carry out the ruling"),
        "rule_again": Text(fa="رأی بازبینی", en="Rule on the appeal"),
        "close_case": Text(fa="بستن پرونده", en="Close the case"),
    },
    states={
        "evidence": Text(fa="مهلت مدارک", en="Evidence"),
        "hearing": Text(fa="نزد داور", en="With the arbiter"),
        "ruled": Text(fa="رأی داده شد؛ مهلت بازبینی", en="Ruled, may be appealed"),
        "appealed": Text(fa="بازبینی نزد داوری دیگر", en="Appeal, with another arbiter"),
        "final": Text(fa="رأی قطعی", en="Final"),
        "closed": Text(fa="بسته شد", en="Closed"),
    },
    timers=(
        Timer("evidence", "close_evidence", Text(
            fa="پس از آن گفته و مدرک تازه پذیرفته نمی‌شود و داور پرونده را می‌خواند.",
            en="After that nothing more is taken in, and the arbiter reads the case.")),
        Timer("hearing", "pass_on", Text(
            fa="اگر تا آن زمان رأیی نیاید، داوری دیگر پرونده را می‌گیرد. پول نگه داشته می‌شود.",
            en="Without a ruling by then another arbiter takes over. The money is kept.")),
        Timer("ruled", "enforce", Text(
            fa="اگر تا آن زمان کسی بازبینی نخواهد، رأی قطعی و اجرا می‌شود.",
            en="If nobody appeals by then, the ruling is final and carried out.")),
        Timer("appealed", "pass_on", Text(
            fa="اگر تا آن زمان رأیی نیاید، داوری دیگر پرونده را می‌گیرد. پول نگه داشته می‌شود.",
            en="Without a ruling by then another arbiter takes over. The money is kept.")),
    ),
)  # fmt: skip
