"""Seed the weights of the guide and this platform's own criteria. All of it is unconfirmed."""

from datetime import date

from django.db import migrations

SINCE = date(2026, 1, 1)
GUIDE = "Default of this platform, in the guide's set rank-weights-default"
OURS = "This platform's own choice, until the working group decides"
OFFICIAL_SINCE = date(2019, 10, 30)
OFFICIAL = "https://enamad.ir/AboutRating, https://ecommerce.gov.ir/fa/blog/432/show"
AXES = {
    "performance_record": [
        "financial_responsibility",
        "complaint_answering",
        "violation_history",
        "activity_history",
    ],
    "capability": ["financial_capability"],
    "scores_published_on_profile": True,
}
WEIGHTS = {
    "weights": {
        "complaint_answering": 25,
        "complaint_outcome": 20,
        "financial_responsibility": 15,
        "violation_history": 15,
        "delivery_on_time": 10,
        "activity_history": 5,
        "financial_capability": 10,
    },
    "star_floor": {"5": 90, "4": 80, "3": 70, "2": 55, "1": 40},
    "min_sales_for_more_than_2_stars": 30,
    "min_age_months_for_more_than_2_stars": 6,
    "cap_if_unanswered_complaint_days": {"days": 90, "max_stars": 4},
    "cap_if_unpaid_order": {"max_stars": 2},
    "cap_if_critical_finding_open": {"max_stars": 0},
    "complaint_half_life_days": 180,
    "recompute": "daily",
}
CRITERIA = {
    "counted_days": 365,
    "least_sales_to_rate": 5,
    "answer_days": 6,
    "least_complaints_counted": 2,
    "late_answer_percent": 50,
    "undecided_percent": 25,
    "outcome_zero_at_per_thousand": 50,
    "least_sales_counted": 100,
    "late_order_percent": 25,
    "fault_half_life_days": 365,
    "finding_percent": {"minor": 10, "major": 30, "critical": 100},
    "full_age_months": 24,
    "age_percent": 80,
    "statement_months": 18,
    "full_assets_percent": 20,
    "full_guarantee_percent": 5,
    "sales_gap_basis_points": 500,
}
CLOCKS = {  # Days of the machines of this room.
    "rank.first_notice_days": 7,
    "rank.objection_days": 10,
    "rank.answer_days": 10,
    "rank.stale_days": 3,
    "rank.consultation_days": 14,
    "rank.decision_working_days": 10,
    "rank.ahead_days": 7,
}


def seed(apps, schema_editor):
    Parameter = apps.get_model("law", "Parameter")

    def put(name, value, since, source, status):
        Parameter.objects.create(
            name=name, value=value, valid_from=since, source=source, status=status
        )

    put("rank.axes", AXES, OFFICIAL_SINCE, OFFICIAL, "confirmed")
    put("rank.weights", WEIGHTS, SINCE, GUIDE, "unconfirmed")
    put("rank.criteria", CRITERIA, SINCE, OURS, "unconfirmed")
    for name, value in CLOCKS.items():
        put(name, value, SINCE, GUIDE, "unconfirmed")


class Migration(migrations.Migration):
    dependencies = [("ranks", "0002_guard"), ("law", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
