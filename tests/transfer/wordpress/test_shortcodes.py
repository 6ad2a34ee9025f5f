"""Shortcodes are found, read, and set as what they showed; the unknown ones stay and are told."""

import pytest

from byline.transfer.wordpress_format.shortcodes import (
    Shortcode,
    read_attributes,
    replace_shortcodes,
)
from transfer.wordpress.bodies import UPLOADS, Album, blocks, remarks, text


def shortcodes_in(html: str, *known: str) -> tuple[str, list[Shortcode], list[str]]:
    put: list[Shortcode] = []
    other: list[str] = []

    def mark(code: Shortcode) -> str:
        put.append(code)
        return "@"

    left = replace_shortcodes(html, frozenset(known), mark, lambda code: other.append(code.name))
    return left, put, other


@pytest.mark.parametrize(
    ("text", "named", "bare"),
    [
        (' ids="1,2" columns=3', {"ids": "1,2", "columns": "3"}, ()),
        (" a='it\"s' B=x /", {"a": 'it"s', "b": "x"}, ()),
        (" src=&quot;a b&quot;", {"src": "a b"}, ()),
        (" title=\u201cquoted\u201d", {"title": "quoted"}, ()),
        (' https://x.example/a "two words"', {}, ("https://x.example/a", "two words")),
    ],
)
def test_attributes(text: str, named: dict[str, str], bare: tuple[str, ...]) -> None:
    assert read_attributes(text) == (named, bare)


def test_with_and_without_content() -> None:
    left, put, _ = shortcodes_in("a [box x=1]in[/box] b [box] c [box/] d", "box")
    assert left == "a @ b @ c @ d"
    assert [(code.content, code.attributes) for code in put] == [
        ("in", {"x": "1"}),
        (None, {}),
        (None, {}),
    ]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="[box]">x</a>',
        "<!-- [box] -->",
        "<script>a[box]</script>",
        "[box](https://markdown.example/)",
        "[/box]",
        "array[0] and [1] and [...]",
    ],
)
def test_what_is_none(html: str) -> None:
    assert shortcodes_in(html, "box") == (html, [], [])


def test_one_written_about_stays_with_one_pair_of_brackets() -> None:
    assert shortcodes_in("Use [[gallery]] here", "gallery") == ("Use [gallery] here", [], [])


def test_unknown_ones_stay_as_written_and_are_told() -> None:
    body = 'Fill in [contact-form-7 id="12" title="Desk"] please [sic]'
    assert text(body) == '<p>Fill in [contact-form-7 id="12" title="Desk"] please [sic]</p>'
    assert remarks(body) == [("shortcode", "[contact-form-7]"), ("perhaps a shortcode", "[sic]")]


def test_many_that_never_close_take_no_longer_than_they_must() -> None:
    left, put, _ = shortcodes_in("[box]" * 50_000, "box")
    assert (left, len(put)) == ("@" * 50_000, 50_000)


ALBUM = Album(
    {5: (f"{UPLOADS}/pier.jpg", "The pier"), 6: (f"{UPLOADS}/ferry.jpg", "")},
    {f"{UPLOADS}/bell.mp3": 3},
)


@pytest.mark.parametrize(
    "body",
    [
        f'[caption id="attachment_5" width="300"]<img class="wp-image-5" src="{UPLOADS}/pier.jpg" alt="The pier"/> At dawn[/caption]',
        f'[caption width="300" caption="At dawn"]<img class="wp-image-5" src="{UPLOADS}/pier.jpg" alt="The pier"/>[/caption]',
        f'[wp_caption]<a href="{UPLOADS}/pier.jpg"><img src="{UPLOADS}/pier.jpg" alt="The pier"/></a>At dawn[/wp_caption]',
    ],
)
def test_captions(body: str) -> None:
    picture = {
        "type": "picture",
        "value": {"picture": 5, "caption": "At dawn", "alt": "", "decorative": False},
    }
    assert blocks(f"Before\n\n{body}\nAfter", media=ALBUM) == [
        {"type": "text", "value": "<p>Before</p>"},
        picture,
        {"type": "text", "value": "<p>After</p>"},
    ]


def test_a_caption_keeps_the_address_of_its_credit() -> None:
    body = f'[caption]<img class="wp-image-5" src="{UPLOADS}/pier.jpg"/>Photo: <a href="https://inga.example/">Inga</a>[/caption]'
    assert blocks(body, media=ALBUM)[0]["value"]["caption"] == "Photo: Inga (https://inga.example/)"


@pytest.mark.parametrize(
    "code", ['[gallery ids="5,6"]', "[gallery]", '[gallery include="5,6" columns="3"]']
)
def test_galleries(code: str) -> None:
    [block] = blocks(code, media=ALBUM)
    assert block["type"] == "gallery"
    assert [entry["picture"] for entry in block["value"]["pictures"]] == [5, 6]
    assert [entry["decorative"] for entry in block["value"]["pictures"]] == [False, True]


def test_a_gallery_of_files_that_are_not_here_is_told_and_seen_by_editors() -> None:
    assert blocks('[gallery ids="7"]') == [
        {"type": "imported_html", "value": '<!-- [gallery ids="7"] -->'}
    ]
    assert remarks('[gallery ids="7"]') == [
        ("missing", "attachment 7"),
        ("shortcode", '[gallery ids="7"]'),
    ]


def test_sounds_and_films() -> None:
    body = f'[audio src="{UPLOADS}/bell.mp3"]\n\n[video mp4="{UPLOADS}/tide.mp4"][/video]\n\n[embed width="5"]https://youtu.be/abcdef12345[/embed]'
    assert [(block["type"], block["value"]) for block in blocks(body, media=ALBUM)] == [
        ("document", {"document": 3, "title": ""}),
        ("embed", {"url": f"{UPLOADS}/tide.mp4", "title": "", "caption": ""}),
        ("embed", {"url": "https://youtu.be/abcdef12345", "title": "", "caption": ""}),
    ]
    assert remarks(body, media=ALBUM) == [("missing", f"{UPLOADS}/tide.mp4")]


def test_listings() -> None:
    assert blocks('[sourcecode language="php"]\n<?php echo "a" &amp;&amp; 1;\n[/sourcecode]') == [
        {"type": "code", "value": {"language": "php", "code": '<?php echo "a" && 1;'}}
    ]
