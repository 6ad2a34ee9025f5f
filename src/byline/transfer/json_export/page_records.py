"""Articles and standing pages, with their bodies as blocks and as HTML."""

from collections.abc import Iterator
from typing import Any

from django.template.loader import render_to_string
from wagtail.models import Site

from byline.lib.scrub import scrub_html, with_whole_addresses
from byline.newsroom.models import Article, StandingPage
from byline.newsroom.prefetching import links_in
from byline.newsroom.queries import as_articles, prefetch_cards
from byline.transfer.row_batches import in_batches, rfc3339, rows_in_batches


def articles(export_sites: list[Site]) -> Iterator[dict[str, Any]]:
    """Every article. One that is not published is exported in the state of its latest revision."""
    for batch in in_batches(
        as_articles(Article.objects.filter(site__in=export_sites)).select_related("latest_revision")
    ):
        rows = [article if article.live else _latest(article) for article in batch]
        prefetch_cards(rows)
        yield from (_article(article) for article in rows)


def _latest(article: Article) -> Article:
    latest: Article = (
        article.get_latest_revision_as_object() if article.latest_revision else article
    )
    return latest


def _article(article: Article) -> dict[str, Any]:
    href = article.site.root_url + article.href
    return {
        "id": article.pk,
        "site": article.site_id,
        "number": article.post_id,
        "state": "published" if article.live else "scheduled" if article.go_live_at else "draft",
        "path": article.permalink,
        "slug": article.slug,
        "guid": article.guid,
        "headline": article.title,
        "standfirst": article.standfirst,
        "label": article.label,
        "machine_assisted": article.machine_assisted,
        "bylines": [
            {"contributor": line.contributor_id, "role": line.role}
            for line in article.bylines.all()
        ],
        "section": article.section_id,
        "further_sections": [section.pk for section in article.further_sections.all()],
        "tags": [tag.pk for tag in article.tags.all()],
        "published_at": rfc3339(article.published_at),
        "updated_at": rfc3339(article.updated_at),
        "goes_live_at": rfc3339(article.go_live_at),
        "lead_picture": article.lead_picture_id,
        "lead_caption": article.lead_caption,
        "blocks": list(article.body.raw_data),
        "html": _html(article.body, href, links_in(article)),
        "ownership_line": article.ownership_line,
        "notice_line": article.notice_line,
        "respond": article.respond,
        "pings": article.pings,
        "seo_title": article.seo_title,
        "search_description": article.search_description,
    }


def pages(export_sites: list[Site]) -> Iterator[dict[str, Any]]:
    sites = {site.pk: site for site in export_sites}
    for page in rows_in_batches(StandingPage.objects.all()):
        site, path = page.site_and_path()
        if site is None or site.pk not in sites:
            continue
        yield {
            "id": page.pk,
            "site": site.pk,
            "path": path,
            "title": page.title,
            "standfirst": page.standfirst,
            "policy": page.policy,
            "is_live": page.live,
            "blocks": list(page.body.raw_data),
            "html": _html(page.body, site.root_url + path, {}),
        }


def _html(body: Any, href: str, links: dict[int, str]) -> str:
    html = render_to_string("byline/body.html", {"body": body, "links": links, "in_feed": True})
    return with_whole_addresses(scrub_html(html), href).strip()
