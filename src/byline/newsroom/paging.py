from dataclasses import dataclass
from typing import Any

from django.core.paginator import EmptyPage, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.encoding import iri_to_uri

from byline.network.queries import settings_for
from byline.newsroom.models import Article, Correction
from byline.newsroom.models.article_queryset import ArticleQuerySet
from byline.newsroom.queries import FiledArticles


@dataclass(frozen=True)
class ListPage:
    """One page of a list; `path` is the address of the first."""

    things: list[Any]
    number: int
    pages: int
    count: int
    path: str

    @property
    def articles(self) -> list[Article]:
        """The articles on it, if it lists articles."""
        return self.things

    @property
    def previous_path(self) -> str:
        return self.path_of(self.number - 1) if self.number > 1 else ""

    @property
    def next_path(self) -> str:
        return self.path_of(self.number + 1) if self.number < self.pages else ""

    @property
    def href(self) -> str:
        return iri_to_uri(self.path_of(self.number))

    @property
    def previous_href(self) -> str:
        return iri_to_uri(self.previous_path)

    @property
    def next_href(self) -> str:
        return iri_to_uri(self.next_path)

    def path_of(self, number: int) -> str:
        return self.path if number == 1 else f"{self.path}page/{number}/"


def page_of(
    request: HttpRequest,
    things: "ArticleQuerySet | FiledArticles | QuerySet[Correction]",
    number: int | str | None,
    path: str = "/",
) -> ListPage:
    """Page `number` (from 1) of the list.

    Raises Http404 after the last page; an empty list has one empty page.
    """
    listed: Any = things  # what a paginator asks of it, both have
    paginator = Paginator(listed, settings_for(request).articles_per_page)
    try:
        page = paginator.page(int(number or 1))
    except EmptyPage as error:
        raise Http404 from error
    return ListPage(list(page.object_list), page.number, paginator.num_pages, paginator.count, path)
