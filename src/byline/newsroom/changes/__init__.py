"""What readers see is shown, and changes: the press hears of both from here, whoever makes the change."""

from byline.newsroom.changes import articles, loading, places, things


def connect() -> None:
    for part in (loading, articles, places, things):
        part.connect()


connect()
