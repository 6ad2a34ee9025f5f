"""Positions in the page tree, free slugs and numbers for new articles."""

from collections import defaultdict
from collections.abc import Sequence

from wagtail.models import Page

from byline.lib.slugs import free_slug
from byline.newsroom.copy import Incoming
from byline.newsroom.models import Article, SectionPage
from byline.newsroom.models.article_numbers import check_numbers, keep_number, lock_numbers
from byline.newsroom.models.slug_from_title import lock_children

NewArticles = Sequence[tuple[Article, Incoming]]


def assign_positions(new_articles: NewArticles) -> None:
    """Set the position in the tree, the slug and the number of each, in this order.

    Only the highest number is written to the database.
    """
    sections = {item.section.pk: item.section for _article, item in new_articles}
    for pk in sorted(sections):  # in one order, so that no two imports wait for each other
        lock_children(sections[pk])
    slugs = _FreeSlugs(new_articles)
    last: dict[int, str] = {}
    for article, item in new_articles:
        section = item.section
        path = last.get(section.pk) or _last_path(section)
        last[section.pk] = article.path = _next_path(article, section, path)
        article.depth, article.numchild = section.depth + 1, 0
        article.slug = slugs.claim(item)
        article.set_url_path(section)
        article.section, article.site, article.locale_id = section, section.site, section.locale_id
        article.draft_title = article.title
    _assign_numbers(new_articles)


def _last_path(section: SectionPage) -> str | None:
    # section.get_children() trusts a count of children that may be older than the rows
    between = SectionPage._get_children_path_interval(section.path)  # noqa: SLF001
    below = Page.objects.filter(depth=section.depth + 1, path__range=between)
    return below.order_by("-path").values_list("path", flat=True).first()


def _next_path(article: Article, section: SectionPage, last: str | None) -> str:
    if last is None:
        make_path = Article._get_path  # noqa: SLF001 - no public name
        first: str = make_path(section.path, section.depth + 1, 1)
        return first
    article.path = last
    following: str = article._inc_path()  # noqa: SLF001 - as above
    return following


class _FreeSlugs:
    """Which slugs are taken in which section, queried together for all of them."""

    def __init__(self, new_articles: NewArticles) -> None:
        self._asked = {
            free_slug(_base_of(item), lambda _slug: False, otherwise="article")
            for _article, item in new_articles
        }
        depths = {item.section.depth + 1 for _article, item in new_articles}
        rows = Page.objects.filter(slug__in=self._asked, depth__in=depths).values_list(
            "path", "slug"
        )
        self._taken: dict[str, set[str]] = defaultdict(set)
        for path, slug in rows:
            self._taken[path[: -Page.steplen]].add(slug)

    def claim(self, item: Incoming) -> str:
        """A slug that is free in its section; it is taken from then on."""
        taken = self._taken[item.section.path]

        def is_taken(slug: str) -> bool:
            return slug in taken or (slug not in self._asked and _is_in(item.section, slug))

        slug = free_slug(_base_of(item), is_taken, otherwise="article")
        taken.add(slug)
        return slug


def _base_of(item: Incoming) -> str:
    return item.copy.slug or item.copy.headline


def _is_in(section: SectionPage, slug: str) -> bool:
    between = SectionPage._get_children_path_interval(section.path)  # noqa: SLF001 - as above
    return Page.objects.filter(depth=section.depth + 1, path__range=between, slug=slug).exists()


def _assign_numbers(new_articles: NewArticles) -> None:
    """Give each article without a number the next one of its site, in their order."""
    by_site: dict[int, list[Article]] = defaultdict(list)
    for article, _item in new_articles:
        by_site[article.site_id].append(article)
    for site, articles in by_site.items():
        brought = [article.post_id for article in articles if article.post_id]
        if brought:
            check_numbers(site, brought)
        last = lock_numbers(site, take=0 if brought else len(articles))
        for article in articles:
            article.post_id = article.post_id or last + 1
            last = max(last, article.post_id)
        if brought:
            keep_number(site, last)
