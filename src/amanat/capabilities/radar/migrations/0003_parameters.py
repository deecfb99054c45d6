"""Seed the clocks and weights of the watch. Defaults of this platform, and figures as reported."""

from datetime import date

from django.db import migrations

SINCE = date(2026, 1, 1)
OURS = "Default of this platform, in the guide's set seal-watch-default"
SAID = (
    "Said by the head of the E-Commerce Development Centre (guide's set seal-watch-1397): the size "
    "of a realistic load, not law"
)
VALUES = {
    "seal.watch.crawl_high_risk_hours": 6,
    "seal.watch.crawl_suspended_hours": 6,
    "seal.watch.crawl_normal_hours": 168,
    "seal.watch.triage_hours": 24,
    "seal.watch.notify_hours": 1,
    "seal.watch.notice_hours": 24,
    "seal.watch.second_check_hours": 48,
    "seal.watch.recheck_wait_hours": 1,
    "seal.watch.gateway_order_hours": 24,
    "seal.watch.block_request_after_hours": 72,
    "seal.watch.committee_working_days": 5,
    "seal.watch.forged_score_threshold": 8_000,
    "seal.watch.false_positive_target": 200,
}
BASELINE = {"businesses_screened": 3_500, "forged_seals": 180, "suspended_but_trading": 230}


def seed(apps, schema_editor):
    Parameter = apps.get_model("law", "Parameter")
    for name, value in VALUES.items():
        Parameter.objects.create(
            name=name, value=value, valid_from=SINCE, source=OURS, status="unconfirmed"
        )
    Parameter.objects.create(
        name="seal.watch.baseline", value=BASELINE, valid_from=date(2018, 3, 21), source=SAID,
        status="unconfirmed",
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("radar", "0002_guard"), ("law", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
