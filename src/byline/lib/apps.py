from django.apps import AppConfig


class LibConfig(AppConfig):
    name = "byline.lib"
    label = "lib"
