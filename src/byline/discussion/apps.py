from importlib import import_module

from django.apps import AppConfig


class DiscussionConfig(AppConfig):
    name = "byline.discussion"
    label = "discussion"

    def ready(self) -> None:
        import_module("byline.discussion.receivers")
