"""Who would rather have Markdown is led to it; what is kept stays the same for everybody."""

import pytest
from proofs import Reader
from test_never_stale import Town, front, town, town_once  # noqa: F401  (fixtures)

from byline.newsroom.models import Article
from byline.press.rules import prefers_markdown
from byline.press.wsgi import PageCache
from newsrooms import HOST

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "prefers"),
    [
        (BROWSER, False),
        ("*/*", False),
        ("text/markdown", True),
        ("text/markdown, text/html, */*", True),
        ("text/markdown, text/html;q=0.9", True),
        ("text/html, text/markdown;q=0.9", False),
        ("text/markdown;q=0.5, */*;q=0.8", False),
        ("text/markdown;q=0", False),
        ("Text/Markdown;variant=GFM", True),
        ("application/markdown-like", False),
    ],
)
def test_markdown_is_preferred_by_who_says_so(accept: str, prefers: bool) -> None:
    assert prefers_markdown(accept) == prefers


def test_who_accepts_markdown_is_led_to_it_and_poisons_nothing(
    front: PageCache,  # noqa: F811
    town: Town,  # noqa: F811
) -> None:
    article = Article.objects.live().first()
    assert article is not None
    reader, path = Reader(front), article.href
    for cache_status in ("printed", "kept"):
        led = reader.get(path, HTTP_HOST=HOST, HTTP_ACCEPT="text/markdown, */*;q=0.1")
        headers = {name: led.headers.get(name) for name in ("location", "vary", "cache-control")}
        twin = f"{path.rstrip('/')}.md"
        assert (led.status, headers, cache_status) == (
            303,
            {"location": twin, "vary": "Accept", "cache-control": "no-store"},
            cache_status,
        )
        page = reader.get(path, HTTP_HOST=HOST, HTTP_ACCEPT=BROWSER)
        assert (page.status, page.cache_status, page.headers["vary"]) == (
            200,
            "byline; hit",
            "Accept-Encoding",
        )
    assert reader.get("/", HTTP_HOST=HOST, HTTP_ACCEPT="text/markdown").status == 200
    kept = [reader.get(twin, HTTP_HOST=HOST) for _ in range(2)]
    assert [page.cache_status for page in kept] == ["byline; fwd=miss; stored", "byline; hit"]
    assert kept[1].headers["content-type"] == "text/markdown; charset=utf-8"
    article.title = "Another headline"
    article.save_revision().publish()
    assert reader.get(twin, HTTP_HOST=HOST).body.partition(b"\n")[0] == b"# Another headline"
