"""The old site's lists by category, tag, author and date, and those that have articles here."""

from collections.abc import Iterator
from datetime import date

from django.db.models.functions import TruncDate

from byline.newsroom import actions
from byline.newsroom.models import Article, Contributor, SectionPage, Tag
from byline.transfer.run.vocabulary import AUTHOR
from byline.transfer.wordpress.context import ImportContext
from byline.transfer.wordpress.terms import CATEGORY, TAG

DATE = "date"


def redirect_lists(context: ImportContext) -> None:
    """Redirect lists that have another address here, and empty ones to the front page."""
    full = lists_here(context)
    for path, to in [*_tags(context), *_authors(context)]:
        if path in full:
            continue
        if to in full and to != path:
            actions.redirect_to(context.site, path, to)
        else:
            actions.redirect_root(context.site, path)


def lists_named(context: ImportContext, days: set[date]) -> Iterator[tuple[str, str]]:
    """Address and kind of each list of the old site.

    `days` are the days on which a post was published.
    """
    for key in context.terms.categories:
        path = context.terms.old_path(key)
        yield from ((f"/category/{one}/", CATEGORY) for one in dict.fromkeys((path, key)))
    yield from ((f"/?cat={number}", CATEGORY) for number in context.terms.numbers)
    yield from ((path, TAG) for path, _to in _tags(context))
    yield from ((path, AUTHOR) for path, _to in _authors(context))
    yield from (
        (f"/?author={author.id}", AUTHOR) for author in context.survey.authors.values() if author.id
    )
    yield from (
        (path, DATE)
        for path in dict.fromkeys(path for day in sorted(days) for path in periods(day))
    )


def lists_here(context: ImportContext) -> set[str]:
    """The addresses of the lists that have articles here, and of all sections."""
    out = Article.objects.published().on(context.site).order_by()
    slugs = (
        SectionPage.objects.live().filter(site=context.site).values_list("path_of_slugs", flat=True)
    )
    tags = (
        Tag.objects.filter(tagged_items__content_object__in=out)
        .values_list("slug", flat=True)
        .distinct()
    )
    people = (
        Contributor.objects.filter(bylines__article__in=out)
        .values_list("slug", flat=True)
        .distinct()
    )
    days = (
        out.annotate(day=TruncDate("published_at", tzinfo=context.zone))
        .values_list("day", flat=True)
        .distinct()
    )
    return {
        *(f"/category/{slug}/" for slug in slugs),
        *(f"/tag/{slug}/" for slug in tags),
        *(f"/author/{slug}/" for slug in people),
        *(path for day in days for path in periods(day)),
    }


def periods(day: date) -> tuple[str, str, str]:
    """The archives that a day belongs to."""
    return f"/{day:%Y}/", f"/{day:%Y/%m}/", f"/{day:%Y/%m/%d}/"


def _tags(context: ImportContext) -> Iterator[tuple[str, str]]:
    """The old and the new address of each tag."""
    for key in context.terms.tags:
        tag: Tag | None = context.ledger.target(TAG, key)
        yield f"/tag/{key}/", f"/tag/{tag.slug}/" if tag else ""


def _authors(context: ImportContext) -> Iterator[tuple[str, str]]:
    for slug, kind, key in context.people.slugs():
        person: Contributor | None = context.ledger.target(kind, key)
        yield f"/author/{slug}/", person.address if person else ""
