"""A robot that reads a whole house over HTTP: every page, picture, feed, script and style that something in it leads to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from lxml import etree, html

MOST_REDIRECTS = 3
MOST_PAGES = 5_000
LEADS = (
    "//a/@href | //link[not(@rel='preconnect')]/@href | //img/@src | //source/@src | //script/@src | //video/@src | //audio/@src"
    " | //form[not(@method) or @method='get']/@action | //meta[@property='og:image' or @property='og:url']/@content | //@data-src"
)


@dataclass
class Found:
    """What stands at an address: `href` is where it was given, behind redirects."""

    href: str
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def is_there(self) -> bool:
        return self.status == 200 or (self.status == 405 and self.headers.get("allow") == "POST")

    @property
    def kind(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass
class Robot:
    """Reads what stands at these hosts, all served at one port of this machine."""

    port: int
    hosts: frozenset[str]
    found: dict[str, Found] = field(default_factory=dict)
    led_by: dict[str, str] = field(default_factory=dict)

    def crawl(self, *starts: str) -> None:
        waiting = list(starts)
        while waiting:
            url = waiting.pop()
            if url in self.found:
                continue
            assert len(self.found) < MOST_PAGES, "there is no end to it"
            self.found[url] = self._ask(url)
            for lead in leads_in(self.found[url]):
                whole = urldefrag(lead)[0]
                if self.is_ours(whole) and whole not in self.found:
                    self.led_by.setdefault(whole, url)
                    waiting.append(whole)

    def is_ours(self, url: str) -> bool:
        parts = urlsplit(url)
        return (
            parts.scheme in ("http", "https")
            and parts.hostname in self.hosts
            and parts.port in (self.port, None)
        )

    def broken(self) -> list[str]:
        """Every address that does not answer with 200, or is there to be posted to, and who leads there."""
        return [
            f"{found.status} {url} from {self.led_by.get(url)}"
            for url, found in self.found.items()
            if not found.is_there
        ]

    def broken_parts(self) -> list[str]:
        """Every link to a part of a page that has no such part."""
        missing = []
        for url, page in self.found.items():
            for lead in leads_in(page):
                whole, part = urldefrag(lead)
                there = self.found.get(whole)
                if (
                    part
                    and there
                    and there.kind == "text/html"
                    and not names_in(there) & {part, unquote(part)}
                ):
                    missing.append(f"{lead} from {url}")
        return missing

    def _ask(self, url: str) -> Found:
        for _ in range(MOST_REDIRECTS):
            parts = urlsplit(url)
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
            try:
                connection.request("GET", path or "/", headers={"Host": parts.netloc})
                answer = connection.getresponse()
                body = answer.read()
                headers = {name.lower(): value for name, value in answer.getheaders()}
            finally:
                connection.close()
            if "location" not in headers:
                break
            url = urljoin(url, headers["location"])
        return Found(url, answer.status, headers, body)


def leads_in(found: Found) -> Iterator[str]:
    """Every address that it leads to or loads, whole."""
    if found.status == 200:
        for lead in _leads(found):
            if "{" not in lead and not lead.startswith(("mailto:", "tel:", "data:", "javascript:")):
                yield urljoin(found.href, lead.strip())


def _leads(found: Found) -> Iterator[str]:
    if found.kind == "text/html":
        page = html.fromstring(found.body)
        yield from (str(lead) for lead in page.xpath(LEADS))
        for several in page.xpath("//@srcset | //@imagesrcset"):
            yield from (each.split()[0] for each in str(several).split(",") if each.strip())
    elif found.kind == "text/css":
        yield from re.findall(r"url\([\"']?([^\"')]+)", found.body.decode())
    elif found.kind == "text/markdown":
        yield from (
            one or other
            for one, other in re.findall(r"\]\(([^)\s]+)\)|<(https?:[^>]+)>", found.body.decode())
        )
    elif found.kind.endswith(("xml", "+xml")):
        tree = etree.fromstring(found.body)
        yield from (str(lead) for lead in tree.xpath("//@href | //@url | //@xmlUrl | //@htmlUrl"))
        yield from (
            str(each.text)
            for each in tree.iter("{*}loc", "link")
            if each.text and each.text.strip()
        )
    elif found.kind == "application/feed+json":
        yield from re.findall(
            r'"(?:url|feed_url|home_page_url|next_url|image)": "([^"]+)"', found.body.decode()
        )
    elif found.kind == "text/plain":
        yield from re.findall(r"(?:Sitemap: |\]\()(https?://[^\s)]+)", found.body.decode())


def names_in(found: Found) -> set[str]:
    """What its parts are called."""
    return {str(name) for name in html.fromstring(found.body).xpath("//@id | //a/@name")} | {"top"}
