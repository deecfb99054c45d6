"""The score, row by row: the vectors of the guide, and every criterion on its own."""

import json
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from amanat.capabilities.ranks import rules
from amanat.capabilities.ranks.rules import factors, sentences
from amanat.capabilities.ranks.rules.decay import WHOLE, faded
from amanat.capabilities.ranks.rules.inputs import (
    Complaint,
    Declared,
    Finding,
    Guarantee,
    Inputs,
    Line,
    Order,
    Statement,
    Tally,
    inputs_on,
)
from amanat.capabilities.ranks.rules.law import NUMBERS, faults_of
from amanat.capabilities.ranks.rules.score import caps_of, half_up
from amanat.capabilities.ranks.rules.texts import CRITERIA_TEXTS, SEVERITY_TEXTS

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text("utf-8"))
LAW = rules.law_of(VECTORS["parameters"], rules.FIRST_CRITERIA)
DAY = date(2026, 11, 22)
MONEY = 10_000_000_000


def ago(days: int) -> date:
    return DAY - timedelta(days=days)


#  A seller with nothing to lose a point for.
BEST = Inputs(
    began=ago(900),
    on_time=100,
    statement=Statement(ago(100), MONEY, MONEY),
    guarantees=(Guarantee(MONEY, ago(-100)),),
    trained_until=ago(-100),
)


def ranked(**changes: object) -> rules.Rank:
    return rules.rank(replace(BEST, **changes), DAY, LAW)


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["id"])
def test_every_vector_of_the_guide(case: dict) -> None:
    given = case["in"]
    standing = rules.Standing(
        sales=given["sales"],
        age_months=given["age_months"],
        unanswered_complaint_days_ago=given.get("unanswered_complaint_days_ago"),
        is_order_unpaid=given.get("unpaid_order", False),
        is_critical_finding_open=given.get("critical_finding_open", False),
    )
    values = {name: Fraction(value) for name, value in given["factors"].items()}
    found = rules.weigh(values, standing, LAW)
    assert (sentences.points(found.basis_points), found.stars) == (
        case["out"]["score"], case["out"]["stars"],
    )  # fmt: skip


def test_all_eleven_vectors_are_here() -> None:
    assert [case["id"] for case in VECTORS["cases"]] == [f"rank-{n:02}" for n in range(1, 12)]


def test_the_best_seller_has_every_point_and_five_stars() -> None:
    found = ranked()
    assert (found.basis_points, found.stars, found.caps) == (10_000, 5, ())
    assert set(rules.lost_points(found, LAW).values()) == {0}


def test_a_fault_is_halved_after_each_half_life_exactly() -> None:
    assert [faded(180 * n, 180) for n in range(4)] == [WHOLE, WHOLE // 2, WHOLE // 4, WHOLE // 8]
    for age in range(0, 720, 7):
        weight = faded(age, 180)
        bound = 1 << (20 * 180 - age) if age <= 3_600 else 0
        assert weight**180 <= bound < (weight + 1) ** 180, age
    assert all(faded(age, 180) > faded(age + 1, 180) for age in range(500))
    assert faded(180 * 40, 180) == 0


ANSWERED = Complaint(ago(180), answered=ago(179), is_upheld=False)
SILENT = Complaint(ago(180), is_upheld=False)
TABLE = [
    #  what is so                                                     factor, its value
    ("complaint_answering", {}, Fraction(1)),
    ("complaint_answering", {"complaints": (ANSWERED, ANSWERED)}, Fraction(1)),
    ("complaint_answering", {"complaints": (SILENT,)}, Fraction(3, 4)),
    ("complaint_answering", {"complaints": (SILENT,) * 2 + (ANSWERED,) * 6}, Fraction(3, 4)),
    ("complaint_answering", {"complaints": (SILENT,) * 4}, Fraction(0)),
    ("complaint_answering", {"complaints": (Complaint(ago(6)),)}, Fraction(1)),
    (
        "complaint_answering",
        {"complaints": (replace(SILENT, answered=ago(173)),)},
        Fraction(7, 8),
    ),
    (
        "complaint_answering",
        {"complaints": (replace(SILENT, answered=ago(174)),)},
        Fraction(1),
    ),
    ("complaint_outcome", {"complaints": (ANSWERED,) * 9}, Fraction(1)),
    ("complaint_outcome", {"complaints": (replace(ANSWERED, is_upheld=True),) * 2},
     Fraction(4, 5)),
    ("complaint_outcome", {"complaints": (replace(ANSWERED, is_upheld=None),) * 8},
     Fraction(4, 5)),
    ("complaint_outcome", {"complaints": (replace(ANSWERED, is_upheld=True),) * 99}, Fraction(0)),
    ("complaint_outcome", {"complaints": (replace(ANSWERED, is_upheld=True),) * 2, "on_time": 200},
     Fraction(9, 10)),
    ("complaint_outcome", {"complaints": (replace(ANSWERED, is_upheld=True),) * 2, "on_time": 30},
     Fraction(4, 5)),
    ("financial_responsibility", {"orders": (Order(ago(9)),)}, Fraction(0)),
    ("financial_responsibility", {"orders": (Order(ago(400), ago(365)),)}, Fraction(7, 8)),
    ("violation_history", {"findings": (Finding("minor", ago(9)),) * 2}, Fraction(4, 5)),
    ("violation_history", {"findings": (Finding("major", ago(9)),)}, Fraction(7, 10)),
    ("violation_history", {"findings": (Finding("critical", ago(9)),)}, Fraction(0)),
    ("violation_history", {"findings": (Finding("major", ago(999), ago(365)),)}, Fraction(17, 20)),
    ("violation_history", {"findings": (Finding("major", ago(999), ago(365)),),
                           "last_clean_inspection": ago(300)}, Fraction(1)),
    ("violation_history", {"findings": (Finding("critical", ago(999), ago(365)),),
                           "last_clean_inspection": ago(300)}, Fraction(1, 2)),
    ("violation_history", {"findings": (Finding("major", ago(999)),),
                           "last_clean_inspection": ago(300)}, Fraction(7, 10)),
    ("delivery_on_time", {"on_time": 70, "late": 20, "undelivered": 10}, Fraction(7, 10)),
    ("activity_history", {"began": date(2025, 11, 22)}, Fraction(3, 5)),
    ("activity_history", {"began": date(2025, 11, 23)}, Fraction(17, 30)),
    ("activity_history", {"trained_until": ago(1)}, Fraction(4, 5)),
    ("activity_history", {"trained_until": None}, Fraction(4, 5)),
    ("financial_capability", {"guarantees": ()}, Fraction(1, 2)),
    ("financial_capability", {"guarantees": (Guarantee(MONEY // 40, ago(-1)),)}, Fraction(3, 4)),
    ("financial_capability", {"statement": None}, Fraction(0)),
    ("financial_capability", {"statement": Statement(ago(600), MONEY, MONEY)}, Fraction(1, 2)),
    ("financial_capability", {"statement": Statement(ago(9), MONEY, MONEY // 10)}, Fraction(3, 4)),
    ("financial_capability", {"statement": Statement(ago(9), 0, 1)}, Fraction(1)),
    ("financial_capability", {"declared": Declared(ago(9), 105, 100)}, Fraction(1)),
    ("financial_capability", {"declared": Declared(ago(9), 106, 100)}, Fraction(0)),
    ("financial_capability", {"declared": Declared(ago(9), 94, 100)}, Fraction(0)),
    ("financial_capability", {"declared": Declared(ago(9), 1, 0)}, Fraction(0)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "changes", "value"), TABLE)
def test_each_criterion_alone(name: str, changes: dict, value: Fraction) -> None:
    inputs = replace(BEST, **changes)
    found = factors.factors_of(inputs, DAY, LAW)
    assert found[name] == value
    rank = rules.rank(inputs, DAY, LAW)
    lost = rules.lost_points(rank, LAW)
    assert sum(lost.values()) == 10_000 - rank.basis_points, "Every point lost has its factor."
    said = sentences.reasons(inputs, DAY, LAW, lost)
    assert set(said) == {one for one, points in lost.items() if points}
    assert all(said.values()), "And its sentence."


@pytest.mark.parametrize(
    ("changes", "caps", "stars"),
    [
        ({"on_time": 30}, [], 5),
        ({"on_time": 29}, ["few_sales"], 2),
        ({"began": date(2026, 5, 22)}, [], 5),
        ({"began": date(2026, 5, 23)}, ["young"], 2),
        ({"complaints": (Complaint(ago(97)),)}, ["unanswered_complaint"], 4),
        ({"complaints": (Complaint(ago(98)),)}, [], 5),
        ({"complaints": (Complaint(ago(7)),)}, ["unanswered_complaint"], 4),
        ({"complaints": (Complaint(ago(6)),)}, [], 5),
        ({"complaints": (Complaint(ago(6), unanswered=ago(2)),)}, ["unanswered_complaint"], 4),
        ({"orders": (Order(ago(1)),)}, ["unpaid_order"], 2),
        ({"orders": (Order(ago(9), ago(1)),)}, [], 5),
        ({"findings": (Finding("critical", ago(1)),)}, ["critical_finding"], 0),
        ({"findings": (Finding("critical", ago(9), ago(1)),)}, [], 4),
    ],
)
def test_every_cap_at_its_line(changes: dict, caps: list[str], stars: int) -> None:
    found = ranked(**changes)
    assert ([cap.name for cap in found.caps], found.stars) == (caps, stars)
    assert all(sentences.cap_reason(cap, LAW).fa for cap in found.caps)


@pytest.mark.parametrize("changes", [{"on_time": 4}, {"began": None}, {"on_time": 0}])
def test_not_rated_is_neither_zero_points_nor_zero_stars(changes: dict) -> None:
    found = ranked(**changes)
    assert (found.basis_points, found.stars, found.is_rated) == (None, None, False)
    assert rules.what_ifs(replace(BEST, **changes), DAY, LAW, found) == []


def test_the_critical_finding_and_few_sales_together_hold_to_the_lower() -> None:
    standing = rules.Standing(sales=1, age_months=1, is_critical_finding_open=True)
    assert min(cap.most_stars for cap in caps_of(standing, LAW)) == 0


def test_what_would_win_points_is_said_with_the_gain() -> None:
    inputs = replace(BEST, complaints=(Complaint(ago(20)),) * 2)
    (best, *_) = rules.what_ifs(inputs, DAY, LAW, rules.rank(inputs, DAY, LAW))
    assert best.text.en == "Answer the 2 unanswered complaints"
    assert best.text.fa == "به ۲ شکایت بی‌پاسخ پاسخ دهید"
    answered = replace(
        inputs, complaints=tuple(replace(one, answered=DAY) for one in inputs.complaints)
    )
    then = rules.rank(answered, DAY, LAW)
    now = rules.rank(inputs, DAY, LAW)
    assert best.gain_basis_points == then.basis_points - now.basis_points > 0
    assert best.stars == then.stars
    assert rules.what_ifs(BEST, DAY, LAW, rules.rank(BEST, DAY, LAW)) == []


def line(n: int, kind: str, day: date, noted_on: date | None = None, **more: object) -> Line:
    return Line(n, kind, day, noted_on or day, **more)


def test_a_day_counts_what_was_known_before_it_began() -> None:
    lines = [
        line(1, "began", ago(900)),
        line(2, "complaint_filed", ago(20), subject="complaint:1"),
        line(3, "complaint_answered", ago(15), ago(5), subject="complaint:1"),
        line(4, "order_unpaid", DAY, subject="order:1"),
    ]
    tallies = [Tally("sale_on_time", ago(30), ago(30), 40), Tally("sale_late", ago(30), DAY, 2)]
    before = inputs_on(ago(5), lines, tallies, 365)
    assert before.complaints == (Complaint(ago(20)),), "Nobody had written the answer down."
    assert inputs_on(ago(4), lines, tallies, 365).complaints[0].answered == ago(15)
    today = inputs_on(DAY, lines, tallies, 365)
    assert (today.orders, today.on_time, today.late) == ((), 40, 0)
    assert inputs_on(ago(-1), lines, tallies, 365).orders == (Order(DAY),)
    assert inputs_on(ago(-340), lines, tallies, 365).sales == 0, "Sales count for a year."


def test_a_struck_note_counts_from_then_on_no_more() -> None:
    lines = [
        line(1, "complaint_filed", ago(20), subject="complaint:1"),
        line(2, "struck", ago(3), subject="note:1"),
    ]
    assert len(inputs_on(ago(3), lines, [], 365).complaints) == 1
    assert inputs_on(ago(2), lines, [], 365).complaints == ()


def test_after_an_appeal_the_later_word_stands() -> None:
    lines = [
        line(1, "complaint_filed", ago(20), subject="c:1"),
        line(2, "complaint_upheld", ago(10), subject="c:1"),
        line(3, "complaint_dismissed", ago(5), subject="c:1"),
    ]
    assert inputs_on(ago(7), lines, [], 365).complaints[0].is_upheld is True
    assert inputs_on(DAY, lines, [], 365).complaints[0].is_upheld is False


def test_every_number_of_the_criteria_is_told_in_words() -> None:
    assert set(CRITERIA_TEXTS) == set(NUMBERS) == set(LAW.numbers)
    assert set(SEVERITY_TEXTS) == set(LAW.finding_percent)


def test_half_is_rounded_up_and_whole_sets_of_weights_are_asked_for() -> None:
    assert [half_up(Fraction(n, 2)) for n in (1, 2, 3, -1)] == [1, 1, 2, 0]
    weights = dict(LAW.weights)
    assert faults_of(weights) == []
    assert faults_of({**weights, "reviews": 5}) == ["reviews"]
    assert faults_of({**weights, "complaint_answering": 26}) == ["sum"]
    assert faults_of({**weights, "complaint_answering": -1}) == ["complaint_answering"]
