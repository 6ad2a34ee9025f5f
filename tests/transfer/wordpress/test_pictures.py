"""Pictures: set where their files are here, told and linked where they are not.

None loads from elsewhere.
"""

import pytest

from transfer.wordpress.bodies import OLD, UPLOADS, Album, blocks, remarks

ALBUM = Album({5: (f"{UPLOADS}/pier.jpg", "The pier"), 6: (f"{UPLOADS}/ferry.jpg", "")})


def picture(
    pk: int, *, caption: str = "", alt: str = "", decorative: bool = False
) -> dict[str, object]:
    return {
        "type": "picture",
        "value": {"picture": pk, "caption": caption, "alt": alt, "decorative": decorative},
    }


def test_a_picture_parts_the_text_around_it() -> None:
    body = f'Left <em>of <img class="wp-image-5" src="{UPLOADS}/pier-300x200.jpg" alt="A pier"> right</em>'
    assert blocks(body, media=ALBUM) == [
        {"type": "text", "value": "<p>Left <i>of </i></p>"},
        picture(5, alt="A pier"),
        {"type": "text", "value": "<p><i> right</i></p>"},
    ]


@pytest.mark.parametrize(
    "body",
    [
        f'<figure class="wp-block-image"><a href="{UPLOADS}/pier.jpg"><img class="wp-image-5" src="{UPLOADS}/pier.jpg" alt="The pier"></a><figcaption>Dawn</figcaption></figure>',
        f'<div class="wp-caption"><img src="{UPLOADS}/pier.jpg" alt="The pier"><p class="wp-caption-text">Dawn</p></div>',
        f'<figure><picture><source srcset="x.webp"><img src="{UPLOADS}/pier.jpg" alt="The pier"></picture><figcaption>Dawn</figcaption></figure>',
    ],
)
def test_figures(body: str) -> None:
    assert blocks(body, media=ALBUM) == [picture(5, caption="Dawn")]


def test_a_picture_without_words_is_told() -> None:
    body = f'<img src="{UPLOADS}/ferry.jpg" alt="">'
    assert blocks(body, media=ALBUM) == [picture(6, decorative=True)]
    assert remarks(body, media=ALBUM) == [("undescribed", f"{UPLOADS}/ferry.jpg")]


def test_a_link_around_a_picture_goes_into_its_caption_unless_it_led_to_the_picture() -> None:
    body = f'<a href="https://shop.example/"><img src="{UPLOADS}/pier.jpg"></a>'
    assert blocks(body, media=ALBUM) == [picture(5, caption="(https://shop.example/)")]
    page = f'<a href="{OLD}/storm/pier/"><img src="{UPLOADS}/pier.jpg"></a>'
    assert blocks(page, media=ALBUM, pages_of_files={"/storm/pier/"}) == [picture(5)]


def test_a_file_that_is_not_here_leaves_a_link_and_is_told() -> None:
    body = f'<figure><img src="{UPLOADS}/gone.jpg" alt="Low tide"><figcaption>The &lt;bay&gt;</figcaption></figure>'
    assert blocks(body) == [
        {
            "type": "imported_html",
            "value": f'<figure><p><a href="{UPLOADS}/gone.jpg">Low tide</a></p><figcaption>The &lt;bay&gt;</figcaption></figure>',
        }
    ]
    assert remarks(body) == [("missing", f"{UPLOADS}/gone.jpg")]


def test_pictures_in_a_kept_table_stay_in_it() -> None:
    body = f'<table><tr><td colspan="2"><img class="wp-image-5" src="{UPLOADS}/pier.jpg" alt="A pier"></td></tr></table>'
    [block] = blocks(body, media=ALBUM)
    assert '<img src="/media/5.jpg" alt="A pier">' in block["value"]
    [lost] = blocks(body)
    assert f'<a href="{UPLOADS}/pier.jpg">A pier</a>' in lost["value"]
    assert "<img" not in lost["value"]


def test_a_relative_address_is_one_of_the_old_site() -> None:
    assert remarks('<img src="/wp-content/uploads/gone.jpg">') == [
        ("missing", f"{UPLOADS}/gone.jpg")
    ]


def test_a_picture_that_a_script_was_to_load() -> None:
    body = f'<img src="data:image/gif;base64,R0lGOD" data-src="{UPLOADS}/pier.jpg" alt="The pier">'
    assert blocks(body, media=ALBUM) == [picture(5)]


def test_a_picture_written_into_the_text_is_told() -> None:
    body = '<img src="data:image/png;base64,iVBORw0KGgo=" alt="Chart">'
    assert blocks(body) == [{"type": "imported_html", "value": "<figure><p>Chart</p></figure>"}]
    assert remarks(body) == [("missing", "a picture inside the text itself (data:)")]


def test_a_picture_that_counts_visits_goes() -> None:
    body = '<img src="https://count.example/pixel.gif" width="1" height="1">'
    assert blocks(body) == []
    assert [kind for kind, _ in remarks(body)] == ["removed"]


def test_a_gallery_of_blocks() -> None:
    inner = "".join(
        f'<!-- wp:image {{"id":{pk}}} --><figure class="wp-block-image"><img src="{ALBUM.address(pk)}" alt="" class="wp-image-{pk}"/>'
        f"<figcaption>No. {pk}</figcaption></figure><!-- /wp:image -->"
        for pk in (5, 6)
    )
    body = (
        '<!-- wp:gallery --><figure class="wp-block-gallery has-nested-images">'
        f'{inner}<figcaption class="blocks-gallery-caption">The harbour</figcaption></figure><!-- /wp:gallery -->'
    )
    [block] = blocks(body, media=ALBUM)
    assert (block["type"], block["value"]["caption"]) == ("gallery", "The harbour")
    assert [entry["caption"] for entry in block["value"]["pictures"]] == ["No. 5", "No. 6"]


def test_a_gallery_that_is_only_half_here() -> None:
    body = f'<!-- wp:gallery --><figure class="wp-block-gallery"><img src="{UPLOADS}/pier.jpg"><img src="{UPLOADS}/gone.jpg"></figure><!-- /wp:gallery -->'
    assert [block["type"] for block in blocks(body, media=ALBUM)] == ["picture", "imported_html"]
    assert ("missing", f"{UPLOADS}/gone.jpg") in remarks(body, media=ALBUM)


def test_a_cover_brings_its_picture_and_its_words() -> None:
    body = (
        f'<!-- wp:cover {{"url":"{UPLOADS}/pier.jpg","id":5}} --><div class="wp-block-cover" style="background-image:url(x)">'
        "<p>Welcome</p></div><!-- /wp:cover -->"
    )
    assert blocks(body, media=ALBUM) == [picture(5), {"type": "text", "value": "<p>Welcome</p>"}]


def test_a_file_to_load_down() -> None:
    body = f'<div class="wp-block-file"><a href="{UPLOADS}/map.pdf">The map</a><a href="{UPLOADS}/map.pdf" download>Download</a></div>'
    documents = Album(documents={f"{UPLOADS}/map.pdf": 8})
    assert blocks(body, media=documents) == [
        {"type": "document", "value": {"document": 8, "title": "The map"}}
    ]
    assert blocks(body) == [
        {"type": "text", "value": f'<p><a href="{UPLOADS}/map.pdf">The map</a></p>'}
    ]
    assert remarks(body) == [("missing", f"{UPLOADS}/map.pdf")]
