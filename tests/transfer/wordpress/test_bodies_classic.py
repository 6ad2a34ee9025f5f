"""Classic posts: HTML in which blank lines make paragraphs."""

import pytest

from transfer.wordpress.bodies import OLD, blocks, remarks, text


def test_blank_lines_part_paragraphs_and_single_ones_break_lines() -> None:
    assert (
        text("The ferry left.\nNobody waved.\n\nIt came back.")
        == "<p>The ferry left.<br/>Nobody waved.</p><p>It came back.</p>"
    )


@pytest.mark.parametrize(
    ("body", "set_as"),
    [
        ("One\r\n\r\nTwo", "<p>One</p><p>Two</p>"),
        ("One\n \t\nTwo", "<p>One</p><p>Two</p>"),
        ("One<br />\nTwo", "<p>One<br/>Two</p>"),
        ("One<br /><br />Two", "<p>One</p><p>Two</p>"),
        ("<p>One\ntwo</p>\n<p>Three</p>", "<p>One<br/>two</p><p>Three</p>"),
        ("<p>One</p>\n\nTwo", "<p>One</p><p>Two</p>"),
        ("<strong>Head\n\n</strong>Body", "<p><b>Head</b></p><p>Body</p>"),
        ("<em>One\n\ntwo</em>", "<p><i>One</i></p><p><i>two</i></p>"),
        ("One<p>&nbsp;</p>Two", "<p>One</p><p>Two</p>"),
        ("<div>One</div><div>Two\n\nThree</div>", "<p>One</p><p>Two</p><p>Three</p>"),
        ("a < b &amp; c > d", "<p>a &lt; b &amp; c &gt; d</p>"),
        ("Unclosed <b>bold", "<p>Unclosed <b>bold</b></p>"),
        ("<font color='red'><span class='x'>Red</span></font>", "<p>Red</p>"),
        ('<span style="font-weight: bold">Loud</span>', "<p><b>Loud</b></p>"),
        (
            "H<sub>2</sub>O, <del>not</del> m<sup>2</sup>, <kbd>ls</kbd>",
            "<p>H<sub>2</sub>O, <s>not</s> m<sup>2</sup>, <code>ls</code></p>",
        ),
        ("A smile <img class='wp-smiley' src='x.gif' alt=':)'>", "<p>A smile :)</p>"),
    ],
)
def test_text(body: str, set_as: str) -> None:
    assert text(body) == set_as


def test_nothing_comes_of_nothing() -> None:
    assert blocks(" \n\n <p></p><br/>&nbsp;") == []


def test_lists_may_stand_in_lists() -> None:
    body = "<ul>\n<li>Boats\n<ol>\n<li>Ferry</li>\n<li>Tug</li>\n</ol>\n</li>\n<li><p>Birds</p></li>\n</ul>"
    assert text(body) == "<ul><li>Boats<ol><li>Ferry</li><li>Tug</li></ol></li><li>Birds</li></ul>"


@pytest.mark.parametrize(
    "body",
    [
        '<ol start="8"><li>Eight</li></ol>',
        "<ul><li>One<blockquote>Two</blockquote></li></ul>",
        "<ul><li>One<ul><li>Two</li></ul>three</li></ul>",
    ],
)
def test_a_list_that_the_editor_could_not_hold_is_kept_as_it_is(body: str) -> None:
    assert blocks(body) == [{"type": "imported_html", "value": body}]


def test_headings() -> None:
    assert blocks("<h2>The <em>pier</em></h2>Words<h6>Small</h6>") == [
        {"type": "heading", "value": {"text": "The pier", "level": "2"}},
        {"type": "text", "value": "<p>Words</p>"},
        {"type": "heading", "value": {"text": "Small", "level": "4"}},
    ]
    assert remarks("<h1>Big</h1>") == [("changed", "<h1> set as a heading of level 2")]


def test_a_heading_keeps_its_link() -> None:
    assert blocks('<h1><a href="https://tides.example/">Tides</a></h1>') == [
        {"type": "imported_html", "value": '<h2><a href="https://tides.example/">Tides</a></h2>'}
    ]


def test_quotes() -> None:
    assert blocks(
        "<blockquote>The sea\nis wide.\n\nVery.<cite>— Inga Holm</cite></blockquote>"
    ) == [
        {
            "type": "quote",
            "value": {
                "text": "The sea\nis wide.\nVery.",
                "attribution": "Inga Holm",
                "pull": False,
            },
        }
    ]


@pytest.mark.parametrize(
    "inside",
    [
        '<a href="https://x.example/">link</a>',
        "<em>stress</em>",
        "<ul><li>a</li></ul>",
        "<p>a <code>b</code></p>",
    ],
)
def test_a_quote_with_more_than_words_is_kept_as_it_is(inside: str) -> None:
    assert blocks(f"<blockquote>{inside}</blockquote>") == [
        {"type": "imported_html", "value": f"<blockquote>{inside}</blockquote>"}
    ]


def test_code_keeps_its_lines_and_its_language() -> None:
    assert blocks('<pre><code class="language-python">if a:\n\n    b()</code></pre>') == [
        {"type": "code", "value": {"language": "python", "code": "if a:\n\n    b()"}}
    ]


def test_preformatted_text_with_markup_is_kept_as_it_is() -> None:
    assert blocks("<pre>high  <b>07:12</b>\nlow   13:30</pre>") == [
        {"type": "imported_html", "value": "<pre>high  <b>07:12</b>\nlow   13:30</pre>"}
    ]


def test_a_rule_divides() -> None:
    assert [block["type"] for block in blocks("<hr/>One<hr><hr>Two")] == ["text", "divider", "text"]


def test_a_plain_table() -> None:
    body = "<table><caption>Tides</caption><tr><th>Day</th><th>High</th></tr><tr><td>Mon</td><td><b>07:12</b></td></tr></table>"
    assert blocks(body) == [
        {
            "type": "table",
            "value": {
                "columns": [
                    {"type": "text", "heading": "Day"},
                    {"type": "text", "heading": "High"},
                ],
                "rows": [{"values": ["<p>Mon</p>", "<p><b>07:12</b></p>"]}],
                "caption": "Tides",
            },
        }
    ]


@pytest.mark.parametrize(
    "cells",
    [
        '<td colspan="2">wide</td>',
        "<th>row head</th><td>1</td>",
        "<td><ul><li>a</li></ul></td><td>b</td>",
        "<td>H<sub>2</sub>O</td><td>b</td>",
    ],
)
def test_a_table_that_is_more_than_a_table_is_kept_as_it_is(cells: str) -> None:
    body = f"<table><tbody><tr><td>1</td><td>2</td></tr><tr>{cells}</tr></tbody></table>"
    assert blocks(body) == [{"type": "imported_html", "value": body}]


@pytest.mark.parametrize(
    "body",
    [
        'The <abbr title="Port Authority">PA</abbr> said',
        "<mark>new</mark> words",
        'in <bdo dir="rtl">reverse</bdo>',
        "<ins>added</ins> later",
    ],
)
def test_words_with_more_to_them_are_kept_as_they_are(body: str) -> None:
    assert blocks(body) == [{"type": "imported_html", "value": f"<p>{body}</p>"}]


def test_a_paragraph_that_runs_the_other_way_keeps_its_direction() -> None:
    body = '<p dir="rtl">مرحبا</p>'
    assert blocks(body) == [{"type": "imported_html", "value": body}]
    assert text(body, rtl=True) == "<p>مرحبا</p>"


def test_definitions_and_details_are_kept_as_they_are() -> None:
    for body in (
        "<dl><dt>Ebb</dt><dd>Water goes</dd></dl>",
        "<details><summary>More</summary>Less</details>",
    ):
        assert blocks(body) == [{"type": "imported_html", "value": body}]


@pytest.mark.parametrize(
    ("written", "href"),
    [
        (f"{OLD}/2015/03/02/storm/", "/2015/03/02/storm/"),
        ("http://www.harbour.example/?p=12", "/?p=12"),
        (f"{OLD}/wp-content/uploads/2015/03/map.pdf", f"{OLD}/wp-content/uploads/2015/03/map.pdf"),
        ("https://tides.example/a?b=1&c=2", "https://tides.example/a?b=1&amp;c=2"),
        ("//tides.example/a", "https://tides.example/a"),
        ("/about/", "/about/"),
        ("mailto:desk@harbour.example", "mailto:desk@harbour.example"),
        ("#comment-12", "#comment-12"),
    ],
)
def test_links_lead_where_they_led(written: str, href: str) -> None:
    assert (
        text(f'See <a class="x" href="{written}" target="_blank">here</a>.')
        == f'<p>See <a href="{href}">here</a>.</p>'
    )


def test_a_link_inside_the_page_is_words_where_the_page_has_no_such_place() -> None:
    assert text('<a href="#wrapper">Top</a>, <a href="#">more</a>') == "<p>Top, more</p>"
    assert remarks('<a href="#wrapper">Top</a>') == [("changed", "link inside the page #wrapper")]
    kept = '<dl><dt><a href="#low">Ebb</a></dt><dd><a href="#comment-3">Water</a> goes</dd></dl>'
    assert (
        blocks(kept)[0]["value"]
        == '<dl><dt><a>Ebb</a></dt><dd><a href="#comment-3">Water</a> goes</dd></dl>'
    )
    assert remarks(kept) == [("changed", "link inside the page #low")]


def test_a_lone_address_of_a_player_is_an_embed_and_another_a_link() -> None:
    body = (
        "Watch:\nhttps://www.youtube.com/watch?v=abcdef12345\nGood?\n\nhttps://tides.example/table"
    )
    assert blocks(body) == [
        {"type": "text", "value": "<p>Watch:</p>"},
        {
            "type": "embed",
            "value": {
                "url": "https://www.youtube.com/watch?v=abcdef12345",
                "title": "",
                "caption": "",
            },
        },
        {
            "type": "text",
            "value": '<p>Good?</p><p><a href="https://tides.example/table">https://tides.example/table</a></p>',
        },
    ]


def test_an_address_among_words_stays_words() -> None:
    assert (
        text("See https://youtu.be/abcdef12345 now")
        == "<p>See https://youtu.be/abcdef12345 now</p>"
    )


def test_pages_of_an_article_become_one_with_a_divider() -> None:
    body = "Start<!--more-->\n\nfirst page\n<!--nextpage-->\nsecond page"
    assert [(block["type"], block["value"]) for block in blocks(body)] == [
        ("text", "<p>Start</p><p>first page</p>"),
        ("divider", None),
        ("text", "<p>second page</p>"),
    ]
    assert remarks(body) == [
        ("changed", "the mark at the end of the teaser"),
        ("changed", "split into pages: one page here, with a divider"),
    ]


def test_a_note_in_the_source_does_not_part_a_paragraph() -> None:
    assert text("One <!-- check this --> two") == "<p>One  two</p>".replace("  ", " ")
    assert remarks("One <!-- check this --> two") == [
        ("removed", "comment in the source: check this")
    ]


def test_elements_piled_too_deep_are_kept_whole() -> None:
    body = "<div>" * 400 + "deep" + "</div>" * 400
    [block] = blocks(body)
    assert (block["type"], "deep" in block["value"]) == ("imported_html", True)
