"""The files of a small site, each time with one mistake."""

from contextlib import redirect_stdout
from datetime import datetime
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from byline.demo.content_files import read_demo
from byline.demo.relative_dates import DemoContentError

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=ZoneInfo("UTC"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_a_small_site_is_read(small_site: Path) -> None:
    (echo,) = read_demo(NOW, small_site.parent)
    (heron,) = echo.articles
    assert (echo.key, echo.name, [section.slug for section in echo.sections]) == (
        "echo",
        "The Weir Echo",
        ["river", "town"],
    )
    assert (heron.key, heron.bylines, heron.published.isoformat()) == (
        "heron",
        [("alice", "reported")],
        "2024-03-07T06:30:00+00:00",
    )
    assert heron.body == [{"type": "text", "value": "<p>It stood there <em>all</em> morning.</p>"}]


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        (
            "articles/1-heron.md",
            "section =",
            "colour =",
            "echo/articles/1-heron.md: “colour” is unknown; choose from also, body, bylines,",
        ),
        (
            "articles/1-heron.md",
            "headline = ",
            "head line = ",
            "echo/articles/1-heron.md: Expected",
        ),
        (
            "articles/1-heron.md",
            "+++\nheadline",
            "headline",
            "echo/articles/1-heron.md: the file must begin with TOML between two lines",
        ),
        (
            "articles/1-heron.md",
            "It stood",
            "#It stood",
            "echo/articles/1-heron.md: line 7: “#It stood",
        ),
        (
            "articles/1-heron.md",
            "2024-03-07T06:30:00",
            '"Thursday"',
            "echo/articles/1-heron.md: 'Thursday' is not a date",
        ),
        (
            "articles/1-heron.md",
            '"river"',
            '"sea"',
            "echo/articles: heron: its section: “sea” is unknown; choose from river, town",
        ),
        (
            "articles/1-heron.md",
            '["alice: reported"]',
            "[]",
            "echo/articles: heron: it has no byline",
        ),
        (
            "articles/1-heron.md",
            "alice: reported",
            "bob: reported",
            "echo/articles: heron: its byline: “bob” is unknown; choose from alice",
        ),
        (
            "articles/1-heron.md",
            "alice: reported",
            "alice: sang",
            "echo/articles: heron: the role of alice: “sang” is unknown; choose from additional,",
        ),
        (
            "articles/1-heron.md",
            "It stood",
            "![owl] It stood",
            "echo/articles: heron: a picture: “owl” is unknown; choose from alice",
        ),
        (
            "articles/1-heron.md",
            "*all*",
            "[all](article:owl)",
            "echo/articles: heron: a link to an earlier article: “owl” is unknown; choose from none",
        ),
        (
            "articles/1-heron.md",
            "A heron",
            "A heron" + "!" * 250,
            "echo/articles: heron: a headline has 1 to 255 characters, not 275",
        ),
        (
            "pictures.toml",
            "[alice]",
            "[nobody]",
            "echo/pictures.toml: nobody: there is no file pictures/nobody.webp",
        ),
        (
            "pictures.toml",
            "Alice, drawn.",
            "",
            "echo/pictures.toml: alice: “description” has 0 characters; 1 to 255 are accepted",
        ),
        (
            "pictures.toml",
            "Drawing: Bob",
            "",
            "echo/pictures.toml: alice: “credit” has 0 characters",
        ),
        (
            "contributors.toml",
            'portrait = "alice"',
            'portrait = "owl"',
            "echo: the portrait of Alice Weir: “owl” is unknown; choose from alice",
        ),
        (
            "site.toml",
            '["heron"]',
            '["owl"]',
            "echo: the front page: “owl” is unknown; choose from heron",
        ),
        (
            "site.toml",
            "Europe/London",
            "Europe/Ellerbridge",
            "echo/site.toml: time_zone must be a name such as Europe/London, not Europe/Ellerbridge",
        ),
        (
            "site.toml",
            'name = "River"',
            'title = "River"',
            "echo/site.toml: “title” is unknown; choose from description, name, parent, slug",
        ),
        ("site.toml", 'tagline = "Again"', "", "echo/site.toml: “tagline” is missing"),
    ],
)
def test_an_error_names_the_file(
    small_site: Path, file: str, old: str, new: str, complaint: str
) -> None:
    change(small_site / file, old, new)
    with pytest.raises(DemoContentError) as refused:
        read_demo(NOW, small_site.parent)
    assert str(refused.value).startswith(complaint)


def test_dates_depend_on_the_clock_only() -> None:
    first, again = read_demo(NOW), read_demo(NOW)
    assert first == again
    bellman = first[0]
    newest = [article for article in bellman.articles if article.status == "published"][-1]
    assert (newest.key, newest.published.isoformat()) == ("bins", "2026-11-23T06:30:00+00:00")
    assert next(
        article.headline for article in bellman.articles if article.key == "bridge-opening-date"
    ) == ("Old Bridge to open on Monday week, and the county asks that nobody hold it to that")


def test_the_demo_has_difficult_articles() -> None:
    articles = {article.key: article for site in read_demo(NOW) for article in site.articles}
    assert len(articles["report-on-reports"].headline) == 150
    assert len({role for _, role in articles["the-night-the-river-came-back"].bylines}) == 8
    assert articles["31-june"].lead == ""
    assert articles["what-we-got-wrong"].standfirst == ""
    kinds = {block["type"] for article in articles.values() for block in article.body}
    assert kinds == {
        "text",
        "heading",
        "picture",
        "gallery",
        "quote",
        "embed",
        "table",
        "code",
        "document",
        "divider",
    }
    assert {article.label for article in articles.values()} == {
        "news",
        "analysis",
        "opinion",
        "satire",
        "sponsored",
    }
    assert [key for key, article in articles.items() if article.machine_assisted] == [
        "thirteen-councillors"
    ]


def test_the_program_in_an_article_prints_what_the_article_says() -> None:
    ferry = next(
        article
        for site in read_demo(NOW)
        for article in site.articles
        if article.key == "how-the-740-is-made"
    )
    listing, printed = (block["value"]["code"] for block in ferry.body if block["type"] == "code")
    with redirect_stdout(StringIO()) as out:
        exec(listing, {})
    assert out.getvalue().split() == printed.split()
