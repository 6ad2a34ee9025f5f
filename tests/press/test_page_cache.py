"""What the page cache responds with, and what it stores."""

import gzip
from datetime import UTC, datetime, timedelta

import brotli
import pytest
import time_machine
from proofs import HOST, Paper, Reader, new_front

from byline.press.actions import remove_expired
from byline.press.memory import encode_response
from byline.press.pages import PageMeta, zstd
from byline.press.render_lock import RenderLock
from byline.press.store import PageStore

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
STORED, HIT = "byline; fwd=miss; stored", "byline; hit"


def kept(store: PageStore) -> list[str]:
    return [url.partition(HOST)[2] for url, _ in store.addresses()]


def test_a_page_is_rendered_once_and_then_given_from_the_store(
    reader: Reader, paper: Paper
) -> None:
    paper.words["one"] = "Ferry sails"
    first, again = reader.get("/one/"), reader.get("/one/")
    assert (first.cache_status, again.cache_status, paper.rendered) == (STORED, HIT, ["/one/"])
    assert (first.status, again.status, first.body) == (200, 200, again.body)
    assert {**first.headers, "cache-status": ""} == {**again.headers, "cache-status": ""}


def test_under_a_script_name_nothing_is_stored_or_served(
    reader: Reader, paper: Paper, store: PageStore
) -> None:
    """The same path is another page there: its links begin with the script's name."""
    under = [reader.get("/one/", script_name="/paper") for _ in range(2)]
    assert ([page.cache_status for page in under], store.addresses()) == (["", ""], [])
    assert paper.rendered == ["/paper/one/", "/paper/one/"]
    assert [reader.get("/one/").cache_status for _ in range(2)] == [STORED, HIT]
    page = reader.get("/one/", script_name="/paper")
    assert (page.cache_status, b"/paper/one/" in page.body) == ("", True)


def test_what_is_said_with_a_page(reader: Reader) -> None:
    headers = reader.get("/one/").headers
    assert {
        name: headers[name]
        for name in (
            "cache-control",
            "vary",
            "x-content-type-options",
        )
    } == {
        "cache-control": "public, max-age=0, must-revalidate",
        "vary": "Accept-Encoding",
        "x-content-type-options": "nosniff",
    }
    assert not {"set-cookie", "surrogate-key", "cache-tag"} & set(headers)


def test_a_cdn_gets_the_tags_in_the_header_that_it_reads(store: PageStore) -> None:
    for name, tags in (
        ("surrogate-key", "everything page:one site:1"),
        ("cache-tag", "everything,page:one,site:1"),
    ):
        headers = Reader(new_front(store, tag_header=name)).get("/one/").headers
        assert {key: headers.get(key) for key in ("surrogate-key", "cache-tag")} == {
            "surrogate-key": None,
            "cache-tag": None,
            name: tags,
        }


def test_tags_never_fill_more_than_two_kilobytes() -> None:
    tags = [f"article:{number}" for number in range(1_000)]
    meta = PageMeta("", "html", "", [], tags, None)
    response = encode_response(meta, "identity", b"", "cache-tag")
    [sent] = [value for name, value in response.whole if name == "cache-tag"]
    assert 1_900 < len(sent) <= 2_000
    assert sent.split(",") == tags[: sent.count(",") + 1]


def test_the_same_page_in_every_coding(reader: Reader) -> None:
    plain = reader.get("/one/").body
    given = {
        coding: reader.get("/one/", accept_encoding=coding) for coding in ("br", "zstd", "gzip")
    }
    assert {coding: page.headers["content-encoding"] for coding, page in given.items()} == {
        coding: coding for coding in given
    }
    assert (
        brotli.decompress(given["br"].body)
        == zstd.decompress(given["zstd"].body)
        == gzip.decompress(given["gzip"].body)
        == plain
    )
    assert {int(page.headers["content-length"]) - len(page.body) for page in given.values()} == {0}
    assert len({page.headers["etag"] for page in given.values()}) == 3


def test_who_refuses_every_coding_is_told(reader: Reader) -> None:
    reader.get("/one/")
    refused = reader.get("/one/", accept_encoding="identity;q=0, br;q=0")
    assert (refused.status, refused.body[:35]) == (406, b"This page is available uncompressed")


def test_who_has_the_page_is_told_that_it_is_the_same(reader: Reader, store: PageStore) -> None:
    etag = reader.get("/one/", accept_encoding="gzip").headers["etag"]
    same = reader.get("/one/", accept_encoding="gzip", if_none_match=f'"x", W/{etag}')
    assert (same.status, same.body, same.headers["etag"], same.headers["vary"]) == (
        304,
        b"",
        etag,
        "Accept-Encoding",
    )
    assert (
        reader.get("/one/", if_none_match=etag).status == 200
    )  # another coding is another representation
    store.clear(["page:one"])
    assert (
        reader.get("/one/", accept_encoding="gzip", if_none_match=etag).status == 304
    )  # printed again, and still the same


def test_a_head_has_no_body_and_the_same_headers(reader: Reader) -> None:
    assert reader.get("/one/", "HEAD").cache_status == ""  # served, but not stored
    whole, head = reader.get("/one/"), reader.get("/one/", "HEAD")
    assert (head.status, head.body, head.cache_status) == (200, b"", HIT)
    assert {**whole.headers, "cache-status": ""} == {**head.headers, "cache-status": ""}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "get", "BREW"])
def test_other_methods_go_to_django_and_leave_nothing(
    reader: Reader, store: PageStore, method: str
) -> None:
    reader.get("/unprinted/", method)
    assert "cache-status" not in reader.get("/one/", method).headers
    assert kept(store) == []


def test_a_page_is_rendered_for_nobody(reader: Reader) -> None:
    reader.get("/one/", cookie="sessionid=abc; byline=1", authorization="Basic eDp5")
    assert b"AnonymousUser {}" in reader.get("/one/").body


def test_marks_that_others_put_on_links_lead_to_the_same_page(
    reader: Reader, paper: Paper, store: PageStore
) -> None:
    links = ["/one/?utm_source=mail", "/one/", "/one/?fbclid=1&utm_medium=x", "/one/?x=1"]
    assert [reader.get(link).cache_status for link in links] == [STORED, HIT, HIT, HIT]
    assert (paper.rendered, kept(store)) == (["/one/"], ["/one/"])


def test_the_keys_that_matter_have_pages_of_their_own(
    reader: Reader, paper: Paper, store: PageStore
) -> None:
    links = ["/one/?page=2&x=1", "/one/?x=2&page=%32", "/one/?page=3", "/one/"]
    assert [reader.get(link).cache_status for link in links] == [
        STORED,
        "byline; fwd=miss; collapsed",
        STORED,
        STORED,
    ]
    assert (
        reader.get("/one/?y=1&page=2").cache_status == HIT
    )  # now that the plain page says which keys matter
    assert (paper.rendered, kept(store)) == (
        ["/one/?page=2", "/one/?page=3", "/one/"],
        ["/one/", "/one/?page=2", "/one/?page=3"],
    )


def test_a_key_that_is_set_aside_goes_to_the_view_every_time(
    reader: Reader, paper: Paper, store: PageStore
) -> None:
    reader.get("/one/")
    assert [reader.get("/one/?p=12").cache_status for _ in range(2)] == ["", ""]
    assert (paper.rendered, kept(store)) == (["/one/", "/one/?p=12", "/one/?p=12"], ["/one/"])


def test_a_page_with_an_overlong_query_is_served_and_not_stored(
    reader: Reader, store: PageStore
) -> None:
    given = reader.get(f"/one/?page={'2' * 300}")
    assert (given.status, given.cache_status, kept(store)) == (
        200,
        'byline; fwd=miss; detail="the query is too long"',
        [],
    )


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ("missing", "not a 200"),
        ("cookie", "sets a cookie"),
        ("session", "sets a cookie"),
        ("language", "varies by accept-language"),
        ("token", "sets a cookie"),
        ("kept-back", "marked as uncacheable"),
        ("picture", "is of a type that is not cached"),
    ],
)
def test_what_could_not_be_the_same_for_everybody_is_not_kept(
    reader: Reader, store: PageStore, how: str, why: str
) -> None:
    given = reader.get(f"/odd/{how}/")
    assert (given.cache_status, kept(store)) == (f'byline; fwd=miss; detail="{why}"', [])
    assert ("public" in given.headers.get("cache-control", ""), given.body != b"") == (False, True)


def test_a_page_that_its_view_does_not_give_free_is_never_kept(
    reader: Reader, store: PageStore
) -> None:
    assert [reader.get("/unprinted/").cache_status for _ in range(2)] == ["", ""]
    assert kept(store) == []


@pytest.mark.parametrize(
    "path", ["/a//b/", "/a/../b/", "/a\0b/", f"/{'x/' * 1500}", "/one/=page.html", "/\x7f/"]
)
def test_pages_at_odd_paths_are_served_and_not_stored(
    reader: Reader, store: PageStore, path: str
) -> None:
    assert reader.get(path).cache_status == ""
    assert kept(store) == []


def test_a_host_that_is_no_host_is_a_bad_request(reader: Reader, store: PageStore) -> None:
    assert [
        reader.get("/one/", HTTP_HOST=host).status for host in ("a b", "../x", "a\r\nSet-Cookie: b")
    ] == [400, 400, 400]
    assert kept(store) == []


def test_a_page_is_right_until_it_says_and_not_a_moment_longer(
    reader: Reader, paper: Paper, store: PageStore
) -> None:
    paper.until = NOW + timedelta(hours=1)
    with time_machine.travel(NOW, tick=False) as clock:
        assert [reader.get("/one/").cache_status for _ in range(2)] == [STORED, HIT]
        clock.move_to(paper.until - timedelta(microseconds=1))
        assert reader.get("/one/").cache_status == HIT
        clock.move_to(paper.until)
        assert reader.get("/one/").cache_status == 'byline; fwd=miss; detail="expired already"'
        paper.until = None
        assert [reader.get("/one/").cache_status for _ in range(2)] == [STORED, HIT]


def test_the_keeper_takes_away_what_has_run_out(
    reader: Reader, paper: Paper, store: PageStore
) -> None:
    paper.until = NOW + timedelta(hours=1)
    with time_machine.travel(NOW, tick=False):
        reader.get("/one/")
        paper.until = None
        reader.get("/two/")
    assert (remove_expired(NOW.timestamp()), kept(store)) == (0, ["/one/", "/two/"])
    assert (remove_expired(NOW.timestamp() + 3600), kept(store)) == (1, ["/two/"])
    assert [file.name for file in store.tree.glob("**/=page.html")] == ["=page.html"]


def test_a_render_that_fails_leaves_the_way_free(reader: Reader, store: PageStore) -> None:
    given = [reader.get("/odd/broken/") for _ in range(2)]
    assert [(page.status, page.cache_status) for page in given] == [
        (500, 'byline; fwd=miss; detail="not a 200"')
    ] * 2
    assert kept(store) == []


def test_a_view_that_hands_the_page_on_waits_for_nobody(
    reader: Reader, store: PageStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RenderLock, "wait", lambda turn: pytest.fail("it waits for itself"))
    assert [reader.get("/handed-on/").cache_status for _ in range(2)] == [STORED, HIT]
    assert kept(store) == ["/handed-on/"]


def test_another_front_of_the_same_store_gives_the_same(reader: Reader, store: PageStore) -> None:
    here, there = reader.get("/one/"), Reader(new_front(store)).get("/one/")
    assert (there.cache_status, there.body, there.headers["etag"]) == (
        HIT,
        here.body,
        here.headers["etag"],
    )


def test_what_was_not_read_for_longest_goes_when_there_is_no_room(
    reader: Reader, store: PageStore
) -> None:
    one = PageStore(store.folder, 12 * (size_of_a_page(reader, store)))
    small = Reader(new_front(one))
    for number in range(12):
        with time_machine.travel(NOW + timedelta(minutes=number), tick=False):
            small.get(f"/page-{number:02}/")
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        small.get("/page-00/")
        small.front.note()
        small.get("/page-99/")
    assert "/page-00/" in kept(store)
    assert "/page-01/" not in kept(store)
    assert "/page-99/" in kept(store)
    assert one.stored_bytes() <= one.bound


def size_of_a_page(reader: Reader, store: PageStore) -> int:
    reader.get("/page/")
    held = store.stored_bytes()
    store.clear(["everything"])
    assert store.stored_bytes() == 0
    return held
