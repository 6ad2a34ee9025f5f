"""The card image of an article that has no lead picture: what stands on it, and where it is found."""

from dataclasses import astuple, dataclass
from hashlib import sha256

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from byline.network.models import SiteSettings
from byline.newsroom.choices import Label
from byline.newsroom.models import Article
from byline.sharing.typefaces import Typeface, typeset

CARD_VERSION = 1  # goes up when cards come to look otherwise, so that they get other addresses
MAX_NAMES = 3


@dataclass(frozen=True)
class CardContent:
    """What stands on it, as plain text; `accent` is the paper's colour."""

    masthead: str
    kicker: str
    headline: str
    names: str
    accent: str
    language: str
    direction: str

    @property
    def digest(self) -> str:
        """What is the same as long as the image is: twelve hexadecimal digits."""
        return sha256(repr((CARD_VERSION, *astuple(self))).encode()).hexdigest()[:12]

    @property
    def description(self) -> str:
        """What it says, for who does not see it."""
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
    """Each of its lines in a typeface that has it; None where one cannot be set, and there is no image."""
    lines = {
        name: typeset(getattr(card, name), card.language)
        for name in ("masthead", "kicker", "headline", "names")
    }
    return {name: line for name, line in lines.items() if line} if all(lines.values()) else None


def card_path(article: Article, card: CardContent) -> str:
    """Where the image stands, for as long as it says what it says."""
    return f"/s/{article.post_id}-{card.digest}.png"
