"""Asking for every page that a reader could come to: the known ones first, then whatever these name."""

import mimetypes
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
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
NOT_FOUND_PATH = "/-/no-such-page/"  # answers with the page that says so
TEXT_TYPES = (
    "text/",
    "application/xml",
    "application/rss+xml",
    "application/atom+xml",
    "application/json",
    "application/feed+json",
)
OK, MOVED = 200, range(300, 400)


def crawl(
    site: Site,
    application: WSGIApplication,
    notes: CrawlState,
    progress: Callable[[str, int, int], object],
) -> None:
    """Ask `application` for all of the site until nothing more is named. May be stopped and begun again."""
    notes.want(_known(site))
    while key := notes.next_wanted():
        found = _answer(site, application, key)
        notes.note(found, _named(found, site.root_url))
        progress("Reading", notes.asked, notes.known)


def not_found_page(site: Site, application: WSGIApplication) -> bytes:
    """The page that says that there is no such page."""
    _status, _headers, body = get(
        application, site.root_url + NOT_FOUND_PATH, **{ENVIRON_KEY: True}
    )
    return body


def _known(site: Site) -> Iterator[str]:
    yield from ("/", "/search/", *MACHINE_READABLE_PATHS)
    yield from (key for url in all_addresses() if (key := key_of(url, url, site.root_url)))
    out = Article.objects.published().on(site)
    for moment in out.datetimes("published_at", "year"):
        yield from _years(moment)
    yield from (f"/s/{number}" for number in out.values_list("post_id", flat=True).iterator())
    for path in Address.objects.filter(site=site).values_list("path", flat=True).iterator():
        bare, mark, query = path.partition("?")
        yield as_key(bare) + mark + query


def _years(moment: datetime) -> Iterator[str]:
    """The year by the site's clock may be the one beside it, at its turn."""
    yield from (f"/{moment.year + by:04}/" for by in (-1, 0, 1))


def _answer(site: Site, application: WSGIApplication, key: str) -> CrawledPage:
    if needs_server(key):
        return CrawledPage(key, 501)
    if file := _on_disk(key):
        return _copied(key, file)
    status, headers, body = get(application, site.root_url + key, **{ENVIRON_KEY: True})
    named, number = {name.lower(): value for name, value in headers}, int(status[:3])
    kind = named.get("content-type", "").partition(";")[0].strip().lower()
    if number in MOVED:
        leads = named.get("location", "")
        inside = key_of(leads, site.root_url + key, site.root_url)
        return CrawledPage(
            key, number, leads=inside + "".join(leads.partition("#")[1:]) if inside else leads
        )
    if "?" in key and number == OK:
        return CrawledPage(
            key, 301, leads=key.partition("?")[0]
        )  # what the query said does not matter to a page that is kept
    return CrawledPage(key, number, kind, body=body)


def _on_disk(key: str) -> Path | None:
    """The file that is given as it is: uploaded, or one of the styles and scripts."""
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
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return CrawledPage(
        key, OK, kind, source=str(file), body=file.read_bytes() if kind == "text/css" else b""
    )


def _named(found: CrawledPage, root: str) -> Iterator[str]:
    page = root + found.key
    if found.leads:
        yield from _inside([found.leads], page, root)
    elif found.status == OK:
        yield from _inside(addresses_on(found.kind, found.body, root), page, root)


def _inside(urls: Iterable[str], page: str, root: str) -> Iterator[str]:
    return (key for url in urls if (key := key_of(url, page, root)) and not needs_server(key))


def addresses_on(kind: str, body: bytes, root: str) -> Iterator[str]:
    """The addresses that a page, a style sheet or a feed names."""
    if kind == "text/html":
        yield from addresses_in_html(body.decode(errors="replace"))
    elif kind == "text/css":
        yield from addresses_in_css(body.decode(errors="replace"))
    elif kind.startswith(TEXT_TYPES):
        yield from (
            found["url"]
            for found in site_addresses_in_text(root).finditer(body.decode(errors="replace"))
        )


def site_addresses_in_text(root: str) -> re.Pattern[str]:
    """Addresses of ours in the text of a feed, a sitemap or of linked data; `keep` where they are what a thing is known by."""
    parts = urlsplit(root)
    origin = re.escape(f"{parts.scheme}://{parts.netloc}")
    inside, last = (
        r"[A-Za-z0-9\-._~!$()*+,;=:@%/]*",
        r"[A-Za-z0-9\-_~$+=@%/]",
    )  # a full stop behind an address is not a part of it
    return re.compile(
        rf'(?P<keep><guid[^>]*>|<id>|"@?id": ?")?(?P<url>{origin}(?![\w.:-])(?:{inside}{last})?)'
    )
