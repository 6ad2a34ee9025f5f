"""An article's lead picture, as those who are told of it load it."""

from dataclasses import dataclass

from wagtail.images.models import SourceImageIOError

from byline.network.models import SiteSettings
from byline.newsroom.models import Article
from byline.sharing.cards import card_content_of, card_path, typeset_card
from byline.sharing.choices import CARD_HEIGHT, CARD_IMAGE_SPEC, CARD_WIDTH


@dataclass(frozen=True)
class CardPicture:
    """`href` is whole; the words are plain text."""

    href: str
    width: int
    height: int
    description: str
    credit: str
    type: str = "image/jpeg"


def image_for_previews(article: Article, masthead: SiteSettings) -> CardPicture | None:
    """The lead picture; where there is none, the image that is drawn of the headline, if its letters can be drawn."""
    root = masthead.site.root_url
    if found := picture_on_card(article, root):
        return found
    card = card_content_of(article, masthead)
    if typeset_card(card) is None:
        return None
    return CardPicture(
        root + card_path(article, card),
        CARD_WIDTH,
        CARD_HEIGHT,
        card.description,
        credit="",
        type="image/png",
    )


def picture_on_card(article: Article, root: str) -> CardPicture | None:
    """None where it has no lead picture, or that one's file is lost."""
    picture = article.lead_picture
    if picture is None:
        return None
    try:
        [cut] = picture.get_renditions(CARD_IMAGE_SPEC).values()
    except SourceImageIOError:
        return None
    href = cut.full_url if "://" in cut.url else root + cut.url
    return CardPicture(
        href, cut.width, cut.height, article.lead_caption or picture.description, picture.credit
    )
