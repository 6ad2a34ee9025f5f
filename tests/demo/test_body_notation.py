from typing import Any

import pytest

from byline.demo.body_notation import inline_html, read_body
from byline.demo.relative_dates import DemoContentError

PICTURE = {"alt": "", "decorative": False}


@pytest.mark.parametrize(
    ("written", "block"),
    [
        ("One line,\nand its end.", {"type": "text", "value": "<p>One line, and its end.</p>"}),
        ("One.\n\nTwo.", {"type": "text", "value": "<p>One.</p><p>Two.</p>"}),
        ("- a\n- b & c", {"type": "text", "value": "<ul><li>a</li><li>b &amp; c</li></ul>"}),
        ("1. a\n2. b", {"type": "text", "value": "<ol><li>a</li><li>b</li></ol>"}),
        ("### The leaf", {"type": "heading", "value": {"text": "The leaf", "level": "3"}}),
        ("***", {"type": "divider", "value": None}),
        (
            "> I was.\n> There.\n> -- Ann",
            {
                "type": "quote",
                "value": {"text": "I was.\nThere.", "attribution": "Ann", "pull": False},
            },
        ),
        (
            ">> Same fish.",
            {"type": "quote", "value": {"text": "Same fish.", "attribution": "", "pull": True}},
        ),
        (
            "![weir] The weir.",
            {"type": "picture", "value": {"picture": "weir", "caption": "The weir.", **PICTURE}},
        ),
        (
            "![one] First.\n![two]\n= Both.",
            {
                "type": "gallery",
                "value": {
                    "pictures": [
                        {"picture": "one", "caption": "First.", **PICTURE},
                        {"picture": "two", "caption": "", **PICTURE},
                    ],
                    "caption": "Both.",
                },
            },
        ),
        (
            "| Fish | Kilos |\n| *Eel* | 3 |\n| | 4 |\n= Landed.",
            {
                "type": "table",
                "value": {
                    "columns": [
                        {"type": "text", "heading": "Fish"},
                        {"type": "text", "heading": "Kilos"},
                    ],
                    "rows": [
                        {"values": ["<p><em>Eel</em></p>", "<p>3</p>"]},
                        {"values": ["", "<p>4</p>"]},
                    ],
                    "caption": "Landed.",
                },
            },
        ),
        (
            "```python\na = 1\n\nb = 2\n```",
            {"type": "code", "value": {"language": "python", "code": "a = 1\n\nb = 2"}},
        ),
        (
            "@video https://video.example/1 | Otter | Eleven seconds",
            {
                "type": "embed",
                "value": {
                    "url": "https://video.example/1",
                    "title": "Otter",
                    "caption": "Eleven seconds",
                },
            },
        ),
        (
            "@document minutes | The minutes",
            {"type": "document", "value": {"document": "minutes", "title": "The minutes"}},
        ),
    ],
)
def test_each_notation_becomes_a_block(written: str, block: dict[str, Any]) -> None:
    assert read_body(written) == [block]


def test_blocks_keep_their_order() -> None:
    assert [block["type"] for block in read_body("A.\n\nB.\n\n## C\n\nD.\n\n***\n\n> E")] == [
        "text",
        "heading",
        "text",
        "divider",
        "quote",
    ]


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("*so* and **so**", "<em>so</em> and <strong>so</strong>"),
        ("**a *b* c**", "<strong>a <em>b</em> c</strong>"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        (r"a \*star\*", "a *star*"),
        ("`a < *b*`", "<code>a &lt; *b*</code>"),
        ("<script>", "&lt;script&gt;"),
        (
            "[the *long* one](article:long)",
            '<a linktype="page" id="long">the <em>long</em> one</a>',
        ),
        ("[us](/about/)", '<a href="/about/">us</a>'),
        (
            '[x](https://a.example/?a="b"&c)',
            '<a href="https://a.example/?a=&quot;b&quot;&amp;c">x</a>',
        ),
    ],
)
def test_inline_notation(written: str, html: str) -> None:
    assert inline_html(written) == html


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        (
            "Fine.\n\n#No space",
            "line 3: “#No space” is unknown; did you mean “## A heading”?",
        ),
        ("![no-end Words", "line 1: a picture is written as ![its-key] and a caption"),
        ("> One\nTwo", "line 1: every line of this quote must begin with >"),
        (
            "| a | b |\n| c |",
            "line 1: the row “| c |” must end with | and have 2 cells, as many as the first row",
        ),
        ("\n```\nfor ever", "line 2: this listing has no end: close it with a line of ```"),
        ("## A\nB", "line 1: add an empty line below “## A”"),
        ("@video https://video.example/1", "line 1: write “@video ADDRESS | Title | Caption”"),
        (
            "@video http://video.example/1 | A | B",
            "line 1: a video's address must begin with https://, unlike http://video.example/1",
        ),
        (
            "[run](javascript:alert)",
            "line 1: a link must begin with article:, /, https:// or mailto:, unlike javascript:alert",
        ),
        (
            "![one] A\n= B",
            "line 1: write the caption of one picture on the same line; = gives several pictures a caption",
        ),
        (
            "- a\nb",
            "line 1: every line of a list must begin with its mark; write each item on one line",
        ),
    ],
)
def test_an_error_names_the_line(written: str, complaint: str) -> None:
    with pytest.raises(DemoContentError) as refused:
        read_body(written)
    assert str(refused.value) == complaint
