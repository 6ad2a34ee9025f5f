"""Storing pages before the first reader asks for them."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar
from wsgiref.types import WSGIApplication

from django.utils.module_loading import autodiscover_modules

from byline.press.wsgi_client import get

Source = TypeVar("Source", bound=Callable[[], Iterable[str]])

_sources: list[Callable[[], Iterable[str]]] = []


def address_source(source: Source) -> Source:
    """Register a function in a room's warming.py that returns addresses, the most wanted first.

    They are complete, such as https://paper.example/2016/09/17/the-bridge/.
    """
    _sources.append(source)
    return source


def all_addresses() -> list[str]:
    """Every address from every room, once."""
    autodiscover_modules("warming")
    return list(dict.fromkeys(url for source in _sources for url in source()))


def warm(front: WSGIApplication, urls: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Request each address; yields it with its outcome from Cache-Status, or its HTTP status.

    A page that is stored already is not rendered again, so the run may be stopped and resumed.
    """
    for url in urls:
        status, headers, _ = get(front, url)
        outcome = next((value for name, value in headers if name == "Cache-Status"), "")
        yield url, outcome.removeprefix("byline; ") or status
