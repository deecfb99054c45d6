from django.apps import AppConfig


class Config(AppConfig):
    name = "amanat.capabilities.ceilings"
    label = "ceilings"
