"""The lists that the old site had, by category, tag, author and date: which it named, and which have something in them here."""

from collections.abc import Iterator
from datetime import date

from django.db.models.functions import TruncDate
from taggit.models import Tag

from byline.newsroom import actions
from byline.newsroom.models import Article, Contributor, SectionPage
from byline.transfer.wordpress.context import Move
from byline.transfer.wordpress.people import AUTHOR
from byline.transfer.wordpress.terms import CATEGORY, TAG

DATE = "date"


def lead_on(move: Move) -> None:
    """From a list that is called otherwise here to what it is called, from one with nothing in it to the front page."""
    full = standing(move)
    for path, to in [*_tags(move), *_authors(move)]:
        if path in full:
            continue
        if to in full and to != path:
            actions.redirect_to(move.site, path, to)
        else:
            actions.redirect_root(move.site, path)


def named(move: Move, days: set[date]) -> Iterator[tuple[str, str]]:
    """The address and the kind of each list that the file tells of. `days` are those on which it says that a post came out."""
    for key in move.filings.categories:
        path = move.filings.old_path(key)
        yield from ((f"/category/{one}/", CATEGORY) for one in dict.fromkeys((path, key)))
    yield from ((f"/?cat={number}", CATEGORY) for number in move.filings.numbers)
    yield from ((path, TAG) for path, _to in _tags(move))
    yield from ((path, AUTHOR) for path, _to in _authors(move))
    yield from (
        (f"/?author={author.id}", AUTHOR) for author in move.survey.authors.values() if author.id
    )
    yield from (
        (path, DATE)
        for path in dict.fromkeys(path for day in sorted(days) for path in periods(day))
    )


def standing(move: Move) -> set[str]:
    """The addresses of the lists that are here with something in them, and of all sections."""
    out = Article.objects.published().on(move.site).order_by()
    slugs = (
        SectionPage.objects.live().filter(site=move.site).values_list("path_of_slugs", flat=True)
    )
    tags = (
        Tag.objects.filter(newsroom_articletag_items__content_object__in=out)
        .values_list("slug", flat=True)
        .distinct()
    )
    people = (
        Contributor.objects.filter(bylines__article__in=out)
        .values_list("slug", flat=True)
        .distinct()
    )
    days = (
        out.annotate(day=TruncDate("published_at", tzinfo=move.zone))
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
    """The archives that a day is in."""
    return f"/{day:%Y}/", f"/{day:%Y/%m}/", f"/{day:%Y/%m/%d}/"


def _tags(move: Move) -> Iterator[tuple[str, str]]:
    """Where each tag stood, and where it stands."""
    for key in move.filings.tags:
        tag: Tag | None = move.ledger.target(TAG, key)
        yield f"/tag/{key}/", f"/tag/{tag.slug}/" if tag else ""


def _authors(move: Move) -> Iterator[tuple[str, str]]:
    for slug, kind, key in move.people.slugs():
        person: Contributor | None = move.ledger.target(kind, key)
        yield f"/author/{slug}/", person.address if person else ""
