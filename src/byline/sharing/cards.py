"""Card images of articles without a lead picture: their texts and their addresses."""

from dataclasses import astuple, dataclass
from hashlib import sha256

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from byline.network.models import SiteSettings
from byline.newsroom.choices import Label
from byline.newsroom.models import Article
from byline.sharing.typefaces import Typeface, typeset

CARD_VERSION = 1  # raise it when cards look different, so that they get new addresses
MAX_NAMES = 3


@dataclass(frozen=True)
class CardContent:
    """The texts on a card image, as plain text; `accent` is the site's colour."""

    masthead: str
    kicker: str
    headline: str
    names: str
    accent: str
    language: str
    direction: str

    @property
    def digest(self) -> str:
        """Twelve hexadecimal digits that identify the image."""
        return sha256(repr((CARD_VERSION, *astuple(self))).encode()).hexdigest()[:12]

    @property
    def description(self) -> str:
        """The image's text alternative."""
        return f"{self.headline} — {self.masthead}"


def card_content_of(article: Article, masthead: SiteSettings) -> CardContent:
    names = list(dict.fromkeys(byline.contributor.name for byline in article.bylines.all()))
    shown = (
        names[:MAX_NAMES] if len(names) <= MAX_NAMES else [*names[: MAX_NAMES - 1], _("and others")]
    )
    label = "" if article.label == Label.NEWS else str(article.get_label_display())
    return CardContent(
        masthead=masthead.name,
        kicker=" · ".join(filter(None, (article.section.title, label))),
        headline=article.title,
        names=pgettext("between the names of a list", ", ").join(shown),
        accent=masthead.accent_colour,
        language=masthead.language,
        direction=masthead.direction,
    )


def typeset_card(card: CardContent) -> dict[str, tuple[Typeface, str]] | None:
    """Choose a typeface for each line. None if a line cannot be set: then there is no image."""
    lines = {
        name: typeset(getattr(card, name), card.language)
        for name in ("masthead", "kicker", "headline", "names")
    }
    return {name: line for name, line in lines.items() if line} if all(lines.values()) else None


def card_path(article: Article, card: CardContent) -> str:
    """The image's address, which changes with its texts."""
    return f"/s/{article.post_id}-{card.digest}.png"
