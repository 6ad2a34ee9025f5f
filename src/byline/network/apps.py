from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "byline.network"
    label = "network"
