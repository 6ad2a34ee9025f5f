"""Which file a page becomes, by its address and its kind."""

import pytest

from byline.transfer.static_export.file_paths import file_of, key_of, needs_server

ROOT = "https://paper.example"


@pytest.mark.parametrize(
    ("key", "kind", "file"),
    [
        ("/", "text/html", "index.html"),
        ("/2016/09/17/weir/", "text/html", "2016/09/17/weir/index.html"),
        ("/2016/weir.html", "text/html", "2016/weir.html/index.html"),
        ("/feed/", "application/rss+xml", "feed/index.xml"),
        ("/feed.json", "application/feed+json", "feed.json"),
        ("/feed/json/page/2/", "application/feed+json", "feed/json/page/2/index.json"),
        ("/media/images/weir.webp", "image/webp", "media/images/weir.webp"),
        ("/tag/caf%C3%A9/", "text/html", "tag/café/index.html"),
        ("/what%3F/", "text/html", "what%3F/index.html"),
        ("/a:b/", "text/html", "a%3Ab/index.html"),
        ("/a/%2e%2e/%2e%2e/etc/passwd", "text/plain", "a/etc/passwd"),
        ("/..%2f..%2fetc/", "text/html", "etc/index.html"),
        (f"/{'x' * 300}.pdf", "application/pdf", "c27f5a34aa0a5b4a3d07bd5cbf9b06df6a0c4b1f.pdf"),
    ],
)
def test_the_file_of_a_page(key: str, kind: str, file: str) -> None:
    if "x" * 300 in key:
        assert len(file_of(key, kind)) == len(file)
        assert file_of(key, kind).endswith(".pdf")
    else:
        assert file_of(key, kind) == file


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("../weir/#response-2", "/2016/weir/"),
        ("https://PAPER.example/x", "/x"),
        ("//paper.example/x?p=1", "/x?p=1"),
        ("https://paper.example.evil.example/x", None),
        ("mailto:desk@paper.example", None),
        ("https://[broken", None),
        ("/a%20b/é/", "/a%20b/%C3%A9/"),
    ],
)
def test_what_an_address_on_a_page_is_known_by(url: str, key: str | None) -> None:
    assert key_of(url, f"{ROOT}/2016/bridge/", ROOT) == key


@pytest.mark.parametrize(
    "key", ["/-/me", "/accounts/login/", "/admin/", "/2016/weir/respond/?to=3", "/weir/trackback/"]
)
def test_what_only_a_server_can_answer(key: str) -> None:
    assert needs_server(key)
    assert not needs_server("/2016/accounts/respond-to-this/")
