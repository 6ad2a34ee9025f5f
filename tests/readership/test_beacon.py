"""What is told at /-/read, and what the answer says of it. Nothing but a line in the spool comes of it."""

from pathlib import Path

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from byline import wsgi
from byline.lib.default_headers import DefaultHeaders
from byline.readership.beacon import MAX_BODY_BYTES, PIXEL, Beacon
from byline.readership.choices import ReadVerdict
from byline.readership.tokens import ReadToken, sign_token
from newsrooms import HOST, Publish
from readership.conftest import CHROME, FIREFOX, ZONE, Meet, Reader

OTHER = "https://elsewhere.example"


def lines(folder: Path) -> list[str]:
    return [
        line
        for file in sorted((folder / "reads/spool").glob("*.reads"))
        for line in file.read_text().splitlines()
    ]


def test_the_installation_hears_of_reads_before_anything_else() -> None:
    assert isinstance(wsgi.application, DefaultHeaders)
    assert isinstance(wsgi.application._application, Beacon)


def test_a_read_is_a_line_and_asks_nothing_of_the_database(
    publish: Publish, meet: Meet, data_folder: Path
) -> None:
    article, tove = publish("Ferry"), meet()
    with CaptureQueriesContext(connection) as asked:
        answer = tove.send("POST", "/-/read", sign_token(ReadToken(article.pk, ZONE)))
    assert (answer.status, answer.verdict, answer.body, len(asked)) == (
        "204 No Content",
        "counted",
        b"",
        0,
    )
    assert answer.headers["Cache-Control"] == "no-store"
    assert [line.split()[0] for line in lines(data_folder)] == [str(article.pk)]


def test_nothing_that_was_written_says_who_read(
    publish: Publish, meet: Meet, data_folder: Path
) -> None:
    meet(address="192.0.2.77", agent=f"{CHROME} Rarity/7").reads(publish("Ferry"))
    kept = b"".join(file.read_bytes() for file in data_folder.rglob("*") if file.is_file())
    assert [word for word in (b"192.0.2.77", b"Rarity", b"Mozilla") if word in kept] == []


def test_without_script_an_image_tells_it(publish: Publish, meet: Meet) -> None:
    token = sign_token(ReadToken(publish("Ferry").pk, ZONE))
    tove = meet(says={"HTTP_REFERER": f"http://{HOST}/ferry/"})
    answer = tove.send("GET", f"/-/read?a={token}")
    assert (answer.status, answer.verdict, answer.body) == ("200 OK", "counted", PIXEL)
    assert answer.headers["Content-Type"] == "image/gif"
    assert tove.send("HEAD", f"/-/read?a={token}").verdict == "unknown-path"


def test_whoever_reads_again_was_seen_today(
    publish: Publish, meet: Meet, data_folder: Path
) -> None:
    ferry, bridge, tove = publish("Ferry"), publish("Bridge"), meet()
    assert [tove.reads(ferry), tove.reads(ferry), tove.reads(bridge)] == [
        "counted",
        "seen-today",
        "counted",
    ]
    assert meet(agent=FIREFOX).reads(ferry) == "counted"
    assert len(lines(data_folder)) == 3


@pytest.mark.parametrize(
    ("says", "verdict"),
    [
        ({"HTTP_SEC_PURPOSE": "prefetch;prerender"}, "prefetch"),
        ({"HTTP_X_MOZ": "prefetch"}, "prefetch"),
        ({"HTTP_PURPOSE": "preview"}, "preview"),
        (
            {
                "HTTP_USER_AGENT": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
            },
            "bot",
        ),
        ({"HTTP_USER_AGENT": ""}, "bot"),
        ({"HTTP_ORIGIN": OTHER, "HTTP_SEC_FETCH_SITE": "cross-site"}, "foreign-origin"),
        ({"HTTP_ORIGIN": OTHER}, "foreign-origin"),
        ({"HTTP_SEC_FETCH_SITE": "same-site"}, "foreign-origin"),
        ({"HTTP_HOST": "stolen.example"}, "foreign-origin"),
    ],
)
def test_what_is_ignored_says_why(
    says: dict[str, str], verdict: str, publish: Publish, meet: Meet, data_folder: Path
) -> None:
    assert meet().reads(publish("Ferry"), **says) == verdict
    assert lines(data_folder) == []


def test_who_does_not_say_where_from_is_not_counted(
    publish: Publish, meet: Meet, data_folder: Path
) -> None:
    silent = meet(says={})
    token = sign_token(ReadToken(publish("Ferry").pk, ZONE))
    assert silent.send("POST", "/-/read", token).verdict == "foreign-origin"
    assert (
        silent.send("GET", f"/-/read?a={token}", HTTP_REFERER=f"{OTHER}/page").verdict
        == "foreign-origin"
    )
    assert lines(data_folder) == []


def test_the_papers_own_people_are_not_counted(
    publish: Publish, meet: Meet, data_folder: Path
) -> None:
    assert meet().reads(publish("Ferry"), who="staff") == "staff"
    assert lines(data_folder) == []


@pytest.mark.parametrize(
    "forge",
    ["/ferry/", "12", "12.UTC", "12.UTC:x", ":", "", "\x00\n\n", "é" * 300, "12.UTC:" + "A" * 43],
)
def test_a_forged_path_changes_nothing(forge: str, meet: Meet, data_folder: Path) -> None:
    assert meet().send("POST", "/-/read", forge).verdict == "unknown-path"
    assert lines(data_folder) == []


def test_a_token_holds_for_its_own_article_only(
    publish: Publish, meet: Meet, data_folder: Path
) -> None:
    own = sign_token(ReadToken(publish("Ferry").pk, ZONE))
    other = own.replace(own.partition(".")[0], "999", 1)
    assert meet().send("POST", "/-/read", other).verdict == "unknown-path"
    assert lines(data_folder) == []


def test_a_flood_from_one_address_is_not_written_down(
    settings: Settings, publish: Publish, data_folder: Path
) -> None:
    settings.OPTIONS = settings.OPTIONS.model_copy(update={"reads_per_minute": 3})
    article, beacon = publish("Ferry"), Beacon(lambda *_: [])
    verdicts = [
        Reader(beacon, agent=f"{CHROME} Edg/{number}").reads(article) for number in range(5)
    ]
    assert verdicts == ["counted"] * 3 + ["flood"] * 2
    neighbours = [
        Reader(beacon, address=f"2001:db8:0:{number}::1").reads(article) for number in range(5)
    ]
    assert (
        neighbours == ["counted"] * 3 + ["flood"] * 2
    )  # one network of 56 bits is one household's
    assert len(lines(data_folder)) == 6


def test_what_is_too_long_or_comes_otherwise_is_refused(meet: Meet, data_folder: Path) -> None:
    long = meet().send("POST", "/-/read", "x" * (MAX_BODY_BYTES + 1))
    assert (long.status, long.body) == (
        "413 Content Too Large",
        b"The body must have three short lines.\n",
    )
    other = meet().send("DELETE", "/-/read")
    assert (other.status, other.headers["Allow"]) == ("405 Method Not Allowed", "GET, HEAD, POST")
    assert meet().send("POST", "/-/read", CONTENT_LENGTH="-5").status == "413 Content Too Large"
    assert lines(data_folder) == []


def test_a_read_that_cannot_be_written_is_not_acknowledged(
    publish: Publish, meet: Meet, data_folder: Path
) -> None:
    (data_folder / "reads").mkdir()
    (data_folder / "reads/spool").write_text("in the way")
    answer = meet().send("POST", "/-/read", sign_token(ReadToken(publish("Ferry").pk, ZONE)))
    assert (answer.status, answer.body) == (
        "503 Service Unavailable",
        b"The read could not be stored.\n",
    )


@pytest.mark.parametrize(
    ("referrer", "kept"),
    [
        ("search.example", "search.example"),
        ("Search.Example", "search.example"),
        ("a b", "-"),
        ("<x>", "-"),
        ("", "-"),
    ],
)
def test_of_where_a_reader_came_from_the_host_is_kept(
    referrer: str, kept: str, publish: Publish, meet: Meet, data_folder: Path
) -> None:
    assert meet().reads(publish("Ferry"), referrer) == "counted"
    assert [line.split()[4] for line in lines(data_folder)] == [kept]


def test_behind_a_proxy_readers_have_the_addresses_that_it_says(
    settings: Settings, publish: Publish, meet: Meet, data_folder: Path
) -> None:
    article, tove = publish("Ferry"), meet()
    assert tove.reads(article, HTTP_X_FORWARDED_FOR="198.51.100.1") == "counted"
    assert (
        tove.reads(article, HTTP_X_FORWARDED_FOR="198.51.100.2") == "seen-today"
    )  # nobody stands in front: it is not believed
    settings.OPTIONS = settings.OPTIONS.model_copy(update={"behind_proxy": True})
    tove = Reader(Beacon(WSGIHandler()))
    verdicts = [
        tove.reads(article, HTTP_X_FORWARDED_FOR=f"198.51.100.{last}") for last in (3, 4, 4)
    ]
    assert verdicts == ["counted", "counted", "seen-today"]


def test_every_verdict_is_told_in_these_stories() -> None:
    verdicts = {
        "counted",
        "seen-today",
        "prefetch",
        "preview",
        "bot",
        "foreign-origin",
        "staff",
        "unknown-path",
        "flood",
    }
    assert verdicts == set(ReadVerdict.values)
