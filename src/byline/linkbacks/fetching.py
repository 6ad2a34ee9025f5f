"""Fetching a page that links here: our own from this house, every other through the guarded door."""

from functools import cache

from django.core.handlers.wsgi import WSGIHandler

from byline.lib import door
from byline.lib.door import Answer, Limits
from byline.linkbacks.queries import site_at
from byline.press.asking import ask

PAGE = Limits(seconds=15, size=2_000_000)


def fetch(url: str, contact: str) -> Answer:
    """What stands there. Raises Unreachable."""
    if site_at(url) is None:
        return door.get(url, headers={"Accept": "text/html, */*;q=0.5"}, limits=PAGE, contact=contact)
    status, headers, body = ask(_house(), url)
    return Answer(int(status.split()[0]), body, {name.lower(): value for name, value in headers}, url)


@cache
def _house() -> WSGIHandler:
    return WSGIHandler()
