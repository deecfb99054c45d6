from django.apps import AppConfig

from amanat.face import parts


class Config(AppConfig):
    name = "amanat.capabilities.presale"
    label = "presale"

    def ready(self) -> None:
        """A permit's page shows its campaigns."""
        from amanat.capabilities.presale.pages import public  # noqa: PLC0415 - needs loaded apps

        parts.add("permit", "campaigns", public.campaigns_of)
