"""The verb: write a site as a WordPress export."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from byline.discussion.models import Comment
from byline.newsroom.models import Article
from byline.safekeeping.drafts import draft_of
from byline.transfer.to_wordpress.articles import articles
from byline.transfer.to_wordpress.files import files
from byline.transfer.to_wordpress.head import head
from byline.transfer.to_wordpress.house import House
from byline.transfer.to_wordpress.menu import menu
from byline.transfer.to_wordpress.pages import pages
from byline.transfer.to_wordpress.people import guests
from byline.transfer.to_wordpress.xml import FOOT

Progress = Callable[[str, int, int], object]
SOME = 100  # parts between two signs of life


class NotWritten(Exception):
    """Why there is no file, in a sentence for whoever asked for it."""


def export_wordpress(
    house: House, file: Path, progress: Progress, *, each: int = SOME
) -> Counter[str]:
    """Write the site into `file`, and say how much of each kind is in it. Raises NotWritten.

    What stood there before is replaced when all is written, and not before. Nothing of the house is changed. `progress` is told
    at every so many parts of the file (`each`).
    """
    written: Counter[str] = Counter()
    total = (
        Article.objects.filter(site=house.site).count()
        + Comment.objects.filter(site=house.site).count()
    )
    try:
        with draft_of(file) as draft, draft.open("w", encoding="utf-8", newline="\n") as out:
            for kind, part in _parts(house):
                out.write(part)
                written[kind] += bool(kind)
                if kind and written.total() % each == 0:
                    progress(
                        "Articles and responses", written["articles"] + written["responses"], total
                    )
    except OSError as error:
        raise NotWritten(f"{file} could not be written: {error}.") from error
    return +written


def _parts(house: House) -> Iterator[tuple[str, str]]:
    """What each part of the file is, and its text."""
    yield from (("", part) for part in head(house))
    yield from files(house)
    yield from guests(house)
    yield from pages(house)
    yield from articles(house)
    yield from menu(house)
    yield "", FOOT
