from importlib import import_module

from django.apps import AppConfig


class LinkbacksConfig(AppConfig):
    name = "byline.linkbacks"
    label = "linkbacks"

    def ready(self) -> None:
        from byline.network import queries as sites

        sites.also_select("pingrules")
        import_module("byline.linkbacks.receivers")
        import_module("byline.linkbacks.deliveries")
