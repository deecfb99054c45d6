"""Seed the rules of staged release: this platform's own, until a law sets them."""

from datetime import date

from django.db import migrations

RELEASE = {
    "account_share": "0.70",
    "certificates_required": ["engineer", "supervisor", "accountant"],
    "completion_used": "lowest_certificate",
    "retention_share": "0.05",
    "retention_months": 12,
    "certificate_max_age_days": 30,
    "bank_decision_working_days": 3,
    "buyer_objection_days": 5,
    "audit_months_after_year_end": 6,
}
SINCE = date(2026, 1, 1)
OURS = "Amanat's own rule; no law sets it"
VALUES = {
    "staged.release": RELEASE,
    "release.two_person_units": 50_000_000_000,
    "release.milestone_days": 30,
    "release.committee_days": 30,
    "release.resolve_days": 60,
}


def seed(apps, schema_editor):
    Parameter = apps.get_model("law", "Parameter")
    for name, value in VALUES.items():
        Parameter.objects.create(
            name=name, value=value, valid_from=SINCE, source=OURS, status="unconfirmed"
        )


class Migration(migrations.Migration):
    dependencies = [("projects", "0002_guard"), ("law", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
