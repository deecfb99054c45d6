"""Run a frozen SQL file as a migration step: `RunFile(__file__, "0002_guard.sql")`."""

from pathlib import Path

from django.db import migrations


class RunFile(migrations.RunSQL):
    """The file lies in `sql/` beside `migrations/`, and is never edited once landed."""

    def __init__(self, migration: str, name: str) -> None:
        path = Path(migration).parents[1] / "sql" / name
        super().__init__(sql=path.read_text(encoding="utf-8"))
