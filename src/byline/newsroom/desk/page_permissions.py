"""Only people who run a site may change its sections and standing pages.

Wagtail's permissions on the tree cannot express that.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail.models import Page

from byline.newsroom.models import Article
from byline.newsroom.permissions import runs_site_of


def only_articles(request: HttpRequest, page: Page, *more: Any) -> None:
    """Refuse changes of a page that is not an article, unless the person runs its site."""
    if not issubclass(page.specific_class or Page, Article):
        _refuse_unless_running(request, page)


def only_new_articles(request: HttpRequest, parent: Page, page_class: type[Page]) -> None:
    """Refuse to create a page that is not an article, unless the person runs the site."""
    if not issubclass(page_class, Article):
        _refuse_unless_running(request, parent)


def only_articles_in_bulk(
    request: HttpRequest, action: str, things: Iterable[Any], view: Any
) -> None:
    for thing in things:
        if isinstance(thing, Page):
            only_articles(request, thing)


def _refuse_unless_running(request: HttpRequest, page: Page) -> None:
    if not runs_site_of(request.user, page):
        raise PermissionDenied
