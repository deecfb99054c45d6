"""Whose account it is, as the bank says, and from when on money goes into it."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("businesses", "0003_parameters")]
    operations = [
        migrations.AddField("account", "owner_name", models.TextField(blank=True, default="")),
        migrations.AddField("account", "owner_checked_at", models.DateTimeField(null=True)),
        migrations.AddField("account", "active_from", models.DateTimeField(null=True)),
        migrations.AddConstraint(
            "account",
            models.CheckConstraint(
                condition=Q(active_from=None) | Q(owner_checked_at__isnull=False),
                name="paid_account_was_checked",
            ),
        ),
    ]
