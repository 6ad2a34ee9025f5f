"""One address for a page, whatever its readers and the web make of it."""

import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import product
from urllib.parse import quote, unquote, unquote_to_bytes

import pytest
from django.http import HttpResponse
from django.test import Client
from wagtail.models import Site

from byline.network.models import SiteSettings
from byline.newsroom import actions
from byline.newsroom.models import Address, Article
from newsrooms import HOST, Publish

AT = datetime(2016, 9, 16, 22, 30, tzinfo=UTC)
PATTERNS = (
    "/%year%/%monthnum%/%day%/%postname%/",
    "/%year%/%monthnum%/%postname%/",
    "/%postname%/",
    "/%category%/%postname%/",
    "/archives/%post_id%",
    "/archives/%post_id%/",
    "/%year%/%postname%.html",
    "/%postname%",
    "/index.php/%year%/%postname%/",
)
MAX_HOPS = 4
SLUGS = ("the-bridge", "café-élan", "जसर-हिन्दी")


def toggled(path: str) -> str:
    return path.rstrip("/") if path.endswith("/") else f"{path}/"


VARIANTS: dict[str, Callable[[str], str]] = {
    "with or without the closing slash": toggled,
    "doubled slashes": lambda path: path.replace("/", "//"),
    "a doubled slash at the end": lambda path: f"{path.rstrip('/')}//",
    "decomposed accents": lambda path: unicodedata.normalize("NFD", path),
    "capitals": str.upper,
    "index.php": lambda path: f"/index.php{path}",
    "amp": lambda path: f"{path.rstrip('/')}/amp/",
    "amp without a slash": lambda path: f"{path.rstrip('/')}/amp",
    "a later page": lambda path: f"{path.rstrip('/')}/2/",
    "a later page by name": lambda path: f"{path.rstrip('/')}/page/2",
    "embed": lambda path: f"{path.rstrip('/')}/embed/",
}


@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_spelling_leads_to_the_article(
    pattern: str, harbour_post: Site, publish: Publish, reader: Client
) -> None:
    SiteSettings.objects.filter(site=harbour_post).update(permalink_pattern=pattern)
    for slug, (name, spelled) in product(SLUGS, VARIANTS.items()):
        article = Article.objects.filter(slug=slug).first() or publish_at(publish, slug)
        path = spelled(article.permalink)
        ends, hops = final(reader, f"{quote(path)}?utm_source=paper")
        if path == article.permalink:
            continue
        assert ends == f"{article.permalink}?utm_source=paper", (name, path)
        assert hops <= (2 if "doubled" in name else 1), (name, path)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_numbers_and_feeds_lead_there_too(
    pattern: str, harbour_post: Site, publish: Publish, reader: Client
) -> None:
    SiteSettings.objects.filter(site=harbour_post).update(permalink_pattern=pattern)
    article = publish_at(publish, "the-bridge")
    stem = article.permalink.rstrip("/")
    for asked in (f"?p={article.post_id}", f"index.php?p={article.post_id}"):
        path, _hops = final(reader, f"/{asked}&utm_source=paper")
        assert path == f"{article.permalink}?utm_source=paper"
    for asked in (f"{stem}/feed", f"{stem}//feed/", f"{article.permalink}?feed=rss2"):
        assert final(reader, asked)[0] == f"{stem}/feed/"


def test_capitals_in_percent_encoding_are_the_same_page(publish: Publish, reader: Client) -> None:
    article = publish_at(publish, "café")
    for path in (
        quote(article.permalink),
        quote(article.permalink).lower(),
        "/%32016/09/17/caf%c3%a9/",
    ):
        assert reader.get(path).context["article"] == article


def test_a_host_with_a_closing_dot_leads_to_the_one_without(
    publish: Publish, reader: Client
) -> None:
    article = publish_at(publish, "the-bridge")
    answers = {
        host: reader.get(f"{article.href}?a=1", HTTP_HOST=host, headers={"host": host})
        for host in (f"{HOST}.", f"{HOST}.:8000", f"{HOST.upper()}.")
    }
    assert {host: answer["Location"] for host, answer in answers.items()} == {
        f"{HOST}.": f"http://{HOST}{article.href}?a=1",
        f"{HOST}.:8000": f"http://{HOST}:8000{article.href}?a=1",
        f"{HOST.upper()}.": f"http://{HOST}{article.href}?a=1",
    }
    assert (
        reader.get("/", HTTP_HOST="evil.example.", headers={"host": "evil.example."}).status_code
        == 421
    )


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/feed",
        "//evil.example/feed/",
        "///evil.example/search",
        "//evil.example",
        "//evil.example/",
        "/\\evil.example/feed",
        "/%5cevil.example/search",
        "/%09/evil.example/feed",
        "/%0a/evil.example",
        "/%2f%2fevil.example/feed",
        "/%2fevil.example/",
        "/%2fevil.example/index.php",
        "/index.php//evil.example",
        "/index.php/%2fevil.example",
        "/index.php/%5cevil.example",
        "/?category_name=/evil.example",
        "/?category_name=%5c%5cevil.example",
        "/?feed=rss2&category_name=//evil.example",
        "//evil.example/?p=1",
        "//evil.example/?feed=rss2",
        "//evil.example/x.md",
        "//evil.example/comment-page-2",
        "//evil.example/admin",
        "/admin/login/?next=//evil.example/",
        "/accounts/login/?next=https://evil.example/",
    ],
)
def test_no_path_leads_to_another_host(publish: Publish, reader: Client, path: str) -> None:
    publish_at(publish, "the-bridge")
    for location in locations(reader, path):
        assert location.startswith("/"), location
        assert location[1:2] not in ("/", "\\", "\t"), location


def test_a_stored_redirect_stays_on_the_site(harbour_post: Site) -> None:
    for elsewhere in (
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
    ):
        assert not actions.redirect_to(harbour_post, "/old/", elsewhere)
    assert actions.redirect_to(harbour_post, "/old/", "/media/new.pdf")
    assert Address.objects.get().destination == "/media/new.pdf"


def test_a_former_address_keeps_the_query(
    harbour_post: Site, publish: Publish, reader: Client
) -> None:
    article = publish_at(publish, "the-bridge")
    article.slug = "new-bridge"
    article.save_revision().publish()
    location = reader.get("/2016/09/17/the-bridge/?utm_source=paper&a=%C3%A9&b")["Location"]
    assert location == "/2016/09/17/new-bridge/?utm_source=paper&a=%C3%A9&b"


def test_a_standing_page_has_one_address_too(harbour_post: Site, reader: Client) -> None:
    actions.add_standing_page(harbour_post, title="About", body=[])
    assert reader.get("/about/").status_code == 200
    for path in ("/about", "//about//", "/About/", "/index.php/about/", "/about/amp/"):
        assert final(reader, path) == ("/about/", 1), path


def test_pages_take_no_forms_and_say_what_they_take(harbour_post: Site, publish: Publish) -> None:
    article = publish_at(publish, "the-bridge")
    strict = Client(HTTP_HOST=HOST, enforce_csrf_checks=True)
    for path in (
        article.href,
        "/",
        "/category/news/",
        "/feed/",
        "/nowhere/",
        "/2016/09/17/the-bridge.md",
    ):
        refused = strict.post(path, {"a": "b"})
        assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD, OPTIONS"), path
        asked = strict.options(path)
        assert (asked.status_code, asked["Allow"]) == (204, "GET, HEAD, OPTIONS"), path
        assert (asked.content, asked.has_header("Content-Length")) == (b"", False)


def publish_at(publish: Publish, slug: str) -> Article:
    article = publish(slug, published_at=AT)
    article.slug = slug
    article.save_revision().publish()
    Address.objects.filter(page=article.pk, is_current=False).delete()
    article.refresh_from_db()
    return article


def final(reader: Client, path: str) -> tuple[str, int]:
    """Where the path ends, decoded, and the number of redirects on the way."""
    hops = [path, *locations(reader, path)]
    assert ask(reader, hops[-1]).status_code == 200, hops
    return unquote(hops[-1]), len(hops) - 1


def locations(reader: Client, path: str) -> list[str]:
    hops: list[str] = []
    while "Location" in (answer := ask(reader, path)):
        path = answer["Location"]
        hops.append(path)
        assert len(hops) < MAX_HOPS, hops
    return hops


def ask(reader: Client, path: str) -> HttpResponse:
    """Ask as a browser does; Django's client takes `//name` for a host."""
    path, _mark, query = path.partition("?")
    raw = unquote_to_bytes(path).decode("latin-1")
    answer: HttpResponse = reader.generic("GET", "/", PATH_INFO=raw, QUERY_STRING=query)
    return answer
