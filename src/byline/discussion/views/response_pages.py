from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from wagtail.models import Site

from byline.discussion.models import Thread
from byline.discussion.queries import article_at, discussion_page
from byline.discussion.templatetags.discussion import page_href
from byline.network.queries import settings_for
from byline.newsroom.models import Article
from byline.press.printing import printed
from byline.press.redirects import permanent_redirect


@printed()
def responses(request: HttpRequest, path: str, number: str) -> HttpResponse:
    """A page of an article's responses: a range of numbers, so that a full page stays the same."""
    article, page = article_for(request, path), int(number)
    if request.get_full_path() != (proper := page_href(article, page)):
        return permanent_redirect(request, proper)
    discussion = discussion_page(article, settings_for(request), timezone.now(), page)
    if discussion is None and Thread.objects.filter(article=article, last_imported__gt=0).exists():
        return redirect(article.href)  # the system it was imported from had smaller pages
    if discussion is None:
        raise Http404
    return render(request, "discussion/page.html", {"discussion": discussion})


def article_for(request: HttpRequest, path: str) -> Article:
    """The published article at `path`. Raises Http404."""
    site = Site.find_for_request(request)
    article = article_at(site, path) if site else None
    if article is None:
        raise Http404
    return article
