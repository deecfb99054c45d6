"""What must hold of permits, whoever writes them."""

from django.db import migrations, models

import amanat.capabilities.permits.rules.methods


class Migration(migrations.Migration):
    dependencies = [
        ("permits", "0001_initial"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="permit",
            index=models.Index(fields=["business", "-id"], name="permit_of_business"),
        ),
        migrations.AddIndex(
            model_name="permit",
            index=models.Index(fields=["state", "due_at"], name="permit_queue"),
        ),
        migrations.AddConstraint(
            model_name="permit",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["goods", "property", "service", "vehicle"])),
                name="permit_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="permit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "method__in",
                        [
                            amanat.capabilities.permits.rules.methods.Method["CUSTOM"],
                            amanat.capabilities.permits.rules.methods.Method["FIRM"],
                            amanat.capabilities.permits.rules.methods.Method["IMMEDIATE"],
                            amanat.capabilities.permits.rules.methods.Method["ORDINARY"],
                            amanat.capabilities.permits.rules.methods.Method["PARTNERSHIP"],
                        ],
                    )
                ),
                name="permit_method",
            ),
        ),
        migrations.AddConstraint(
            model_name="permit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("quantity", None),
                    models.Q(("quantity__gte", 1), ("quantity__lte", 1000000)),
                    _connector="OR",
                ),
                name="permit_quantity_sound",
            ),
        ),
        migrations.AddConstraint(
            model_name="permit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("price_units", None),
                    models.Q(("price_units__gte", 1), ("price_units__lte", 1000000000000000000)),
                    _connector="OR",
                ),
                name="permit_price_sound",
            ),
        ),
        migrations.AddConstraint(
            model_name="permit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("participation_basis_points__lte", 10000),
                    ("withdrawal_basis_points__lte", 10000),
                ),
                name="permit_rates_sound",
            ),
        ),
        migrations.AddConstraint(
            model_name="permit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "state__in",
                            [
                                "checked",
                                "ended",
                                "escalated",
                                "expired",
                                "permitted",
                                "proposed",
                                "requested",
                                "revoked",
                                "suspended",
                            ],
                        ),
                        _negated=True,
                    ),
                    models.Q(
                        ("first_delivery__isnull", False),
                        ("last_delivery__isnull", False),
                        ("price_units__isnull", False),
                        ("quantity__isnull", False),
                        ("requested_by__isnull", False),
                        ("sale_from__isnull", False),
                        ("sale_until__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="sent_permit_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="permit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sale_until", None),
                    ("sale_from__lte", models.F("sale_until")),
                    _connector="OR",
                ),
                name="permit_sells_forwards",
            ),
        ),
        migrations.AddConstraint(
            model_name="permit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_delivery", None),
                    ("first_delivery__lte", models.F("last_delivery")),
                    _connector="OR",
                ),
                name="permit_delivers_forwards",
            ),
        ),
        migrations.AddConstraint(
            model_name="permit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ["ended", "expired", "permitted", "revoked", "suspended"]),
                        _negated=True,
                    ),
                    models.Q(
                        ("decided_by__isnull", False),
                        ("quantity__lte", models.F("capacity")),
                        ("sold_account_id__isnull", False),
                        ("stock_account_id__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="granted_permit_has_its_stock",
            ),
        ),
        migrations.AddConstraint(
            model_name="permit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by", None),
                    ("proposed_by", None),
                    models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="two_people_grant_a_permit",
            ),
        ),
        migrations.AddConstraint(
            model_name="permit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("checked_by", None),
                    ("decided_by", None),
                    models.Q(("checked_by", models.F("decided_by")), _negated=True),
                    _connector="OR",
                ),
                name="who_checked_a_permit_does_not_decide_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="permit",
            constraint=models.CheckConstraint(
                condition=models.Q(("delivered__gte", 0)), name="permit_delivered_sound"
            ),
        ),
        migrations.AddConstraint(
            model_name="permitchange",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["asked", "supported"])),
                fields=("permit",),
                name="one_open_change_of_a_permit",
            ),
        ),
        migrations.AddConstraint(
            model_name="permitchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["amend", "extend"])), name="permit_change_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="permitchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("made_by", None),
                    ("supported_by", None),
                    models.Q(("made_by", models.F("supported_by")), _negated=True),
                    _connector="OR",
                ),
                name="two_people_change_a_permit",
            ),
        ),
        migrations.AddConstraint(
            model_name="permitchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("made_by", None),
                    models.Q(("made_by", models.F("asked_by")), _negated=True),
                    _connector="OR",
                ),
                name="nobody_changes_their_own_permit",
            ),
        ),
        migrations.AddConstraint(
            model_name="permitversion",
            constraint=models.UniqueConstraint(
                fields=("permit", "number"), name="one_permit_version_of_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="permitweek",
            constraint=models.UniqueConstraint(
                fields=("permit", "starts_on"), name="one_plan_of_a_week"
            ),
        ),
        migrations.AddConstraint(
            model_name="permitweek",
            constraint=models.CheckConstraint(
                condition=models.Q(("units__gte", 1)), name="a_week_makes_something"
            ),
        ),
    ]
