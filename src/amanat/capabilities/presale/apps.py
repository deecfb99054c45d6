from django.apps import AppConfig


class Config(AppConfig):
    name = "amanat.capabilities.presale"
    label = "presale"
