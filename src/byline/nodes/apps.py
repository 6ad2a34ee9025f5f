from django.apps import AppConfig


class NodesConfig(AppConfig):
    name = "byline.nodes"
    label = "nodes"
