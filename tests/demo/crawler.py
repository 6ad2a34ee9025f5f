"""A crawler that reads sites over HTTP and follows every address in pages, feeds and styles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from lxml import etree, html

MAX_REDIRECTS = 3
MAX_ADDRESSES = 5_000
LINKS = (
    "//a/@href | //link[not(@rel='preconnect')]/@href | //img/@src | //source/@src"
    " | //script/@src | //video/@src | //audio/@src"
    " | //form[not(@method) or @method='get']/@action"
    " | //meta[@property='og:image' or @property='og:url']/@content | //@data-src"
)


@dataclass
class CrawledAddress:
    """A response. `href` is the address after redirects."""

    href: str
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def exists(self) -> bool:
        return self.status == 200 or (self.status == 405 and self.headers.get("allow") == "POST")

    @property
    def kind(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass
class Crawler:
    """Reads the sites of these hosts, all served on one local port."""

    port: int
    hosts: frozenset[str]
    found: dict[str, CrawledAddress] = field(default_factory=dict)
    linked_from: dict[str, str] = field(default_factory=dict)

    def crawl(self, *starts: str) -> None:
        waiting = list(starts)
        while waiting:
            url = waiting.pop()
            if url in self.found:
                continue
            assert len(self.found) < MAX_ADDRESSES, "the sites have too many addresses"
            self.found[url] = self._get(url)
            for link in links_in(self.found[url]):
                address = urldefrag(link)[0]
                if self.is_local(address) and address not in self.found:
                    self.linked_from.setdefault(address, url)
                    waiting.append(address)

    def is_local(self, url: str) -> bool:
        parts = urlsplit(url)
        return (
            parts.scheme in ("http", "https")
            and parts.hostname in self.hosts
            and parts.port in (self.port, None)
        )

    def broken(self) -> list[str]:
        """Every address that neither responds with 200 nor takes POST, and a page linking to it."""
        return [
            f"{address.status} {url} from {self.linked_from.get(url)}"
            for url, address in self.found.items()
            if not address.exists
        ]

    def broken_parts(self) -> list[str]:
        """Every link with a fragment that the page does not have."""
        missing = []
        for url, page in self.found.items():
            for link in links_in(page):
                address, fragment = urldefrag(link)
                target = self.found.get(address)
                if (
                    fragment
                    and target
                    and target.kind == "text/html"
                    and not fragments_of(target) & {fragment, unquote(fragment)}
                ):
                    missing.append(f"{link} from {url}")
        return missing

    def _get(self, url: str) -> CrawledAddress:
        for _ in range(MAX_REDIRECTS):
            parts = urlsplit(url)
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
            try:
                connection.request("GET", path or "/", headers={"Host": parts.netloc})
                response = connection.getresponse()
                body = response.read()
                headers = {name.lower(): value for name, value in response.getheaders()}
            finally:
                connection.close()
            if "location" not in headers:
                break
            url = urljoin(url, headers["location"])
        return CrawledAddress(url, response.status, headers, body)


def links_in(page: CrawledAddress) -> Iterator[str]:
    """Every address that it links to or loads, as an absolute address."""
    if page.status == 200:
        for link in _links(page):
            if "{" not in link and not link.startswith(("mailto:", "tel:", "data:", "javascript:")):
                yield urljoin(page.href, link.strip())


def _links(page: CrawledAddress) -> Iterator[str]:
    if page.kind == "text/html":
        document = html.fromstring(page.body)
        yield from (str(link) for link in document.xpath(LINKS))
        for srcset in document.xpath("//@srcset | //@imagesrcset"):
            yield from (part.split()[0] for part in str(srcset).split(",") if part.strip())
    elif page.kind == "text/css":
        yield from re.findall(r"url\([\"']?([^\"')]+)", page.body.decode())
    elif page.kind == "text/markdown":
        yield from (
            link or bare_link
            for link, bare_link in re.findall(
                r"\]\(([^)\s]+)\)|<(https?:[^>]+)>", page.body.decode()
            )
        )
    elif page.kind.endswith(("xml", "+xml")):
        tree = etree.fromstring(page.body)
        yield from (str(link) for link in tree.xpath("//@href | //@url | //@xmlUrl | //@htmlUrl"))
        yield from (
            str(element.text)
            for element in tree.iter("{*}loc", "link")
            if element.text and element.text.strip()
        )
    elif page.kind == "application/feed+json":
        yield from re.findall(
            r'"(?:url|feed_url|home_page_url|next_url|image)": "([^"]+)"', page.body.decode()
        )
    elif page.kind == "text/plain":
        yield from re.findall(r"(?:Sitemap: |\]\()(https?://[^\s)]+)", page.body.decode())


def fragments_of(page: CrawledAddress) -> set[str]:
    """The fragments that links to the page may have."""
    return {str(name) for name in html.fromstring(page.body).xpath("//@id | //a/@name")} | {"top"}
