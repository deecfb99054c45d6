"""A quarrel: offers of an amount, and an arbiter's case."""

from amanat.capabilities.deals.states.deal import OF, B, C, H, S
from amanat.words.machine import Machine, Row, Timer
from amanat.words.text import Text

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
    Row("take_case",       "hearing",  "hearing",  OF),
    Row("take_case",       "appealed", "appealed", OF),
    Row("stand_aside",     "hearing",  "hearing",  OF),
    Row("stand_aside",     "appealed", "appealed", OF),
    Row("pass_on",         "hearing",  "hearing",  C),
    Row("pass_on",         "appealed", "appealed", C),
    Row("rule",            "hearing",  "ruled",    OF),
    Row("await_service",   "ruled",    "ruled",    C),
    Row("note_call",       "ruled",    "ruled",    OF),
    Row("appeal",          "ruled",    "appealed", B, S),
    Row("enforce",         "ruled",    "final",    C),
    Row("rule_again",      "appealed", "final",    OF),
    *(Row("close_case", old, "closed", H) for old in ("evidence", "hearing", "ruled", "appealed")),
    verbs={
        "open_case": Text(fa="بازکردن پرونده", en="Open the case"),
        "give_evidence": Text(fa="گذاشتن گفته و مدرک", en="Give your statement and evidence"),
        "extend_evidence": Text(fa="مهلت بیشتر برای مدارک", en="More time for evidence"),
        "close_evidence": Text(fa="پایان مهلت مدارک", en="Evidence time ends"),
        "take_case": Text(fa="به عهده گرفتن پرونده", en="Take the case"),
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
