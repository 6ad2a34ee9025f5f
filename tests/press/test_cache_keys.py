"""Where pages stand. What a web server may look for by itself, and what must never become a file."""

import pytest

from byline.press.cache_keys import CacheKey, key_of_request, significant_query


def asked(path: str, host: str = "paper.example", **more: str) -> CacheKey | None:
    environ = {
        "HTTP_HOST": host,
        "PATH_INFO": path.encode().decode("latin-1"),
        "SERVER_PORT": "8000",
        "wsgi.url_scheme": "http",
    }
    return key_of_request(environ | more, behind_proxy="HTTP_X_FORWARDED_PROTO" in more)


@pytest.mark.parametrize(
    ("path", "stem"),
    [
        ("/", "http/paper.example/=page."),
        ("/2016/09/17/the-bridge/", "http/paper.example/2016/09/17/the-bridge/=page."),
        ("/feed", "http/paper.example/feed=page."),
        ("/الجسر/", "http/paper.example/الجسر/=page."),
        ("/a b/%41/", "http/paper.example/a b/%41/=page."),
        ("/.hidden/", "http/paper.example/.hidden/=page."),
    ],
)
def test_a_page_stands_where_its_address_says(path: str, stem: str) -> None:
    place = asked(path)
    assert place is not None
    assert place.file_stem == stem


@pytest.mark.parametrize(
    "path",
    [
        "",
        "a",
        "//",
        "/a//b",
        "/./a/",
        "/a/../b",
        "/..",
        "/.",
        "/a\0b",
        "/a\nb",
        "/a\x7f",
        "/x" * 2000,
        "/=page.html",
        "/a=page.meta/b",
    ],
)
def test_what_a_file_system_could_take_for_something_else_is_not_kept(path: str) -> None:
    assert asked(path) is None


def test_a_path_that_is_no_unicode_is_not_kept() -> None:
    assert (
        key_of_request(
            {"HTTP_HOST": "paper.example", "PATH_INFO": "/\xff/", "wsgi.url_scheme": "http"},
            behind_proxy=False,
        )
        is None
    )


@pytest.mark.parametrize(
    "host",
    [
        "",
        "..",
        "a/b",
        "../etc",
        "paper.example.",
        ".paper.example",
        "a b",
        "paper.example:81",
        "paper.example:99999",
        "[::1",
        "é.example",
        "a\r\nb",
        "x" * 300,
    ],
)
def test_a_host_that_cannot_be_ours_is_not_looked_for(host: str) -> None:
    assert asked("/", host) is None


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("PAPER.Example", "http://paper.example"),
        ("paper.example:80", "http://paper.example"),
        ("paper.example:8000", "http://paper.example:8000"),
        ("[::1]:8000", "http://[::1]:8000"),
        ("127.0.0.1", "http://127.0.0.1"),
    ],
)
def test_one_host_in_one_spelling(host: str, origin: str) -> None:
    place = asked("/", host)
    assert place is not None
    assert place.origin == origin


def test_nothing_is_stored_below_a_script_name() -> None:
    assert asked("/one/", SCRIPT_NAME="/paper") is None
    assert asked("/one/", SCRIPT_NAME="") == CacheKey("http://paper.example", "/one/")


def test_the_proxys_word_about_https_is_taken_where_there_is_one() -> None:
    believed = asked("/", HTTP_X_FORWARDED_PROTO="https")
    environ = {
        "HTTP_HOST": "paper.example",
        "PATH_INFO": "/",
        "HTTP_X_FORWARDED_PROTO": "https",
        "wsgi.url_scheme": "http",
    }
    claimed = key_of_request(environ, behind_proxy=False)
    assert (believed, claimed) == (
        CacheKey("https://paper.example", "/"),
        CacheKey("http://paper.example", "/"),
    )


def test_names_too_long_for_a_file_are_told_apart() -> None:
    stems = {CacheKey("http://paper.example", f"/{'ا' * 200}{end}/").file_stem for end in "ab"}
    assert len(stems) == 2
    assert all(len(part.encode()) < 255 for stem in stems for part in stem.split("/"))


def test_a_query_has_files_of_its_own_that_no_path_leads_to() -> None:
    page = CacheKey("http://paper.example", "/a/", "page=2")
    assert page.url == "http://paper.example/a/?page=2"
    assert (
        asked("/" + page.file_stem.removesuffix("=page.").removeprefix("http/paper.example/"))
        is None
    )


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("", ""),
        ("utm_source=x&fbclid=y", ""),
        ("page=2", "page=2"),
        ("utm_source=x&page=%32&z", "page=2"),
        ("sort=b&page=2&sort=a", "page=2&sort=a"),
        ("page=", "page="),
        ("page=" + "2" * 300, None),
    ],
)
def test_only_the_keys_that_matter(query: str, kept: str | None) -> None:
    assert significant_query(query, frozenset({"page", "sort"})) == kept
