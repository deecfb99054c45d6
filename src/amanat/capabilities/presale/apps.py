from django.apps import AppConfig


class Config(AppConfig):
    name = "amanat.capabilities.presale"
    label = "presale"

    def ready(self) -> None:
        from amanat.capabilities.presale.pages import public  # noqa: PLC0415 - needs loaded apps

        public.join_the_permit()
