from django.apps import AppConfig


class Config(AppConfig):
    name = "amanat.flows"
    label = "flows"

    def ready(self) -> None:
        from amanat.flows import worker  # noqa: PLC0415 - the queue needs loaded apps

        worker.follow_the_table()
