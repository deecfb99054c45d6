from django.apps import AppConfig


class Config(AppConfig):
    name = "amanat.capabilities.deliveries"
    label = "deliveries"

    def ready(self) -> None:
        """The page of a contract leads to its delivery."""
        from amanat.capabilities.deliveries.pages import joining  # noqa: PLC0415 - needs loaded apps

        joining.join()
