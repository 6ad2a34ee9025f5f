"""Printing pages before somebody asks for them. Rooms say which they have."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar
from wsgiref.types import WSGIApplication

from django.utils.module_loading import autodiscover_modules

from byline.press.wsgi_client import get

Say = TypeVar("Say", bound=Callable[[], Iterable[str]])

_known: list[Callable[[], Iterable[str]]] = []


def address_source(say: Say) -> Say:
    """Declare a function in a room's warming.py that gives whole addresses of pages, those that are wanted first in front.

    Such as https://paper.example/2016/09/17/the-bridge/.
    """
    _known.append(say)
    return say


def all_addresses() -> list[str]:
    """Every address that a room gives, once."""
    autodiscover_modules("warming")
    return list(dict.fromkeys(url for say in _known for url in say()))


def warm(front: WSGIApplication, urls: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Ask for each of these; gives the address and what became of it, as Cache-Status says it, else the HTTP status.

    What is kept already is not printed again, so it may be stopped anywhere and begun again.
    """
    for url in urls:
        status, headers, _ = get(front, url)
        fate = next((value for name, value in headers if name == "Cache-Status"), "")
        yield url, fate.removeprefix("byline; ") or status
