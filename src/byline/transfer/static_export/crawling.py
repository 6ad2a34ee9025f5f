"""Reads every page that readers can reach: known addresses first, then what these link to."""

import mimetypes
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote, urlsplit
from wsgiref.types import WSGIApplication

from django.conf import settings
from wagtail.models import Site

from byline.newsroom.models import Address, Article
from byline.press.static_export import ENVIRON_KEY
from byline.press.warming import all_addresses
from byline.press.wsgi_client import get
from byline.transfer.static_export.crawl_state import CrawledPage, CrawlState
from byline.transfer.static_export.file_paths import as_key, key_of, needs_server
from byline.transfer.static_export.html_addresses import addresses_in_css, addresses_in_html

MACHINE_READABLE_PATHS = (
    "/sitemap.xml",
    "/sitemap-news.xml",
    "/robots.txt",
    "/llms.txt",
    "/feed.opml",
    "/.well-known/tdmrep.json",
    "/comments/feed/",
)
NOT_FOUND_PATH = "/-/no-such-page/"  # the response is the page for missing pages
TEXT_TYPES = (
    "text/",
    "application/xml",
    "application/rss+xml",
    "application/atom+xml",
    "application/json",
    "application/feed+json",
)
OK, MOVED = HTTPStatus.OK, range(300, 400)


def crawl(
    site: Site,
    application: WSGIApplication,
    state: CrawlState,
    progress: Callable[[str, int, int], object],
) -> None:
    """Request all pages of the site from `application`. An interrupted crawl resumes."""
    state.add_addresses(_known_addresses(site))
    while key := state.next_address():
        page = _read(site, application, key)
        state.store(page, _links(page, site.root_url))
        progress("Reading", state.read, state.known)


def not_found_page(site: Site, application: WSGIApplication) -> bytes:
    """The HTML of the page for missing pages."""
    _status, _headers, body = get(
        application, site.root_url + NOT_FOUND_PATH, **{ENVIRON_KEY: True}
    )
    return body


def _known_addresses(site: Site) -> Iterator[str]:
    yield from ("/", "/search/", *MACHINE_READABLE_PATHS)
    yield from (key for url in all_addresses() if (key := key_of(url, url, site.root_url)))
    published = Article.objects.published().on(site)
    for moment in published.datetimes("published_at", "year"):
        yield from _years(moment)
    yield from (f"/s/{number}" for number in published.values_list("post_id", flat=True).iterator())
    for path in Address.objects.filter(site=site).values_list("path", flat=True).iterator():
        bare_path, separator, query = path.partition("?")
        yield as_key(bare_path) + separator + query


def _years(moment: datetime) -> Iterator[str]:
    """In the site's time zone, it may be the year before or after."""
    yield from (f"/{moment.year + offset:04}/" for offset in (-1, 0, 1))


def _read(site: Site, application: WSGIApplication, key: str) -> CrawledPage:
    if needs_server(key):
        return CrawledPage(key, HTTPStatus.NOT_IMPLEMENTED)
    if file := _on_disk(key):
        return _copied(key, file)
    status, headers, body = get(application, site.root_url + key, **{ENVIRON_KEY: True})
    response_headers = {name.lower(): value for name, value in headers}
    code = int(status[:3])
    media_type = response_headers.get("content-type", "").partition(";")[0].strip().lower()
    if code in MOVED:
        location = response_headers.get("location", "")
        target = key_of(location, site.root_url + key, site.root_url)
        fragment = "".join(location.partition("#")[1:])
        return CrawledPage(key, code, location=target + fragment if target else location)
    if "?" in key and code == OK:  # a file has no query, so the page without it takes its place
        return CrawledPage(key, HTTPStatus.MOVED_PERMANENTLY, location=key.partition("?")[0])
    return CrawledPage(key, code, media_type, body=body)


def _on_disk(key: str) -> Path | None:
    """The file that is served unchanged: an upload, a style sheet or a script."""
    for prefix, root in (
        (settings.MEDIA_URL, settings.MEDIA_ROOT),
        (settings.STATIC_URL, settings.STATIC_ROOT),
    ):
        if key.startswith(prefix):
            top = Path(root).resolve()
            file = (top / unquote(key.partition("?")[0].removeprefix(prefix))).resolve()
            return file if file.is_relative_to(top) and file.is_file() else None
    return None


def _copied(key: str, file: Path) -> CrawledPage:
    media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    body = file.read_bytes() if media_type == "text/css" else b""
    return CrawledPage(key, OK, media_type, source=str(file), body=body)


def _links(page: CrawledPage, root: str) -> Iterator[str]:
    url = root + page.key
    if page.location:
        yield from _inside([page.location], url, root)
    elif page.status == OK:
        yield from _inside(addresses_on(page.media_type, page.body, root), url, root)


def _inside(urls: Iterable[str], page: str, root: str) -> Iterator[str]:
    return (key for url in urls if (key := key_of(url, page, root)) and not needs_server(key))


def addresses_on(media_type: str, body: bytes, root: str) -> Iterator[str]:
    """The addresses in a page, a style sheet or a feed."""
    if media_type == "text/html":
        yield from addresses_in_html(body.decode(errors="replace"))
    elif media_type == "text/css":
        yield from addresses_in_css(body.decode(errors="replace"))
    elif media_type.startswith(TEXT_TYPES):
        yield from (
            match["url"]
            for match in site_addresses_in_text(root).finditer(body.decode(errors="replace"))
        )


def site_addresses_in_text(root: str) -> re.Pattern[str]:
    """Matches the site's addresses in feeds, sitemaps and JSON-LD; `keep` where they are ids."""
    parts = urlsplit(root)
    origin = re.escape(f"{parts.scheme}://{parts.netloc}")
    inside, last = r"[A-Za-z0-9\-._~!$()*+,;=:@%/]*", r"[A-Za-z0-9\-_~$+=@%/]"
    # A full stop after an address is not part of it.
    return re.compile(
        rf'(?P<keep><guid[^>]*>|<id>|"@?id": ?")?(?P<url>{origin}(?![\w.:-])(?:{inside}{last})?)'
    )
