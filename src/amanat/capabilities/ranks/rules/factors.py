"""The seven factors, each an exact fraction from 0 to 1, found from a day's inputs. Pure.

Every number that is compared with stands in the dated criteria; none is written here.
"""

from datetime import date, timedelta
from fractions import Fraction

from amanat.capabilities.ranks.rules.decay import WHOLE, faded
from amanat.capabilities.ranks.rules.inputs import Complaint, Declared, Finding, Inputs
from amanat.capabilities.ranks.rules.law import HUNDRED, Law

MONTHS_PER_YEAR = 12
THOUSAND, TEN_THOUSAND = 1_000, 10_000
ONE, NOTHING = Fraction(1), Fraction(0)


def factors_of(inputs: Inputs, day: date, law: Law) -> dict[str, Fraction]:
    """All seven, by name."""
    return {
        "complaint_answering": complaint_answering(inputs, day, law),
        "complaint_outcome": complaint_outcome(inputs, day, law),
        "financial_responsibility": financial_responsibility(inputs, day, law),
        "violation_history": violation_history(inputs, day, law),
        "delivery_on_time": Fraction(inputs.on_time, inputs.sales) if inputs.sales else NOTHING,
        "activity_history": activity_history(inputs, day, law),
        "financial_capability": financial_capability(inputs, day, law),
    }


def complaint_answering(inputs: Inputs, day: date, law: Law) -> Fraction:
    """The share of complaints that were answered in time; fresh ones weigh most.

    A late answer is worth a part of one. A complaint whose time still runs is not counted yet.
    The sum is never taken over fewer than a few fresh complaints, so that one old silence fades.
    """
    total, lost = 0, 0
    for one in inputs.complaints:
        weight = faded((day - one.filed).days, law.half_life_days)
        silent = unanswered_since(one, day, law)
        if silent is None and one.answered is None:
            continue
        total += weight * HUNDRED
        if silent is not None:
            lost += weight * HUNDRED
        elif one.answered is not None and one.answered > last_day_to_answer(one, law):
            lost += weight * (HUNDRED - law.number("late_answer_percent"))
    least = WHOLE * HUNDRED * law.number("least_complaints_counted")
    return ONE - Fraction(lost, max(total, least))


def last_day_to_answer(complaint: Complaint, law: Law) -> date:
    return complaint.filed + timedelta(days=law.number("answer_days"))


def unanswered_since(complaint: Complaint, day: date, law: Law) -> date | None:
    """The day on which its time was over without an answer; None when it is answered or has time.

    Nobody has to note the silence: the days are enough.
    """
    if complaint.answered is not None:
        return None
    over = last_day_to_answer(complaint, law) + timedelta(days=1)
    since = min(over, complaint.unanswered) if complaint.unanswered else over
    return since if since <= day else None


def complaint_outcome(inputs: Inputs, day: date, law: Law) -> Fraction:
    """Faded complaints for each thousand sales: 1 for none, 0 from a stated number on.

    An upheld one counts whole, an undecided one in part, a dismissed one not at all. Sales count
    at least as a stated number, so that one complaint does not end a small seller.
    """
    share = {True: HUNDRED, None: law.number("undecided_percent"), False: 0}
    weight = sum(
        faded((day - one.filed).days, law.half_life_days) * share[one.is_upheld]
        for one in inputs.complaints
    )
    sales = max(inputs.sales, law.number("least_sales_counted"))
    per_thousand = Fraction(weight * THOUSAND, WHOLE * HUNDRED * sales)
    return max(NOTHING, ONE - per_thousand / law.number("outcome_zero_at_per_thousand"))


def financial_responsibility(inputs: Inputs, day: date, law: Law) -> Fraction:
    """Nothing while an order is unpaid; each one paid late costs a part that fades."""
    if has_unpaid_order(inputs):
        return NOTHING
    lost = sum(
        faded((day - one.paid).days, law.number("fault_half_life_days"))
        for one in inputs.orders
        if one.paid is not None
    )
    return max(NOTHING, ONE - Fraction(lost * law.number("late_order_percent"), WHOLE * HUNDRED))


def has_unpaid_order(inputs: Inputs) -> bool:
    return any(one.paid is None for one in inputs.orders)


def violation_history(inputs: Inputs, day: date, law: Law) -> Fraction:
    """Each finding costs by its severity: whole while it is open, fading from when it is closed.

    After an inspection with nothing found, what was closed before counts no more, unless it was
    critical.
    """
    lost = sum(
        law.finding_percent[one.severity]
        * (WHOLE if one.closed is None
           else faded((day - one.closed).days, law.number("fault_half_life_days")))
        for one in inputs.findings
        if not is_forgiven(one, inputs.last_clean_inspection)
    )  # fmt: skip
    return max(NOTHING, ONE - Fraction(lost, WHOLE * HUNDRED))


def is_forgiven(finding: Finding, clean: date | None) -> bool:
    if finding.severity == "critical" or finding.closed is None or clean is None:
        return False
    return finding.closed <= clean


def activity_history(inputs: Inputs, day: date, law: Law) -> Fraction:
    """Age up to a full number of months, and training that still holds."""
    if inputs.began is None:
        return NOTHING
    full = law.number("full_age_months")
    age = Fraction(min(months_between(inputs.began, day), full), full)
    is_trained = inputs.trained_until is not None and inputs.trained_until >= day
    share = law.number("age_percent")
    return age * Fraction(share, HUNDRED) + Fraction((HUNDRED - share) * is_trained, HUNDRED)


def months_between(earlier: date, later: date) -> int:
    """Whole Gregorian months from one day to another."""
    months = (later.year - earlier.year) * MONTHS_PER_YEAR + later.month - earlier.month
    return max(0, months - (later.day < earlier.day))


def financial_capability(inputs: Inputs, day: date, law: Law) -> Fraction:
    """Half for assets, half for guarantees, each measured on the audited revenue.

    Nothing while the declared sales are too far from what the gateways counted.
    """
    if inputs.declared is not None and is_off(inputs.declared, law):
        return NOTHING
    return (assets_share(inputs, day, law) + guarantee_share(inputs, day, law)) / 2


def is_off(declared: Declared, law: Law) -> bool:
    """Whether declared sales lie further from the gateways' total than is let pass."""
    gap = abs(declared.units - declared.counted_units)
    return gap * TEN_THOUSAND > law.number("sales_gap_basis_points") * declared.counted_units


def assets_share(inputs: Inputs, day: date, law: Law) -> Fraction:
    """How much of the wanted assets the latest statement shows; nothing once it is too old."""
    found = inputs.statement
    if found is None or months_between(found.day, day) >= law.number("statement_months"):
        return NOTHING
    return _share(found.assets_units, found.revenue_units, law.number("full_assets_percent"))


def guarantee_share(inputs: Inputs, day: date, law: Law) -> Fraction:
    """How much of the wanted guarantees is in force; without a statement nobody knows how much."""
    if inputs.statement is None:
        return NOTHING
    given = sum(one.units for one in inputs.guarantees if one.until >= day)
    wanted = law.number("full_guarantee_percent")
    return _share(given, inputs.statement.revenue_units, wanted)


def _share(has: int, of: int, wanted_percent: int) -> Fraction:
    """`has`, as a part of `wanted_percent` of `of`; at most one."""
    if has <= 0:
        return NOTHING
    return min(ONE, Fraction(has * HUNDRED, of * wanted_percent)) if of else ONE
