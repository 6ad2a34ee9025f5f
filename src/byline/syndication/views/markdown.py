from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.utils.encoding import iri_to_uri
from django.views.decorators.csrf import csrf_exempt
from wagtail.models import Site

from byline.discussion.queries import article_at
from byline.network.queries import settings_for
from byline.newsroom.models import Address
from byline.newsroom.views.address import address, redirect_or_404
from byline.press.printing import printed
from byline.press.redirects import permanent_redirect
from byline.syndication.markdown import markdown_href, markdown_of


@csrf_exempt
def markdown_alternate(request: HttpRequest, path: str) -> HttpResponse:
    """The article at `path` as Markdown, unless an article has this address itself."""
    if Address.objects.at(Site.find_for_request(request), f"/{path}.md"):
        return address(request, f"{path}.md")
    return as_markdown(request, path)


@printed()
def as_markdown(request: HttpRequest, path: str) -> HttpResponse:
    """An article as Markdown; a redirect if its address has changed."""
    masthead = settings_for(request)
    article = article_at(masthead.site, path)
    if article is None:
        answer = redirect_or_404(request, masthead.site, f"/{path}/")
        location = urlsplit(answer.get("Location", "")).path
        return permanent_redirect(request, markdown_href(location)) if location else answer
    if article.permalink.strip("/") != path:
        return permanent_redirect(request, iri_to_uri(markdown_href(article.permalink)))
    response = HttpResponse(
        markdown_of(article, masthead), content_type="text/markdown; charset=utf-8"
    )
    response["Link"] = f'<{masthead.site.root_url}{article.href}>; rel="canonical"'
    return response
