"""Template tags that show reads and report them."""

from typing import Any

from django import template
from django.utils import timezone

from byline.newsroom.models import Article, SectionPage
from byline.press.static_export import is_static_export
from byline.press.tags import depends_on, expires_at
from byline.readership import queries
from byline.readership.choices import MostReadPeriod
from byline.readership.models import ReadSettings
from byline.readership.tokens import ReadToken, sign_token
from byline.readership.wording import in_words

register = template.Library()


@register.simple_tag(takes_context=True)
def reads(context: template.Context, article: Article) -> str:
    """How often the article was read, as its site displays it, or ""."""
    if not _is_for_readers(context, article):
        return ""
    depends_on(f"reads:{article.pk}")
    return in_words(queries.reads_of(article), _chosen(context).shown)


@register.inclusion_tag("readership/beacon.html", takes_context=True)
def count_read(context: template.Context, article: Article) -> dict[str, Any]:
    """The script and image that report a read; nothing in a preview or a static export."""
    if not _is_for_readers(context, article) or is_static_export(context.get("request")):
        return {}
    zone = context["masthead"].time_zone
    return {
        "token": sign_token(ReadToken(article.pk, zone)),
        "counts_staff": _chosen(context).counts_staff,
    }


@register.inclusion_tag("readership/most_read.html", takes_context=True)
def most_read(context: template.Context, section: SectionPage | None = None) -> dict[str, Any]:
    """The list of the most read articles of the site, or of `section`."""
    masthead = context.get("masthead")
    if masthead is None:
        return {}
    chosen = _chosen(context)
    if not chosen.most_read or (section and not chosen.on_sections):
        return {}
    span = MostReadPeriod(chosen.most_read)
    articles = queries.most_read(masthead.site, span.days, chosen.most_read_length, section)
    expires_at(queries.next_quarter_hour(timezone.now()))
    return {"span": span, "articles": articles}


def _is_for_readers(context: template.Context, article: Article) -> bool:
    return bool(
        context.get("masthead")
        and article.live
        and not getattr(context.get("request"), "is_preview", False)
    )


def _chosen(context: template.Context) -> ReadSettings:
    site = context["masthead"].site
    depends_on(f"read-settings:{site.pk}")
    return queries.read_settings(site)
