from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Site

from byline.lib.same_origin import same_origin_only
from byline.network.queries import settings_for
from byline.network.security_headers import content_security_policy
from byline.newsroom.models import Article
from byline.press.printing import printed
from byline.press.redirects import permanent_redirect
from byline.sharing.cards import card_content_of, card_path
from byline.sharing.drawing import draw_card
from byline.sharing.forms import InstanceForm
from byline.sharing.oembed import oembed_data
from byline.sharing.queries import article_at_url, article_with_number
from byline.sharing.rules import mastodon_share_href

MAX_DIGITS = 18  # of a database's integer


@require_safe
def short_link(request: HttpRequest, number: str) -> HttpResponse:
    """The permanent short address of an article: 301 to its present one."""
    return permanent_redirect(request, _article(request, number).href)


@printed()
def card_image(request: HttpRequest, number: str, digest: str) -> HttpResponse:
    """The card image of an article; 302 to the present one if its texts have changed."""
    article, masthead = _article(request, number), settings_for(request)
    card = card_content_of(article, masthead)
    if card.digest != digest:
        return redirect(card_path(article, card))
    png = draw_card(card)
    if png is None:
        raise Http404
    return HttpResponse(png, content_type="image/png")


@same_origin_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def share_on_mastodon(request: HttpRequest) -> HttpResponse:
    """Ask for the reader's instance, and redirect there to write a post about the article.

    The form is posted from our own page only, so that nobody can use it as an open redirect.
    """
    article = _article(request, request.GET.get("article", ""))
    form = InstanceForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        url = article.site.root_url + article.href
        return redirect(mastodon_share_href(form.cleaned_data["instance"], url, article.title))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else 200
    answer = render(
        request, "sharing/mastodon.html", {"shared": article, "form": form}, status=status
    )
    # browsers apply form-action to the redirects of a form as well
    policy = content_security_policy(settings_for(request).accent_css)
    answer["Content-Security-Policy"] = policy.replace(
        "form-action 'self'", "form-action 'self' https:"
    )
    return answer


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """The oEmbed response (oEmbed 1.0, 2.3): 404 if `url` is not an article, 501 for XML."""
    masthead = settings_for(request)
    if request.GET.get("format", "json") != "json":
        return HttpResponse(
            "Only JSON is available: omit format, or set it to json.\n",
            status=501,
            content_type="text/plain",
        )
    article = article_at_url(masthead.site, request.GET.get("url", ""))
    if article is None:
        raise Http404
    answer = JsonResponse(
        oembed_data(article, masthead, _requested_width(request.GET.get("maxwidth", "")))
    )
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _requested_width(text: str) -> int:
    """The requested width in pixels; practically unlimited if it is not a number."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < MAX_DIGITS else 10_000


def _article(request: HttpRequest, number: str) -> Article:
    site = Site.find_for_request(request)
    known = number.isascii() and number.isdecimal() and len(number) <= MAX_DIGITS
    article = article_with_number(site, int(number)) if site and known else None
    if article is None:
        raise Http404
    return article
