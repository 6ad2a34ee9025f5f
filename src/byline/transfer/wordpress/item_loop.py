"""Carrying the file's items over, one after the other."""

from collections.abc import Callable
from pathlib import Path

import structlog

from byline.lib.analyze import analyze_tables
from byline.lib.disk_full import is_disk_full
from byline.transfer.run.indexing import INDEX_BATCH_SIZE, deferred_indexing, index_pending
from byline.transfer.run.progress import Progress
from byline.transfer.run.report import CREATED, UNCHANGED, UPDATED, ImportReport
from byline.transfer.run.vocabulary import LIVE
from byline.transfer.wordpress.address_report import AddressReport
from byline.transfer.wordpress.context import ImportContext, item_entry
from byline.transfer.wordpress.extras import import_front_picks, import_read_count
from byline.transfer.wordpress.menus import is_link
from byline.transfer.wordpress.pages import PageOrder, import_page
from byline.transfer.wordpress.posts import PostBatches
from byline.transfer.wordpress.responses import ItemResponses
from byline.transfer.wordpress.rules import change_of, public_state_of, publication_of
from byline.transfer.wordpress.wxr_reader import WxrReader
from byline.transfer.wordpress.wxr_records import WordPressItem

log = structlog.get_logger(__name__)
ANALYZE_AFTER = frozenset(INDEX_BATCH_SIZE << doubling for doubling in range(16))
"""After how many items SQLite looks at its tables: they have grown twice as large by then."""
MAX_WAITING_CHARACTERS = 2_000_000
"""Characters of posts and what is said under them that wait to be brought together."""
SKIPPED_TYPES = {
    "guest-author": "",
    "wp_block": "a reusable block: set in place in each article that shows it",
    "revision": "an old revision",
    "custom_css": "a part of the old theme",
    "customize_changeset": "a part of the old theme",
    "wp_global_styles": "a part of the old theme",
    "wp_template": "a part of the old theme",
    "wp_template_part": "a part of the old theme",
    "wp_navigation": "a menu of a block theme: not read",
    "wp_font_family": "a part of the old theme",
    "wp_font_face": "a part of the old theme",
    "oembed_cache": "something WordPress keeps for itself",
    "user_request": "something WordPress keeps for itself",
}
MENU_ENTRIES = {
    "page": "a menu entry: its page stands at the foot of every page, in this order",
    "category": "a menu entry: its section stands in the menu here, in this order, if no other is above it",
}


class ItemLoop:
    """`responses` are those that were brought with the items."""

    def __init__(self, context: ImportContext, progress: Progress) -> None:
        self.context, self.progress = context, progress
        self.responses = ItemResponses(context)
        self.addresses = AddressReport(context, context.options.addresses)
        self._pages = PageOrder(context, lambda item: self._attempt(item, import_page))
        self._posts = PostBatches(context, self._attempt)
        self._waiting: list[WordPressItem] = []
        self._size = 0
        self._sticky: list[str] = []

    def bring_items(self, file: Path) -> None:
        survey, source, said = self.context.survey, self.context.ledger.source, 0
        with deferred_indexing():
            try:
                for done, item in enumerate(WxrReader(file), 1):
                    self._bring(item)
                    said += len(item.comments)
                    self.progress(
                        "Articles, pages and responses", done + said, survey.items + survey.comments
                    )
                    if done % INDEX_BATCH_SIZE == 0:
                        index_pending(source)
                    if done in ANALYZE_AFTER:
                        analyze_tables()
                self._bring_waiting()
                self._pages.finish()
                self.responses.finish()
                import_front_picks(self.context, self._sticky)
            finally:
                index_pending(source)
                analyze_tables()

    def _bring(self, item: WordPressItem) -> None:
        self.context.fields.keep_item(item)
        self.addresses.note(item)
        if item.type not in ("post", "page"):
            self._leave(item)
        elif why := self._unwanted(item):
            self.context.report.skip_many(item.type, 1, why)
        elif item.type == "post":
            self._wait(item)
            return
        else:
            self._bring_waiting()
            self._pages.bring(item)
        self.responses.take(item)

    def _wait(self, post: WordPressItem) -> None:
        self._waiting.append(post)
        self._size += len(post.content) + sum(len(comment.content) for comment in post.comments)
        if len(self._waiting) >= INDEX_BATCH_SIZE or self._size > MAX_WAITING_CHARACTERS:
            self._bring_waiting()

    def _bring_waiting(self) -> None:
        """The posts that wait, then what is said under them."""
        posts, self._waiting, self._size = self._waiting, [], 0
        self._posts.bring(posts)
        for item in posts:
            self._attempt_beside(item)
            self.responses.take(item)

    def _unwanted(self, item: WordPressItem) -> str:
        options, zone = self.context.options, self.context.zone
        if not options.wants(item.type):
            return "not asked for (--only)"
        return (
            "older than asked for (--since)"
            if options.is_late(change_of(item, zone) or publication_of(item, zone))
            else ""
        )

    def _attempt(
        self, item: WordPressItem, bring: Callable[[ImportContext, WordPressItem], None]
    ) -> None:
        """What goes wrong with one item is told, and the others still come."""
        report = self.context.report
        try:
            before = _here(report, item.type)
            bring(self.context, item)
            if _here(report, item.type) > before:
                self.context.items.note(item)
        except Exception as error:
            if is_disk_full(error):
                raise
            log.exception("item not imported", kind=item.type, id=item.key, line=item.line)
            report.fail(item_entry(item, f"{type(error).__name__}: {error}"))

    def _attempt_beside(self, item: WordPressItem) -> None:
        import_read_count(self.context, item)
        if (
            item.sticky
            and public_state_of(
                item, publication_of(item, self.context.zone), self.context.now
            ).state
            == LIVE
        ):
            self._sticky.append(item.key)

    def _leave(self, item: WordPressItem) -> None:
        if (item.type in ("attachment", "guest-author") and item.id is not None) or is_link(item):
            return
        why = _why_left(item)
        self.context.report.skip(item_entry(item, why))


def _why_left(item: WordPressItem) -> str:
    if item.type == "nav_menu_item":
        kind = item.meta.get("_menu_item_object", "")
        return MENU_ENTRIES.get(
            kind,
            f"a menu entry for something else ({kind}): menus here lead to sections, pages and addresses",
        )
    of_what = (
        f"of a type of its own ({item.type})"
        if item.type
        else "the file doesn't say what it is (no wp:post_type)"
    )
    return SKIPPED_TYPES.get(item.type, of_what)


def _here(report: ImportReport, kind: str) -> int:
    return sum(report.number(kind, outcome) for outcome in (CREATED, UPDATED, UNCHANGED))
