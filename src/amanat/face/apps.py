from django.apps import AppConfig


class Config(AppConfig):
    name = "amanat.face"
    label = "face"
