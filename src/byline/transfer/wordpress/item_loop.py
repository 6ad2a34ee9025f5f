"""Carrying the file's items over, one after the other."""

from collections.abc import Callable
from pathlib import Path

import structlog

from byline.lib.analyze import analyze_tables
from byline.lib.disk_full import is_disk_full
from byline.transfer.run.indexing import AT_ONCE, index_pending, indexed_later
from byline.transfer.run.report import CREATED, UNCHANGED, UPDATED, Report
from byline.transfer.wordpress.address_report import Addresses
from byline.transfer.wordpress.context import Move, entry
from byline.transfer.wordpress.extras import bring_picks, bring_reads
from byline.transfer.wordpress.menus import is_link
from byline.transfer.wordpress.pages import Pages, bring_page
from byline.transfer.wordpress.posts import Posts
from byline.transfer.wordpress.responses import Responses
from byline.transfer.wordpress.rules import LIVE, change_of, publication_of, standing_of
from byline.transfer.wordpress.wxr_reader import WxrReader
from byline.transfer.wordpress.wxr_records import Item

Progress = Callable[[str, int, int], None]
"""Told what is under way, how much of it is done, and how much there is."""

log = structlog.get_logger(__name__)
LOOKS = frozenset(AT_ONCE << doubling for doubling in range(16))
"""After how many items SQLite looks at its tables: they have grown twice as large by then."""
MOST = 2_000_000
"""Characters of posts and what is said under them that wait to be brought together."""
ELSEWHERE = {
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
MENU = {
    "page": "a menu entry: its page stands at the foot of every page, in this order",
    "category": "a menu entry: its section stands in the menu here, in this order, if no other is above it",
}


class Carrying:
    """`responses` are those that were brought with the items."""

    def __init__(self, move: Move, progress: Progress) -> None:
        self.move, self.progress = move, progress
        self.responses = Responses(move)
        self.addresses = Addresses(move, move.wishes.addresses)
        self._pages = Pages(move, lambda item: self._attempt(item, bring_page))
        self._posts = Posts(move, self._attempt)
        self._waiting: list[Item] = []
        self._size = 0
        self._sticky: list[str] = []

    def bring_items(self, file: Path) -> None:
        survey, source, said = self.move.survey, self.move.ledger.source, 0
        with indexed_later():
            try:
                for done, item in enumerate(WxrReader(file), 1):
                    self._bring(item)
                    said += len(item.comments)
                    self.progress(
                        "Articles, pages and responses", done + said, survey.items + survey.comments
                    )
                    if done % AT_ONCE == 0:
                        index_pending(source)
                    if done in LOOKS:
                        analyze_tables()
                self._bring_waiting()
                self._pages.finish()
                self.responses.finish()
                bring_picks(self.move, self._sticky)
            finally:
                index_pending(source)
                analyze_tables()

    def _bring(self, item: Item) -> None:
        self.move.fields.keep_item(item)
        self.addresses.note(item)
        if item.type not in ("post", "page"):
            self._leave(item)
        elif why := self._unwanted(item):
            self.move.report.skip_many(item.type, 1, why)
        elif item.type == "post":
            self._wait(item)
            return
        else:
            self._bring_waiting()
            self._pages.bring(item)
        self.responses.take(item)

    def _wait(self, post: Item) -> None:
        self._waiting.append(post)
        self._size += len(post.content) + sum(len(comment.content) for comment in post.comments)
        if len(self._waiting) >= AT_ONCE or self._size > MOST:
            self._bring_waiting()

    def _bring_waiting(self) -> None:
        """The posts that wait, then what is said under them."""
        posts, self._waiting, self._size = self._waiting, [], 0
        self._posts.bring(posts)
        for item in posts:
            self._attempt_beside(item)
            self.responses.take(item)

    def _unwanted(self, item: Item) -> str:
        wishes, zone = self.move.wishes, self.move.zone
        if not wishes.wants(item.type):
            return "not asked for (--only)"
        return (
            "older than asked for (--since)"
            if wishes.is_late(change_of(item, zone) or publication_of(item, zone))
            else ""
        )

    def _attempt(self, item: Item, bring: Callable[[Move, Item], None]) -> None:
        """What goes wrong with one item is told, and the others still come."""
        report = self.move.report
        try:
            before = _here(report, item.type)
            bring(self.move, item)
            if _here(report, item.type) > before:
                self.move.items.note(item)
        except Exception as error:
            if is_disk_full(error):
                raise
            log.exception("item not imported", kind=item.type, id=item.key, line=item.line)
            report.fail(entry(item, f"{type(error).__name__}: {error}"))

    def _attempt_beside(self, item: Item) -> None:
        bring_reads(self.move, item)
        if (
            item.sticky
            and standing_of(item, publication_of(item, self.move.zone), self.move.now).state == LIVE
        ):
            self._sticky.append(item.key)

    def _leave(self, item: Item) -> None:
        if (item.type in ("attachment", "guest-author") and item.id is not None) or is_link(item):
            return
        why = _why_left(item)
        self.move.report.skip(entry(item, why))


def _why_left(item: Item) -> str:
    if item.type == "nav_menu_item":
        kind = item.meta.get("_menu_item_object", "")
        return MENU.get(
            kind,
            f"a menu entry for something else ({kind}): menus here lead to sections, pages and addresses",
        )
    of_what = (
        f"of a type of its own ({item.type})"
        if item.type
        else "the file doesn't say what it is (no wp:post_type)"
    )
    return ELSEWHERE.get(item.type, of_what)


def _here(report: Report, kind: str) -> int:
    return sum(report.number(kind, outcome) for outcome in (CREATED, UPDATED, UNCHANGED))
