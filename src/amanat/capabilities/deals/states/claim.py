"""A claim for damage or loss on the way: proof, an officer's facts, and what the table says."""

from amanat.capabilities.deals.states.deal import OF, B, C, H, S
from amanat.words.machine import Machine, Row, Timer
from amanat.words.text import Text

OPEN = ("incomplete", "evidence", "hearing", "short", "proposed", "intact")
ANOTHER_OFFICER = Text(
    fa="اگر تا آن زمان تصمیمی نیاید، کارشناسی دیگر آن را می‌گیرد. پول نگه داشته می‌شود.",
    en="Without a decision by then another officer takes over. The money is kept.",
)
CLAIM = Machine(
    "claim",
    Row("begin_claim",     "",           "incomplete", H),
    Row("open_claim",      "",           "evidence",   H),
    Row("complete_claim",  "incomplete", "evidence",   B),
    Row("drop_claim",      "incomplete", "closed",     C),
    Row("answer_claim",    "evidence",   "evidence",   B, S),
    Row("hear_claim",      "evidence",   "hearing",    C),
    Row("take_claim",      "hearing",    "hearing",    OF),
    Row("pass_claim_on",   "hearing",    "hearing",    C),
    Row("pass_claim_on",   "short",      "short",      C),
    Row("pass_claim_on",   "proposed",   "hearing",    C),
    Row("decide_claim",    "hearing",    "decided",    OF),
    Row("find_intact",     "hearing",    "intact",     H),
    Row("find_short",      "hearing",    "short",      H),
    Row("propose_outcome", "hearing",    "proposed",   OF),
    Row("propose_outcome", "short",      "proposed",   OF),
    Row("confirm_outcome", "proposed",   "decided",    OF),
    Row("refuse_outcome",  "proposed",   "hearing",    OF),
    Row("enforce_claim",   "intact",     "decided",    C),
    Row("appeal_claim",    "intact",     "appealed",   B),
    *(Row("close_claim", old, "closed", H) for old in OPEN),
    verbs={
        "begin_claim": Text(fa="آغاز ادعا؛ عکس کم است", en="Begin; pictures are missing"),
        "open_claim": Text(fa="بازکردن ادعا", en="Open the claim"),
        "complete_claim": Text(fa="کامل‌کردن عکس‌ها", en="Complete the pictures"),
        "drop_claim": Text(fa="بستن ادعای ناقص", en="Close the incomplete claim"),
        "answer_claim": Text(fa="گفته و مدرک دربارهٔ آسیب", en="Your word and proof on the damage"),
        "hear_claim": Text(fa="پایان مهلت مدارک", en="Time for proof ends"),
        "take_claim": Text(fa="به عهده گرفتن ادعا", en="Take the claim"),
        "pass_claim_on": Text(fa="سپردن به کارشناسی دیگر", en="Pass on to another officer"),
        "decide_claim": Text(fa="تأیید واقعیت‌ها؛ جدول تصمیم می‌گیرد",
                             en="Confirm the facts; the table decides"),
        "find_intact": Text(fa="تحویل سالم بوده است", en="It was delivered whole"),
        "find_short": Text(fa="موجودی صندوق بس نیست", en="The fund holds too little"),
        "propose_outcome": Text(fa="پیشنهاد نتیجه‌ای دیگر", en="Propose another outcome"),
        "confirm_outcome": Text(fa="تأیید نتیجه؛ نفر دوم", en="Confirm the outcome, second person"),
        "refuse_outcome": Text(fa="نپذیرفتن نتیجه", en="Refuse the outcome"),
        "enforce_claim": Text(fa="اجرای نتیجه", en="Carry it out"),
        "appeal_claim": Text(fa="درخواست بازبینی", en="Appeal"),
        "close_claim": Text(fa="بستن ادعا", en="Close the claim"),
    },
    states={
        "incomplete": Text(fa="عکس‌ها کامل نیست", en="Pictures are missing"),
        "evidence": Text(fa="مهلت گفته و مدرک", en="Time for proof"),
        "hearing": Text(fa="نزد کارشناس", en="With an officer"),
        "short": Text(fa="موجودی صندوق بس نیست؛ نزد دو کارشناس", en="Fund short, with two officers"),
        "proposed": Text(fa="در انتظار کارشناس دوم", en="Awaiting a second officer"),
        "intact": Text(fa="سالم شناخته شد؛ مهلت بازبینی", en="Found whole, may be appealed"),
        "decided": Text(fa="تصمیم گرفته شد", en="Decided"),
        "appealed": Text(fa="به داور رفت", en="Went to an arbiter"),
        "closed": Text(fa="بسته شد", en="Closed"),
    },
    timers=(
        Timer("incomplete", "drop_claim", Text(
            fa="اگر تا آن زمان سه عکس کامل نشود، ادعا بسته می‌شود و مهلت بررسی ادامه می‌یابد.",
            en="If the three pictures are not there by then, the claim is closed and the "
               "inspection runs on.")),
        Timer("evidence", "hear_claim", Text(
            fa="پس از آن کارشناس واقعیت‌ها را می‌سنجد و جدول تصمیم می‌گیرد.",
            en="After that an officer weighs the facts and the table decides.")),
        Timer("hearing", "pass_claim_on", ANOTHER_OFFICER),
        Timer("short", "pass_claim_on", ANOTHER_OFFICER),
        Timer("proposed", "pass_claim_on", ANOTHER_OFFICER),
        Timer("intact", "enforce_claim", Text(
            fa="اگر خریدار تا آن زمان بازبینی نخواهد، پول به فروشنده می‌رسد.",
            en="If the buyer does not appeal by then, the money goes to the seller.")),
    ),
)  # fmt: skip
