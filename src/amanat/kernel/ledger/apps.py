from django.apps import AppConfig


class Config(AppConfig):
    name = "amanat.kernel.ledger"
    label = "ledger"
