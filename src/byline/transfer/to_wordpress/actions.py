"""Writes a site as a WordPress export."""

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
PROGRESS_INTERVAL = 100  # parts of the file between two calls of `progress`


class WordPressExportError(Exception):
    """The file could not be written. The message is for the person who asked for it."""


def export_wordpress(
    export: SiteExport, file: Path, progress: Progress, *, interval: int = PROGRESS_INTERVAL
) -> Counter[str]:
    """Write the site into `file`, and return the number of items of each kind.

    An existing file is replaced only when the new one is complete. `progress` is called once for
    `interval` parts of the file. Raises WordPressExportError.
    """
    written: Counter[str] = Counter()
    total = (
        Article.objects.filter(site=export.site).count()
        + Comment.objects.filter(site=export.site).count()
    )
    try:
        with (
            atomic_write(file, Durability.FILE_AND_FOLDER) as draft,
            draft.open("w", encoding="utf-8", newline="\n") as out,
        ):
            for kind, part in _parts(export):
                out.write(part)
                written[kind] += bool(kind)
                if kind and written.total() % interval == 0:
                    progress(
                        "Articles and responses", written["articles"] + written["responses"], total
                    )
    except OSError as error:
        raise WordPressExportError(f"{file} could not be written: {error}.") from error
    return +written


def _parts(export: SiteExport) -> Iterator[tuple[str, str]]:
    """The parts of the file, each with the kind of item that it is; "" for none."""
    yield from (("", part) for part in wxr_head(export))
    yield from attachment_items(export)
    yield from guest_author_items(export)
    yield from page_items(export)
    yield from article_items(export)
    yield from menu_items(export)
    yield "", WXR_FOOT
