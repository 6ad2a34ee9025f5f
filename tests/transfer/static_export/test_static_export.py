"""What the files are called, how they name each other, and what happens to them from one run to the next."""

import csv
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.core.wsgi import get_wsgi_application
from wagtail.models import Site

from byline.newsroom.models import Article
from byline.transfer.static_export.actions import StaticExportResult, export_static
from byline.transfer.static_export.choices import LinkStyle, StaticExportError
from newsrooms import HOST, Publish, text
from transfer.static_export.checker import broken_in

pytestmark = pytest.mark.usefixtures("styles")
ROOT = f"http://{HOST}"


@pytest.fixture
def bridge(publish: Publish) -> Article:
    return publish(
        "The bridge opens",
        permalink="/2016/09/17/the-bridge/",
        body=text("Cafés along the quay cheered."),
    )


def leave(
    site: Site, folder: Path, links: LinkStyle = LinkStyle.RELATIVE, base: str = ""
) -> StaticExportResult:
    return export_static(
        site, get_wsgi_application(), folder, links=links, base=base, progress=lambda *told: None
    )


def page(folder: Path, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("links", "base", "href", "canonical"),
    [
        (LinkStyle.RELATIVE, "", "2016/09/17/the-bridge/index.html", f"{ROOT}/2016/09/17/the-bridge/"),
        (LinkStyle.ROOT, "", "/2016/09/17/the-bridge/", f"{ROOT}/2016/09/17/the-bridge/"),
        (LinkStyle.ROOT, "https://old.example/paper/", "/paper/2016/09/17/the-bridge/", "https://old.example/paper/2016/09/17/the-bridge/"),
        (LinkStyle.ABSOLUTE, "https://old.example", "https://old.example/2016/09/17/the-bridge/", "https://old.example/2016/09/17/the-bridge/"),
    ],
)  # fmt: skip
def test_links_are_as_they_were_chosen(
    bridge: Article, tmp_path: Path, links: LinkStyle, base: str, href: str, canonical: str
) -> None:
    leave(bridge.site, tmp_path, links, base)
    assert f'<a href="{href}">The bridge opens</a>' in page(tmp_path, "index.html")
    assert f'<link rel="canonical" href="{canonical}">' in page(
        tmp_path, "2016/09/17/the-bridge/index.html"
    )
    assert f"<link>{canonical}</link>" in page(tmp_path, "feed/index.xml")
    assert f"<loc>{canonical}</loc>" in page(tmp_path, "sitemap-articles-1.xml")
    assert broken_in(tmp_path, base or ROOT) == []
    assert (tmp_path / "404.html").exists() == (links is not LinkStyle.RELATIVE)


def test_what_feeds_know_an_article_by_stays_when_it_is_served_elsewhere(
    bridge: Article, tmp_path: Path
) -> None:
    leave(bridge.site, tmp_path, LinkStyle.ROOT, "https://old.example")
    assert f">{bridge.guid}</guid>" in page(tmp_path, "feed/index.xml")


def test_addresses_of_before_lead_on_with_and_without_a_web_server(
    bridge: Article, tmp_path: Path
) -> None:
    bridge.slug = "the-weir"
    bridge.save_revision().publish()
    bridge.refresh_from_db()
    leave(bridge.site, tmp_path)
    old = page(tmp_path, "2016/09/17/the-bridge/index.html")
    assert f'content="0; url=../../../..{bridge.permalink}index.html"' in old
    assert ["/2016/09/17/the-bridge/", bridge.permalink, "301"] in list(
        csv.reader(page(tmp_path, "redirects.csv").splitlines())
    )
    assert (
        f"/2016/09/17/the-bridge/ {bridge.permalink} 301"
        in page(tmp_path, "_redirects").splitlines()
    )
    assert (
        f'"/2016/09/17/the-bridge/" "{bridge.permalink}";'
        in page(tmp_path, "redirects.nginx.conf").splitlines()
    )
    assert broken_in(tmp_path, ROOT) == []


def test_a_link_that_leads_nowhere_becomes_plain_words(publish: Publish, tmp_path: Path) -> None:
    article = publish(
        "Lost",
        body=text(
            'Ask <a href="/-/my-data/">us</a> or <a href="/gone/">him</a> or <a href="https://far.example/x">them</a>.'
        ),
    )
    outcome = leave(article.site, tmp_path)
    assert outcome.broken == [(article.permalink, "/-/my-data/"), (article.permalink, "/gone/")]
    written = page(tmp_path, f"{article.permalink.strip('/')}/index.html")
    assert 'Ask <a>us</a> or <a>him</a> or <a href="https://far.example/x">them</a>.' in written
    told = 'Ask &lt;a&gt;us&lt;/a&gt; or &lt;a&gt;him&lt;/a&gt; or &lt;a href="https://far.example/x"&gt;them&lt;/a&gt;.'
    assert told in page(tmp_path, "feed/index.xml")
    assert broken_in(tmp_path, ROOT) == []


def test_the_second_run_writes_what_changed_and_removes_what_is_no_part_any_more(
    bridge: Article, publish: Publish, tmp_path: Path
) -> None:
    weir = publish("The weir", permalink="/weir/")
    leave(bridge.site, tmp_path)
    (tmp_path / "notes.txt").write_text("mine")
    assert leave(bridge.site, tmp_path).folder.written == 0
    weir.unpublish()
    bridge.title = "The bridge is open"
    bridge.save_revision().publish()
    again = leave(bridge.site, tmp_path)
    assert again.folder.removed > 0
    assert not (tmp_path / "weir").exists()
    assert ">The bridge is open</h1>" in page(tmp_path, "2016/09/17/the-bridge/index.html")
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert broken_in(tmp_path, ROOT) == []


def test_somebody_elses_file_is_never_written_over(bridge: Article, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>Ada's page")
    with pytest.raises(StaticExportError) as refused:
        leave(bridge.site, tmp_path)
    assert (
        str(refused.value) == f"{tmp_path} has files of the same names from elsewhere: index.html. "
        "Nothing was written; choose another folder."
    )
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] == [
        "index.html"
    ]
    assert (tmp_path / "index.html").read_text() == "<p>Ada's page"


def test_one_that_was_stopped_goes_on_where_it_was(bridge: Article, tmp_path: Path) -> None:
    """Stopped while it reads, then while it writes."""
    leave(bridge.site, tmp_path / "whole")

    class Stop(Exception):
        pass

    def stop_at(what: str, place: int) -> None:
        def progress(now: str, done: int, total: int) -> None:
            if (now, done) == (what, place):
                raise Stop

        export_static(
            bridge.site,
            get_wsgi_application(),
            tmp_path / "out",
            links=LinkStyle.RELATIVE,
            progress=progress,
        )

    with pytest.raises(Stop):
        stop_at("Reading", 10)
    with closing(sqlite3.connect(tmp_path / "out/.byline-export.sqlite3")) as notes:
        assert notes.execute("SELECT count(*) FROM pages WHERE status").fetchone() == (10,)
    with pytest.raises(Stop):
        stop_at("Writing", 10)
    leave(bridge.site, tmp_path / "out")
    files = [
        {
            str(path.relative_to(folder)): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }
        for folder in (tmp_path / "whole", tmp_path / "out")
    ]
    assert files[0] == files[1]


def test_words_are_found_without_capitals_and_accents(bridge: Article, tmp_path: Path) -> None:
    leave(bridge.site, tmp_path)
    assert page(tmp_path, "search/words/63-61.js") == 'bylineWords("63-61",{"cafes":[0]});\n'
    assert page(tmp_path, "search/words/articles-0.js").startswith(
        'bylineArticles(0,[{"href":"../2016/09/17/the-bridge/index.html","title":"The bridge opens",'
    )
