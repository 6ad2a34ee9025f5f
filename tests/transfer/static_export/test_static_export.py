"""The files of a static export: their names, their links, and what a second run does to them."""

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
ROOT, OLD = f"http://{HOST}", "https://old.example"
PATH = "/2016/09/17/the-bridge/"


@pytest.fixture
def bridge(publish: Publish) -> Article:
    return publish(
        "The bridge opens",
        permalink="/2016/09/17/the-bridge/",
        body=text("Cafés along the quay cheered."),
    )


def export(
    site: Site, folder: Path, links: LinkStyle = LinkStyle.RELATIVE, base: str = ""
) -> StaticExportResult:
    return export_static(
        site, get_wsgi_application(), folder, links=links, base=base, progress=lambda *_: None
    )


def page(folder: Path, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("links", "base", "href", "canonical"),
    [
        (LinkStyle.RELATIVE, "", f"{PATH[1:]}index.html", f"{ROOT}{PATH}"),
        (LinkStyle.ROOT, "", PATH, f"{ROOT}{PATH}"),
        (LinkStyle.ROOT, f"{OLD}/paper/", f"/paper{PATH}", f"{OLD}/paper{PATH}"),
        (LinkStyle.ABSOLUTE, OLD, f"{OLD}{PATH}", f"{OLD}{PATH}"),
    ],
)
def test_links_have_the_chosen_form(
    bridge: Article, tmp_path: Path, links: LinkStyle, base: str, href: str, canonical: str
) -> None:
    export(bridge.site, tmp_path, links, base)
    assert f'<a href="{href}">The bridge opens</a>' in page(tmp_path, "index.html")
    assert f'<link rel="canonical" href="{canonical}">' in page(
        tmp_path, "2016/09/17/the-bridge/index.html"
    )
    assert f"<link>{canonical}</link>" in page(tmp_path, "feed/index.xml")
    assert f"<loc>{canonical}</loc>" in page(tmp_path, "sitemap-articles-1.xml")
    assert broken_in(tmp_path, base or ROOT) == []
    assert (tmp_path / "404.html").exists() == (links is not LinkStyle.RELATIVE)


def test_ids_in_feeds_stay_the_same_at_another_address(bridge: Article, tmp_path: Path) -> None:
    export(bridge.site, tmp_path, LinkStyle.ROOT, "https://old.example")
    assert f">{bridge.guid}</guid>" in page(tmp_path, "feed/index.xml")


def test_former_addresses_redirect_with_and_without_a_web_server(
    bridge: Article, tmp_path: Path
) -> None:
    bridge.slug = "the-weir"
    bridge.save_revision().publish()
    bridge.refresh_from_db()
    export(bridge.site, tmp_path)
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


def test_a_dead_link_becomes_plain_text(publish: Publish, tmp_path: Path) -> None:
    article = publish(
        "Lost",
        body=text(
            'Ask <a href="/-/my-data/">us</a> or <a href="/gone/">him</a> or '
            '<a href="https://far.example/x">them</a>.'
        ),
    )
    result = export(article.site, tmp_path)
    assert result.broken == [(article.permalink, "/-/my-data/"), (article.permalink, "/gone/")]
    html = page(tmp_path, f"{article.permalink.strip('/')}/index.html")
    assert 'Ask <a>us</a> or <a>him</a> or <a href="https://far.example/x">them</a>.' in html
    in_feed = (
        "Ask &lt;a&gt;us&lt;/a&gt; or &lt;a&gt;him&lt;/a&gt; or "
        '&lt;a href="https://far.example/x"&gt;them&lt;/a&gt;.'
    )
    assert in_feed in page(tmp_path, "feed/index.xml")
    assert broken_in(tmp_path, ROOT) == []


def test_a_second_run_writes_changes_and_deletes_obsolete_files(
    bridge: Article, publish: Publish, tmp_path: Path
) -> None:
    weir = publish("The weir", permalink="/weir/")
    export(bridge.site, tmp_path)
    (tmp_path / "notes.txt").write_text("mine")
    assert export(bridge.site, tmp_path).folder.written == 0
    weir.unpublish()
    bridge.title = "The bridge is open"
    bridge.save_revision().publish()
    again = export(bridge.site, tmp_path)
    assert again.folder.removed > 0
    assert not (tmp_path / "weir").exists()
    assert ">The bridge is open</h1>" in page(tmp_path, "2016/09/17/the-bridge/index.html")
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert broken_in(tmp_path, ROOT) == []


def test_other_files_are_never_overwritten(bridge: Article, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>Ada's page")
    with pytest.raises(StaticExportError) as refused:
        export(bridge.site, tmp_path)
    assert (
        str(refused.value) == f"{tmp_path} has files of the same names from elsewhere: index.html. "
        "Nothing was written; choose another folder."
    )
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] == [
        "index.html"
    ]
    assert (tmp_path / "index.html").read_text() == "<p>Ada's page"


def test_an_interrupted_export_resumes(bridge: Article, tmp_path: Path) -> None:
    """Interrupted while reading, then while writing."""
    export(bridge.site, tmp_path / "whole")

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
    with closing(sqlite3.connect(tmp_path / "out/.byline-export.sqlite3")) as state:
        assert state.execute("SELECT count(*) FROM pages WHERE status").fetchone() == (10,)
    with pytest.raises(Stop):
        stop_at("Writing", 10)
    export(bridge.site, tmp_path / "out")
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
    export(bridge.site, tmp_path)
    assert page(tmp_path, "search/words/63-61.js") == 'bylineWords("63-61",{"cafes":[0]});\n'
    assert page(tmp_path, "search/words/articles-0.js").startswith(
        f'bylineArticles(0,[{{"href":"..{PATH}index.html","title":"The bridge opens",'
    )
