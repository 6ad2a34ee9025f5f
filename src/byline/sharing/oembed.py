"""An article as a card on other people's pages (oEmbed 1.0, oembed.com)."""

from typing import Any

from django.template.loader import render_to_string

from byline.network.models import SiteSettings
from byline.newsroom.models import Article
from byline.sharing.pictures import picture_on_card

MAX_EMBED_WIDTH = 600  # pixels


def oembed_data(article: Article, masthead: SiteSettings, most: int) -> dict[str, Any]:
    """What the provider answers; no wider than `most` pixels. The card is words and links: it loads nothing from us."""
    root = masthead.site.root_url
    names = list(
        dict.fromkeys(
            byline.contributor for byline in article.bylines.select_related("contributor")
        )
    )
    shown = {"article": article, "masthead": masthead, "root": root}
    told: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "provider_name": masthead.name,
        "provider_url": f"{root}/",
        "title": article.title,
        "author_name": ", ".join(each.name for each in names),
        "author_url": root + names[0].href if names else f"{root}/",
        "html": render_to_string("sharing/embedded.html", shown).strip(),
        "width": min(MAX_EMBED_WIDTH, most),
        "height": None,
    }
    picture = picture_on_card(article, root)
    if picture and picture.width <= most:
        told |= {
            "thumbnail_url": picture.href,
            "thumbnail_width": picture.width,
            "thumbnail_height": picture.height,
        }
    return told
