"""Articles embedded in other sites (oEmbed 1.0, oembed.com)."""

from typing import Any

from django.template.loader import render_to_string

from byline.network.models import SiteSettings
from byline.newsroom.models import Article
from byline.sharing.pictures import picture_on_card

MAX_EMBED_WIDTH = 600  # pixels


def oembed_data(article: Article, masthead: SiteSettings, max_width: int) -> dict[str, Any]:
    """The oEmbed response, no wider than `max_width` pixels.

    The HTML is text and links; it loads nothing from this site.
    """
    root = masthead.site.root_url
    contributors = list(
        dict.fromkeys(
            byline.contributor for byline in article.bylines.select_related("contributor")
        )
    )
    context = {"article": article, "masthead": masthead, "root": root}
    data: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "provider_name": masthead.name,
        "provider_url": f"{root}/",
        "title": article.title,
        "author_name": ", ".join(contributor.name for contributor in contributors),
        "author_url": root + contributors[0].href if contributors else f"{root}/",
        "html": render_to_string("sharing/embedded.html", context).strip(),
        "width": min(MAX_EMBED_WIDTH, max_width),
        "height": None,
    }
    picture = picture_on_card(article, masthead)
    if picture and picture.width <= max_width:
        data |= {
            "thumbnail_url": picture.href,
            "thumbnail_width": picture.width,
            "thumbnail_height": picture.height,
        }
    return data
