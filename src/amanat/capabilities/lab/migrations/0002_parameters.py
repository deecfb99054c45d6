"""Seed what is reported of the fraud, and the two clocks that the replay borrows from rooms above."""

from datetime import date

from django.db import migrations

EVER = date(2001, 3, 21)
SINCE = date(2026, 1, 1)
SOURCES = "https://www.bbc.com/persian/business-45561004, https://asriran.com/fa/news/635222"
BURST = "Default of this platform, in the guide's set complaint-clocks-default"
WATCH = "Default of this platform, in the guide's set seal-watch-default"
SAMEN = {
    "founded": "2016-12-03",
    "guild_licence_end_candidates": ["2018-05-21", "2018-06-21"],
    "bankruptcy": "2018-09-18",
    "seal_removed_about": "2018-09-18",
    "customers": 6000,
    "turnover_irr": 17_000_000_000_000,
    "complainants_over": 4000,
}
ROWS = (
    ("replay.samen", SAMEN, EVER, SOURCES, "reported"),
    (
        "lab.burst",
        {"complaints": 10, "minutes": 60, "multiple_of_baseline": 5},
        SINCE,
        BURST,
        "unconfirmed",
    ),
    (
        "lab.watch",
        {"suspended_crawl_hours": 6, "block_request_after_hours": 72},
        SINCE,
        WATCH,
        "unconfirmed",
    ),
)


def seed(apps, schema_editor):
    Parameter = apps.get_model("law", "Parameter")
    for name, value, since, source, status in ROWS:
        Parameter.objects.create(
            name=name, value=value, valid_from=since, source=source, status=status
        )


class Migration(migrations.Migration):
    dependencies = [("lab", "0001_initial"), ("law", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
