from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Parameter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.TextField()),
                ("value", models.JSONField()),
                ("valid_from", models.DateField()),
                ("source", models.TextField()),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("confirmed", "Confirmed"),
                            ("reported", "Reported"),
                            ("unconfirmed", "Unconfirmed"),
                        ],
                        default="unconfirmed",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("name", "valid_from"), name="one_value_from_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["confirmed", "reported", "unconfirmed"])
                        ),
                        name="parameter_status_known",
                    ),
                ],
            },
        ),
    ]
