from django.apps import AppConfig


class Config(AppConfig):
    name = "amanat.capabilities.contracts"
    label = "contracts"

    def ready(self) -> None:
        """The page of an offer leads to its contract."""
        from amanat.capabilities.contracts.pages import offering  # noqa: PLC0415 - needs loaded apps

        offering.join()
