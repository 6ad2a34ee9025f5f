"""Articles embedded in other sites: oEmbed."""

import pytest
from django.test import Client

from byline.newsroom.actions import unpublish_article
from byline.newsroom.models import Article
from byline.sharing.choices import CARD_IMAGE_SPEC
from newsrooms import HOST
from sharing.conftest import ROOT, Look


def test_the_head_of_an_article_names_its_card_and_that_is_there(
    tide: Article, look: Look, reader: Client
) -> None:
    [card] = look(tide.permalink).xpath("//link[@type='application/json+oembed']/@href")
    answer = reader.get(card.removeprefix(ROOT))
    fields = answer.json()
    html = fields.pop("html")
    assert html.startswith(
        f'<blockquote><p><a href="{ROOT}{tide.permalink}">Tide &amp; &quot;time&quot;</a></p>'
        "<p>Both &lt;wait&gt;.</p>"
    )
    assert fields == {
        "version": "1.0",
        "type": "rich",
        "provider_name": "The Harbour Post",
        "provider_url": f"{ROOT}/",
        "title": tide.title,
        "author_name": "Rosa Quill, Ivo Sand",
        "author_url": f"{ROOT}/author/rosa-quill/",
        "width": 600,
        "height": None,
        "thumbnail_url": ROOT + tide.lead_picture.renditions.get(filter_spec=CARD_IMAGE_SPEC).url,
        "thumbnail_width": 640,
        "thumbnail_height": 400,
    }
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_it_is_no_wider_than_there_is_room(tide: Article, reader: Client) -> None:
    card = reader.get("/-/oembed/", {"url": ROOT + tide.permalink, "maxwidth": "300"}).json()
    assert (card["width"], "thumbnail_url" in card) == (300, False)


@pytest.mark.parametrize(
    "url",
    [
        "",
        f"{ROOT}/",
        f"{ROOT}/nothing/",
        "http://elsewhere.example/x/",
        f"ftp://{HOST}/x/",
        "http://[",
        "//",
        "\x00",
    ],
)
def test_only_articles_can_be_embedded(url: str, tide: Article, reader: Client) -> None:
    assert (tide.live, reader.get("/-/oembed/", {"url": url}).status_code) == (True, 404)


def test_an_unpublished_article_cannot_be_embedded(tide: Article, reader: Client) -> None:
    unpublish_article(tide)
    assert reader.get("/-/oembed/", {"url": ROOT + tide.permalink}).status_code == 404


def test_xml_is_not_implemented(tide: Article, reader: Client) -> None:
    answer = reader.get("/-/oembed/", {"url": ROOT + tide.permalink, "format": "xml"})
    assert (answer.status_code, answer.content) == (
        501,
        b"Only JSON is available: omit format, or set it to json.\n",
    )
