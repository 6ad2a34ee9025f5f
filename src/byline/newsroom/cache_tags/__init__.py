"""Cache tags of what pages show, and their invalidation by any change."""

from byline.newsroom.cache_tags import articles, on_load, other_models, pages


def connect() -> None:
    for part in (on_load, articles, pages, other_models):
        part.connect()


connect()
