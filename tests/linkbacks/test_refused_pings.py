"""Each protocol refuses invalid pings at once, and nothing of them is stored."""

import re
import xmlrpc.client
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from byline.discussion.actions.banning import ban, parse_target
from byline.discussion.choices import BanKind
from byline.discussion.models import Ban, CommentRules
from byline.linkbacks.actions import save_ping_rules
from byline.linkbacks.choices import MAX_PENDING_CHECKS
from byline.linkbacks.models import IncomingMention, PingRules
from byline.linkbacks.protocol import MAX_CALL_SIZE
from byline.linkbacks.rules import host_of
from byline.newsroom.models import Article
from newsrooms import Publish

NOTE = "https://blog.example/note"


@pytest.fixture
def all_open(harbour_post: Site) -> PingRules:
    rules: PingRules = PingRules.for_site(harbour_post)
    rules.trackbacks = True
    save_ping_rules(rules)
    return rules


def webmention(reader: Client, source: str, target: str) -> str:
    answer = reader.post("/-/webmention", {"source": source, "target": target})
    return f"{answer.status_code} {answer.content.decode().strip()}"


def call(reader: Client, body: bytes) -> tuple[int, str]:
    answer = reader.post("/-/pingback", body, content_type="text/xml")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/xml; charset=utf-8")
    try:
        return 0, str(xmlrpc.client.loads(answer.content)[0][0])
    except xmlrpc.client.Fault as fault:
        return fault.faultCode, fault.faultString


def pingback(reader: Client, source: str, target: str) -> tuple[int, str]:
    return call(reader, xmlrpc.client.dumps((source, target), "pingback.ping").encode())


def trackback(reader: Client, path: str, **fields: str) -> str:
    answer = reader.post(f"{path}trackback/", fields)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/xml; charset=utf-8")
    return re.sub(r"<\?xml[^>]*>\n|</?response>|\n", "", answer.content.decode())


THANKS = "Thank you. The page will be checked soon."
SOURCE = "The source is not an http or https address, or it is too long."
REFUSALS = {
    "a source that is no address": ("nonsense", "{ferry}", SOURCE, 16),
    "a source of another scheme": ("ftp://blog.example/note", "{ferry}", SOURCE, 16),
    "a source that breaks out": ('https://blog.example/"><script>', "{ferry}", SOURCE, 16),
    "a source that is too long": ("https://blog.example/" + "x" * 500, "{ferry}", SOURCE, 16),
    "a source with a part of no text": ("https://blog.example/\x00", "{ferry}", SOURCE, -32700),
    "a source on too long a host": (f"https://{'a' * 254}/", "{ferry}", SOURCE, 16),
    "no source": ("", "{ferry}", SOURCE, 16),
    "a target that is no address": (
        NOTE,
        "nonsense",
        "The target is not an http or https address.",
        32,
    ),
    "source and target the same": (
        "{ferry}",
        "{ferry}#x",
        "Source and target are the same page.",
        0,
    ),
    "a target elsewhere": (
        NOTE,
        "https://elsewhere.example/x/",
        "The target is not on one of our sites.",
        33,
    ),
    "a target on another port": (
        NOTE,
        "http://harbour.example:8080/x/",
        "The target is not on one of our sites.",
        33,
    ),
    "a target where nothing is": (
        NOTE,
        "http://harbour.example/nothing/",
        "There is no article at the target.",
        32,
    ),
    "a target that is no article": (
        NOTE,
        "http://harbour.example/",
        "There is no article at the target.",
        32,
    ),
}


@pytest.mark.parametrize(("source", "target", "words", "code"), REFUSALS.values(), ids=REFUSALS)
def test_invalid_pings_are_refused_at_once(
    source: str, target: str, words: str, code: int, reader: Client, ferry_page: str
) -> None:
    source, target = source.replace("{ferry}", ferry_page), target.replace("{ferry}", ferry_page)
    assert webmention(reader, source, target) == f"400 {words}"
    assert pingback(reader, source, target)[0] == code
    assert IncomingMention.objects.count() == 0


def test_valid_pings_are_accepted(
    reader: Client, ferry: Article, ferry_page: str, all_open: PingRules
) -> None:
    assert webmention(reader, NOTE, ferry_page) == f"202 {THANKS}"
    assert pingback(reader, NOTE + "2", ferry_page) == (0, THANKS)
    assert trackback(reader, ferry.href, url=NOTE + "3", title="T") == "<error>0</error>"
    assert list(IncomingMention.objects.order_by("pk").values_list("kind", "source")) == [
        ("webmention", NOTE),
        ("pingback", NOTE + "2"),
        ("trackback", NOTE + "3"),
    ]


def test_a_known_pingback_is_answered_with_its_fault_code(reader: Client, ferry_page: str) -> None:
    pingback(reader, NOTE, ferry_page)
    assert pingback(reader, NOTE, ferry_page)[0] == 48
    assert IncomingMention.objects.count() == 1


def closed_by(what: str, article: Article) -> None:
    settings: Any = type(article.site.sitesettings).for_site(article.site)
    if what == "the article":
        article.pings = "closed"
        article.save()
    elif what == "the site":
        settings.pings = "closed"
        settings.save()
    else:
        rules = PingRules.for_site(article.site)
        rules.close_after_days, rules.trackbacks = (7, True) if what == "the clock" else (0, False)
        rules.webmentions = rules.pingbacks = what == "the clock"
        save_ping_rules(rules)


@pytest.mark.parametrize("what", ["the article", "the site", "the clock", "the rules"])
def test_a_closed_article_accepts_no_pings_and_names_no_endpoint(
    what: str, reader: Client, ferry: Article, ferry_page: str, all_open: PingRules
) -> None:
    def advertised() -> tuple[bool, ...]:
        page = reader.get(ferry.href)
        html = page.content.decode()
        return (
            "Link" in page,
            "X-Pingback" in page,
            'rel="webmention"' in html,
            'rel="pingback"' in html,
            "trackback:ping" in html,
        )

    assert advertised() == (True,) * 5
    closed_by(what, ferry)
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        assert advertised() == (False,) * 5
        words = "The article does not accept this kind of ping."
        assert webmention(reader, NOTE, ferry_page) == f"400 {words}"
        assert pingback(reader, NOTE, ferry_page) == (33, words)
        assert (
            trackback(reader, ferry.href, url=NOTE) == f"<error>1</error><message>{words}</message>"
        )
    assert IncomingMention.objects.count() == 0


def test_an_article_can_stay_open_on_a_closed_site(
    reader: Client, ferry: Article, ferry_page: str
) -> None:
    closed_by("the site", ferry)
    ferry.pings = "open"
    ferry.save()
    assert webmention(reader, NOTE, ferry_page) == f"202 {THANKS}"


def test_responses_and_pings_close_independently(
    publish: Publish, reader: Client, comment_rules: CommentRules, harbour_post: Site
) -> None:
    comment_rules.close_after_days = 1
    comment_rules.save()
    old = publish("Long ago", published_at=datetime(2020, 1, 1, tzinfo=UTC))
    assert webmention(reader, NOTE, f"http://harbour.example{old.href}") == f"202 {THANKS}"


def test_endpoints_are_full_addresses(reader: Client, ferry: Article, all_open: PingRules) -> None:
    page = reader.get(ferry.href)
    html = page.content.decode()
    assert page["Link"] == '<http://harbour.example/-/webmention>; rel="webmention"'
    assert page["X-Pingback"] == "http://harbour.example/-/pingback"
    assert f'trackback:ping="http://harbour.example{ferry.href}trackback/"' in html
    assert "X-Pingback" not in reader.get("/")


def test_a_banned_domain_gets_an_error(
    reader: Client, harbour_post: Site, ferry: Article, ferry_page: str, all_open: PingRules
) -> None:
    Ban.objects.create(site=harbour_post, kind=BanKind.DOMAIN, value="blog.example")
    words = "This site does not accept pings from that domain."
    for host in ("blog.example", "deep.below.blog.example"):
        note = f"https://{host}/note"
        assert webmention(reader, note, ferry_page) == f"400 {words}"
        assert pingback(reader, note, ferry_page) == (49, words)
        assert (
            trackback(reader, ferry.href, url=note) == f"<error>1</error><message>{words}</message>"
        )
    assert webmention(reader, "https://otherblog.example/note", ferry_page) == f"202 {THANKS}"


@pytest.mark.parametrize("host", ["müller.example", "MÜLLER.example.", "xn--mller-kva.example"])
def test_a_domain_is_one_however_it_is_written(
    host: str, reader: Client, harbour_post: Site, ferry_page: str, all_open: PingRules
) -> None:
    all_open.trusted = "müller.example"
    assert all_open.trusts(host_of(f"https://{host}/note"))
    ban(harbour_post, parse_target("domain", "https://www.müller.example/"), until=None)
    words = "This site does not accept pings from that domain."
    assert webmention(reader, f"https://{host}/note", ferry_page) == f"400 {words}"


def test_pending_pings_of_one_host_are_limited(reader: Client, ferry_page: str) -> None:
    for number in range(MAX_PENDING_CHECKS):
        assert webmention(reader, f"{NOTE}{number}", ferry_page).startswith("202")
    words = "Too many pings of that host, or from your network. Try again later."
    assert webmention(reader, f"{NOTE}-one-more", ferry_page) == f"429 {words}"
    assert pingback(reader, f"{NOTE}-one-more", ferry_page) == (0, words)
    assert webmention(reader, f"{NOTE}1", ferry_page).startswith("202")


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"source": NOTE},
        {"target": NOTE},
        {"source": [NOTE, NOTE], "target": NOTE},
        {"source": NOTE, "target": [NOTE, NOTE]},
    ],
)
def test_a_webmention_has_one_source_and_one_target(
    form: dict[str, Any], reader: Client, ferry: Article
) -> None:
    answer = reader.post("/-/webmention", form)
    assert (answer.status_code, answer.content.decode().split(":")[0]) == (
        400,
        "POST source and target, as a form (application/x-www-form-urlencoded)",
    )


@pytest.mark.parametrize("path", ["/-/webmention", "/-/pingback", "{ferry}trackback/"])
def test_pings_are_accepted_by_post_only(path: str, reader: Client, ferry: Article) -> None:
    answer = reader.get(path.replace("{ferry}", ferry.href))
    assert (answer.status_code, answer["Allow"], answer.content[:4]) == (405, "POST", b"POST")


DTD = '<?xml version="1.0"?><!DOCTYPE methodCall [<!ENTITY a "pingback.ping">]>'
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {chr(98 + level)} "{("&" + chr(97 + level) + ";") * 10}">' for level in range(8)
    )
    + "]>"
)
CALL = "<methodCall><methodName>{}</methodName><params></params></methodCall>"
BROKEN = {
    "no XML": (b"hello", -32700),
    "nothing": (b"", -32700),
    "an entity": ((DTD + CALL.format("&a;")).encode(), -32700),
    "a bomb": ((BOMB + CALL.format("&i;")).encode(), -32700),
    "an entity in other letters": (
        (DTD.replace("1.0", "1.0") + CALL.format("&a;")).encode("utf-16"),
        -32700,
    ),
    "a file": (
        ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + CALL.format("&a;")).encode(),
        -32700,
    ),
    "another root": (b"<methodResponse/>", -32700),
    "too long": (CALL.format("x" * MAX_CALL_SIZE).encode(), -32700),
    "another method": (CALL.format("system.multicall").encode(), -32601),
    "a blog's method": (CALL.format("wp.getUsersBlogs").encode(), -32601),
    "no parameters": (CALL.format("pingback.ping").encode(), -32602),
}


@pytest.mark.parametrize(("body", "code"), BROKEN.values(), ids=BROKEN)
def test_there_is_one_method_and_no_entity_is_expanded(
    body: bytes, code: int, reader: Client, ferry: Article
) -> None:
    assert call(reader, body)[0] == code


def test_a_trackback_names_its_page(reader: Client, ferry: Article, all_open: PingRules) -> None:
    assert trackback(reader, ferry.href, title="T").startswith("<error>1</error><message>POST url")
    assert (
        trackback(reader, "/nothing/", url=NOTE)
        == "<error>1</error><message>There is no article at the target.</message>"
    )
