from importlib import import_module

from django.apps import AppConfig


class SyndicationConfig(AppConfig):
    name = "byline.syndication"
    label = "syndication"

    def ready(self) -> None:
        import_module("byline.syndication.receivers")
        import_module("byline.syndication.deliveries")
