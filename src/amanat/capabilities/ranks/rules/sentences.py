"""Why points were lost, what holds the stars down, and what would win them back: in words. Pure."""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from amanat.capabilities.ranks.rules import factors, score
from amanat.capabilities.ranks.rules.inputs import Inputs
from amanat.capabilities.ranks.rules.law import HUNDRED, Law
from amanat.words.persian import persian_digits
from amanat.words.text import Text

NAMES = {
    "complaint_answering": Text("پاسخ‌گویی به شکایت", "Answering complaints"),
    "complaint_outcome": Text("شکایت در برابر فروش", "Complaints against sales"),
    "financial_responsibility": Text("مسئولیت مالی", "Financial responsibility"),
    "violation_history": Text("پیشینهٔ تخلف", "Violations"),
    "delivery_on_time": Text("تحویل به‌موقع", "Delivery on time"),
    "activity_history": Text("پیشینهٔ فعالیت", "Time in business"),
    "financial_capability": Text("توان مالی", "Financial capability"),
}
CAPS = {
    score.FEW_SALES: Text(
        "کمتر از {least} فروش در دورهٔ شمارش: حداکثر {most} ستاره.",
        "Fewer than {least} sales in the counted period: at most {most} stars."),
    score.YOUNG: Text(
        "کمتر از {least} ماه فعالیت: حداکثر {most} ستاره.",
        "Less than {least} months in business: at most {most} stars."),
    score.UNANSWERED: Text(
        "شکایتی در {least} روز گذشته بی‌پاسخ مانده است: حداکثر {most} ستاره.",
        "A complaint went unanswered in the last {least} days: at most {most} stars."),
    score.UNPAID: Text(
        "حکمی پرداخت نشده است: حداکثر {most} ستاره.",
        "An order is unpaid: at most {most} stars."),
    score.CRITICAL: Text(
        "یافتهٔ بحرانی بازرسی باز است: {most} ستاره.",
        "A critical finding is open: {most} stars."),
}  # fmt: skip


def said(text: Text, **facts: Any) -> Text:
    """The sentence with its numbers in the digits of each language."""
    persian = {name: persian_digits(fact).replace(".", "٫") for name, fact in facts.items()}
    return Text(text.fa.format(**persian), text.en.format(**facts))


def points(basis_points: int) -> str:
    """1234 as 12.34: points of a hundred, always with two places."""
    sign, rest = ("-" if basis_points < 0 else ""), abs(basis_points)
    return f"{sign}{rest // HUNDRED}.{rest % HUNDRED:02}"


def told_points(basis_points: int) -> Text:
    """The same in the digits of each language."""
    return said(Text("{n}", "{n}"), n=points(basis_points))


def cap_reason(cap: score.Cap, law: Law) -> Text:
    least = {
        score.FEW_SALES: law.min_sales, score.YOUNG: law.min_age_months,
        score.UNANSWERED: law.unanswered_days,
    }  # fmt: skip
    return said(CAPS[cap.name], most=cap.most_stars, least=least.get(cap.name, 0))


def reasons(
    inputs: Inputs, day: date, law: Law, lost: Mapping[str, int]
) -> dict[str, tuple[Text, ...]]:
    """For each factor that lost points, the sentences that say why."""
    return {name: tuple(WHY[name](inputs, day, law)) for name, units in lost.items() if units}


def _answering(inputs: Inputs, day: date, law: Law) -> list[Text]:
    silent = sum(factors.unanswered_since(one, day, law) is not None for one in inputs.complaints)
    late = sum(
        one.answered is not None and one.answered > factors.last_day_to_answer(one, law)
        for one in inputs.complaints
    )
    told = []
    if silent:
        told.append(
            said(
                Text(
                    "از {all} شکایت، {n} تا بی‌پاسخ مانده است.",
                    "Of {all} complaints, {n} went unanswered.",
                ),
                n=silent,
                all=len(inputs.complaints),
            )
        )
    if late:
        told.append(
            said(
                Text(
                    "به {n} شکایت پس از {days} روز پاسخ داده‌اید؛ پاسخ دیر {percent} درصد می‌ارزد.",
                    "{n} complaints were answered after {days} days; a late answer is worth {percent} percent.",
                ),
                n=late,
                days=law.number("answer_days"),
                percent=law.number("late_answer_percent"),
            )
        )
    return told  # fmt: skip


def _outcome(inputs: Inputs, day: date, law: Law) -> list[Text]:
    upheld = sum(one.is_upheld is True for one in inputs.complaints)
    undecided = sum(one.is_upheld is None for one in inputs.complaints)
    per_hundred = score.half_up(Fraction(len(inputs.complaints) * 10_000, inputs.sales))
    return [said(Text(
        "{all} شکایت در برابر {sales} فروش ({rate} در هر صد فروش): {upheld} وارد، {undecided} بی‌رأی. هر شکایت پس از {days} روز نصف شمرده می‌شود.",
        "{all} complaints against {sales} sales ({rate} per hundred): {upheld} upheld, {undecided} undecided. Each counts half after {days} days."),
        all=len(inputs.complaints), sales=inputs.sales, rate=points(per_hundred),
        upheld=upheld, undecided=undecided, days=law.half_life_days)]  # fmt: skip


def _responsibility(inputs: Inputs, day: date, law: Law) -> list[Text]:
    unpaid = sum(one.paid is None for one in inputs.orders)
    if unpaid:
        return [said(Text("{n} حکم پرداخت نشده است.", "{n} orders are unpaid."), n=unpaid)]
    return [said(Text(
        "{n} حکم دیر پرداخت شد؛ اثر هر کدام پس از {days} روز نصف می‌شود.",
        "{n} orders were paid late; the effect of each is halved after {days} days."),
        n=len(inputs.orders), days=law.number("fault_half_life_days"))]  # fmt: skip


def _violations(inputs: Inputs, day: date, law: Law) -> list[Text]:
    counted = [
        one for one in inputs.findings
        if not factors.is_forgiven(one, inputs.last_clean_inspection)
    ]  # fmt: skip
    still_open = sum(one.closed is None for one in counted)
    return [said(Text(
        "{n} یافتهٔ بازرسی شمرده می‌شود؛ {open} تا هنوز باز است.",
        "{n} findings of inspections count; {open} are still open."),
        n=len(counted), open=still_open)]  # fmt: skip


def _delivery(inputs: Inputs, day: date, law: Law) -> list[Text]:
    return [said(Text(
        "از {all} فروش، {late} دیر رسید و {undelivered} نرسید.",
        "Of {all} sales, {late} came late and {undelivered} never."),
        all=inputs.sales, late=inputs.late, undelivered=inputs.undelivered)]  # fmt: skip


def _activity(inputs: Inputs, day: date, law: Law) -> list[Text]:
    assert inputs.began is not None, "Without a beginning nothing is rated."
    months, full = factors.months_between(inputs.began, day), law.number("full_age_months")
    told = []
    if months < full:
        told.append(
            said(
                Text(
                    "{n} ماه فعالیت؛ امتیاز کامل از {full} ماه است.",
                    "{n} months in business; full marks begin at {full}.",
                ),
                n=months,
                full=full,
            )
        )
    if inputs.trained_until is None or inputs.trained_until < day:
        told.append(
            Text("دورهٔ آموزشی معتبری ثبت نشده است.", "No training that still holds is recorded.")
        )
    return told  # fmt: skip


def _capability(inputs: Inputs, day: date, law: Law) -> list[Text]:
    if inputs.declared is not None and factors.is_off(inputs.declared, law):
        return [said(Text(
            "فروش اظهارشده بیش از {n} درصد با جمع درگاه‌ها فرق دارد؛ این بخش صفر است.",
            "Declared sales differ from the gateways’ total by more than {n} percent, so this part is nothing."),
            n=points(law.number("sales_gap_basis_points")))]  # fmt: skip
    told = []
    if factors.assets_share(inputs, day, law) < 1:
        told.append(
            said(
                Text(
                    "صورت مالی معتبری که دارایی را دست‌کم {n} درصد درآمد نشان دهد نیست.",
                    "No valid statement shows assets of at least {n} percent of revenue.",
                ),
                n=law.number("full_assets_percent"),
            )
        )
    if factors.guarantee_share(inputs, day, law) < 1:
        told.append(
            said(
                Text(
                    "ضمانت‌نامه‌ها به {n} درصد درآمد حسابرسی‌شده نمی‌رسد.",
                    "Guarantees do not reach {n} percent of audited revenue.",
                ),
                n=law.number("full_guarantee_percent"),
            )
        )
    return told  # fmt: skip


WHY: Mapping[str, Callable[[Inputs, date, Law], list[Text]]] = {
    "complaint_answering": _answering,
    "complaint_outcome": _outcome,
    "financial_responsibility": _responsibility,
    "violation_history": _violations,
    "delivery_on_time": _delivery,
    "activity_history": _activity,
    "financial_capability": _capability,
}
