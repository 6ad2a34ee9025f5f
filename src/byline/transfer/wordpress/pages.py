"""Imports the old site's pages as standing pages, each below its parent."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Page

from byline.newsroom import actions
from byline.newsroom.models import StandingPage
from byline.transfer.html.block_buffer import CHANGED, BlockBuffer
from byline.transfer.html.plain_text import first_words
from byline.transfer.run.report import CREATED, UNCHANGED, UPDATED
from byline.transfer.run.source_items import SourceItem
from byline.transfer.run.unchanged import is_unchanged, why_left_alone
from byline.transfer.run.vocabulary import DRAFT, LEFT_OUT, LIVE, PAGE, SCHEDULED
from byline.transfer.wordpress.context import ImportContext, item_entry
from byline.transfer.wordpress.roundtrip import policy_of, redirect_former, standfirst_of
from byline.transfer.wordpress.rules import (
    old_address,
    slug_of,
    title_of,
)
from byline.transfer.wordpress.seo import search_description, search_title
from byline.transfer.wordpress.wxr_records import WordPressItem
from byline.transfer.wordpress_format.body import convert_body
from byline.transfer.wordpress_format.field_names import IN_MENU


@dataclass(slots=True)
class PageOrder:
    """Imports pages with `set`; those whose parent comes later in the file wait for it."""

    context: ImportContext
    set: Callable[[WordPressItem], None]
    waiting: dict[int, list[WordPressItem]] = field(default_factory=dict)

    def add(self, item: WordPressItem) -> None:
        parent = item.parent
        if (
            parent
            and parent in self.context.survey.pages
            and self.context.ledger.find(PAGE, str(parent)) is None
        ):
            self.waiting.setdefault(parent, []).append(item)
            return
        self.set(item)
        self._import_waiting(item.id)

    def _import_waiting(self, number: int | None) -> None:
        pending = [number]
        while pending:
            for item in self.waiting.pop(pending.pop() or 0, []):
                self.set(item)
                pending.append(item.id)

    def finish(self) -> None:
        """Pages whose parent never came, or is below themselves, go to the top."""
        while self.waiting:
            number = next(iter(self.waiting))
            for item in self.waiting.pop(number):
                self.set(item)
                self._import_waiting(item.id)


def import_page(context: ImportContext, source: SourceItem) -> None:
    """Create the standing page, bring it up to date, or leave it; count which, and report why."""
    if source.state == LEFT_OUT:
        context.report.skip(source.entry(source.why))
        return
    item = source.record
    known = context.ledger.find(PAGE, item.key)
    if known and is_unchanged(known, source.fingerprint, context.has_file):
        context.report.count(PAGE, UNCHANGED)
        context.report_remarks(item.name, known.remarks)
        return
    page = known.target if known else None
    if known and (why := why_left_alone(known, page)):
        context.report.skip(source.entry(why))
        return
    buffer = convert_body(item.content, context.converter_context, context.post_extras(item))
    if item.meta.get("_thumbnail_id", "").strip().isdecimal():
        buffer.remark(CHANGED, "a page here has no lead picture")
    with transaction.atomic():
        page = _write(context, item, page, buffer, live=source.state == LIVE)
        remarks = [(remark.kind, remark.what) for remark in buffer.remarks]
        state = LIVE if page.live else DRAFT
        context.ledger.record(
            PAGE,
            item.key,
            page,
            content_hash=source.fingerprint,
            line=item.line,
            state=state,
            remarks=remarks,
            is_indexed=False,
        )
    context.report.count(PAGE, UPDATED if known else CREATED)
    context.report_remarks(item.name, remarks)
    if source.why or source.state == SCHEDULED:
        context.report.note_decision(
            item_entry(item, source.why or "scheduled there, a draft here: pages have no schedule")
        )


def _write(
    context: ImportContext,
    item: WordPressItem,
    page: StandingPage | None,
    buffer: BlockBuffer,
    *,
    live: bool,
) -> StandingPage:
    title = title_of(item, first_words(buffer.blocks))
    if page is None:
        page = _add(context, item, title, buffer, live=live)
    else:
        if page.live and not live:
            actions.unpublish_page(page)
        page = actions.revise_standing_page(
            page, title=title, body=buffer.blocks, live=live, **_for_search(context, item)
        )
    if live:
        _keep_old_addresses(context, item, page)
    redirect_former(context.site, item.meta, page)
    return page


def _add(
    context: ImportContext, item: WordPressItem, title: str, buffer: BlockBuffer, *, live: bool
) -> StandingPage:
    parent: Page | None = context.ledger.target(PAGE, str(item.parent)) if item.parent else None
    if item.parent and parent is None:
        context.report.note_decision(
            item_entry(
                item,
                f"was below item {item.parent}, which is not a page in this file: at the top here",
            )
        )
    slug = slug_of(item) or title
    menu = context.survey.menus.pages
    in_menu = item.id in menu if menu else parent is None
    in_menu = item.meta[IN_MENU] == "1" if IN_MENU in item.meta else in_menu
    for number in range(1, 1000):
        try:
            with transaction.atomic():
                return actions.add_standing_page(
                    context.site,
                    title=title,
                    slug=slug if number == 1 else f"{slug}-{number}",
                    body=buffer.blocks,
                    standfirst=standfirst_of(item),
                    policy=policy_of(item),
                    parent=parent,
                    before=_next_in_menu(context, item, parent),
                    live=live,
                    in_menu=in_menu and (live or IN_MENU in item.meta),
                    **_for_search(context, item),
                )
        except ValidationError:
            continue
    raise ValidationError(f"no free address for “{title}”")


def _next_in_menu(context: ImportContext, item: WordPressItem, parent: Page | None) -> Page | None:
    """Of the pages here with the same parent, the next in the old menu."""
    menu, row = context.survey.menus.pages, parent or context.site.root_page
    if item.id not in menu:
        return None
    later = sorted((place, number) for number, place in menu.items() if place > menu[item.id])
    known = (context.ledger.target(PAGE, str(number)) for _place, number in later)
    return next((page for page in known if page and page.is_child_of(row)), None)


def _for_search(context: ImportContext, item: WordPressItem) -> dict[str, str]:
    site = context.site.site_name
    return {
        "seo_title": search_title(item, site),
        "search_description": search_description(item, site),
    }


def _keep_old_addresses(context: ImportContext, item: WordPressItem, page: StandingPage) -> None:
    """Redirect the page's old addresses to its address here."""
    old = old_address(item.link or item.guid)
    _, path = page.site_and_path()
    actions.free_address(page)
    if item.id is not None:
        actions.redirect_from(context.site, f"/?page_id={item.id}", page)
    if not old.whole or (old.query == f"?page_id={item.id}" and old.path == "/"):
        return
    if old.whole.rstrip("/") != path.rstrip("/"):
        leads = actions.redirect_from(context.site, old.whole, page)
        context.report.note_decision(
            item_entry(
                item,
                f"stood at {old.whole}, "
                + (f"which leads to {path}" if leads else f"which is taken: now at {path}"),
            )
        )
