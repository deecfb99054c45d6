from django.apps import AppConfig


class Config(AppConfig):
    name = "amanat.capabilities.market"
    label = "market"
