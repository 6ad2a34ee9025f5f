from typing import Any
from urllib.parse import urlencode

from django import template
from django.template.base import NodeList, Parser, Token
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from byline.network.queries import editions_for
from byline.newsroom.models import Article, Contributor, SectionPage
from byline.newsroom.queries import Link
from byline.press.static_export import is_static_export
from byline.sharing import structured_data
from byline.sharing.choices import SCRIPTED_METHODS, ShareMethod
from byline.sharing.models import SharingSettings
from byline.sharing.previews import PageHead, parse_head, properties_of_article, properties_of_page
from byline.sharing.queries import sharing_settings_of
from byline.sharing.rules import json_for_script, share_href

register = template.Library()

HEAD_KEY = "head"
ARTICLE_LINKS = (
    '{}\n  <link rel="shortlink" href="{}">'
    '\n  <link rel="alternate" type="application/json+oembed" href="{}">'
)
GENERIC_PROPERTIES = (("og:type", "website"), ("twitter:card", "summary"))


class HeadNode(template.Node):
    """Renders its contents, and notes the title, description and address for the card."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        html = self.nodelist.render(context)
        context.render_context[HEAD_KEY] = parse_head(html)
        return html


@register.tag
def head(parser: Parser, token: Token) -> HeadNode:
    """{% head %} title, description and canonical address {% endhead %}"""
    nodelist = parser.parse(("endhead",))
    parser.delete_first_token()
    return HeadNode(nodelist)


@register.simple_tag(takes_context=True)
def card(context: template.Context, article: Article | None = None) -> SafeString:
    """The preview properties of a page, from its `head`; more for an article's page."""
    masthead = context.get("masthead")
    if masthead is None:
        return SafeString("")
    root = masthead.site.root_url
    page_head = context.render_context.get(HEAD_KEY) or PageHead()
    own = properties_of_article(article, masthead) if article and article.pk else GENERIC_PROPERTIES
    properties = [
        (name, value) for name, value in (*properties_of_page(page_head, masthead), *own) if value
    ]
    metas = format_html_join("\n  ", '<meta property="{}" content="{}">', properties)
    if (
        article is None
        or not _is_for_readers(context, article)
        or is_static_export(context.get("request"))
    ):
        return metas
    embedded = f"{root}{reverse('oembed')}?{urlencode({'url': root + article.href})}"
    return format_html(
        ARTICLE_LINKS, metas, root + reverse("short_link", args=[article.post_id]), embedded
    )


@register.inclusion_tag("sharing/share.html", takes_context=True)
def share(context: template.Context, article: Article) -> dict[str, Any]:
    """The share links of an article. None in a preview or a static export."""
    if not _is_for_readers(context, article) or is_static_export(context.get("request")):
        return {}
    url = context["masthead"].site.root_url + article.href
    mastodon = f"{reverse('share_on_mastodon')}?article={article.post_id}"
    methods = [ShareMethod(name) for name in _chosen(context).names]
    links = [
        (method, method.label, share_href(method, url, article.title, mastodon))
        for method in methods
    ]
    return {
        "links": links,
        "url": url,
        "title": article.title,
        "by_script": any(method in SCRIPTED_METHODS for method in methods),
    }


@register.simple_tag(takes_context=True)
def article_data(
    context: template.Context, article: Article, responses: dict[str, Any]
) -> SafeString:
    """The article and its breadcrumbs as JSON-LD. Nothing in a preview."""
    if not _is_for_readers(context, article):
        return SafeString("")
    masthead = context["masthead"]
    trail = [
        *structured_data.section_trail(article.section, context["guide"]),
        Link(article.title, article.href),
    ]
    data = structured_data.article_as_data(article, masthead, _chosen(context), responses)
    return _block(structured_data.graph(data, structured_data.breadcrumbs(masthead, trail)))


@register.simple_tag(takes_context=True)
def site_data(context: template.Context) -> SafeString:
    """The site and its search as JSON-LD."""
    return _block(
        structured_data.graph(structured_data.website(context["masthead"], _chosen(context)))
    )


@register.simple_tag(takes_context=True)
def editions(context: template.Context) -> SafeString:
    """Links to the front pages of the other language editions."""
    request = context.get("request")
    links = (
        (edition.language, f"{edition.site.root_url}/")
        for edition in (editions_for(request) if request else [])
    )
    return format_html_join("\n  ", '<link rel="alternate" hreflang="{}" href="{}">', links)


@register.simple_tag(takes_context=True)
def section_data(context: template.Context, section: SectionPage) -> SafeString:
    """The breadcrumbs of a section as JSON-LD."""
    return _block(
        structured_data.graph(
            structured_data.breadcrumbs(
                context["masthead"], structured_data.section_trail(section, context["guide"])
            )
        )
    )


@register.simple_tag(takes_context=True)
def contributor_data(context: template.Context, contributor: Contributor) -> SafeString:
    """A contributor as JSON-LD."""
    return _block(
        structured_data.graph(structured_data.profile_page(contributor, context["masthead"]))
    )


@register.simple_tag(takes_context=True)
def pages_of_paper(context: template.Context) -> dict[str, str]:
    """The addresses of the policy pages by name; "" if there is none."""
    return structured_data.pages_of(context["masthead"].site, _chosen(context))


def _block(data: dict[str, Any]) -> SafeString:
    return SafeString(f'<script type="application/ld+json">{json_for_script(data)}</script>')


def _is_for_readers(context: template.Context, article: Article) -> bool:
    return bool(
        context.get("masthead")
        and article.live
        and not getattr(context.get("request"), "is_preview", False)
    )


def _chosen(context: template.Context) -> SharingSettings:
    return sharing_settings_of(context["masthead"].site)
