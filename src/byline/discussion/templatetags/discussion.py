"""What an article's page shows of its discussion."""

from typing import Any

from django import template
from django.utils import timezone

from byline.discussion.data import responses_as_data
from byline.discussion.forms import ResponseForm
from byline.discussion.models import A_PAGE
from byline.discussion.queries import talk_of
from byline.network.choices import PolicyKind
from byline.network.queries import current_policy
from byline.newsroom.models import Article
from byline.press.offprints import is_offprint

register = template.Library()

TALK = "talk"  # what the page shows of it, for who tells machines the same


@register.inclusion_tag("discussion/talk.html", takes_context=True)
def discussion(context: template.Context, article: Article) -> dict[str, Any]:
    """The responses to `article` and the form for one more; in an offprint the former alone, nothing in a preview."""
    masthead = context.get("masthead")
    if masthead is None or not article.live or getattr(context.get("request"), "is_preview", False):
        return {}
    talk = context.render_context[TALK] = talk_of(article, masthead, timezone.now())
    if is_offprint(context.get("request")):
        return {"talk": talk, "masthead": masthead, "offprint": True}
    if talk is None or not talk.openness.is_open or talk.asks_for_account:
        return {"talk": talk, "masthead": masthead}
    policy = current_policy(masthead.site, PolicyKind.COMMENT_POLICY)
    form = ResponseForm(house=talk.house, initial={"policy": policy.number if policy else None})
    return {"talk": talk, "masthead": masthead, "policy": policy, "form": form}


@register.simple_tag(takes_context=True)
def shown_responses(context: template.Context) -> dict[str, Any]:
    """The responses that `discussion` has shown on this page, in the words of schema.org; {} where it showed none."""
    talk = context.render_context.get(TALK)
    return responses_as_data(talk, context["masthead"].site.root_url) if talk else {}


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
    """The numbers on a page of responses: 51–100."""
    return f"{(page - 1) * A_PAGE + 1}–{page * A_PAGE}"
