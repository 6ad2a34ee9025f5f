from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "byline.newsroom"
    label = "newsroom"

    def ready(self) -> None:
        from byline.newsroom import cache_tags, receivers  # noqa: F401  (connecting is what they do when imported)
        from byline.newsroom.editing import panels, previews  # noqa: F401  (they give pages their editor and their previews)
