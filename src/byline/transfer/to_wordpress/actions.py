"""The verb: write a site as a WordPress export."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from byline.discussion.models import Comment
from byline.lib.atomic_write import Durability, atomic_write
from byline.newsroom.models import Article
from byline.transfer.to_wordpress.article_items import article_items
from byline.transfer.to_wordpress.attachment_items import attachment_items
from byline.transfer.to_wordpress.guest_author_items import guest_author_items
from byline.transfer.to_wordpress.menu_items import menu_items
from byline.transfer.to_wordpress.page_items import page_items
from byline.transfer.to_wordpress.site_export import SiteExport
from byline.transfer.to_wordpress.wxr_head import wxr_head
from byline.transfer.to_wordpress.wxr_xml import WXR_FOOT

Progress = Callable[[str, int, int], object]
PROGRESS_INTERVAL = 100  # parts between two signs of life


class WordPressExportError(Exception):
    """Why there is no file, in a sentence for whoever asked for it."""


def export_wordpress(
    house: SiteExport, file: Path, progress: Progress, *, each: int = PROGRESS_INTERVAL
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
        with (
            atomic_write(file, Durability.FILE_AND_FOLDER) as draft,
            draft.open("w", encoding="utf-8", newline="\n") as out,
        ):
            for kind, part in _parts(house):
                out.write(part)
                written[kind] += bool(kind)
                if kind and written.total() % each == 0:
                    progress(
                        "Articles and responses", written["articles"] + written["responses"], total
                    )
    except OSError as error:
        raise WordPressExportError(f"{file} could not be written: {error}.") from error
    return +written


def _parts(house: SiteExport) -> Iterator[tuple[str, str]]:
    """What each part of the file is, and its text."""
    yield from (("", part) for part in wxr_head(house))
    yield from attachment_items(house)
    yield from guest_author_items(house)
    yield from page_items(house)
    yield from article_items(house)
    yield from menu_items(house)
    yield "", WXR_FOOT
