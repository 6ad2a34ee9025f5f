"""An import from its first to its last line."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import structlog
from django.utils import timezone

from byline.newsroom import actions
from byline.press.actions import stopped
from byline.transfer.indexing import AT_ONCE, index_pending, indexed_later
from byline.transfer.ledger import Ledger
from byline.transfer.report import CREATED, UNCHANGED, UPDATED, Entry, Report
from byline.transfer.wordpress.articles import bring_post
from byline.transfer.wordpress.export import Item
from byline.transfer.wordpress.filing import Filings
from byline.transfer.wordpress.house import settle
from byline.transfer.wordpress.library import ATTACHMENT, Library, NotKept
from byline.transfer.wordpress.move import Move, entry
from byline.transfer.wordpress.pages import Pages, bring_page
from byline.transfer.wordpress.people import People
from byline.transfer.wordpress.proof import prove
from byline.transfer.wordpress.responses import Responses
from byline.transfer.wordpress.survey import Attachment, Survey, survey
from byline.transfer.wordpress.uploads import Uploads
from byline.transfer.wordpress.wxr import WxrReader

Progress = Callable[[str, int, int], None]
"""Told what is under way, how much of it is done, and how much there is."""

log = structlog.get_logger(__name__)
ELSEWHERE = {
    "nav_menu_item": "a menu entry; menus are built anew here",
    "guest-author": "",
    "wp_block": "a reusable block: set in place in each article that shows it",
    "revision": "an old revision",
    "custom_css": "a part of the old theme",
    "customize_changeset": "a part of the old theme",
    "wp_global_styles": "a part of the old theme",
    "wp_template": "a part of the old theme",
    "wp_template_part": "a part of the old theme",
    "wp_navigation": "a menu; menus are built anew here",
    "wp_font_family": "a part of the old theme",
    "wp_font_face": "a part of the old theme",
    "oembed_cache": "something WordPress keeps for itself",
    "user_request": "something WordPress keeps for itself",
}


def run_import(
    file: Path, *, site: str | None, uploads: Path | None, leave_out_spam: bool, progress: Progress, report: Report
) -> None:
    """Bring in all that the file holds; `report` fills up on the way, so that it tells of a run that was stopped, too.

    Raises WxrError before anything is written when the file can't be taken, NoSite when it is not plain where it goes.
    """
    report.file, report.started = str(file), timezone.now()
    found = survey(file, lambda read, size: progress("Checking the file, %", read * 100 // size, 100))
    source = settle(found, site, report)
    report.source, report.site = source.address, source.site.hostname
    ledger = Ledger(source)
    move = Move(
        survey=found,
        site=source.site,
        ledger=ledger,
        report=report,
        library=Library(ledger, found.attachments, Uploads(uploads) if uploads else None),
        people=People(found, ledger, report, source.site),
        filings=Filings(found, ledger, report, source.site),
        now=report.started,
    )
    _note_version(found, report)
    responses = Responses(move, leave_out_spam=leave_out_spam)
    with stopped():
        move.people.bring_all()
        move.filings.bring_all()
        _bring_files(move, progress)
        _bring_items(move, file, responses, progress)
        _lead_home(move)
    report.proof = prove(move, responses)
    report.finished = timezone.now()


def _lead_home(move: Move) -> None:
    """Where it stood in a folder of its host, that folder leads to the front page, and so its feed to ours."""
    folder = urlsplit(move.survey.channel.address).path.rstrip("/")
    if folder.startswith("/"):
        actions.lead_home(move.site, f"{folder}/")


def _note_version(found: Survey, report: Report) -> None:
    if not found.channel.version:
        report.guesses.append(f"The file names no WXR version; its fields are those of {found.version}.")
    elif found.channel.version not in ("1.0", "1.1", "1.2"):
        report.guesses.append(f"The file names the WXR version “{found.channel.version}”; it was read as 1.2.")


def _bring_files(move: Move, progress: Progress) -> None:
    total = len(move.survey.attachments)
    for done, attachment in enumerate(move.survey.attachments.values(), 1):
        _bring_file(move, attachment)
        progress("Files", done, total)


def _bring_file(move: Move, attachment: Attachment) -> None:
    key = str(attachment.id)
    told = Entry(ATTACHMENT, key, attachment.title or attachment.url, attachment.line, "")
    if move.ledger.find(ATTACHMENT, key):
        move.report.count(ATTACHMENT, UNCHANGED)
        return
    try:
        kept = move.library.bring(attachment)
    except NotKept as error:
        move.report.skip(Entry(told.kind, key, told.name, told.line, f"its file can't be kept: {error}"))
        return
    if kept:
        move.report.count(ATTACHMENT, CREATED)
    else:
        why = "its file is not in the uploads folder" if move.library.uploads else "its file was not given (--uploads)"
        move.report.skip(Entry(told.kind, key, told.name, told.line, why))


def _bring_items(move: Move, file: Path, responses: Responses, progress: Progress) -> None:
    said = 0
    pages = Pages(move, lambda item: _attempt(move, item, bring_page))
    with indexed_later():
        try:
            for done, item in enumerate(WxrReader(file), 1):
                _bring_item(move, pages, item)
                responses.take(item)
                said += len(item.comments)
                progress("Articles, pages and responses", done + said, move.survey.items + move.survey.comments)
                if done % AT_ONCE == 0:
                    index_pending(move.ledger.source)
            pages.finish()
            responses.finish()
        finally:
            index_pending(move.ledger.source)


def _bring_item(move: Move, pages: Pages, item: Item) -> None:
    if item.type == "post":
        _attempt(move, item, bring_post)
    elif item.type == "page":
        pages.bring(item)
    else:
        _leave(move, item)


def _attempt(move: Move, item: Item, bring: Callable[[Move, Item], None]) -> None:
    """What goes wrong with one item is told, and the others still come."""
    try:
        before = _here(move.report, item.type)
        bring(move, item)
        if _here(move.report, item.type) > before:
            move.items.note(item)
    except Exception as error:
        log.exception("item not imported", kind=item.type, id=item.key, line=item.line)
        move.report.fail(entry(item, f"{type(error).__name__}: {error}"))


def _here(report: Report, kind: str) -> int:
    return sum(report.number(kind, outcome) for outcome in (CREATED, UPDATED, UNCHANGED))


def _leave(move: Move, item: Item) -> None:
    if item.type in ("attachment", "guest-author") and item.id is not None:
        return
    why = ELSEWHERE.get(item.type)
    if why is None:
        why = f"of a type of its own ({item.type})" if item.type else "the file doesn't say what it is (no wp:post_type)"
    move.report.skip(entry(item, why))
