"""Writes a site as static files."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
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

SEARCH_PAGE, NOT_FOUND_PAGE = "search/index.html", "404.html"


@dataclass
class StaticExportResult:
    """The numbers of written pages and redirects, and what is missing.

    `broken` are dead links as pairs of page and address, `failed` the pages with a server error.
    """

    folder: OutputFolder
    pages: int = 0
    redirects: int = 0
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
    """Write everything that readers of the site can reach as static files into the folder `path`.

    `application` serves the site's pages. `base` is the address at which the files will be served;
    the default is the site's own. A second run writes only what changed, and deletes obsolete
    files. An interrupted run resumes within a day. Other files in the folder stay. Raises
    StaticExportError.
    """
    base = base or site.root_url
    try:
        path.mkdir(parents=True, exist_ok=True)
        about = json.dumps([site.root_url, __version__])
        with open_crawl_state(path / CRAWL_STATE_FILE, about) as state:
            crawl(site, application, state, progress)
            not_found = not_found_page(site, application)
            return _write(state, site, not_found, path, links, base, progress)
    except (OSError, sqlite3.Error) as error:
        raise StaticExportError(
            f"{path} could not be written: {error}. Check the folder and the free space, "
            "then run the same command again."
        ) from error


def _write(
    state: CrawlState,
    site: Site,
    not_found: bytes,
    path: Path,
    links: LinkStyle,
    base: str,
    progress: Progress,
) -> StaticExportResult:
    crawled = list(state.pages())
    files = {page.key: file_of(page.key, page.media_type) for page in crawled if page.status == OK}
    locations = {page.key: page.location for page in crawled if page.location}
    rewriter = LinkRewriter(site.root_url, base, links, files, locations)
    redirects = _redirects(crawled, rewriter, set(files.values()))
    entries = _index_words(state, crawled, rewriter, progress)
    # A web server gives the 404 page for any address, so its links must not be relative.
    others = [NOT_FOUND_PAGE] if links is not LinkStyle.RELATIVE else []
    folder = OutputFolder(path)
    folder.plan(
        [
            *files.values(),
            *(redirect.file for redirect in redirects if redirect.file),
            *search_file_names(state, entries),
            *REDIRECT_LISTS,
            *others,
        ]
    )
    for number, page in enumerate(crawled, 1):
        if page.status == OK:
            _write_page(folder, files[page.key], page, state, rewriter)
        progress("Writing", number, len(crawled))
    other_files = (
        ((redirect.file, redirect_page(redirect)) for redirect in redirects if redirect.file),
        search_files(state, entries),
        redirect_lists(redirects, files, rewriter),
        ((name, rewriter.rewrite(f"/{name}", "text/html", not_found)) for name in others),
    )
    for name, content in chain.from_iterable(other_files):
        folder.put(name, content)
    folder.delete_obsolete()
    failed = [page.key for page in crawled if _is_failure(page)]
    return StaticExportResult(folder, len(files), len(redirects), sorted(rewriter.broken), failed)


def _is_failure(page: CrawledPage) -> bool:
    """The crawler itself gives 501 to addresses that need a server."""
    is_error = page.status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return is_error and page.status != HTTPStatus.NOT_IMPLEMENTED


def _write_page(
    folder: OutputFolder, file: str, page: CrawledPage, state: CrawlState, rewriter: LinkRewriter
) -> None:
    if page.source and page.media_type != "text/css":
        folder.copy(file, Path(page.source))
    else:
        folder.put(file, rewriter.rewrite(page.key, page.media_type, state.body(page.key)))


def _redirects(
    crawled: list[CrawledPage], rewriter: LinkRewriter, taken: set[str]
) -> list[ExportedRedirect]:
    """All redirects and removed pages. `taken` are the files that pages have already."""
    redirects = []
    for page in crawled:
        if page.status == HTTPStatus.GONE:
            redirects.append(ExportedRedirect(page.key))
        if not page.location:
            continue
        file = "" if "?" in page.key else file_of(page.key, "text/html")
        target, external = rewriter.resolve(page.key)
        if target is None and not external:
            continue
        fragment = "".join(page.location.partition("#")[1:]) if not external else ""
        path = urlsplit(rewriter.base).path + rewriter.path_of(target) if target else ""
        href = (rewriter.href(file, page.key) or "") + fragment
        free_file = "" if file in taken else file
        redirects.append(ExportedRedirect(page.key, external or path + fragment, href, free_file))
        taken.add(file)
    return redirects


def _index_words(
    state: CrawlState, crawled: list[CrawledPage], rewriter: LinkRewriter, progress: Progress
) -> list[SearchEntry]:
    """Store the words of each article; returns the articles in the order of their numbers."""
    entries: list[SearchEntry] = []
    state.delete_words()
    for number, page in enumerate(crawled, 1):
        if page.status == OK and page.media_type == "text/html":
            href = rewriter.href(SEARCH_PAGE, page.key) or ""
            if indexed := search_entry(state.body(page.key), href):
                entry, text = indexed
                state.add_words(len(entries), _words_by_shard(text))
                entries.append(entry)
        progress("Indexing", number, len(crawled))
    return entries


def _words_by_shard(text: str) -> Iterator[tuple[str, str]]:
    return ((shard_of(word), word) for word in dict.fromkeys(words_in(text)))
