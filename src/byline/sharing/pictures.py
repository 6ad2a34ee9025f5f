"""The picture of an article in link previews and structured data."""

from dataclasses import dataclass

from wagtail.images.models import SourceImageIOError

from byline.network.models import SiteSettings
from byline.newsroom.models import Article
from byline.newsroom.rendering import with_rights
from byline.sharing.cards import card_content_of, card_path, typeset_card
from byline.sharing.choices import CARD_HEIGHT, CARD_IMAGE_SPEC, CARD_WIDTH


@dataclass(frozen=True)
class CardPicture:
    """`href` is a full address; texts are plain."""

    href: str
    width: int
    height: int
    description: str
    credit: str
    type: str = "image/jpeg"


def image_for_previews(article: Article, masthead: SiteSettings) -> CardPicture | None:
    """The lead picture, or else the card image drawn from the headline; None if neither exists."""
    if picture := picture_on_card(article, masthead):
        return picture
    card = card_content_of(article, masthead)
    if typeset_card(card) is None:
        return None
    return CardPicture(
        masthead.site.root_url + card_path(article, card),
        CARD_WIDTH,
        CARD_HEIGHT,
        card.description,
        credit="",
        type="image/png",
    )


def picture_on_card(article: Article, masthead: SiteSettings) -> CardPicture | None:
    """The lead picture; None if there is none or its file is missing."""
    picture = article.lead_picture
    if picture is None:
        return None
    try:
        [rendition] = picture.get_renditions(with_rights(CARD_IMAGE_SPEC, masthead)).values()
    except SourceImageIOError:
        return None
    root = masthead.site.root_url
    href = rendition.full_url if "://" in rendition.url else root + rendition.url
    return CardPicture(
        href,
        rendition.width,
        rendition.height,
        article.lead_caption or picture.caption or picture.description,
        picture.credit,
    )
