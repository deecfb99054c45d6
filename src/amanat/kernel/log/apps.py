from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


def copy_the_tables(**_: object) -> None:
    """Write the rows of every machine into the database, so that it can refuse too."""
    from amanat.kernel.log.guard import write_allowed_moves  # noqa: PLC0415 - models load later

    write_allowed_moves(apps)


class Config(AppConfig):
    name = "amanat.kernel.log"
    label = "log"

    def ready(self) -> None:
        post_migrate.connect(copy_the_tables, sender=self)
