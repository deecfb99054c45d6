"""What is noted of a business, and which notes answer which."""

from amanat.words.text import Text

SALES = ("sale_on_time", "sale_late", "sale_undelivered")
SELF_MADE = "sale_self_made"  # Bought by the seller's own hand: kept, and never counted.
STRUCK = "struck"  # A note that was found wrong; its subject is "note:17".
FINDINGS = {"finding_minor": "minor", "finding_major": "major", "finding_critical": "critical"}
KINDS = {
    "began": Text("آغاز فعالیت", "Began to trade"),
    "sale_on_time": Text("فروش؛ تحویل به‌موقع", "Sale, delivered on time"),
    "sale_late": Text("فروش؛ تحویل دیرهنگام", "Sale, delivered late"),
    "sale_undelivered": Text("فروش؛ تحویل‌نشده", "Sale, never delivered"),
    SELF_MADE: Text("فروش به خود؛ شمرده نمی‌شود", "Sale to oneself; not counted"),
    "complaint_filed": Text("شکایت ثبت شد", "Complaint filed"),
    "complaint_answered": Text("به شکایت پاسخ داده شد", "Complaint answered"),
    "complaint_unanswered": Text("مهلت پاسخ به شکایت گذشت", "Time to answer a complaint is over"),
    "complaint_upheld": Text("شکایت وارد بود", "Complaint upheld"),
    "complaint_dismissed": Text("شکایت وارد نبود", "Complaint dismissed"),
    "order_unpaid": Text("حکمی در موعدش پرداخت نشد", "An order was not paid in time"),
    "order_paid": Text("حکم پرداخت شد", "The order was paid"),
    "finding_minor": Text("یافتهٔ جزئی بازرسی", "Minor finding"),
    "finding_major": Text("یافتهٔ عمدهٔ بازرسی", "Major finding"),
    "finding_critical": Text("یافتهٔ بحرانی بازرسی", "Critical finding"),
    "finding_closed": Text("یافته برطرف شد", "The finding was remedied"),
    "inspection_clean": Text("بازرسی بی هیچ یافته", "Inspection with nothing found"),
    "statement": Text("صورت مالی حسابرسی‌شده", "Audited statement"),
    "sales_declared": Text("فروش اظهارشده", "Sales as declared"),
    "guarantee": Text("ضمانت‌نامه", "Guarantee"),
    "training": Text("دورهٔ آموزشی گذرانده شد", "Training passed"),
    STRUCK: Text("یادداشتی کنار گذاشته شد", "A note was struck out"),
}
#  What must have been noted of the same subject before.
AFTER = {
    "complaint_answered": ("complaint_filed",),
    "complaint_unanswered": ("complaint_filed",),
    "complaint_upheld": ("complaint_filed",),
    "complaint_dismissed": ("complaint_filed",),
    "order_paid": ("order_unpaid",),
    "finding_closed": tuple(FINDINGS),
}
WITH_UNITS = frozenset({"statement", "sales_declared", "guarantee"})
WITH_OTHER_UNITS = frozenset({"statement", "sales_declared"})
WITH_UNTIL = frozenset({"guarantee", "training"})
WITH_SOURCE = frozenset({"statement", "guarantee", "training", *FINDINGS, "inspection_clean"})
#  What two officers write down; everything else comes from the rooms where it happened.
ON_PAPER = tuple(kind for kind in KINDS if kind not in {*SALES, SELF_MADE, STRUCK})
