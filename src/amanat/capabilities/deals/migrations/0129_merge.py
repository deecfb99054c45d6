from django.db import migrations


class Migration(migrations.Migration):
    """Work in stages and things in the vault meet."""

    dependencies = [("deals", "0111_parameters"), ("deals", "0120_work")]
    operations = []
