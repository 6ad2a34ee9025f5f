"""An article without a picture has a card image drawn from its headline."""

from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from PIL import Image
from pytest_django import Settings
from wagtail.models import Site

from byline.network.actions import update_settings
from byline.newsroom.models import Article, Picture
from byline.sharing.cards import CardContent, typeset_card
from byline.sharing.drawing import draw_card
from newsrooms import Publish
from sharing.conftest import ROOT, Look, properties_on


def card(headline: str, **more: str) -> CardContent:
    card_fields = {
        "masthead": "The Harbour Post",
        "kicker": "News",
        "names": "Rosa Quill",
        "accent": "#8a1c1c",
    }
    return CardContent(
        **{**card_fields, "headline": headline, "language": "en", "direction": "ltr", **more}
    )


def ink_of(drawn: bytes | None) -> tuple[int, int, int, int]:
    """The box around the headline on a card: left, top, right, bottom."""
    assert drawn is not None
    image = Image.open(BytesIO(drawn)).convert("L")
    assert image.size == (1200, 630)
    box = image.crop((0, 200, 1200, 526)).point(lambda grey: 255 if grey < 128 else 0).getbbox()
    assert box is not None
    return box


def test_the_page_names_the_card_with_size_and_text(
    publish: Publish, look: Look, reader: Client
) -> None:
    article = publish("The tide & the time")
    properties = dict(properties_on(look(article.href)))
    src = properties["og:image"]
    assert src.startswith(f"{ROOT}/s/{article.post_id}-")
    assert {name: properties[name] for name in properties if name.startswith("og:image:")} == {
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "The tide & the time — The Harbour Post",
    }
    assert properties["twitter:card"] == "summary_large_image"
    answer = reader.get(src.removeprefix(ROOT))
    assert answer["Content-Type"] == "image/png"
    assert Image.open(BytesIO(answer.content)).size == (1200, 630)
    assert len(answer.content) < 60_000


def test_a_lead_picture_goes_first(publish: Publish, look: Look, quay: Picture) -> None:
    properties = dict(properties_on(look(publish("The tide", lead_picture=quay).href)))
    assert properties["og:image"].startswith(f"{ROOT}/media/")


def test_the_cards_address_changes_with_its_text(
    publish: Publish, look: Look, reader: Client, harbour_post: Site
) -> None:
    article = publish("The tide")

    def path() -> str:
        return dict(properties_on(look(article.href)))["og:image"].removeprefix(ROOT)

    first = path()
    assert path() == first
    article = Article.objects.get(pk=article.pk)
    article.standfirst = "It rose."
    article.save_revision().publish()
    assert path() == first
    article.title = "The ebb"
    article.save_revision().publish()
    second = path()
    answer = reader.get(first)
    assert (answer.status_code, answer["Location"], second == first) == (302, second, False)
    update_settings(harbour_post, accent_colour="#1a5c8a")
    assert path() != second
    article.unpublish()
    assert reader.get(second).status_code == 404


@pytest.mark.parametrize(
    "headline",
    [
        "The tide",
        "Ζωή στο λιμάνι",
        "Мост снова красят",
        "الجسر لا يعبره أحد (Ferry 12)",
        "Łódź, Ağrı, Đà Nẵng",
        "Crabs 🦀 are back",
    ],
)
def test_it_can_be_read_in_these_scripts(headline: str) -> None:
    left, top, right, bottom = ink_of(draw_card(card(headline)))
    assert (left >= 70, right <= 1130, bottom - top > 40) == (True, True, True)


def test_arabic_is_joined_and_set_from_the_right() -> None:
    joined = ink_of(draw_card(card("بيت", direction="rtl", language="ar")))
    apart = ink_of(draw_card(card("ب\u200cي\u200cت", direction="rtl", language="ar")))
    assert 1100 <= joined[2] <= 1130
    assert joined[2] - joined[0] < apart[2] - apart[0]


def test_a_long_headline_is_set_smaller_and_then_truncated() -> None:
    tall = ink_of(draw_card(card("Ferry")))
    for headline in ("ferry " * 60, "f" * 255, "Donaudampfschifffahrtsgesellschaft " * 8):
        left, _top, right, bottom = ink_of(draw_card(card(headline)))
        assert (left >= 70, right <= 1130, bottom < 326) == (True, True, True)
    assert tall[3] - tall[1] > 60


def test_where_no_typeface_has_the_letters_there_is_no_image(publish: Publish, look: Look) -> None:
    properties = dict(properties_on(look(publish("ꦧꦿꦶꦢ꧀ꦗ꧀").href)))  # Javanese
    assert (properties.get("og:image"), properties["twitter:card"]) == (None, "summary")


def test_a_typeface_of_the_installations_folder_fills_gaps(
    settings: Settings, tmp_path: Path
) -> None:
    javanese = card("ꦧꦶ")
    assert typeset_card(javanese) is None
    typeface_with("ꦧꦶ", tmp_path / "javanese.ttf")
    settings.OPTIONS = settings.OPTIONS.model_copy(update={"card_fonts": str(tmp_path)})
    lines = typeset_card(javanese)
    assert lines is not None
    assert {name: Path(typeface.path).name for name, (typeface, _text) in lines.items()} == {
        "masthead": "NotoSerif[wdth,wght].ttf",
        "kicker": "NotoSerif[wdth,wght].ttf",
        "headline": "javanese.ttf",
        "names": "NotoSerif[wdth,wght].ttf",
    }
    assert draw_card(javanese) == draw_card(javanese)


def test_a_line_of_chinese_or_japanese_ends_between_letters_and_not_before_a_stop(
    settings: Settings, tmp_path: Path
) -> None:
    letters = "橋を渡る船、朝の港。"
    typeface_with(letters, tmp_path / "east.ttf")
    settings.OPTIONS = settings.OPTIONS.model_copy(update={"card_fonts": str(tmp_path)})
    left, top, right, bottom = ink_of(draw_card(card(letters * 3, language="ja")))
    assert (left >= 70, right <= 1130, bottom - top > 120) == (True, True, True)


def test_a_missing_font_folder_does_not_hide_the_card(settings: Settings, tmp_path: Path) -> None:
    settings.OPTIONS = settings.OPTIONS.model_copy(update={"card_fonts": str(tmp_path / "nowhere")})
    assert typeset_card(card("ꦧꦶ")) is None


def typeface_with(letters: str, file: Path) -> None:
    """A typeface that has a box for each of these."""
    pen, nothing = TTGlyphPen(None), TTGlyphPen(None).glyph()
    for draws, corner in (
        (pen.moveTo, (50, 0)),
        (pen.lineTo, (50, 800)),
        (pen.lineTo, (900, 800)),
        (pen.lineTo, (900, 0)),
    ):
        draws(corner)
    pen.closePath()
    box, names = (
        pen.glyph(),
        {ord(letter): f"u{ord(letter):04X}" for letter in set(letters)},
    )
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap(names)
    builder.setupGlyf({".notdef": nothing} | dict.fromkeys(names.values(), box))
    builder.setupHorizontalMetrics(dict.fromkeys([".notdef", *names.values()], (1000, 50)))
    builder.setupHorizontalHeader(ascent=900, descent=-200)
    builder.setupNameTable({"familyName": "Boxes", "styleName": "Bold"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(file)
