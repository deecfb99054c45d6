from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("deals", "0017_parameters")]
    operations = [
        migrations.AddIndex(
            model_name="deal",
            index=models.Index(
                fields=["funded_at"], condition=~models.Q(funded_at=None), name="deal_funded"
            ),
        )
    ]
