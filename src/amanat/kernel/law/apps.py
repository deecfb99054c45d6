from django.apps import AppConfig


class Config(AppConfig):
    name = "amanat.kernel.law"
    label = "law"
