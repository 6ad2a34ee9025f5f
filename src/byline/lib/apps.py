from django.apps import AppConfig

from byline.lib.slugs import accept_marks


class LibConfig(AppConfig):
    name = "byline.lib"
    label = "lib"

    def ready(self) -> None:
        accept_marks()
