from importlib import import_module

from django.apps import AppConfig


class DiscussionConfig(AppConfig):
    name = "byline.discussion"
    label = "discussion"

    def ready(self) -> None:
        from byline.network import queries as sites
        from byline.newsroom import queries as articles

        sites.also_select("commentrules")
        articles.also_select("thread")
        import_module("byline.discussion.integrations.registry")  # queues their deliveries
        import_module("byline.discussion.receivers")
