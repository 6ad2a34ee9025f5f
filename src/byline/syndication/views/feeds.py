from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.encoding import iri_to_uri
from taggit.models import Tag
from wagtail.models import Site

from byline.discussion.queries import article_at
from byline.network.models import SiteSettings
from byline.network.queries import settings_for
from byline.newsroom.models import Contributor, SectionPage, StandingPage
from byline.newsroom.queries import articles_by, articles_tagged
from byline.newsroom.views.address import redirect_or_404
from byline.press.printing import printed
from byline.syndication import channels
from byline.syndication.channels import Channel
from byline.syndication.feeds import feed_response
from byline.syndication.rules import JSON, WORDPRESS_NAMES, FeedRequest


@printed()
def feed_of_site(
    request: HttpRequest, ending: str, name: str | None = None, number: str | None = None
) -> HttpResponse:
    """The newest articles of the site."""
    return _answer(request, channels.channel_of_site(_masthead(request)), ending, name, number)


@printed()
def feed_of_section(
    request: HttpRequest,
    slugs: str,
    ending: str,
    name: str | None = None,
    number: str | None = None,
) -> HttpResponse:
    """What is filed under a section and those below it."""
    masthead = _masthead(request)
    found = SectionPage.objects.live().filter(site=masthead.site, path_of_slugs=slugs).first()
    if found is None:
        return _lead_on(request, masthead.site, f"/category/{slugs}/", ending)
    return _answer(request, channels.channel_of_section(masthead, found), ending, name, number)


@printed()
def feed_of_tag(
    request: HttpRequest, slug: str, ending: str, name: str | None = None, number: str | None = None
) -> HttpResponse:
    """What carries a tag."""
    masthead = _masthead(request)
    found = Tag.objects.filter(slug=slug).first()
    if found is None or not articles_tagged(found, masthead.site).exists():
        return _lead_on(request, masthead.site, f"/tag/{slug}/", ending)
    return _answer(request, channels.channel_of_tag(masthead, found), ending, name, number)


@printed()
def feed_of_contributor(
    request: HttpRequest, slug: str, ending: str, name: str | None = None, number: str | None = None
) -> HttpResponse:
    """What stands under somebody's name on the site."""
    masthead = _masthead(request)
    found = Contributor.objects.filter(slug=slug).first()
    if found is None or not articles_by(found, masthead.site).exists():
        return _lead_on(request, masthead.site, f"/author/{slug}/", ending)
    return _answer(request, channels.channel_of_contributor(masthead, found), ending, name, number)


def feed_of_period(
    request: HttpRequest, ending: str, name: str | None = None, number: str | None = None
) -> HttpResponse:
    """WordPress had a feed of every year, month and day, to which nothing new comes: on to the paper's."""
    return redirect(f"/{_asked(ending, name).ending}", permanent=True)


@printed()
def feed_of_responses(
    request: HttpRequest, ending: str, name: str | None = None, number: str | None = None
) -> HttpResponse:
    """The newest responses to whatever article of the site."""
    return _answer(request, channels.channel_of_responses(_masthead(request)), ending, name, number)


@printed()
def feed_of_responses_to(
    request: HttpRequest, path: str, ending: str, name: str | None = None, number: str | None = None
) -> HttpResponse:
    """The newest responses to the article whose address is, or once was, before the feed's."""
    masthead = _masthead(request)
    article = article_at(masthead.site, path)
    if article is None and _is_standing(masthead.site, path):
        return redirect(iri_to_uri(f"/{path}/"), permanent=True)  # pages take no responses
    if article is None:
        return _lead_on(request, masthead.site, f"/{path}/", ending)
    if article.permalink.strip("/") != path:
        return redirect(iri_to_uri(f"{article.permalink.rstrip('/')}/{ending}"), permanent=True)
    return _answer(
        request, channels.channel_of_responses_to(masthead, article), ending, name, number
    )


def _masthead(request: HttpRequest) -> SiteSettings:
    if Site.find_for_request(request) is None:
        raise Http404
    return settings_for(request)


def _is_standing(site: Site, path: str) -> bool:
    return StandingPage.objects.live().filter(url_path=f"{site.root_page.url_path}{path}/").exists()


def _asked(ending: str, name: str | None, number: str | None = None) -> FeedRequest:
    return FeedRequest(JSON if ending == "feed.json" else WORDPRESS_NAMES[name], int(number or 0))


def _answer(
    request: HttpRequest, channel: Channel, ending: str, name: str | None, number: str | None
) -> HttpResponse:
    """The feed, at the one address that it has; 301 to it from WordPress's others."""
    asked = _asked(ending, name, number)
    if asked.ending != ending:
        return redirect(iri_to_uri(channel.path + asked.ending), permanent=True)
    return feed_response(request, channel, asked)


def _lead_on(request: HttpRequest, site: Site, path: str, ending: str) -> HttpResponse:
    """To the feed of what stood at `path`, where that is now; 410 when it is gone, Http404 when nothing was ever there."""
    answer = redirect_or_404(request, site, path)
    location = answer.get("Location")
    return redirect(f"{location.rstrip('/')}/{ending}", permanent=True) if location else answer
