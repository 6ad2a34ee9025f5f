"""The verb: write the site as plain files."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit
from wsgiref.types import WSGIApplication

from wagtail.models import Site

from byline import __version__
from byline.transfer.static_export.choices import LinkStyle, Progress, StaticExportError
from byline.transfer.static_export.crawl_state import CrawledPage, CrawlState, open_crawl_state
from byline.transfer.static_export.crawling import OK, crawl, not_found_page
from byline.transfer.static_export.file_paths import file_of
from byline.transfer.static_export.link_rewriting import LinkRewriter
from byline.transfer.static_export.output_folder import CRAWL_STATE_FILE, OutputFolder
from byline.transfer.static_export.redirect_files import (
    REDIRECT_LISTS,
    ExportedRedirect,
    redirect_lists,
    redirect_page,
)
from byline.transfer.static_export.search_files import (
    SearchEntry,
    search_entry,
    search_file_names,
    search_files,
    shard_of,
    words_in,
)

SEARCH, LOST = "search/index.html", "404.html"
SERVER_ERROR, OURS = 500, 501  # HTTP's "it broke here", and our "only a server can"


@dataclass
class StaticExportResult:
    """What was written. `broken` are addresses that lead nowhere, with the page that has them; `failed` those that broke."""

    folder: OutputFolder
    pages: int = 0
    leads: int = 0
    broken: list[tuple[str, str]] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def export_static(
    site: Site,
    application: WSGIApplication,
    path: Path,
    *,
    links: LinkStyle,
    base: str = "",
    progress: Progress,
) -> StaticExportResult:
    """Write all that readers of the site can come to as plain files into the folder `path`, and say what was written.

    `application` answers as the house does. `base` is the address at which the files will be served (by default the site's own).
    A second run writes only what changed and removes what is no longer a part; one that was stopped goes on within a day. Files
    that others put there are never touched. Raises NotExported.
    """
    base = base or site.root_url
    try:
        path.mkdir(parents=True, exist_ok=True)
        with open_crawl_state(
            path / CRAWL_STATE_FILE, json.dumps([site.root_url, __version__])
        ) as notes:
            crawl(site, application, notes, progress)
            return _write(
                notes, site, not_found_page(site, application), path, links, base, progress
            )
    except (OSError, sqlite3.Error) as error:
        raise StaticExportError(
            f"{path} could not be written: {error}. Run the same again when there is room."
        ) from error


def _write(
    notes: CrawlState,
    site: Site,
    lost: bytes,
    path: Path,
    links: LinkStyle,
    base: str,
    progress: Progress,
) -> StaticExportResult:
    found = list(notes.outlines())
    pages = {each.key: file_of(each.key, each.kind) for each in found if each.status == OK}
    linker = LinkRewriter(
        site.root_url, base, links, pages, {each.key: each.leads for each in found if each.leads}
    )
    leads = _leads(found, linker, set(pages.values()))
    told = _index(notes, found, linker, progress)
    others = (
        [LOST] if links is not LinkStyle.RELATIVE else []
    )  # what a web server gives for any address has links from the top
    folder = OutputFolder(path)
    folder.plan(
        [
            *pages.values(),
            *(lead.file for lead in leads if lead.file),
            *search_file_names(notes, told),
            *REDIRECT_LISTS,
            *others,
        ]
    )
    for number, each in enumerate(found, 1):
        if each.status == OK:
            _put(folder, pages[each.key], each, notes, linker)
        progress("Writing", number, len(found))
    rest = (
        ((lead.file, redirect_page(lead)) for lead in leads if lead.file),
        search_files(notes, told),
        redirect_lists(leads, pages, linker),
        ((name, linker.fresh(f"/{name}", "text/html", lost)) for name in others),
    )
    for name, content in chain.from_iterable(rest):
        folder.put(name, content)
    folder.clear_away()
    failed = [each.key for each in found if each.status >= SERVER_ERROR and each.status != OURS]
    return StaticExportResult(folder, len(pages), len(leads), sorted(linker.broken), failed)


def _put(
    folder: OutputFolder, file: str, page: CrawledPage, notes: CrawlState, linker: LinkRewriter
) -> None:
    if page.source and page.kind != "text/css":
        folder.copy(file, Path(page.source))
    else:
        folder.put(file, linker.fresh(page.key, page.kind, notes.body(page.key)))


def _leads(
    found: list[CrawledPage], linker: LinkRewriter, taken: set[str]
) -> list[ExportedRedirect]:
    """Every address that leads to another, and those of what is gone."""
    leads = []
    for each in found:
        if each.status == 410:  # noqa: PLR2004 (HTTP's "gone")
            leads.append(ExportedRedirect(each.key))
        if not each.leads:
            continue
        file = "" if "?" in each.key else file_of(each.key, "text/html")
        target, outside = linker.end_of(each.key)
        if target is None and not outside:
            continue
        anchor = "".join(each.leads.partition("#")[1:]) if not outside else ""
        place = outside or urlsplit(linker.base).path + linker.place_of(target or "") + anchor
        href = (linker.href(file, each.key) or "") + anchor
        leads.append(ExportedRedirect(each.key, place, href, "" if file in taken else file))
        taken.add(file)
    return leads


def _index(
    notes: CrawlState, found: list[CrawledPage], linker: LinkRewriter, progress: Progress
) -> list[SearchEntry]:
    """Note which words each article has; the articles, by the numbers that they have there."""
    told: list[SearchEntry] = []
    notes.forget_words()
    for number, each in enumerate(found):
        if each.status == OK and each.kind == "text/html":
            seen = search_entry(notes.body(each.key), linker.href(SEARCH, each.key) or "")
            if seen:
                notes.add_words(len(told), _parted(seen[1]))
                told.append(seen[0])
        progress("Indexing", number + 1, len(found))
    return told


def _parted(text: str) -> Iterator[tuple[str, str]]:
    return ((shard_of(word), word) for word in dict.fromkeys(words_in(text)))
