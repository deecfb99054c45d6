"""What each number of the criteria means, for the page that publishes them. Pure."""

from amanat.words.text import Text

CRITERIA_TEXTS = {
    "counted_days": Text("فروش‌ها تا چند روز شمرده می‌شود", "For how many days sales count"),
    "least_sales_to_rate": Text("کمترین فروش برای رتبه‌بندی", "Fewest sales to be rated"),
    "answer_days": Text("مهلت پاسخ به شکایت، به روز", "Days to answer a complaint"),
    "least_complaints_counted": Text(
        "پاسخ‌گویی دست‌کم روی چند شکایت تازه سنجیده می‌شود", "Fewest fresh complaints that answering is measured on"),
    "late_answer_percent": Text("ارزش پاسخ دیر، درصد", "Worth of a late answer, percent"),
    "undecided_percent": Text("سهم شکایت بی‌رأی، درصد", "Share of an undecided complaint, percent"),
    "outcome_zero_at_per_thousand": Text(
        "در هزار فروش چند شکایت امتیاز را صفر می‌کند", "Complaints per thousand sales that leave no point"),
    "least_sales_counted": Text(
        "شکایت دست‌کم در برابر چند فروش سنجیده می‌شود", "Fewest sales that complaints are measured on"),
    "late_order_percent": Text("اثر حکمی که دیر پرداخت شد، درصد", "Cost of an order paid late, percent"),
    "fault_half_life_days": Text(
        "اثر یافته و دیرپرداخت پس از چند روز نصف می‌شود", "Days after which findings and late payments count half"),
    "full_age_months": Text("ماه‌های فعالیت برای امتیاز کامل", "Months in business for all points"),
    "age_percent": Text(
        "سهم سن در پیشینهٔ فعالیت، درصد؛ مانده با آموزش است", "Share of age, percent; the rest is training"),
    "statement_months": Text("صورت مالی تا چند ماه معتبر است", "Months for which a statement counts"),
    "full_assets_percent": Text(
        "دارایی لازم، درصدی از درآمد", "Assets wanted, percent of revenue"),
    "full_guarantee_percent": Text(
        "ضمانت لازم، درصدی از درآمد", "Guarantees wanted, percent of revenue"),
    "sales_gap_basis_points": Text(
        "بیشترین اختلاف فروش اظهارشده با درگاه‌ها، ده‌هزارم", "Most that declared sales may differ, basis points"),
}  # fmt: skip
SEVERITY_TEXTS = {
    "minor": Text("اثر یافتهٔ جزئی، درصد", "Cost of a minor finding, percent"),
    "major": Text("اثر یافتهٔ عمده، درصد", "Cost of a major finding, percent"),
    "critical": Text("اثر یافتهٔ بحرانی، درصد", "Cost of a critical finding, percent"),
}
