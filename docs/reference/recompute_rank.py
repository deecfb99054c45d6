#!/usr/bin/env python3
"""Compute a seller's rank again from its published JSON alone, without the platform's code.

    curl https://<the platform>/api/sellers/B-…/rank/2026-11-22 | python recompute_rank.py

Nothing but Python's own library is used. Every number is exact: fractions and whole numbers, one
rounding at the end, half-up. What is computed stands beside what was published; the exit code is 0
when they are the same. The rules are those of formula "rank-1", in words: docs/decisions/0008-rank.md.
"""

import hashlib
import json
import sys
from datetime import date, timedelta
from fractions import Fraction

WHOLE = 1 << 20  # What a fault of today weighs.
FACTORS = (
    "complaint_answering", "complaint_outcome", "financial_responsibility", "violation_history",
    "delivery_on_time", "activity_history", "financial_capability",
)  # fmt: skip


def faded(age_days, half_life):
    """The largest whole number that is at most WHOLE x 2^(-age / half-life)."""
    bound = 20 * half_life - age_days
    if bound < 0:
        return 0
    low, high = 0, WHOLE + 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if middle**half_life <= 1 << bound else (low, middle)
    return low


def read_day(text):
    return date.fromisoformat(text) if text else None


def months(earlier, later):
    count = (later.year - earlier.year) * 12 + later.month - earlier.month
    return max(0, count - (later.day < earlier.day))


def share(has, of, percent):
    if has <= 0:
        return Fraction(0)
    return min(Fraction(1), Fraction(has * 100, of * percent)) if of else Fraction(1)


class Seller:
    """The inputs of one day, and each factor of it."""

    def __init__(self, told):
        self.day = date.fromisoformat(told["day"])
        self.inputs = told["inputs"]
        self.weights = told["parameters"]["rank.weights"]
        self.criteria = told["parameters"]["rank.criteria"]
        self.half_life = self.weights["complaint_half_life_days"]
        self.sales = sum(self.inputs[name] for name in ("on_time", "late", "undelivered"))

    def age(self, text):
        return (self.day - date.fromisoformat(text)).days

    def last_day_to_answer(self, complaint):
        return read_day(complaint["filed"]) + timedelta(days=self.criteria["answer_days"])

    def silent_since(self, complaint):
        if complaint["answered"]:
            return None
        over = self.last_day_to_answer(complaint) + timedelta(days=1)
        since = min(over, read_day(complaint["unanswered"]) or over)
        return since if since <= self.day else None

    def complaint_answering(self):
        total = lost = 0
        for one in self.inputs["complaints"]:
            weight = faded(self.age(one["filed"]), self.half_life)
            silent = self.silent_since(one)
            if silent is None and not one["answered"]:
                continue
            total += weight * 100
            if silent is not None:
                lost += weight * 100
            elif read_day(one["answered"]) > self.last_day_to_answer(one):
                lost += weight * (100 - self.criteria["late_answer_percent"])
        least = WHOLE * 100 * self.criteria["least_complaints_counted"]
        return 1 - Fraction(lost, max(total, least))

    def complaint_outcome(self):
        part = {True: 100, None: self.criteria["undecided_percent"], False: 0}
        weight = sum(
            faded(self.age(one["filed"]), self.half_life) * part[one["is_upheld"]]
            for one in self.inputs["complaints"]
        )
        sales = max(self.sales, self.criteria["least_sales_counted"])
        rate = Fraction(weight * 1000, WHOLE * 100 * sales)
        return max(Fraction(0), 1 - rate / self.criteria["outcome_zero_at_per_thousand"])

    def financial_responsibility(self):
        if any(one["paid"] is None for one in self.inputs["orders"]):
            return Fraction(0)
        half_life = self.criteria["fault_half_life_days"]
        lost = sum(faded(self.age(one["paid"]), half_life) for one in self.inputs["orders"])
        return max(
            Fraction(0), 1 - Fraction(lost * self.criteria["late_order_percent"], WHOLE * 100)
        )

    def violation_history(self):
        lost, half_life = 0, self.criteria["fault_half_life_days"]
        clean = read_day(self.inputs["last_clean_inspection"])
        for one in self.inputs["findings"]:
            closed = read_day(one["closed"])
            if one["severity"] != "critical" and closed and clean and closed <= clean:
                continue
            weight = faded(self.age(one["closed"]), half_life) if closed else WHOLE
            lost += self.criteria["finding_percent"][one["severity"]] * weight
        return max(Fraction(0), 1 - Fraction(lost, WHOLE * 100))

    def delivery_on_time(self):
        return Fraction(self.inputs["on_time"], self.sales)

    def activity_history(self):
        full, part = self.criteria["full_age_months"], self.criteria["age_percent"]
        age = Fraction(min(months(read_day(self.inputs["began"]), self.day), full), full)
        until = read_day(self.inputs["trained_until"])
        trained = 100 - part if until and until >= self.day else 0
        return age * Fraction(part, 100) + Fraction(trained, 100)

    def financial_capability(self):
        told, statement = self.inputs["declared"], self.inputs["statement"]
        if told:
            gap = abs(told["units"] - told["counted_units"])
            if gap * 10_000 > self.criteria["sales_gap_basis_points"] * told["counted_units"]:
                return Fraction(0)
        if not statement:
            return Fraction(0)
        revenue = statement["revenue_units"]
        given = sum(one["units"] for one in self.inputs["guarantees"])
        guarantees = share(given, revenue, self.criteria["full_guarantee_percent"])
        is_old = months(read_day(statement["day"]), self.day) >= self.criteria["statement_months"]
        percent = self.criteria["full_assets_percent"]
        assets = Fraction(0) if is_old else share(statement["assets_units"], revenue, percent)
        return (assets + guarantees) / 2

    def most_stars(self):
        """What the caps leave, from five down."""
        law, found = self.weights, [5]
        silences = filter(None, map(self.silent_since, self.inputs["complaints"]))
        last = max(silences, default=None)
        young = months(read_day(self.inputs["began"]), self.day)
        if self.sales < law["min_sales_for_more_than_2_stars"]:
            found.append(2)
        if young < law["min_age_months_for_more_than_2_stars"]:
            found.append(2)
        unanswered = law["cap_if_unanswered_complaint_days"]
        if last and (self.day - last).days <= unanswered["days"]:
            found.append(unanswered["max_stars"])
        if any(one["paid"] is None for one in self.inputs["orders"]):
            found.append(law["cap_if_unpaid_order"]["max_stars"])
        if any(one["severity"] == "critical" and not one["closed"]
               for one in self.inputs["findings"]):  # fmt: skip
            found.append(law["cap_if_critical_finding_open"]["max_stars"])
        return min(found)

    def rank(self):
        """Basis points, stars and factors; nothing but None when not rated."""
        if not self.inputs["began"] or self.sales < self.criteria["least_sales_to_rate"]:
            return None, None, {}
        factors = {name: getattr(self, name)() for name in FACTORS}
        exact = sum(self.weights["weights"][name] * value for name, value in factors.items()) * 100
        points = (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
        floors = self.weights["star_floor"].items()
        stars = max((int(n) for n, least in floors if points >= least * 100), default=0)
        return points, min(stars, self.most_stars()), {n: str(v) for n, v in factors.items()}


def digest(told):
    made_of = {name: told[name] for name in ("day", "formula", "inputs", "parameter_set")}
    text = json.dumps(made_of, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def compare(told):
    """What was computed, and whether it is what was published."""
    points, stars, factors = Seller(told).rank()
    published = (told["basis_points"], told["stars"], told["factors"], told["digest"])
    return points, stars, (points, stars, factors, digest(told)) == published


def main():
    told = json.load(sys.stdin)
    points, stars, is_same = compare(told)
    print(f"computed:  {points} basis points, {stars} stars")
    print(f"published: {told['basis_points']} basis points, {told['stars']} stars")
    print("the same" if is_same else "NOT the same")
    return 0 if is_same else 1


if __name__ == "__main__":
    sys.exit(main())
