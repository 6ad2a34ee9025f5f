"""The discussion on an article's page."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from byline.discussion.forms import ResponseForm
from byline.discussion.models import RESPONSES_PER_PAGE, Comment
from byline.discussion.queries import CommentView, discussion_page
from byline.discussion.response_html import render_settings, response_html
from byline.discussion.structured_data import responses_as_json_ld
from byline.network.choices import PolicyKind
from byline.network.queries import current_policy
from byline.newsroom.models import Article
from byline.press.static_export import is_static_export

register = template.Library()

DISCUSSION_KEY = "discussion_page"  # in the render context, for `shown_responses`


@register.inclusion_tag("discussion/discussion.html", takes_context=True)
def discussion(context: template.Context, article: Article) -> dict[str, Any]:
    """The responses and the form; only the responses in a static export, nothing in a preview."""
    masthead = context.get("masthead")
    if masthead is None or not article.live or getattr(context.get("request"), "is_preview", False):
        return {}
    page = context.render_context[DISCUSSION_KEY] = discussion_page(
        article, masthead, timezone.now()
    )
    if is_static_export(context.get("request")):
        return {"discussion": page, "masthead": masthead, "static_export": True}
    if page is None or not page.openness.is_open or page.asks_for_account:
        return {"discussion": page, "masthead": masthead}
    policy = current_policy(masthead.site, PolicyKind.COMMENT_POLICY)
    form = ResponseForm(rules=page.rules, initial={"policy": policy.number if policy else None})
    return {"discussion": page, "masthead": masthead, "policy": policy, "form": form}


@register.simple_tag(takes_context=True)
def shown_responses(context: template.Context) -> dict[str, Any]:
    """The responses that `discussion` has shown on this page, as schema.org data, or {}."""
    page = context.render_context.get(DISCUSSION_KEY)
    return responses_as_json_ld(page, context["masthead"].site.root_url) if page else {}


@register.simple_tag(takes_context=True)
def responses(
    context: template.Context, shown: Iterable[CommentView], *, pinned: bool = False
) -> SafeString:
    """The items of a list of responses."""
    settings = render_settings(
        context["discussion"], is_static_export=bool(context.get("static_export"))
    )
    items = ((_depth(view), response_html(view, settings, is_pinned=pinned)) for view in shown)
    return format_html_join("", "\n<li{}>{}</li>", items)


@register.simple_tag(takes_context=True)
def anchor_links(context: template.Context, comments: Iterable[Comment]) -> SafeString:
    """List items with the old ids of imported responses on other pages, linked to them."""
    label = render_settings(context["discussion"]).labels.response
    items = (
        (comment.anchor, comment.permalink, label.format(comment.number)) for comment in comments
    )
    return format_html_join("", '<li id="{}"><a href="{}">{}</a></li>', items)


@register.simple_tag(takes_context=True)
def own_response(context: template.Context, view: CommentView) -> SafeString:
    """A response as its author sees it right after sending it."""
    return response_html(view, render_settings(context["discussion"]), is_own=True)


def _depth(view: CommentView) -> SafeString | str:
    return format_html(' class="in-{}"', view.depth) if view.depth else ""


@register.filter
def page_href(article: Article, number: int) -> str:
    """The address of a page of responses."""
    return f"{article.href.rstrip('/')}/comment-page-{number}/"


@register.filter
def respond_href(article: Article) -> str:
    """The address of the page where a response is written."""
    return f"{article.href.rstrip('/')}/respond/"


@register.filter
def numbers_of(page: int) -> str:
    """The numbers on a page of responses, such as 51–100."""
    return f"{(page - 1) * RESPONSES_PER_PAGE + 1}–{page * RESPONSES_PER_PAGE}"
