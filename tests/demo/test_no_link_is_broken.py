"""A crawler reads the whole demo over HTTP, as a browser, a feed reader and a search engine do."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from lxml import html

from demo.crawler import CrawledAddress, Crawler
from running_server import clean_environment, prepared_data_folder, serve

HOSTS = frozenset({"localhost", "saffara.localhost"})
KINDS = {
    *("text/html", "text/css", "text/javascript", "text/markdown"),
    *("application/rss+xml", "application/atom+xml", "application/feed+json"),
    *("image/webp", "image/jpeg", "image/png"),
}
UNLISTED = ("/robots.txt", "/llms.txt", "/feed.opml", "/sitemap.xml", "/favicon.ico")


@pytest.fixture(scope="module")
def crawler(tmp_path_factory: pytest.TempPathFactory) -> Crawler:
    """A crawler that has read the demo's two sites."""
    data = prepared_data_folder(
        tmp_path_factory.getbasetemp(), tmp_path_factory.mktemp("crawl") / "demo"
    )
    environment = clean_environment() | {"BYLINE_DATA": str(data)}
    subprocess.run(
        [sys.executable, str(Path(__file__).with_name("load_sketched_demo.py"))],
        check=True,
        env=environment,
    )
    with serve(data) as server:
        crawler = Crawler(server.port, HOSTS)
        roots = [f"http://{host}:{server.port}" for host in sorted(HOSTS)]
        crawler.crawl(*(root + path for root in roots for path in ("/", *UNLISTED[:-1])))
    return crawler


def test_the_crawler_reads_every_kind_of_content(crawler: Crawler) -> None:
    kinds = Counter(address.kind for address in crawler.found.values())
    assert KINDS - kinds.keys() == set()
    assert kinds["text/html"] > 100


def test_no_link_is_broken(crawler: Crawler) -> None:
    assert "\n".join(crawler.broken()) == ""


def test_no_link_to_a_fragment_is_broken(crawler: Crawler) -> None:
    assert crawler.broken_parts() == []


def test_every_cached_page_has_its_own_address_as_canonical(crawler: Crawler) -> None:
    wrong = {
        url: canonicals(page)
        for url, page in crawler.found.items()
        if is_printed(page) and canonicals(page) != [page.href]
    }
    assert wrong == {}


def is_printed(page: CrawledAddress) -> bool:
    is_cached = page.headers.get("cache-status", "").endswith(("hit", "stored", "collapsed"))
    return is_cached and page.status == 200 and page.kind == "text/html"


def canonicals(page: CrawledAddress) -> list[str]:
    return [
        str(href) for href in html.fromstring(page.body).xpath("//link[@rel='canonical']/@href")
    ]
