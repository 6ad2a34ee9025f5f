"""Articles as Markdown, at addresses of their own."""

from datetime import UTC, datetime
from html import escape

import pytest
from django.test import Client
from lxml import html
from markdown_it import MarkdownIt
from wagtail.models import Site

from byline.network.actions import update_settings
from byline.network.choices import PermalinkPattern
from byline.newsroom import actions
from byline.newsroom.copy import Credit
from byline.newsroom.models import Contributor, Picture
from newsrooms import HOST, Publish, text

ROOT = f"http://{HOST}"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def body(*blocks: tuple[str, object]) -> list[dict[str, object]]:
    return [{"type": kind, "value": value} for kind, value in blocks]


def test_markdown_has_the_contents_of_the_page(
    publish: Publish, contributor: Contributor, drawing: Picture, reader: Client
) -> None:
    ivo = actions.add_contributor(site=contributor.site, name="Ivo Sand")
    article = publish(
        "Ferry *stops* at <noon>",
        standfirst="After 40 years.",
        published_at=NOON,
        tags=["ferry"],
        label="opinion",
        notice_line="Corrected.",
        credits=[Credit(contributor), Credit(ivo, "photographs")],
        body=body(
            (
                "text",
                (
                    '<p>It <b>stopped</b>, <a href="/category/news/">they</a> say.</p>'
                    "<ul><li>one</li><li>two</li></ul>"
                ),
            ),
            ("heading", {"text": "Why", "level": "2"}),
            ("quote", {"text": "It was old.", "attribution": "Ben", "pull": False}),
            ("code", {"language": "python", "code": "if x < 1:\n\n\n    pass"}),
            (
                "picture",
                {"picture": drawing.pk, "alt": "", "caption": "At the quay", "decorative": False},
            ),
        ),
    )
    answer = reader.get(f"{article.href.rstrip('/')}.md")
    assert answer["Content-Type"] == "text/markdown; charset=utf-8"
    assert answer["Link"] == f'<{ROOT}{article.href}>; rel="canonical"'
    written = answer.content.decode()
    src = written.partition("![A ferry at the quay.](")[2].partition(")")[0]
    assert src.startswith(f"{ROOT}/media/images/")
    assert (
        written
        == f"""# Ferry \\*stops\\* at &lt;noon&gt;

**After 40 years.**

- By [Rosa Quill]({ROOT}/author/rosa-quill/)
- Photographs by [Ivo Sand]({ROOT}/author/ivo-sand/)
- The Harbour Post, 2026-03-03T01:00:00+13:00
- <{ROOT}{article.href}>
- Filed under News

Opinion: this article presents its author's view.

It **stopped**, [they]({ROOT}/category/news/) say.

- one
- two

## Why

> It was old.
>
> Ben

```
if x < 1:


    pass
```

![A ferry at the quay.]({src})

At the quay Ivo Sand

Corrected.
"""
    )


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        (PermalinkPattern.NAME, "/the-bridge.md"),
        (PermalinkPattern.NUMBER, "/archives/1.md"),
        ("/%postname%.html", "/the-bridge.html.md"),
        ("/%category%/%postname%/", "/news/the-bridge.md"),
    ],
)
def test_markdown_has_an_address_beside_the_article(
    pattern: str, path: str, harbour_post: Site, publish: Publish, reader: Client
) -> None:
    update_settings(harbour_post, permalink_pattern=pattern)
    article = publish("The bridge")
    page = html.fromstring(reader.get(article.href).content)
    assert page.xpath("//link[@type='text/markdown']/@href") == [path]
    assert reader.get(path).content.decode().partition("\n")[0] == "# The bridge"


def test_an_article_at_a_markdown_address_goes_first(
    harbour_post: Site, publish: Publish, reader: Client
) -> None:
    update_settings(harbour_post, permalink_pattern="/%postname%.md")
    article = publish("The bridge")
    assert reader.get(article.href)["Content-Type"] == "text/html; charset=utf-8"
    assert reader.get("/the-bridge.md.md").content.decode().partition("\n")[0] == "# The bridge"


def test_it_follows_its_article(publish: Publish, reader: Client) -> None:
    article = publish("The bridge")
    old = f"{article.href.rstrip('/')}.md"
    article.slug = "the-new-bridge"
    article.save_revision().publish()
    new = old.replace("the-bridge", "the-new-bridge")
    assert (reader.get(old).status_code, reader.get(old)["Location"]) == (301, new)
    actions.unpublish_article(article)
    assert (reader.get(new).status_code, reader.get("/nothing.md").status_code) == (410, 404)


def test_markdown_states_the_terms_of_use(
    harbour_post: Site, publish: Publish, reader: Client
) -> None:
    article = publish("The bridge", body=text("It stands."))
    update_settings(harbour_post, training="refused")
    answer = reader.get(f"{article.href.rstrip('/')}.md")
    assert "- This text may not be used to train AI." in answer.content.decode().splitlines()
    assert answer["tdm-reservation"] == "1"
    sentence = (
        "Each article is also available as Markdown, at its address with `.md` in place of the "
        "last slash."
    )
    listing = reader.get("/llms.txt").content.decode()
    assert sentence in listing
    assert "- [Read API](http://harbour.example/api/v1/openapi.json): articles" in listing


@pytest.mark.parametrize(
    "words",
    [
        "# no heading",
        "- no item",
        "1. no number",
        "2) nor this",
        "a_b_c [x](y) `z` &amp;amp;",
        "+ x",
        "===",
        "--- x",
        "1 + 1 = 2 - 1",
        "12",
    ],
)
def test_special_characters_survive_a_round_trip(
    words: str, publish: Publish, reader: Client
) -> None:
    article = publish("The bridge", body=text(words))
    written = reader.get(f"{article.href.rstrip('/')}.md").content.decode()
    shown = MarkdownIt().render(written.partition("- Filed under News\n")[2])
    assert shown.strip() == f"<p>{words}</p>"


HOSTILE = "</title>x](y) <script>alert(1)</script> <img src=x onerror=alert(1)>"


@pytest.mark.parametrize("name", ["title", "standfirst", "alt", "body", "link", "code", "caption"])
def test_no_text_becomes_html(
    name: str, publish: Publish, drawing: Picture, reader: Client
) -> None:
    """Markdown may contain HTML, and renderers show it."""
    given = dict.fromkeys(("standfirst", "alt", "body", "link", "code", "caption"), "")
    given = {"title": "The bridge"} | given | {name: HOSTILE}
    address = "https://else.example/x)<script>alert(1)</script>" if given["link"] else "/x/"
    picture = {"picture": drawing.pk, "alt": given["alt"], "caption": given["caption"]}
    article = publish(
        given["title"],
        standfirst=given["standfirst"],
        body=body(
            ("text", f'<p>{escape(given["body"])} <a href="{escape(address)}">It</a></p>'),
            ("picture", picture | {"decorative": False}),
            ("code", {"language": "", "code": f"```\n{given['code']}\n```"}),
        ),
    )
    written = reader.get(f"{article.href.rstrip('/')}.md").content.decode()
    shown = html.fromstring(MarkdownIt().render(written))
    assert shown.xpath("//script | //*[@onerror] | //title") == []
    assert "<script" not in written.partition("```")[0]
    if name not in ("link", "code"):
        assert "alert(1)" in written
