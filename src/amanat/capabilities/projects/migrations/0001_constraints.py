import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_refunds")]

    operations = [
        migrations.AddIndex(
            model_name="project",
            index=models.Index(fields=["business", "-id"], name="project_of_business"),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("cost_units__gt", 0),
                    ("collateral_units__gte", 0),
                    ("collected_units__gte", 0),
                    ("released_units__gte", 0),
                    ("refunded_units__gte", 0),
                    ("returned_units__gte", 0),
                ),
                name="project_units_sound",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "collected_units__gte",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    models.F("released_units"), "+", models.F("returned_units")
                                ),
                                "+",
                                models.F("refunded_units"),
                            ),
                            "-",
                            models.F("collateral_units"),
                        ),
                    )
                ),
                name="project_pays_what_it_has",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by", None),
                    ("late_by", None),
                    models.Q(("decided_by", models.F("late_by")), _negated=True),
                    _connector="OR",
                ),
                name="two_people_default_a_project",
            ),
        ),
        migrations.AddConstraint(
            model_name="progresscertificate",
            constraint=models.CheckConstraint(
                condition=models.Q(("basis_points__lte", 10000)), name="certified_within_the_whole"
            ),
        ),
        migrations.AddConstraint(
            model_name="progresscertificate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("basis_points__gte", models.F("last_basis_points")),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_share_goes_back_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="progresscertificate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "valid")),
                fields=("project", "kind"),
                name="one_valid_certificate_of_a_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="drawdown",
            constraint=models.UniqueConstraint(
                fields=("project", "number"), name="one_drawdown_of_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="drawdown",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ("asked", "objected", "deciding", "contested", "overdue", "seconding"),
                    )
                ),
                fields=("project",),
                name="one_open_drawdown_of_a_project",
            ),
        ),
        migrations.AddConstraint(
            model_name="drawdown",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("asked_units__gt", 0),
                    ("released_units__gte", 0),
                    ("released_units__lte", models.F("asked_units")),
                ),
                name="released_is_what_was_asked_or_less",
            ),
        ),
        migrations.AddConstraint(
            model_name="drawdown",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "released"), ("released_units", 0), _connector="OR"),
                name="only_a_release_releases",
            ),
        ),
        migrations.AddConstraint(
            model_name="drawdown",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by", None),
                    models.Q(
                        models.Q(
                            ("asked_by", None),
                            models.Q(("decided_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        models.Q(
                            ("proposed_by", None),
                            models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="two_people_release_a_large_draw",
            ),
        ),
        migrations.AddConstraint(
            model_name="certifier",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("project", "kind"),
                name="one_certifier_of_a_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="certifier",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("project", "person"),
                name="a_certifier_looks_with_one_eye",
            ),
        ),
        migrations.AddConstraint(
            model_name="certifier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["accountant", "engineer", "inspector", "supervisor"])
                ),
                name="certifier_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="certifier",
            constraint=models.CheckConstraint(
                condition=models.Q(("named_by", models.F("person")), _negated=True),
                name="nobody_names_themselves_certifier",
            ),
        ),
        migrations.AddIndex(
            model_name="receipt",
            index=models.Index(fields=["subject"], name="receipt_of_contract"),
        ),
        migrations.AddIndex(
            model_name="receipt",
            index=models.Index(fields=["buyer", "project"], name="receipt_of_buyer"),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("released_units__gte", 0),
                    ("returned_units__gte", 0),
                    ("units__gt", 0),
                    (
                        "units__gte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("released_units"), "+", models.F("returned_units")
                        ),
                    ),
                ),
                name="receipt_spends_what_it_has",
            ),
        ),
        migrations.AddConstraint(
            model_name="drawshare",
            constraint=models.UniqueConstraint(
                fields=("receipt", "drawdown"), name="a_receipt_shares_a_draw_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="drawshare",
            constraint=models.CheckConstraint(
                condition=models.Q(("units__gt", 0)), name="draw_share_sound"
            ),
        ),
        migrations.AddConstraint(
            model_name="refundplan",
            constraint=models.UniqueConstraint(
                fields=("project", "number"), name="one_plan_of_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="refundplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "source_units",
                        django.db.models.expressions.CombinedExpression(
                            models.F("planned_units"), "+", models.F("left_units")
                        ),
                    )
                ),
                name="a_plan_adds_up",
            ),
        ),
        migrations.AddIndex(
            model_name="refundshare",
            index=models.Index(
                condition=models.Q(("paid_at", None)), fields=["plan", "id"], name="refund_unpaid"
            ),
        ),
        migrations.AddIndex(
            model_name="refundshare",
            index=models.Index(fields=["subject"], name="refund_of_contract"),
        ),
        migrations.AddConstraint(
            model_name="refundshare",
            constraint=models.UniqueConstraint(
                fields=("plan", "subject"), name="one_share_of_a_contract"
            ),
        ),
        migrations.AddConstraint(
            model_name="refundshare",
            constraint=models.CheckConstraint(
                condition=models.Q(("units__gte", 0), ("units__lte", models.F("owed_units"))),
                name="refund_share_sound",
            ),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.UniqueConstraint(
                fields=("project", "number"), name="one_stage_of_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.CheckConstraint(
                condition=models.Q(("basis_points__gte", 1), ("basis_points__lte", 10000)),
                name="stage_share_sound",
            ),
        ),
    ]
