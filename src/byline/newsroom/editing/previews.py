"""Previews of unsaved pages, as readers would see them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from byline.network.queries import settings_of
from byline.newsroom.front_layout import lay_out_front
from byline.newsroom.models import Article, FrontPage, SectionPage
from byline.newsroom.paging import page_of
from byline.newsroom.prefetching import links_in
from byline.newsroom.queries import filed_under, further_reading, pictures_in, prefetch_cards


def preview_article(article: Article, request: HttpRequest, mode: str) -> HttpResponse:
    """The article as typed, as if published now."""
    article.published_at = article.published_at or article.go_live_at or timezone.now()
    for correction in article.published_corrections:
        correction.published_at = correction.published_at or timezone.now()
    beside = further_reading(article)
    prefetch_cards(beside.articles, pictures_in(article.body))
    return render(
        request,
        "byline/article.html",
        {"article": article, "around": beside, "links": links_in(article)},
    )


def preview_front_page(front: FrontPage, request: HttpRequest, mode: str) -> HttpResponse:
    """The front page with the present picks."""
    site = front.sites_rooted_here.get()
    picks = [pick.article_id for pick in front.picks.all()]
    shown = lay_out_front(site, settings_of(site).articles_per_page, picks=picks)
    return render(request, "byline/front.html", {"front": shown})


def preview_section(section: SectionPage, request: HttpRequest, mode: str) -> HttpResponse:
    """The section's first page as typed."""
    shown = {
        "section": section,
        "below": SectionPage.objects.live().child_of(section),
        "above": SectionPage.objects.parent_of(section).first(),
        "page": page_of(request, filed_under(section), None, section.address),
    }
    return render(request, "byline/section.html", shown)


Article.serve_preview = preview_article
FrontPage.serve_preview = preview_front_page
SectionPage.serve_preview = preview_section
