from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Site

from byline.lib.row_keys import row_key
from byline.network.queries import settings_for
from byline.newsroom.front_layout import lay_out_front
from byline.newsroom.models import Article
from byline.newsroom.paging import page_of
from byline.newsroom.queries import as_cards, latest_articles
from byline.newsroom.views.address import BY_QUERY, by_query, redirect_or_404
from byline.press.printing import printed
from byline.press.redirects import permanent_redirect


@printed(uncached_params=BY_QUERY)
def front(request: HttpRequest) -> HttpResponse:
    """The front page, or a redirect from WordPress's `/?p=ID` to the article with that number."""
    site = Site.find_for_request(request)
    if site is None:
        return render(request, "byline/no_site.html", status=503)
    if redirected := by_query(request, site):
        return redirected
    if (number := row_key(request.GET.get("p", ""))) is not None:
        return _by_number(request, site, number)
    return render(
        request,
        "byline/front.html",
        {"front": lay_out_front(site, settings_for(request).articles_per_page)},
    )


def _by_number(request: HttpRequest, site: Site, number: int) -> HttpResponse:
    """WordPress numbered posts and pages together; an article with the number is preferred."""
    article = Article.objects.published().on(site).filter(post_id=number).first()
    return (
        permanent_redirect(request, article.href, without=BY_QUERY)
        if article
        else redirect_or_404(request, site, f"/?page_id={number}", without=BY_QUERY)
    )


@printed()
def latest(request: HttpRequest, number: int) -> HttpResponse:
    """All articles by time, page by page."""
    articles = as_cards(latest_articles(Site.find_for_request(request)))
    return render(request, "byline/latest.html", {"page": page_of(request, articles, number)})
