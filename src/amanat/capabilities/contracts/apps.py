from django.apps import AppConfig


class Config(AppConfig):
    name = "amanat.capabilities.contracts"
    label = "contracts"

    def ready(self) -> None:
        from amanat.capabilities.contracts.pages import offering  # noqa: PLC0415 - needs models
        from amanat.face import parts  # noqa: PLC0415 - needs loaded apps

        parts.add("offer", "contract", offering.part)
