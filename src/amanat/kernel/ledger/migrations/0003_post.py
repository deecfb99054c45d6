from django.db import migrations

from amanat.kernel.sqlfile import RunFile


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_helpers")]
    operations = [RunFile(__file__, "0003_post.sql")]
