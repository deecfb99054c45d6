"""Seed the dated law of the seal. Values and sources are those of the guide's parameter file.

A validity of 12 months is in force; later guides say 24. Both stand here, and the officers see it.
"""

from datetime import date

from django.db import migrations

ALWAYS = date(2010, 1, 1)  # Where the source names no day: before any day we compute.
SINCE = date(2026, 1, 1)
OURS = "Amanat's own clocks of the seal"
CONTACTS = ["identity", "phone", "email", "address", "licences"]
HEALTHY = {"checks": ["level 2", "continued healthy activity"]}
DEADLINES = {
    "holder_fix_defect_days": 10,
    "check_days": 5,
    "review_working_days": 3,
    "appeal_days": 10,
    "appeal_decision_days": 15,
    "suspension_notice_hours": 48,
    "suspension_max_days": 90,
    "renewal_window_days": 60,
    "renewal_grace_days": 0,
    "domain_recheck_hours": 24,
    "domain_grace_hours": 72,
    "badge_token_ttl_seconds": 300,
    "status_list_ttl_seconds": 3600,
}
LEVELS = {
    "0": {"purpose": "temporary or payment-gateway only", "checks": ["identity"]},
    "1": {"checks": CONTACTS},
    "2": {"checks": [*CONTACTS, "tls"]},
    "3": HEALTHY,
    "4": HEALTHY,
    "5": HEALTHY,
}
DUTIES = {
    "answer_centre_letter_working_days": 2,
    "suspended_may_accept_new_commitments": False,
    "suspended_must_fulfil_old_commitments": True,
    "new_commitment_while_suspended": "revoke",
    "must_admit_inspectors": True,
    "must_report_changes": True,
    "must_execute_committee_rulings": True,
}
#  The guide's table names these in its text, not in its data.
CLOCKS = {
    "draft_days": 30,
    "undertaking_days": 10,
    "surrender_notice_days": 30,
    "lift_working_days": 3,
}
PERIODS = {
    "identity": 365, "domain": 3, "phone": 365, "email": 365, "address": 365, "licences": 30,
    "tls": 30, "healthy": 90,
}  # fmt: skip
VALUES = (
    ("seal.deadlines", DEADLINES, SINCE, "unconfirmed", "unconfirmed"),
    ("seal.clocks", CLOCKS, SINCE, OURS, "unconfirmed"),
    ("seal.check_periods", PERIODS, SINCE, OURS, "unconfirmed"),
    ("seal.validity", {"months": 12}, ALWAYS, "https://enamad.ir/Faq", "confirmed"),
    (
        "seal.validity.alternative",
        {"months": 24, "payment_gateway_suspended_on_expiry": True},
        ALWAYS,
        "https://see5.net/blog/tamdid-enamad",
        "reported",
    ),
    (
        "seal.levels",
        LEVELS,
        ALWAYS,
        "https://karlancer.com/blog/enamad https://danamarketing.org",
        "reported",
    ),
    (
        "seal.duties",
        DUTIES,
        ALWAYS,
        "https://webinro.com/blog/enamad-part-ii",
        "reported",
    ),
)


def seed(apps, schema_editor):
    Parameter = apps.get_model("law", "Parameter")
    for name, value, since, source, status in VALUES:
        Parameter.objects.create(
            name=name, value=value, valid_from=since, source=source, status=status
        )


class Migration(migrations.Migration):
    dependencies = [("seals", "0002_guard"), ("law", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
