from django.apps import AppConfig


class Config(AppConfig):
    name = "amanat.capabilities.payments"
    label = "payments"
