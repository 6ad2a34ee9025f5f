"""A page as saved by a browser or fetched: its HTML, and the folder beside it."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from charset_normalizer import from_bytes
from lxml import etree

from byline.lib import http_client
from byline.lib.html_bounds import without_surplus_attributes
from byline.transfer.html.tree import Element
from byline.transfer.run.comment_records import BadFile

MAX_PAGE_BYTES = 20 * 1024 * 1024
BROWSER_NOTE = re.compile(r"saved from url=\(\d+\)(https?://\S+)")
"""The comment that browsers write into a page they save."""


@dataclass(frozen=True, slots=True)
class SavedPage:
    """`address` is its old address, "" if unknown; `origin` is where that was found.

    `folder` has its pictures.
    """

    html: str
    address: str
    origin: str
    folder: Path | None = None

    @property
    def tree(self) -> Element:
        """The parsed page. Never fails: broken HTML is read as a browser would."""
        parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True)
        source = without_surplus_attributes(self.html)
        root = etree.fromstring(source.encode("utf-8", errors="replace"), parser)
        return root if root is not None else etree.Element("html")


def open_page(named: str) -> SavedPage:
    """The page in a file or at an http(s) address.

    Raises BadFile if there is none or it cannot be read.
    """
    if urlsplit(named).scheme in ("http", "https"):
        return _fetched(named)
    path = Path(named)
    if not path.is_file():
        raise BadFile(
            "there is no such file; a saved page (.html) or an address (https://…) is accepted"
        )
    if path.stat().st_size > MAX_PAGE_BYTES:
        raise BadFile(
            f"the page is larger than {MAX_PAGE_BYTES // 2**20} MB, too large for an article"
        )
    html = _decoded(path.read_bytes())
    folder = path.with_name(f"{path.stem}_files")
    address, origin = _address(html)
    return SavedPage(html, address, origin, folder if folder.is_dir() else None)


def _fetched(address: str) -> SavedPage:
    try:
        answer = http_client.get(
            address,
            headers={"Accept": "text/html"},
            limits=http_client.Limits(seconds=30, size=MAX_PAGE_BYTES),
        )
    except http_client.Unreachable as error:
        raise BadFile(f"the page cannot be fetched: {error}") from None
    if not answer.is_success:
        raise BadFile(f"the page cannot be fetched: its server answered {answer.status}")
    if answer.media_type not in ("text/html", "application/xhtml+xml"):
        raise BadFile(f"this is not a web page but {answer.media_type or 'an unnamed type'}")
    return SavedPage(_sound(answer.text), answer.url, "where it was fetched")


def _decoded(body: bytes) -> str:
    named = re.search(rb"<meta[^>]+charset=[\"']?([\w.:-]+)", body[:4096], re.IGNORECASE)
    try:
        text = body.decode(named[1].decode("ascii") if named else "utf-8")
    except (LookupError, UnicodeDecodeError):
        best = from_bytes(body[:200_000]).best()
        text = body.decode(best.encoding if best else "utf-8", errors="replace")
    return _sound(text)


def _sound(text: str) -> str:
    text = text.replace("\x00", "")
    if not re.search(r"<\s*(?:html|body|article|p|div)\b", text[:200_000], re.IGNORECASE):
        raise BadFile("this is not a web page: it contains no HTML")
    return text


def _address(html: str) -> tuple[str, str]:
    tree = SavedPage(html, "", "").tree
    canonical = [
        str(link.get("href") or "") for link in tree.iter("link") if link.get("rel") == "canonical"
    ]
    shared = [
        str(meta.get("content") or "")
        for meta in tree.iter("meta")
        if meta.get("property") == "og:url"
    ]
    saved = BROWSER_NOTE.search(html[:4096])
    ways = (
        (canonical, "its canonical link"),
        (shared, "og:url"),
        ([saved[1]] if saved else [], "the browser's note"),
    )
    for addresses, origin in ways:
        for address in addresses:
            if urlsplit(urljoin(address, "")).scheme in ("http", "https"):
                return address, origin
    return "", ""
