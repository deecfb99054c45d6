"""An instalment may come in several payments; a contract knows the day its buyer was called for."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contracts", "0003_parameters")]
    operations = [
        migrations.AddField(
            model_name="contract", name="ready_on", field=models.DateField(null=True)
        ),
        migrations.CreateModel(
            name="Portion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("payment_id", models.BigIntegerField(unique=True)),
                ("units", models.BigIntegerField()),
                ("came_at", models.DateTimeField()),
                ("back_at", models.DateTimeField(null=True)),
                (
                    "instalment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="portions",
                        to="contracts.instalment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("units__gt", 0), ("units__lte", 10**15)),
                        name="portion_units_sound",
                    )
                ],
            },
        ),
    ]
