from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.encoding import escape_uri_path, iri_to_uri
from wagtail.models import Site

from byline.discussion.queries import article_at
from byline.network.models import SiteSettings
from byline.network.queries import settings_for
from byline.newsroom.models import SectionPage, StandingPage, Tag
from byline.newsroom.queries import articles_by, articles_tagged, contributor_named
from byline.newsroom.views.address import redirect_or_404, section_redirect_or_404
from byline.press.printing import printed
from byline.press.redirects import permanent_redirect
from byline.syndication import channels
from byline.syndication.channels import Channel
from byline.syndication.feeds import feed_response
from byline.syndication.rules import JSON, WORDPRESS_NAMES, FeedRequest


@printed()
def feed_of_site(
    request: HttpRequest, ending: str, name: str | None = None, number: str | None = None
) -> HttpResponse:
    """The newest articles of the site."""
    return _feed_or_redirect(
        request, channels.channel_of_site(_masthead(request)), ending, name, number
    )


@printed()
def feed_of_section(
    request: HttpRequest,
    slugs: str,
    ending: str,
    name: str | None = None,
    number: str | None = None,
) -> HttpResponse:
    """The articles of a section and those below it."""
    masthead = _masthead(request)
    subject = SectionPage.objects.live().filter(site=masthead.site, path_of_slugs=slugs).first()
    if subject is None:
        return _to_feed(section_redirect_or_404(request, masthead.site, slugs), request, ending)
    return _feed_or_redirect(
        request, channels.channel_of_section(masthead, subject), ending, name, number
    )


@printed()
def feed_of_tag(
    request: HttpRequest, slug: str, ending: str, name: str | None = None, number: str | None = None
) -> HttpResponse:
    """The articles with a tag."""
    masthead = _masthead(request)
    subject = Tag.objects.filter(slug=slug).first()
    if subject is None or not articles_tagged(subject, masthead.site).exists():
        return _redirect_feed(request, masthead.site, f"/tag/{slug}/", ending)
    return _feed_or_redirect(
        request, channels.channel_of_tag(masthead, subject), ending, name, number
    )


@printed()
def feed_of_contributor(
    request: HttpRequest, slug: str, ending: str, name: str | None = None, number: str | None = None
) -> HttpResponse:
    """The articles of a contributor."""
    masthead = _masthead(request)
    subject = contributor_named(masthead.site, slug)
    if subject is None or not articles_by(subject, masthead.site).exists():
        return _redirect_feed(request, masthead.site, f"/author/{slug}/", ending)
    return _feed_or_redirect(
        request, channels.channel_of_contributor(masthead, subject), ending, name, number
    )


def feed_of_period(
    request: HttpRequest, ending: str, name: str | None = None, number: str | None = None
) -> HttpResponse:
    """WordPress had feeds of years, months and days, which never change: redirect to the site's.

    If an article has that address, the feed is that of its responses.
    """
    path = request.path_info.removesuffix(ending).strip("/")
    if article_at(_masthead(request).site, path):
        return feed_of_responses_to(request, path, ending, name, number)
    return permanent_redirect(request, f"/{_requested(ending, name).ending}")


@printed()
def feed_of_responses(
    request: HttpRequest, ending: str, name: str | None = None, number: str | None = None
) -> HttpResponse:
    """The newest responses on the site."""
    return _feed_or_redirect(
        request, channels.channel_of_responses(_masthead(request)), ending, name, number
    )


@printed()
def feed_of_responses_to(
    request: HttpRequest, path: str, ending: str, name: str | None = None, number: str | None = None
) -> HttpResponse:
    """The newest responses to the article at a present or former address."""
    masthead = _masthead(request)
    article = article_at(masthead.site, path)
    if article is None and _is_standing_page(masthead.site, path):
        return permanent_redirect(request, escape_uri_path(f"/{path}/"))  # pages take no responses
    if article is None:
        return _redirect_feed(request, masthead.site, f"/{path}/", ending)
    if article.permalink.strip("/") != path:
        return permanent_redirect(request, f"{article.href.rstrip('/')}/{ending}")
    return _feed_or_redirect(
        request, channels.channel_of_responses_to(masthead, article), ending, name, number
    )


def _masthead(request: HttpRequest) -> SiteSettings:
    if Site.find_for_request(request) is None:
        raise Http404
    return settings_for(request)


def _is_standing_page(site: Site, path: str) -> bool:
    return StandingPage.objects.live().filter(url_path=f"{site.root_page.url_path}{path}/").exists()


def _requested(ending: str, name: str | None, number: str | None = None) -> FeedRequest:
    return FeedRequest(JSON if ending == "feed.json" else WORDPRESS_NAMES[name], int(number or 0))


def _feed_or_redirect(
    request: HttpRequest, channel: Channel, ending: str, name: str | None, number: str | None
) -> HttpResponse:
    """The feed, at its own address; a redirect to it from WordPress's other addresses."""
    asked = _requested(ending, name, number)
    if asked.ending != ending:
        return permanent_redirect(request, iri_to_uri(channel.path + asked.ending))
    return feed_response(request, channel, asked)


def _redirect_feed(request: HttpRequest, site: Site, path: str, ending: str) -> HttpResponse:
    """Redirect to the feed of what was at `path`; 410 if it is gone, else Http404."""
    return _to_feed(redirect_or_404(request, site, path), request, ending)


def _to_feed(answer: HttpResponse, request: HttpRequest, ending: str) -> HttpResponse:
    location = urlsplit(answer.get("Location", "")).path
    if not location:
        return answer
    return permanent_redirect(request, f"{location.rstrip('/')}/{ending}")
