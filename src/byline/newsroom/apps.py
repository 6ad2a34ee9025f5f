from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "byline.newsroom"
    label = "newsroom"

    def ready(self) -> None:
        # Importing these connects receivers, and gives pages their editor and previews.
        from byline.newsroom import cache_tags, receivers, wagtail_uploads  # noqa: F401
        from byline.newsroom.editing import panels, previews  # noqa: F401
        from byline.newsroom.page_policy import register

        register()
