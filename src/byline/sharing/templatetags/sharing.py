"""What a page says to those it is passed on to, and how it is passed on."""

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

HEAD = "head"
LINKS = '{}\n  <link rel="shortlink" href="{}">\n  <link rel="alternate" type="application/json+oembed" href="{}">'
OF_ANY_PAGE = (("og:type", "website"), ("twitter:card", "summary"))


class HeadNode(template.Node):
    """What stands in it, noted for the card."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        html = self.nodelist.render(context)
        context.render_context[HEAD] = parse_head(html)
        return html


@register.tag
def head(parser: Parser, token: Token) -> HeadNode:
    """{% head %} title, description and canonical address {% endhead %}"""
    nodelist = parser.parse(("endhead",))
    parser.delete_first_token()
    return HeadNode(nodelist)


@register.simple_tag(takes_context=True)
def card(context: template.Context, article: Article | None = None) -> SafeString:
    """How the page looks where somebody links to it, from what its `head` says; more of it for an article's own page."""
    masthead = context.get("masthead")
    if masthead is None:
        return SafeString("")
    root = masthead.site.root_url
    said = context.render_context.get(HEAD) or PageHead()
    own = properties_of_article(article, masthead) if article and article.pk else OF_ANY_PAGE
    told = [(name, value) for name, value in (*properties_of_page(said, masthead), *own) if value]
    metas = format_html_join("\n  ", '<meta property="{}" content="{}">', told)
    if (
        article is None
        or not _is_for_readers(context, article)
        or is_static_export(context.get("request"))
    ):
        return metas
    embedded = f"{root}{reverse('oembed')}?{urlencode({'url': root + article.href})}"
    return format_html(LINKS, metas, root + reverse("short_link", args=[article.post_id]), embedded)


@register.inclusion_tag("sharing/share.html", takes_context=True)
def share(context: template.Context, article: Article) -> dict[str, Any]:
    """The ways in which the site has an article passed on; nothing in a preview or a static export."""
    if not _is_for_readers(context, article) or is_static_export(context.get("request")):
        return {}
    url = context["masthead"].site.root_url + article.href
    mastodon = f"{reverse('share_on_mastodon')}?article={article.post_id}"
    ways = [ShareMethod(name) for name in _chosen(context).names]
    links = [(way, way.label, share_href(way, url, article.title, mastodon)) for way in ways]
    return {
        "links": links,
        "url": url,
        "title": article.title,
        "by_script": any(way in SCRIPTED_METHODS for way in ways),
    }


@register.simple_tag(takes_context=True)
def article_data(
    context: template.Context, article: Article, responses: dict[str, Any]
) -> SafeString:
    """The article and the way to it as JSON-LD; nothing in a preview."""
    if not _is_for_readers(context, article):
        return SafeString("")
    masthead = context["masthead"]
    way = [
        *structured_data.section_trail(article.section, context["guide"]),
        Link(article.title, article.href),
    ]
    told = structured_data.article_as_data(article, masthead, _chosen(context), responses)
    return _block(structured_data.graph(told, structured_data.breadcrumbs(masthead, way)))


@register.simple_tag(takes_context=True)
def site_data(context: template.Context) -> SafeString:
    """The paper and its search as JSON-LD."""
    return _block(
        structured_data.graph(structured_data.website(context["masthead"], _chosen(context)))
    )


@register.simple_tag(takes_context=True)
def editions(context: template.Context) -> SafeString:
    """Where the front page stands in the paper's other languages."""
    request = context.get("request")
    told = (
        (each.language, f"{each.site.root_url}/")
        for each in (editions_for(request) if request else [])
    )
    return format_html_join("\n  ", '<link rel="alternate" hreflang="{}" href="{}">', told)


@register.simple_tag(takes_context=True)
def section_data(context: template.Context, section: SectionPage) -> SafeString:
    """The way to a section as JSON-LD."""
    return _block(
        structured_data.graph(
            structured_data.breadcrumbs(
                context["masthead"], structured_data.section_trail(section, context["guide"])
            )
        )
    )


@register.simple_tag(takes_context=True)
def contributor_data(context: template.Context, contributor: Contributor) -> SafeString:
    """Somebody whom bylines name, as JSON-LD."""
    return _block(
        structured_data.graph(structured_data.profile_page(contributor, context["masthead"]))
    )


@register.simple_tag(takes_context=True)
def pages_of_paper(context: template.Context) -> dict[str, str]:
    """The addresses of the pages on which the paper says how it works, by what they are about; "" of one that it has not."""
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
