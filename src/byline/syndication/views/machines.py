from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from byline.network.models import SiteSettings
from byline.network.queries import affiliations_of, is_staging, settings_for
from byline.newsroom import list_tags
from byline.newsroom.models import SectionPage
from byline.newsroom.queries import navigation_of
from byline.press.printing import printed
from byline.press.tags import depends_on
from byline.syndication.channels import channel_of_section, channel_of_site
from byline.syndication.choices import AI_CRAWLERS, FeedText
from byline.syndication.models import FeedSettings
from byline.syndication.rules import RSS, FeedRequest, printable
from byline.syndication.trust_txt import trust_lines


@printed()
def robots_txt(request: HttpRequest) -> HttpResponse:
    """robots.txt (RFC 9309), with the sitemaps' addresses."""
    masthead = settings_for(request)
    shown = {"root": masthead.site.root_url, "trainers": AI_CRAWLERS, "is_staging": is_staging()}
    return render(
        request, "syndication/robots.txt", shown, content_type="text/plain; charset=utf-8"
    )


@printed()
def tdm_reservation(request: HttpRequest) -> HttpResponse:
    """The reservation of text and data mining, if there is one (W3C's TDMRep, section 5)."""
    if not settings_for(request).refuses_training:
        raise Http404
    return JsonResponse([{"location": "/*", "tdm-reservation": 1}], safe=False)


@printed()
def trust_txt(request: HttpRequest) -> HttpResponse:
    """trust.txt; 404 if the network record is empty."""
    masthead = settings_for(request)
    affiliations = affiliations_of(masthead.site)
    if not affiliations:
        raise Http404
    lines = trust_lines(masthead, affiliations, refuses_training=masthead.refuses_training)
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@printed()
def index_key(request: HttpRequest, key: str) -> HttpResponse:
    """The IndexNow key, which proves that notifications come from the site itself."""
    chosen = _chosen(settings_for(request))
    if not chosen.tells_search_engines or key != chosen.index_key:
        raise Http404
    return HttpResponse(key, content_type="text/plain; charset=utf-8")


@printed()
def outline(request: HttpRequest) -> HttpResponse:
    """The feeds of the site and its sections, for import into feed readers (OPML 2.0)."""
    masthead = settings_for(request)
    shown = {
        "name": masthead.name,
        "language": masthead.language,
        "channels": list(_channels(masthead)),
    }
    return render(request, "syndication/opml.xml", shown, content_type="text/xml; charset=utf-8")


@printed()
def llms_txt(request: HttpRequest) -> HttpResponse:
    """An overview for programs that read for people (llmstxt.org)."""
    masthead = settings_for(request)
    chosen = _chosen(masthead)
    shown = {
        "has_full_text": chosen.text == FeedText.FULL,
        "root": masthead.site.root_url,
        "channels": list(_channels(masthead)),
        "pages": navigation_of(masthead.site).pages,
    }
    return render(request, "syndication/llms.txt", shown, content_type="text/plain; charset=utf-8")


def _channels(masthead: SiteSettings) -> Iterator[dict[str, str]]:
    sections = list(
        SectionPage.objects.live()
        .filter(site=masthead.site)
        .order_by("path")
        .select_related("site")
    )
    depends_on(
        list_tags.menus(masthead.site_id), *(list_tags.below(section.pk) for section in sections)
    )
    for channel in (
        channel_of_site(masthead),
        *(channel_of_section(masthead, section) for section in sections),
    ):
        texts = {
            "title": channel.title,
            "about": " ".join(channel.about.split()),
            "href": channel.href,
        }
        yield {name: printable(text) for name, text in texts.items()} | {
            "feed": channel.address(FeedRequest(RSS))
        }


def _chosen(masthead: SiteSettings) -> FeedSettings:
    depends_on(f"feeds:{masthead.site_id}")
    chosen: FeedSettings = FeedSettings.for_site(masthead.site)
    return chosen
