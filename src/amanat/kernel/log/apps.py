from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


def copy_the_tables(**_: object) -> None:
    """Write every machine into the database: its rows, so that it can refuse too, and where its
    deadlines stand."""
    from amanat.kernel.log import deadlines, guard  # noqa: PLC0415 - models load later

    guard.write_allowed_moves(apps)
    deadlines.write_functions(apps)


class Config(AppConfig):
    name = "amanat.kernel.log"
    label = "log"

    def ready(self) -> None:
        post_migrate.connect(copy_the_tables, sender=self)
