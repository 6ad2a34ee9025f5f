"""Posts of the block editor: HTML with blocks marked by comments."""

import json

import pytest

from byline.transfer.wordpress_format.block_grammar import MAX_BLOCK_DEPTH, WpBlock, parse_blocks
from transfer.wordpress.bodies import OLD, blocks, remarks, text


def wp(name: str, html: str = "", **attributes: object) -> str:
    json_attributes = f" {json.dumps(attributes)}" if attributes else ""
    return (
        f"<!-- wp:{name}{json_attributes} -->\n{html}\n<!-- /wp:{name} -->\n\n"
        if html
        else f"<!-- wp:{name}{json_attributes} /-->\n\n"
    )


def names(parts: list[str | WpBlock]) -> list[object]:
    return [part if isinstance(part, str) else (part.name, names(part.parts)) for part in parts]


def test_blocks_stand_in_blocks() -> None:
    source = '<!-- wp:columns --><div><!-- wp:column {"width":"50%"} --><p>a</p><!-- /wp:column --></div><!-- /wp:columns -->b'
    [columns, after] = parse_blocks(source)
    assert isinstance(columns, WpBlock)
    assert names([columns, after]) == [
        ("columns", ["<div>", ("column", ["<p>a</p>"]), "</div>"]),
        "b",
    ]
    assert (columns.inner[0].attributes, columns.html) == ({"width": "50%"}, "<div><p>a</p></div>")


@pytest.mark.parametrize(
    ("source", "read_as"),
    [
        ("<!-- wp:core/spacer /-->", [("spacer", [])]),
        ("<!-- wp:acme/box-2 --><b>x</b><!-- /wp:acme/box-2 -->", [("acme/box-2", ["<b>x</b>"])]),
        ("<!-- wp:a --><!-- wp:b -->x<!-- /wp:a -->y", [("a", [("b", ["x"])]), "y"]),
        ("<!-- wp:a -->x", [("a", ["x"])]),
        ("x<!-- /wp:a -->y", ["x", "y"]),
        ("<!-- wp:Upper -->x", ["<!-- wp:Upper -->x"]),
        ("<!--wp:a -->x", ["<!--wp:a -->x"]),
        ("<!-- wp:a {broken -->x<!-- /wp:a -->", [("a", ["x"])]),
        ("<!-- wp:a never ends", ["<!-- wp:a never ends"]),
    ],
)
def test_odd_markup_is_read_somehow(source: str, read_as: list[object]) -> None:
    assert names(parse_blocks(source)) == read_as


def test_attributes_may_hold_what_looks_like_the_end_of_a_comment() -> None:
    [block] = parse_blocks(
        '<!-- wp:a {"text":"one \\u002d\\u002d\\u003e two","deep":{"n":[1]}} /-->'
    )
    assert isinstance(block, WpBlock)
    assert block.attributes == {"text": "one --> two", "deep": {"n": [1]}}


def test_blocks_below_the_deepest_count_as_part_of_it() -> None:
    source = "<!-- wp:group -->" * 500 + "<p>deep</p>" + "<!-- /wp:group -->" * 500
    depth, part = 0, parse_blocks(source)[0]
    while isinstance(part, WpBlock):
        depth, part = depth + 1, part.parts[0]
    assert (depth, part) == (MAX_BLOCK_DEPTH, "<p>deep</p>")
    assert text(source) == "<p>deep</p>"


def test_paragraphs_become_one_text_and_line_breaks_of_the_source_mean_nothing() -> None:
    source = wp("paragraph", "<p>One\ntwo<br>three</p>", dropCap=True) + wp(
        "paragraph", "<p>Four</p>"
    )
    assert text(source) == "<p>One two<br/>three</p><p>Four</p>"


def test_columns_and_groups_are_opened_in_order() -> None:
    columns = wp("column", "<div>" + wp("paragraph", "<p>left</p>") + "</div>") + wp(
        "column", "<div>" + wp("list", "<ul><li>right</li></ul>") + "</div>"
    )
    source = wp(
        "group", '<div class="wp-block-group">' + wp("columns", f"<div>{columns}</div>") + "</div>"
    )
    assert text(source) == "<p>left</p><ul><li>right</li></ul>"


def test_list_items_that_are_blocks() -> None:
    items = "".join(wp("list-item", f"<li>{word}</li>") for word in ("ebb", "flow"))
    assert (
        text(wp("list", f'<ul class="wp-block-list">{items}</ul>'))
        == "<ul><li>ebb</li><li>flow</li></ul>"
    )


def test_quotes_and_pullquotes() -> None:
    quote = wp(
        "quote",
        '<blockquote class="wp-block-quote">'
        + wp("paragraph", "<p>The sea</p>")
        + "<cite>Inga</cite></blockquote>",
    )
    pulled = wp(
        "pullquote",
        '<figure class="wp-block-pullquote"><blockquote><p>It rose</p><cite>Bo</cite></blockquote></figure>',
    )
    assert [block["value"] for block in blocks(quote + pulled)] == [
        {"text": "The sea", "attribution": "Inga", "pull": False},
        {"text": "It rose", "attribution": "Bo", "pull": True},
    ]


def test_embeds() -> None:
    html = '<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\nhttps://vimeo.com/12345678\n</div><figcaption>The launch</figcaption></figure>'
    embed = {
        "type": "embed",
        "value": {"url": "https://vimeo.com/12345678", "title": "", "caption": "The launch"},
    }
    assert blocks(wp("embed", html, url="https://vimeo.com/12345678")) == [embed]
    assert blocks(wp("core-embed/vimeo", html)) == [embed]


def test_a_table_with_its_caption() -> None:
    html = '<figure class="wp-block-table"><table><thead><tr><th>Day</th></tr></thead><tbody><tr><td>Mon</td></tr></tbody></table><figcaption>Tides</figcaption></figure>'
    [block] = blocks(wp("table", html))
    assert (block["type"], block["value"]["caption"], block["value"]["columns"]) == (
        "table",
        "Tides",
        [{"type": "text", "heading": "Day"}],
    )


def test_code_separators_spacers_and_verse() -> None:
    source = (
        wp("code", '<pre class="wp-block-code"><code>a &lt; b</code></pre>')
        + wp("separator", '<hr class="wp-block-separator"/>')
        + wp("spacer", '<div style="height:20px" aria-hidden="true" class="wp-block-spacer"></div>')
        + wp("verse", '<pre class="wp-block-verse">Down to\nthe <em>sea</em></pre>')
    )
    assert [(block["type"], block["value"]) for block in blocks(source)] == [
        ("code", {"language": "", "code": "a < b"}),
        ("divider", None),
        ("text", "<p>Down to<br/>the <i>sea</i></p>"),
    ]


def test_buttons_are_links() -> None:
    html = (
        '<div class="wp-block-buttons">'
        + wp(
            "button",
            f'<div class="wp-block-button"><a class="wp-block-button__link" href="{OLD}/join/">Join</a></div>',
        )
        + "</div>"
    )
    assert text(wp("buttons", html)) == '<p><a href="/join/">Join</a></p>'


def test_loose_html_between_blocks_is_classic() -> None:
    assert text(
        wp("paragraph", "<p>One</p>") + "Two\nlines\n\nThree" + wp("paragraph", "<p>Four</p>")
    ) == ("<p>One</p><p>Two<br/>lines</p><p>Three</p><p>Four</p>")


def test_custom_html_is_read_by_itself() -> None:
    source = wp("html", "<div><p>open and never closed <b>") + wp("paragraph", "<p>after</p>")
    assert text(source) == "<p>open and never closed</p><p>after</p>"


def test_an_unknown_block_with_words_keeps_them_and_is_told() -> None:
    source = wp("acme/notice", "<div><p>Mind the step</p></div>", tone="loud")
    assert (text(source), remarks(source)) == ("<p>Mind the step</p>", [("block", "acme/notice")])


def test_an_unknown_block_without_words_is_seen_by_editors_only() -> None:
    source = wp("acme/map", "", place="pier")
    [block] = blocks(source)
    assert block == {"type": "imported_html", "value": '<!-- wp:acme/map {"place": "pier"} /-->'}
    assert remarks(source) == [("block", "acme/map")]


def test_a_reusable_block_is_set_where_it_is_shown() -> None:
    kept = wp("paragraph", "<p>Write to us</p>") + wp("block", ref=9)
    source = wp("paragraph", "<p>Words</p>") + wp("block", ref=9)
    assert blocks(source, reusable={9: kept})[0] == {
        "type": "text",
        "value": "<p>Words</p><p>Write to us</p>",
    }
    assert ("changed", "reusable block copied into the article") in remarks(
        source, reusable={9: kept}
    )
    assert ("block", "block 9, not in the file") in remarks(source)


def test_footnotes_follow_as_a_list() -> None:
    source = wp(
        "paragraph",
        '<p>High<sup data-fn="a1" class="fn"><a href="#a1" id="a1-link">1</a></sup> water</p>',
    ) + wp("footnotes")
    notes = json.dumps(
        [{"id": "a1", "content": 'By the <a href="https://tides.example/">table</a>'}]
    )
    assert text(source, footnotes=notes) == (
        '<p>High<sup>1</sup> water</p><ol><li>By the <a href="https://tides.example/">table</a></li></ol>'
    )


def test_what_stands_in_a_kept_box_and_cannot_stay_there_follows_it() -> None:
    inner = wp(
        "embed", "<figure>https://vimeo.com/12345678</figure>", url="https://vimeo.com/12345678"
    )
    source = wp("details", f"<details><summary>More</summary>{inner}</details>")
    assert [block["type"] for block in blocks(source)] == ["imported_html", "embed"]
