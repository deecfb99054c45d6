"""A payout goes to a person, or to a company by its own name."""

from django.db import migrations, models
from django.db.models import Q

from amanat.kernel.sqlfile import RunFile


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0008_zarinpal"),
        ("businesses", "0004_account_owner"),
        ("people", "0001_initial"),
    ]
    operations = [
        migrations.AlterField(
            "payout",
            "person",
            models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+"),
        ),
        migrations.AddField(
            "payout",
            "business",
            models.ForeignKey("businesses.Business", models.PROTECT, null=True, related_name="+"),
        ),
        migrations.AddIndex(
            "payout",
            models.Index(
                fields=["business", "id"],
                condition=Q(business__isnull=False),
                name="payouts_of_business",
            ),
        ),
        migrations.AddConstraint(
            "payout",
            models.CheckConstraint(
                condition=Q(person__isnull=False, business=None)
                | Q(person=None, business__isnull=False),
                name="payout_has_one_payee",
            ),
        ),
        RunFile(__file__, "0009_payee.sql"),
    ]
