from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Site

from byline.lib.same_origin import same_origin_only
from byline.network.middleware import content_security_policy
from byline.network.queries import settings_for
from byline.newsroom.models import Article
from byline.press.printing import printed
from byline.sharing.cards import card_content_of, card_path
from byline.sharing.drawing import draw_card
from byline.sharing.forms import InstanceForm
from byline.sharing.oembed import oembed_data
from byline.sharing.queries import article_at_url, article_with_number
from byline.sharing.rules import mastodon_share_href

UNFIT = 422
MAX_DIGITS = 18  # of a number that a database can hold


@require_safe
def short_link(request: HttpRequest, number: str) -> HttpResponse:
    """The short address of an article, which stays whatever becomes of its headline: 301 to where it stands."""
    return redirect(_article(request, number).href, permanent=True)


@printed()
def card_image(request: HttpRequest, number: str, digest: str) -> HttpResponse:
    """What is drawn of an article's headline for who previews a link to it; 302 to what is drawn by now, if that is another."""
    article, masthead = _article(request, number), settings_for(request)
    card = card_content_of(article, masthead)
    if card.digest != digest:
        return redirect(card_path(article, card))
    drawn = draw_card(card)
    if drawn is None:
        raise Http404
    return HttpResponse(drawn, content_type="image/png")


@same_origin_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def share_on_mastodon(request: HttpRequest) -> HttpResponse:
    """Where a reader says on which instance they write a post about an article, and is led there.

    The form is sent by POST from our own page only, so that nobody can make a link of it that leads elsewhere in our name.
    """
    article = _article(request, request.GET.get("article", ""))
    form = InstanceForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        url = article.site.root_url + article.href
        return redirect(mastodon_share_href(form.cleaned_data["instance"], url, article.title))
    status = UNFIT if form.is_bound else 200
    answer = render(
        request, "sharing/mastodon.html", {"shared": article, "form": form}, status=status
    )
    # A browser holds a form's redirects to the same rule as the form.
    policy = content_security_policy(settings_for(request).accent_css)
    answer["Content-Security-Policy"] = policy.replace(
        "form-action 'self'", "form-action 'self' https:"
    )
    return answer


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """An article's card for who embeds it (oEmbed 1.0, 2.3): 404 where `url` is none of the site's, 501 for XML."""
    masthead = settings_for(request)
    if request.GET.get("format", "json") != "json":
        return HttpResponse(
            "Only JSON is spoken here: leave format out, or ask for json.\n",
            status=501,
            content_type="text/plain",
        )
    article = article_at_url(masthead.site, request.GET.get("url", ""))
    if article is None:
        raise Http404
    answer = JsonResponse(oembed_data(article, masthead, _most(request.GET.get("maxwidth", ""))))
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _most(asked: str) -> int:
    """The width in pixels that is asked for; as good as none for what is no number."""
    return (
        int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < MAX_DIGITS else 10_000
    )


def _article(request: HttpRequest, number: str) -> Article:
    site = Site.find_for_request(request)
    known = number.isascii() and number.isdecimal() and len(number) <= MAX_DIGITS
    found = article_with_number(site, int(number)) if site and known else None
    if found is None:
        raise Http404
    return found
