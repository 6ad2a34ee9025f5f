from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone

from byline.discussion.choices import Kind
from byline.linkbacks.queries import ping_state
from byline.newsroom.models import Article
from byline.press.static_export import is_static_export
from byline.press.tags import depends_on, expires_at

register = template.Library()


@register.inclusion_tag("linkbacks/advertised.html", takes_context=True)
def advertise_linkbacks(context: template.Context, article: Article) -> dict[str, Any]:
    """Name the endpoints that the article accepts, in the head and in headers.

    Nothing in a preview or a static export.
    """
    request, masthead = context.get("request"), context.get("masthead")
    if (
        masthead is None
        or not article.live
        or getattr(request, "is_preview", False)
        or is_static_export(request)
    ):
        return {}
    depends_on(f"pings:{article.site_id}")
    pings = ping_state(article, timezone.now(), masthead)
    if pings.until:
        expires_at(pings.until)
    root = masthead.site.root_url
    endpoints = {"article": article, "page": root + article.href}
    headers = {}
    if pings.takes(Kind.WEBMENTION):
        endpoints["webmention"] = root + reverse("webmention")
        headers["Link"] = f'<{endpoints["webmention"]}>; rel="webmention"'
    if pings.takes(Kind.PINGBACK):
        endpoints["pingback"] = headers["X-Pingback"] = root + reverse("pingback")
    if pings.takes(Kind.TRACKBACK):
        endpoints["trackback"] = f"{root}{article.href.rstrip('/')}/trackback/"
    if request is not None:
        request.advertised = headers
    return endpoints
