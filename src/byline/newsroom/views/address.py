from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from wagtail.models import Site
from wagtail.views import serve

from byline.newsroom.models import Address, Article
from byline.newsroom.queries import as_article, neighbours, related_to


def address(request: HttpRequest, path: str) -> HttpResponse:
    """Whatever stands at this path: an article, a standing page, or the way to where it went."""
    site = Site.find_for_request(request)
    known = Address.objects.at(site, f"/{path}")
    if known is None and not path.endswith("/"):
        known_with_slash = Address.objects.at(site, f"/{path}/")
        if known_with_slash:
            return redirect(f"/{path}/", permanent=True)
    if known is None:
        return by_query(request, site) or standing(request, path)
    if known.is_current and known.page_id:
        return article(request, known)
    return lead_to(request, site, f"/{path}")


def by_query(request: HttpRequest, site: Site) -> HttpResponse | None:
    """Where WordPress's `?p=12` or `?page_id=12` led at this path, also where it stood in a folder of its host."""
    for name in ("p", "page_id"):
        number = request.GET.get(name, "")
        if number.isdecimal() and Address.objects.at(site, f"{request.path}?{name}={number}"):
            return lead_to(request, site, f"{request.path}?{name}={number}")
    return None


def standing(request: HttpRequest, path: str) -> HttpResponse:
    """A standing page, at its place in the tree."""
    served: HttpResponse = serve(request, path)
    return served


def article(request: HttpRequest, known: Address) -> HttpResponse:
    """The article that stands at this address; 410 once it was withdrawn."""
    found = as_article(Article.objects.filter(pk=known.page_id)).first()
    if found is None or not found.live:
        return gone(request)
    return render(request, "byline/article.html", shown_of(found))


def shown_of(article: Article) -> dict[str, object]:
    """What an article's template is given."""
    previous, following = neighbours(article)
    return {"article": article, "previous": previous, "following": following, "related": related_to(article)}


def lead_to(request: HttpRequest, site: Site, path: str) -> HttpResponse:
    """301 to where the thing at this path went, 410 when it is gone, Http404 when nothing was ever there."""
    known = Address.objects.at(site, path)
    if known is None:
        raise Http404
    if known.destination:
        return redirect(known.destination, permanent=True)
    if known.page is None or not known.page.live:
        return gone(request)
    return redirect(known.page.specific.get_url(request), permanent=True)


def gone(request: HttpRequest) -> HttpResponse:
    return render(request, "byline/410.html", status=410)
