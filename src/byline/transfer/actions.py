"""The verbs of moving house."""

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
    """Bring in what a WordPress export (WXR 1.0 to 1.2) holds, and say what became of each thing.

    May be run again at any time, also after it was stopped: what is here is recognised, what changed there is brought up to
    date, and what was edited here is left alone. To `rehearse` tells the same and writes nothing. Raises WxrError before
    anything is written when the file can't be taken, and NoSite when the house has sites and none is plainly meant. One item
    that fails is told in the report; the others still come.
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
    """Bring in comments whose articles are here, and say what became of each. What finds no article is kept beside the report.

    May be run again at any time, as import_wordpress. Raises BadFile (WxrError of a WordPress export) before anything is
    written when a file can't be taken.
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
    """Make a draft of a saved page, with the comments that it shows, and tell each guess with where it came from.

    `name` is how the page was called for. With `fetch`, pictures that lie not beside it are asked for where they stood. The
    same page again brings the same draft up to date, unless it was edited here. Raises BadFile.
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
    """Write the report into `folder` as JSON, and as HTML beside it, under the time it began; where the HTML is."""
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
    """A name that no report in the folder has yet."""
    moment = started.strftime("%Y%m%d-%H%M%S") if started else "unstarted"
    numbered = (
        folder / f"import-{moment}{f'-{number}' if number > 1 else ''}{ending}"
        for number in range(1, 10_000)
    )
    return next(path for path in numbered if not path.exists())
