"""An article's lead picture, as those who are told of it load it."""

from dataclasses import dataclass

from wagtail.images.models import SourceImageIOError

from byline.newsroom.models import Article
from byline.sharing.choices import A_CARD


@dataclass(frozen=True)
class CardPicture:
    """`href` is whole; the words are plain text."""

    href: str
    width: int
    height: int
    description: str
    credit: str
    type: str = "image/jpeg"


def picture_on_card(article: Article, root: str) -> CardPicture | None:
    """None where it has no lead picture, or that one's file is lost."""
    picture = article.lead_picture
    if picture is None:
        return None
    try:
        [cut] = picture.get_renditions(A_CARD).values()
    except SourceImageIOError:
        return None
    href = cut.full_url if "://" in cut.url else root + cut.url
    return CardPicture(href, cut.width, cut.height, article.lead_caption or picture.description, picture.credit)
