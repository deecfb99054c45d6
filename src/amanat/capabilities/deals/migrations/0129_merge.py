from django.db import migrations


class Migration(migrations.Migration):
    """Work in stages, digital currency and things in the vault meet."""

    dependencies = [("deals", "0111_parameters"), ("deals", "0121_coins")]
    operations = []
