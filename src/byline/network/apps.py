from importlib import import_module

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "byline.network"
    label = "network"

    def ready(self) -> None:
        import_module("byline.network.deliveries")
        import_module("byline.network.receivers")
