import re
from collections.abc import Container
from urllib.parse import quote, urlencode, urlsplit

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import resolve
from django.utils.encoding import escape_uri_path, iri_to_uri
from wagtail.models import Site
from wagtail.views import serve

from byline.lib.row_keys import row_key
from byline.newsroom.models import Address, Article, SectionPage, StandingPage
from byline.newsroom.prefetching import prefetch_names
from byline.newsroom.queries import (
    article_for_its_page,
    further_reading,
    pictures_in,
    prefetch_cards,
)
from byline.newsroom.rules import INDEX_PHP, old_feed_path, other_spellings
from byline.newsroom.views.errors import gone
from byline.press.printing import printed
from byline.press.redirects import permanent_redirect

NUMBERED = ("p", "page_id", "attachment_id", "cat", "author")  # WordPress's links by number
NUMBERED_OTHERS = ("page_id", "cat", "author")
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


@printed(uncached_params=BY_QUERY)
def address(request: HttpRequest, path: str) -> HttpResponse:
    """The article or standing page at this path, or a redirect to its present address."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    article = article_for_its_page(site, f"/{path}")
    if article and request.GET.get("feed"):
        return to_feed(request, site)
    if article:
        return render(request, "byline/article.html", shown_of(article))
    if known := Address.objects.at(site, f"/{path}"):
        return to_present_address(request, known)
    return (
        by_query(request, site)
        or to_original_picture(request, site)
        or with_closing_slash(request)
        or standing(request, site, path)
    )


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
        if number.isdecimal() and (
            known := Address.objects.at(site, f"{request.path}?{name}={number}")
        ):
            return to_present_address(request, known, without=BY_QUERY)
    path = _list_by_name(request.GET) or _date(request.GET) or _page(request.GET)
    if path:
        return permanent_redirect(request, path, without=BY_QUERY)
    if words := request.GET.get("s"):
        return permanent_redirect(request, f"/search/?{urlencode({'q': words})}", without=BY_QUERY)
    return None


def _list_by_name(asked: QueryDict) -> str:
    """The address of the list in `category_name=news`, `tag=tide` or `author_name=rosa`."""
    named = ((above, asked.get(name, "").strip("/")) for name, above in BY_NAME.items())
    return next((f"{above}{quote(name)}/" for above, name in named if name), "")


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


def to_original_picture(request: HttpRequest, site: Site) -> HttpResponse | None:
    """A redirect from a picture that WordPress resized to the original."""
    size = UPLOADS.fullmatch(request.path_info)
    known = Address.objects.at(site, size[1] + size[2]) if size else None
    return to_present_address(request, known) if known and known.destination else None


def to_feed(request: HttpRequest, site: Site) -> HttpResponse:
    """A redirect to the feed in the query: of this path, or of what WordPress named with `feed`."""
    asked = request.GET
    path = _list_by_name(asked) or f"{request.path.rstrip('/')}/"
    if (number := row_key(asked.get("p", ""))) is not None:
        article = get_object_or_404(Article.objects.published().on(site), post_id=number)
        path = f"{article.permalink.rstrip('/')}/"
    elif named := next((name for name in NUMBERED_OTHERS if name in asked), ""):
        answer = redirect_or_404(request, site, f"{request.path}?{named}={asked[named]}")
        if "Location" not in answer:
            return answer
        path = f"{urlsplit(answer['Location']).path.rstrip('/')}/"
    href = iri_to_uri(old_feed_path(path, asked["feed"]))
    return permanent_redirect(request, href, without=BY_QUERY)


def with_closing_slash(request: HttpRequest) -> HttpResponse | None:
    """A redirect to a list, the search or the desk from the address without a final slash."""
    if request.path.endswith("/") or resolve(f"{request.path_info}/").view_name == "address":
        return None
    return permanent_redirect(request, f"{escape_uri_path(request.path)}/")


def standing(request: HttpRequest, site: Site, path: str) -> HttpResponse:
    """The standing page at this place in the tree.

    Otherwise a redirect to what is at another spelling of the path, or to the feed that WordPress
    had there.
    """
    if path.endswith("/"):
        try:
            served: HttpResponse = serve(request, path)
        except Http404:
            pass
        else:
            return served
    if redirected := by_other_spelling(request, site, f"/{path}"):
        return redirected
    if old := OLD_FEED.fullmatch(path):
        name = f"comments-{old[2]}" if old[1] else old[2]
        return permanent_redirect(request, old_feed_path("/", name))
    raise Http404


def by_other_spelling(request: HttpRequest, site: Site, path: str) -> HttpResponse | None:
    """A redirect to the article or standing page that WordPress would have shown at this path."""
    spellings = other_spellings(path)
    root = site.root_page.url_path.rstrip("/")
    rows = Address.objects.filter(site=site, path__in=spellings).select_related("page")
    addresses = {row.path: row for row in rows}
    pages = set(
        StandingPage.objects.live()
        .filter(url_path__in=[root + spelling for spelling in spellings])
        .values_list("url_path", flat=True)
    )
    for spelling in spellings:
        if spelling in addresses:
            return to_present_address(request, addresses[spelling])
        if root + spelling in pages:
            return permanent_redirect(request, escape_uri_path(spelling))
    if INDEX_PHP.search(path):
        return permanent_redirect(request, escape_uri_path(INDEX_PHP.sub("/", path, count=1)))
    return None


def redirect_or_404(
    request: HttpRequest, site: Site, path: str, *, without: Container[str] = ()
) -> HttpResponse:
    """301 to the present address of what was at this path, 410 if it is gone.

    Raises Http404 if nothing was ever there.
    """
    known = Address.objects.at(site, path)
    if known is None:
        raise Http404
    return to_present_address(request, known, without=without)


def section_redirect_or_404(request: HttpRequest, site: Site, slugs: str) -> HttpResponse:
    """301 to where the section is now, 410 if it was withdrawn or deleted, else Http404."""
    sections = SectionPage.objects.not_live().filter(site=site, path_of_slugs=slugs)
    if sections.filter(first_published_at__isnull=False).exists():
        return gone(request)
    return redirect_or_404(request, site, f"/category/{slugs}/")


def to_present_address(
    request: HttpRequest, known: Address, *, without: Container[str] = ()
) -> HttpResponse:
    """301 to where the page or file of this address is now, 410 if it is gone."""
    if known.destination:
        return permanent_redirect(request, iri_to_uri(known.destination), without=without)
    if known.page is None or not known.page.live:
        return gone(request)
    site, root, href = known.page.specific.get_url_parts(request)
    if site != known.site_id:  # it was moved to another site of ours
        return HttpResponsePermanentRedirect(root + href)
    return permanent_redirect(request, href, without=without)
