from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "byline.newsroom"
    label = "newsroom"

    def ready(self) -> None:
        # Importing these connects receivers, and gives pages their editor and previews.
        from byline.newsroom import (  # noqa: F401
            cache_tags,
            contributor_policy,
            page_policy,
            receivers,
            wagtail_uploads,
        )
        from byline.newsroom.editing import panels, previews  # noqa: F401

        page_policy.register()
        contributor_policy.register()
