"""The links in a page's header and footer."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils.encoding import iri_to_uri
from wagtail.models import Page, Site

from byline.lib.compiled_queries import CompiledQuery, Param
from byline.newsroom import list_tags
from byline.newsroom.models import (
    SectionPage,
    StandingPage,
)
from byline.press.tags import depends_on


@dataclass(frozen=True)
class Link:
    """A link in a page's header or footer."""

    title: str
    href: str


@dataclass(frozen=True)
class Navigation:
    """A site's sections, and the standing pages linked in its footer."""

    sections: Sequence[Link]
    pages: Sequence[Link]


def navigation_of(site: Site) -> Navigation:
    """The site's sections at the top of the tree and its standing pages in menus, in one query."""
    depends_on(list_tags.menus(site.pk))
    root = site.root_page
    sections, standing = (
        ContentType.objects.get_for_model(model).pk for model in (SectionPage, StandingPage)
    )
    rows = IN_MENUS.rows(root=root.path, top=root.depth + 1, sections=sections, standing=standing)
    links: dict[int, list[Link]] = {sections: [], standing: []}
    depends_on(*(f"page:{pk}" for pk, *_rest in rows))
    for _pk, kind, title, url_path in rows:
        path = url_path[len(root.url_path) - 1 :]
        links[kind].append(
            Link(title, iri_to_uri(f"/category{path}" if kind == sections else path))
        )
    return Navigation(sections=links[sections], pages=links[standing])


def _in_menus() -> "QuerySet[Page, tuple[int, int, str, str]]":
    sections = Q(content_type=Param("sections"), depth=Param("top"))
    ours = Page.objects.live().filter(
        sections | Q(content_type=Param("standing"), show_in_menus=True)
    )
    return (
        ours.filter(path__startswith=Param("root"))
        .order_by("path")
        .values_list("pk", "content_type", "title", "url_path")
    )


IN_MENUS = CompiledQuery(_in_menus)
