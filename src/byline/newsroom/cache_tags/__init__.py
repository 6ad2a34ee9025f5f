"""What readers see is shown, and changes: the press hears of both from here, whoever makes the change."""

from byline.newsroom.cache_tags import articles, on_load, other_models, pages


def connect() -> None:
    for part in (on_load, articles, pages, other_models):
        part.connect()


connect()
