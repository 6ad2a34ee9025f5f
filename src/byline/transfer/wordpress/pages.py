"""The old site's pages → standing pages, each below the page it stood under."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Page

from byline.newsroom import actions
from byline.newsroom.models import StandingPage
from byline.transfer.html.block_buffer import CHANGED, Galley
from byline.transfer.html.first_words import words_of
from byline.transfer.run.report import CREATED, UNCHANGED, UPDATED
from byline.transfer.wordpress.articles import found_since, left_alone
from byline.transfer.wordpress.context import Move, entry, remark_all
from byline.transfer.wordpress.roundtrip import IN_MENU, lead_from_former, policy_of, standfirst_of
from byline.transfer.wordpress.rules import (
    DRAFT,
    LEFT_OUT,
    LIVE,
    SCHEDULED,
    content_hash,
    old_address,
    publication_of,
    slug_of,
    standing_of,
    title_of,
)
from byline.transfer.wordpress.seo import search_description, search_title
from byline.transfer.wordpress.wxr_records import Item
from byline.transfer.wordpress_format.body import set_body

PAGE = "page"


@dataclass(slots=True)
class Pages:
    """Hands pages on to `set`; those that stand below one that comes later in the file wait for it."""

    move: Move
    set: Callable[[Item], None]
    waiting: dict[int, list[Item]] = field(default_factory=dict)

    def bring(self, item: Item) -> None:
        parent = item.parent
        if (
            parent
            and parent in self.move.survey.pages
            and self.move.ledger.find(PAGE, str(parent)) is None
        ):
            self.waiting.setdefault(parent, []).append(item)
            return
        self.set(item)
        self._bring_waiting(item.id)

    def _bring_waiting(self, number: int | None) -> None:
        pending = [number]
        while pending:
            for item in self.waiting.pop(pending.pop() or 0, []):
                self.set(item)
                pending.append(item.id)

    def finish(self) -> None:
        """Those whose parent never came, or stands below themselves, stand at the top."""
        while self.waiting:
            number = next(iter(self.waiting))
            for item in self.waiting.pop(number):
                self.set(item)
                self._bring_waiting(item.id)


def bring_page(move: Move, item: Item) -> None:
    """Create the standing page, bring it up to date, or leave it; count which, and say why."""
    standing = standing_of(item, publication_of(item, move.zone), move.now)
    if standing.state == LEFT_OUT:
        move.report.skip(entry(item, standing.why))
        return
    known = move.ledger.find(PAGE, item.key)
    fingerprint = content_hash(item)
    if known and known.content_hash == fingerprint and not found_since(move, known):
        move.report.count(PAGE, UNCHANGED)
        remark_all(move.report, item, known.remarks)
        return
    page = known.target if known else None
    if known and (why := left_alone(known, page)):
        move.report.skip(entry(item, why))
        return
    galley = set_body(item.content, move.setting(item))
    if item.meta.get("_thumbnail_id", "").strip().isdecimal():
        galley.remark(CHANGED, "a page here has no lead picture")
    with transaction.atomic():
        page = _write(move, item, page, galley, live=standing.state == LIVE)
        remarks = [(remark.kind, remark.what) for remark in galley.remarks]
        state = LIVE if page.live else DRAFT
        move.ledger.record(
            PAGE,
            item.key,
            page,
            content_hash=fingerprint,
            line=item.line,
            state=state,
            remarks=remarks,
            is_indexed=False,
        )
    move.report.count(PAGE, UPDATED if known else CREATED)
    remark_all(move.report, item, remarks)
    if standing.why or standing.state == SCHEDULED:
        move.report.tell(
            entry(
                item, standing.why or "was to come out later, a draft here: pages have no schedule"
            )
        )


def _write(
    move: Move, item: Item, page: StandingPage | None, galley: Galley, *, live: bool
) -> StandingPage:
    title = title_of(item, words_of(galley.blocks))
    if page is None:
        page = _add(move, item, title, galley, live=live)
    else:
        if page.live and not live:
            actions.unpublish_page(page)
        page = actions.revise_standing_page(
            page, title=title, body=galley.blocks, live=live, **_for_search(move, item)
        )
    if live:
        _keep_old_addresses(move, item, page)
    lead_from_former(move.site, item.meta, page)
    return page


def _add(move: Move, item: Item, title: str, galley: Galley, *, live: bool) -> StandingPage:
    parent: Page | None = move.ledger.target(PAGE, str(item.parent)) if item.parent else None
    if item.parent and parent is None:
        move.report.tell(
            entry(
                item,
                f"stood below item {item.parent}, which is no page of this file: at the top here",
            )
        )
    slug = slug_of(item) or title
    menu = move.survey.menus.pages
    in_menu = item.id in menu if menu else parent is None
    in_menu = item.meta[IN_MENU] == "1" if IN_MENU in item.meta else in_menu
    for number in range(1, 1000):
        try:
            with transaction.atomic():
                return actions.add_standing_page(
                    move.site,
                    title=title,
                    slug=slug if number == 1 else f"{slug}-{number}",
                    body=galley.blocks,
                    standfirst=standfirst_of(item),
                    policy=policy_of(item),
                    parent=parent,
                    before=_next_in_menu(move, item, parent),
                    live=live,
                    in_menu=in_menu and (live or IN_MENU in item.meta),
                    **_for_search(move, item),
                )
        except ValidationError:
            continue
    raise ValidationError(f"no free address for “{title}”")


def _next_in_menu(move: Move, item: Item, parent: Page | None) -> Page | None:
    """The page that the old menu has behind this one, of those that are here already and stand in the same row."""
    menu, row = move.survey.menus.pages, parent or move.site.root_page
    if item.id not in menu:
        return None
    later = sorted((place, number) for number, place in menu.items() if place > menu[item.id])
    known = (move.ledger.target(PAGE, str(number)) for _place, number in later)
    return next((page for page in known if page and page.is_child_of(row)), None)


def _for_search(move: Move, item: Item) -> dict[str, str]:
    site = move.site.site_name
    return {
        "seo_title": search_title(item, site),
        "search_description": search_description(item, site),
    }


def _keep_old_addresses(move: Move, item: Item, page: StandingPage) -> None:
    """Where the page stood is where it stands, or leads there."""
    old = old_address(item.link or item.guid)
    _, path = page.site_and_path()
    actions.free_address(page)
    if item.id is not None:
        actions.redirect_from(move.site, f"/?page_id={item.id}", page)
    if not old.whole or (old.query == f"?page_id={item.id}" and old.path == "/"):
        return
    if old.whole.rstrip("/") != path.rstrip("/"):
        leads = actions.redirect_from(move.site, old.whole, page)
        move.report.tell(
            entry(
                item,
                f"stood at {old.whole}, "
                + (f"which leads to {path}" if leads else f"which is taken: now at {path}"),
            )
        )
