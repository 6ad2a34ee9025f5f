"""The loop over the items of an export."""

from pathlib import Path

from byline.transfer.run.item_loop import ItemLoop
from byline.transfer.run.progress import Progress
from byline.transfer.run.source_items import SourceItem
from byline.transfer.run.vocabulary import LIVE, PAGE, POST
from byline.transfer.wordpress.address_report import AddressReport
from byline.transfer.wordpress.context import ImportContext, item_entry
from byline.transfer.wordpress.extras import import_front_picks, import_read_count
from byline.transfer.wordpress.mapping import WordPressMapping, source_item
from byline.transfer.wordpress.menus import is_link
from byline.transfer.wordpress.pages import PageOrder, import_page
from byline.transfer.wordpress.responses import ItemResponses
from byline.transfer.wordpress.rules import change_of, publication_of
from byline.transfer.wordpress.wxr_reader import WxrReader
from byline.transfer.wordpress.wxr_records import WordPressItem

SKIPPED_TYPES = {
    "guest-author": "",
    "wp_block": "a reusable block: copied into each article that shows it",
    "revision": "an old revision",
    "custom_css": "a part of the old theme",
    "customize_changeset": "a part of the old theme",
    "wp_global_styles": "a part of the old theme",
    "wp_template": "a part of the old theme",
    "wp_template_part": "a part of the old theme",
    "wp_navigation": "a menu of a block theme: not read",
    "wp_font_family": "a part of the old theme",
    "wp_font_face": "a part of the old theme",
    "oembed_cache": "internal data of WordPress",
    "user_request": "internal data of WordPress",
}
MENU_ENTRIES = {
    "page": "a menu entry: its page is linked in the footer, in this order",
    "category": "a menu entry: its section is in the menu here, in this order, if it is at the top",
}


class WordPressLoop(ItemLoop):
    """Imports posts in batches, pages one by one, and the comments of both after them."""

    context: ImportContext

    def __init__(self, context: ImportContext, progress: Progress) -> None:
        super().__init__(context, WordPressMapping(context), progress)
        self.responses = ItemResponses(context)
        self.addresses = AddressReport(context, context.options.addresses)
        self._pages = PageOrder(context, self._import_page)
        self._sticky: list[str] = []

    def import_file(self, file: Path) -> None:
        survey = self.context.survey
        self.run(WxrReader(file), survey.items + survey.comments)

    def take(self, record: WordPressItem) -> None:
        """Import a page, put a post aside, skip anything else."""
        self.context.fields.keep_item(record)
        self.addresses.note(record)
        self.done_beside += len(record.comments)
        if record.type not in (POST, PAGE):
            self._skip(record)
        elif why := self._unwanted(record):
            self.context.report.skip_many(record.type, 1, why)
        elif record.type == POST:
            self.wait(source_item(self.context, record))
            return
        else:
            self.import_waiting()
            self._pages.add(record)
        self.responses.take(record)

    def imported(self, item: SourceItem) -> None:
        """A post's read count, its place on the front page, and its comments."""
        import_read_count(self.context, item.record)
        if item.record.sticky and item.state == LIVE:
            self._sticky.append(item.key)
        self.responses.take(item.record)

    def finish(self) -> None:
        """The pages and comments that still wait, and the front page."""
        self._pages.finish()
        self.responses.finish()
        import_front_picks(self.context, self._sticky)

    def _import_page(self, page: WordPressItem) -> None:
        self.attempt(source_item(self.context, page), lambda item: import_page(self.context, item))

    def _unwanted(self, item: WordPressItem) -> str:
        options, zone = self.context.options, self.context.zone
        if not options.wants(item.type):
            return "not selected (--only)"
        return (
            "older than selected (--since)"
            if options.is_late(change_of(item, zone) or publication_of(item, zone))
            else ""
        )

    def _skip(self, item: WordPressItem) -> None:
        if (item.type in ("attachment", "guest-author") and item.id is not None) or is_link(item):
            return
        why = _why_skipped(item)
        self.context.report.skip(item_entry(item, why))


def _why_skipped(item: WordPressItem) -> str:
    if item.type == "nav_menu_item":
        kind = item.meta.get("_menu_item_object", "")
        return MENU_ENTRIES.get(
            kind,
            f"a menu entry for something else ({kind}): menus link sections, pages and addresses",
        )
    of_what = (
        f"of an unknown type ({item.type})"
        if item.type
        else "the file does not name its type (no wp:post_type)"
    )
    return SKIPPED_TYPES.get(item.type, of_what)
