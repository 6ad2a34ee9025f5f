"""Where a page's head says which feeds there are of what it shows."""

from typing import Any

from django import template
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

from byline.newsroom.models import Article
from byline.syndication.formats import TYPES
from byline.syndication.rules import ENDINGS

register = template.Library()


@register.inclusion_tag("syndication/links.html")
def feeds(href: str, title: str) -> dict[str, Any]:
    """The feeds, in every form, of what stands at `href`."""
    return {"title": title, "links": [(TYPES[form], f"{href}{ending}") for form, ending in ENDINGS.items()]}


@register.inclusion_tag("syndication/links.html")
def tag_feeds(tag: Any) -> dict[str, Any]:
    return feeds(iri_to_uri(f"/tag/{tag.slug}/"), tag.name)


@register.inclusion_tag("syndication/links.html")
def response_feeds(article: Article) -> dict[str, Any]:
    """The feeds of the responses to an article."""
    return feeds(f"{article.href.rstrip('/')}/", _("Responses to “{headline}”").format(headline=article.title))
