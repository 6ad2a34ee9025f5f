"""Feeds, as somebody's feed reader meets them."""

import pytest
from django.test import Client

from newsrooms import Publish, text


def test_first(publish: Publish, reader: Client) -> None:
    publish("The bridge", body=text("One.", "Two."), tags=["tide"])
    for path in ("/feed/", "/feed/atom/", "/feed.json", "/category/news/feed/", "/tag/tide/feed/", "/author/rosa-quill/feed/", "/comments/feed/"):
        answer = reader.get(path)
        print(answer.status_code, dict(answer.headers))
        print(answer.content.decode())
    print(reader.get("/feed/rss2/"), reader.get("/feed"), reader.get("/feed/json/"))
    assert 0
