"""Seed how often domains are looked at, and which classes of activity are open from which day."""

from datetime import date

from django.db import migrations

EVER = date(2001, 3, 21)
GUIDE = "Default of this platform, in the guide's set seal-deadlines-default"
LISTED = "Default of this platform: the class is open unless a dated rule says otherwise"
COIN_1397 = (
    "Said by the head of the centre about the year 1397; the text of the law is not at hand "
    "(guide's set ir-coin-online-1397)"
)
GOLD_1404 = "Cabinet decree 134107, as reported: irancodify.com, gheymat360.com/31278"
HOURS = {"businesses.domain_recheck_hours": 24, "businesses.domain_grace_hours": 72}
OPEN_CLASSES = ("general", "vehicle", "property", "travel_event", "coin_gold")
COINS = (
    (
        date(2018, 3, 21),
        {"status": "prohibited", "family": "prohibited.online_coin", "seal_does_not_cover": True},
        COIN_1397,
        "unconfirmed",
    ),
    (
        date(2025, 10, 19),
        {
            "status": "restricted",
            "family": "gold.online",
            "ceiling": "vault_balance",
            "union_licence": "required",
            "crypto": "forbidden",
            "fineness_per_mille": {"gold": 750, "silver": 925},
        },
        GOLD_1404,
        "reported",
    ),
)


def seed(apps, schema_editor):
    Parameter = apps.get_model("law", "Parameter")

    def put(name, value, since, source, status):
        Parameter.objects.create(
            name=name, value=value, valid_from=since, source=source, status=status
        )

    for name, value in HOURS.items():
        put(name, value, EVER, GUIDE, "unconfirmed")
    for class_code in OPEN_CLASSES:
        value = {"status": "allowed", "family": "prohibited.none"}
        put(f"activity.{class_code}", value, EVER, LISTED, "unconfirmed")
    for since, value, source, status in COINS:
        put("activity.coin_gold", value, since, source, status)


class Migration(migrations.Migration):
    dependencies = [("businesses", "0002_guard"), ("law", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
