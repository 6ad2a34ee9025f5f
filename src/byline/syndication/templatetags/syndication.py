from typing import Any

from django import template
from django.utils.encoding import iri_to_uri
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from byline.newsroom.models import Article
from byline.press.tags import markdown_alternate
from byline.syndication.formats import TYPES
from byline.syndication.markdown import markdown_href
from byline.syndication.rules import ENDINGS

register = template.Library()


@register.inclusion_tag("syndication/links.html")
def feeds(href: str, title: str) -> dict[str, Any]:
    """Links to the feeds of `href` in every format."""
    return {
        "title": title,
        "links": [(TYPES[form], f"{href}{ending}") for form, ending in ENDINGS.items()],
    }


@register.inclusion_tag("syndication/links.html")
def tag_feeds(tag: Any) -> dict[str, Any]:
    return feeds(iri_to_uri(f"/tag/{tag.slug}/"), tag.name)


@register.inclusion_tag("syndication/links.html")
def response_feeds(article: Article) -> dict[str, Any]:
    """The feeds of the responses to an article."""
    return feeds(
        f"{article.href.rstrip('/')}/",
        _("Responses to “{headline}”").format(headline=article.title),
    )


@register.simple_tag(takes_context=True)
def markdown_link(context: template.Context, article: Article) -> SafeString:
    """A link to the article as Markdown. Nothing in a preview."""
    if (
        not article.live
        or not context.get("masthead")
        or getattr(context.get("request"), "is_preview", False)
    ):
        return SafeString("")
    href = markdown_href(article.href)
    markdown_alternate(href)
    return format_html('<link rel="alternate" type="text/markdown" href="{}">', href)
