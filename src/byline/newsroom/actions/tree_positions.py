"""Where new articles stand: behind what is in their sections, under slugs and numbers that are free there."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Max
from wagtail.models import Page

from byline.lib.text import free_slug
from byline.newsroom.copy import Incoming
from byline.newsroom.models import Article, SectionPage

Arrived = Sequence[tuple[Article, Incoming]]


def place_all(arrived: Arrived) -> None:
    """Give each its place in the tree, its slug and its number, in this order. Nothing is written."""
    slugs = _Slugs(arrived)
    last: dict[int, str] = {}
    for article, each in arrived:
        section = each.section
        path = last.get(section.pk) or _last_path(section)
        last[section.pk] = article.path = _next_path(article, section, path)
        article.depth, article.numchild = section.depth + 1, 0
        article.slug = slugs.free(each)
        article.set_url_path(section)
        article.section, article.site, article.locale_id = section, section.site, section.locale_id
        article.draft_title = article.title
    _number(arrived)


def _last_path(section: SectionPage) -> str | None:
    # section.get_children() trusts a count that this section, read before, may have outgrown
    between = SectionPage._get_children_path_interval(section.path)  # noqa: SLF001
    below = Page.objects.filter(depth=section.depth + 1, path__range=between)
    return below.order_by("-path").values_list("path", flat=True).first()


def _next_path(article: Article, section: SectionPage, last: str | None) -> str:
    if last is None:
        first: str = Article._get_path(section.path, section.depth + 1, 1)  # noqa: SLF001 - treebeard has no other word for it
        return first
    article.path = last
    following: str = article._inc_path()  # noqa: SLF001 - as above
    return following


class _Slugs:
    """Which slugs are taken in which section: those that are wanted now are asked for together."""

    def __init__(self, arrived: Arrived) -> None:
        self._asked = {
            free_slug(_wanted(each), lambda _slug: False, otherwise="article")
            for _article, each in arrived
        }
        depths = {each.section.depth + 1 for _article, each in arrived}
        rows = Page.objects.filter(slug__in=self._asked, depth__in=depths).values_list(
            "path", "slug"
        )
        self._taken: dict[str, set[str]] = defaultdict(set)
        for path, slug in rows:
            self._taken[path[: -Page.steplen]].add(slug)

    def free(self, each: Incoming) -> str:
        """A slug that is free in its section, taken by this."""
        taken = self._taken[each.section.path]

        def is_taken(slug: str) -> bool:
            return slug in taken or (slug not in self._asked and _stands_in(each.section, slug))

        slug = free_slug(_wanted(each), is_taken, otherwise="article")
        taken.add(slug)
        return slug


def _wanted(each: Incoming) -> str:
    return each.copy.slug or each.copy.headline


def _stands_in(section: SectionPage, slug: str) -> bool:
    between = SectionPage._get_children_path_interval(section.path)  # noqa: SLF001 - as in _last_path
    return Page.objects.filter(depth=section.depth + 1, path__range=between, slug=slug).exists()


def _number(arrived: Arrived) -> None:
    """Who brings no number gets the next one of its site."""
    without = {article.site_id for article, _each in arrived if not article.post_id}
    highest = {
        site: Article.objects.filter(site=site).aggregate(highest=Max("post_id"))["highest"] or 0
        for site in without
    }
    for article, _each in arrived:
        if article.site_id in highest:
            article.post_id = article.post_id or highest[article.site_id] + 1
            highest[article.site_id] = max(highest[article.site_id], article.post_id)
