"""The imports, as the commands call them."""

import json
from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

from wagtail.models import Site

from byline.transfer.comments.run import CommentOptions, CommentReader
from byline.transfer.comments.run import run_comment_import as run_comments
from byline.transfer.page.run import run_page
from byline.transfer.page.saved_page import SavedPage
from byline.transfer.run.options import DEFAULT_OPTIONS, ImportOptions
from byline.transfer.run.progress import Progress, no_progress
from byline.transfer.run.rehearsal import rehearsal
from byline.transfer.run.report import ImportReport
from byline.transfer.run.report_html import report_as_html
from byline.transfer.run.run_context import RunContext
from byline.transfer.run.source_import import SourceReader, run_source
from byline.transfer.run.source_items import Mapping
from byline.transfer.wordpress.run import run_import


def import_wordpress(
    file: Path,
    options: ImportOptions = DEFAULT_OPTIONS,
    *,
    rehearse: bool = False,
    progress: Progress = no_progress,
    report: ImportReport | None = None,
) -> ImportReport:
    """Import a WordPress export (WXR 1.0 to 1.2), and report what became of each item.

    It may be run again at any time, also after it was stopped: items that are here are recognised,
    those that changed there are updated, and those edited here are left alone. A rehearsal reports
    the same and writes nothing. Raises WxrError before anything is written when the file is not
    accepted, and NoTargetSite when the target site is not clear. An item that fails is reported,
    and the others are still imported.
    """
    report = report or ImportReport()
    report.is_rehearsal = rehearse
    with rehearsal() if rehearse else nullcontext():
        run_import(file, options, progress=progress, report=report)
    return report


def import_comments(
    reader: CommentReader,
    site: Site,
    wanted: CommentOptions,
    *,
    rehearse: bool = False,
    progress: Progress = no_progress,
    report: ImportReport | None = None,
) -> ImportReport:
    """Import comments whose articles are here, and report what became of each.

    Those that find no article are kept in a file beside the report. It may be run again at any
    time, as import_wordpress. Raises BadFile (WxrError for a WordPress export) before anything is
    written when a file is not accepted.
    """
    report = report or ImportReport()
    report.is_rehearsal = rehearse
    with rehearsal() if rehearse else nullcontext():
        run_comments(reader, site, wanted, progress=progress, report=report)
    return report


def import_page(
    page: SavedPage,
    name: str,
    site: Site,
    *,
    section: str | None = None,
    fetch: bool = False,
    rehearse: bool = False,
    report: ImportReport | None = None,
) -> ImportReport:
    """Make a draft of a saved page with the comments it shows, and report each guess with its
    origin.

    `name` is the file or address that was given. With `fetch`, pictures that are not beside the
    page are fetched from their addresses. The same page again updates the same draft, unless it was
    edited here. Raises BadFile.
    """
    report = report or ImportReport()
    report.is_rehearsal = rehearse
    with rehearsal() if rehearse else nullcontext():
        run_page(page, name, site, section, fetch=fetch, report=report)
    return report


def import_source(
    reader: SourceReader,
    mapping: Callable[[RunContext], Mapping],
    site: Site,
    *,
    rehearse: bool = False,
    progress: Progress = no_progress,
    report: ImportReport | None = None,
) -> ImportReport:
    """Import the articles and responses of any source, and report what became of each.

    The reader gives the items, the mapping turns them into articles (run/source_items.py).
    It may be run again at any time, as import_wordpress.
    """
    report = report or ImportReport()
    report.is_rehearsal = rehearse
    with rehearsal() if rehearse else nullcontext():
        run_source(reader, mapping, site, progress=progress, report=report)
    return report


def save_report(report: ImportReport, folder: Path) -> Path:
    """Write the report into `folder` as JSON and HTML, named by its start.

    Returns the HTML file's path.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = report_path(folder, report.started, ".json")
    path.write_text(
        json.dumps(report.as_json(), ensure_ascii=False, indent=1),
        encoding="utf-8",
        errors="replace",
    )
    page = path.with_suffix(".html")
    page.write_text(report_as_html(report), encoding="utf-8", errors="replace")
    return page


def report_path(folder: Path, started: datetime | None, ending: str) -> Path:
    """A path that no report in the folder has yet."""
    moment = started.strftime("%Y%m%d-%H%M%S") if started else "unstarted"
    numbered = (
        folder / f"import-{moment}{f'-{number}' if number > 1 else ''}{ending}"
        for number in range(1, 10_000)
    )
    return next(path for path in numbered if not path.exists())
