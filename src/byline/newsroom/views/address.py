import re
from urllib.parse import quote, urlencode

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import resolve
from django.utils.encoding import escape_uri_path, iri_to_uri
from wagtail.models import Site
from wagtail.views import serve

from byline.newsroom.models import Address, Article
from byline.newsroom.prefetching import prefetch_names
from byline.newsroom.queries import (
    article_for_its_page,
    further_reading,
    pictures_in,
    prefetch_cards,
)
from byline.newsroom.rules import old_feed_path
from byline.newsroom.views.errors import gone
from byline.press.printing import FULL_QUERY_KEY, printed

NUMBERED = ("p", "page_id", "attachment_id", "cat", "author")  # WordPress's links by number
NUMBERED_OTHERS = frozenset({"page_id", "cat", "author"})
BY_NAME = {"category_name": "/category/", "tag": "/tag/", "author_name": "/author/"}
BY_DATE = re.compile(r"(\d{4})(\d\d)?(\d\d)?")  # ?m=201609
BY_PARTS = ("year", "monthnum", "day")
BY_QUERY = (*NUMBERED, *BY_NAME, *BY_PARTS, "feed", "m", "paged", "s")
UPLOADS = re.compile(
    r"(/(?:wp-content/uploads|files)/.+?)-(?:\d{1,5}x\d{1,5}|scaled|rotated)(\.\w{2,5})"
)
OLD_FEED = re.compile(
    r"(?:wp-)?(comments)?(feed|rdf|rss2?|atom)(?:\.php|/?)"
)  # /rss/, /wp-rss2.php
LATER_PAGE = re.compile(r"(/.+/)\d{1,3}/")


@printed(aside=BY_QUERY)
def address(request: HttpRequest, path: str) -> HttpResponse:
    """The article or standing page at this path, or a redirect to its present address."""
    site = Site.find_for_request(request)
    article = article_for_its_page(site, f"/{path}") if site else None
    if article and request.GET.get("feed"):
        return to_feed(request, site)
    if article:
        return render(request, "byline/article.html", shown_of(article))
    known = Address.objects.at(site, f"/{path}")
    if known is None and not path.endswith("/") and Address.objects.at(site, f"/{path}/"):
        return redirect(f"/{path}/", permanent=True)
    if known is None:
        ways = (by_query, in_pieces)
        way = next(filter(None, (way(request, site) for way in ways)), None)
        return way or with_closing_slash(request) or standing(request, path)
    return redirect_or_404(request, site, f"/{path}")


def shown_of(article: Article) -> dict[str, object]:
    """The template context of a published article's page."""
    beside = further_reading(article)
    prefetch_cards([article, *beside.related], pictures_in(article.body))
    return {"article": article, "around": beside, "links": prefetch_names(article)}


def by_query(request: HttpRequest, site: Site) -> HttpResponse | None:
    """A redirect from WordPress's `?p=12`, `?page_id=12` or `?feed=rss2`.

    Also where WordPress was installed in a folder of its host.
    """
    if request.GET.get("feed"):
        return to_feed(request, site)
    for name in NUMBERED:
        number = request.GET.get(name, "")
        if number.isdecimal() and Address.objects.at(site, f"{request.path}?{name}={number}"):
            return redirect_or_404(request, site, f"{request.path}?{name}={number}")
    return _by_name(request)


def _by_name(request: HttpRequest) -> HttpResponse | None:
    asked = request.GET
    for name, above in BY_NAME.items():
        if value := asked.get(name, "").strip("/"):
            return redirect(iri_to_uri(f"{above}{quote(value)}/"), permanent=True)
    if path := _date(asked) or _page(asked):
        return redirect(path, permanent=True)
    return (
        redirect(f"/search/?{urlencode({'q': asked['s']})}", permanent=True)
        if asked.get("s")
        else None
    )


def _date(asked: QueryDict) -> str:
    """The path of the archive of `m=201609` or `year=2016&monthnum=9`, "" without a date."""
    date = BY_DATE.fullmatch(
        asked.get("m", "")
        or "".join(asked.get(name, "").zfill(2) for name in BY_PARTS if asked.get(name))
    )
    return "/" + "".join(f"{part}/" for part in date.groups() if part) if date else ""


def _page(asked: QueryDict) -> str:
    number = asked.get("paged", "").lstrip("0")
    return f"/page/{number}/" if number.isascii() and number.isdecimal() else ""


def in_pieces(request: HttpRequest, site: Site) -> HttpResponse | None:
    """A redirect from a resized picture to the original, or from an article's later page to it."""
    if size := UPLOADS.fullmatch(request.path_info):
        known = Address.objects.at(site, size[1] + size[2])
        return redirect(known.destination, permanent=True) if known and known.destination else None
    later = LATER_PAGE.fullmatch(request.path_info)
    article = (
        Article.objects.published().on(site).filter(permalink=later[1]).first() if later else None
    )
    return redirect(article.href, permanent=True) if article else None


def to_feed(request: HttpRequest, site: Site) -> HttpResponse:
    """A redirect to the feed in the query: of this path, or of what WordPress named with `feed`."""
    asked = request.GET
    named = [
        f"{above}{asked[name].strip('/')}/" for name, above in BY_NAME.items() if asked.get(name)
    ]
    path = named[0] if named else f"{request.path.rstrip('/')}/"
    if asked.get("p", "").isdecimal():
        article = get_object_or_404(Article.objects.published().on(site), post_id=int(asked["p"]))
        path = f"{article.permalink.rstrip('/')}/"
    elif numbered := next(
        (f"{name}={asked[name]}" for name in NUMBERED if name in NUMBERED_OTHERS and name in asked),
        "",
    ):
        way = redirect_or_404(request, site, f"{request.path}?{numbered}")
        if "Location" not in way:
            return way
        path = f"{way['Location'].rstrip('/')}/"
    return redirect(iri_to_uri(old_feed_path(path, asked["feed"])), permanent=True)


def with_closing_slash(request: HttpRequest) -> HttpResponse | None:
    """A redirect to a list, the search or the desk from the address without a final slash."""
    if request.path.endswith("/") or resolve(f"{request.path_info}/").view_name == "address":
        return None
    asked = request.META.get(FULL_QUERY_KEY, request.META.get("QUERY_STRING", ""))
    return redirect(
        f"{escape_uri_path(request.path)}/" + (f"?{iri_to_uri(asked)}" if asked else ""),
        permanent=True,
    )


def standing(request: HttpRequest, path: str) -> HttpResponse:
    """The standing page at this place in the tree, or the feed that WordPress had there."""
    try:
        served: HttpResponse = serve(request, path)
    except Http404:
        if old := OLD_FEED.fullmatch(path):
            return redirect(
                old_feed_path("/", f"comments-{old[2]}" if old[1] else old[2]), permanent=True
            )
        raise
    return served


def redirect_or_404(request: HttpRequest, site: Site, path: str) -> HttpResponse:
    """301 to the present address of what was at this path, 410 if it is gone.

    Raises Http404 if nothing was ever there.
    """
    known = Address.objects.at(site, path)
    if known is None:
        raise Http404
    if known.destination:
        return redirect(known.destination, permanent=True)
    if known.page is None or not known.page.live:
        return gone(request)
    return redirect(known.page.specific.get_url(request), permanent=True)
